"""The worker's parts, asked to find out who somebody is in the account that the policy names."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.execution import Execution
from bot.domain.policy import Account, Policy
from runbooks.detective_context import DetectiveContext
from runbooks.kit.values import Special
from tests.bot.response.works import EXTERNAL_ID, REGION, ROLES, Works

ABOVE = 300_000_000_000
HOUR = 3600.0
LOOK = "detective_context"
USER = "mallory"


def admin_of(works: Works) -> str:
    """Return the number of the security admin account."""
    return str(int(works.account) + ABOVE)


def with_detective(works: Works) -> None:
    """Let Detective be on, in an account that the policy names for it, and a user be there."""
    admin = admin_of(works)
    works.aws.seed_roles(admin, ROLES, EXTERNAL_ID)
    works.aws.detective.open_graph(admin, REGION, [works.account])
    works.aws.client("iam", works.account).create_user(UserName=USER)
    works.under(policy=named(works, admin), catalogue={LOOK: DetectiveContext})


def named(works: Works, admin: str) -> Policy:
    """Return a policy that names this account as the security admin."""
    known = Account(admin, "security", external_id=EXTERNAL_ID)
    accounts = {**works.policy.accounts, admin: known}
    return replace(works.policy, accounts=accounts, special={Special.SECURITY_ADMIN: admin})


async def ask(works: Works, **changes: object) -> int:
    """Ask who the user is."""
    inputs = {"subject": f"user/{USER}", "hours": 48}
    given = {"inputs": inputs, "contains": False, "acts_in": admin_of(works), **changes}
    return await works.ask(LOOK, **given)


async def looked(works: Works, **changes: object) -> Execution:
    """Ask, and work until it has ended."""
    number = await ask(works, **changes)
    while not (await works.execution(number)).stage.is_end:
        await works.work()
    return await works.execution(number)


def started(works: Works) -> int:
    """Return how many investigations were begun."""
    calls = works.aws.calls(account=admin_of(works))
    return sum(one.operation == "StartInvestigation" and not one.error for one in calls)
