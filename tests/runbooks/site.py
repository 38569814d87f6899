"""A runbook on a simulated account, entered as the worker enters it: assumed roles, the guard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.aws.access import AwsEstate
from bot.aws.sessions import Keys, Sessions
from bot.clock import SystemClock
from bot.domain.execution import Ask, Execution, Kind, Stage
from bot.domain.policy import Account
from bot.ports.estate import ChangingAws
from practice.aws.server import SimulatedAws
from runbooks.kit import shield
from runbooks.kit.aws import Aws
from runbooks.kit.catalog import AnyRunbook
from runbooks.kit.text import Said
from runbooks.kit.values import Claim, Conflict, Inputs, Made, Plan, Proof, State, Step
from tests.bot.aws.paces import unhurried

REGION = "ap-northeast-1"
HOME = "999988887777"
ROLES = ("secbot-read", "secbot-contain", "secbot-release")
EXTERNAL_ID = "range-external-id"
ABOVE = 300_000_000_000
"""What makes another account's number of one."""


@dataclass
class Journal:
    """Keeps what the guard writes down: (action, parameters) before, (action, code) after."""

    intents: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)
    results: list[tuple[str, str]] = field(default_factory=list)

    def intent(self, step: Step, action: str, parameters: dict[str, object]) -> None:
        """Keep an intent."""
        self.intents.append((action, parameters))

    def result(self, step: Step, action: str, request_id: str, code: str) -> None:
        """Keep a result."""
        self.results.append((action, code))


@dataclass
class Site:
    """One runbook in one account; every method enters anew, as every run of the worker does.

    `there` is the account that it acts in, empty where that is the same one.
    """

    aws: SimulatedAws
    account: str
    estate: AwsEstate
    runbook: type[AnyRunbook]
    journal: Journal = field(default_factory=Journal)
    there: str = ""

    def observe(self, inputs: Inputs) -> State:
        """Read the target under the read role."""
        seen: State = self._reading().observe(inputs)
        return seen

    def plan(self, inputs: Inputs) -> Plan:
        """Plan under the read role."""
        return self._reading().plan(inputs, self.observe(inputs))

    def recall(self, inputs: Inputs, *suspects: str) -> list[str]:
        """Return what the record tells of a change, as planning has it."""
        bound = self._reading()
        said = bound.recall(inputs, bound.observe(inputs), frozenset(suspects))
        return [each.plain() for each in said]

    def told(self, inputs: Inputs) -> dict[str, Said]:
        """Ask who set secbot's own tags on the target, as planning does."""
        return shield.told(self._reading().aws, self.observe(inputs).marks)

    def again(self, inputs: Inputs, before: State) -> Inputs:
        """Return the inputs that find the target once it is changed, as the bot has them."""
        found: Inputs = self.runbook.found_again(inputs, before)
        return found

    def undo(self, inputs: Inputs, before: State, after: State) -> Plan | Conflict:
        """Plan the way back."""
        again = self.again(inputs, before)
        return self._reading().undo(again, before, after, self.observe(again))

    def claims(self, inputs: Inputs) -> tuple[Claim, ...]:
        """Read back what the change proves."""
        return self._reading().verify(inputs, self.observe(inputs))

    def restored(self, inputs: Inputs, before: State) -> tuple[Claim, ...]:
        """Read back what the undo proves."""
        again = self.again(inputs, before)
        return self._reading().restored(again, before, self.observe(again))

    def carry_out(self, plan: Plan, upto: int | None = None) -> dict[str, Made]:
        """Make the steps of a plan, or the first so many, under the narrowed role."""
        made: dict[str, Made] = {}
        aws = self.changing(plan)
        for step in plan.steps[:upto]:
            aws.running(step, dict(made))
            bound = self.runbook(self._entered(), aws) if self.there else self.runbook(aws)
            made[step.key] = bound.do(step, dict(made))
        return made

    def changing(self, plan: Plan) -> ChangingAws:
        """Enter where the steps of a plan are made, under the roles narrowed to them."""
        about = self.runbook.about
        return self.estate.changing(
            self._account(self.there),
            REGION,
            execution(self.account),
            plan.steps,
            "ryo@example.com",
            self.journal,
            about.reads_there if self.there else about.reads,
        )

    def client(self, service: str) -> Any:
        """Return a client of the account's own administrator."""
        return self.aws.client(service, self.account, REGION)

    def called(self) -> set[str]:
        """Return service and operation of every call that secbot's roles have made here."""
        calls = self.aws.calls(account=self.account)
        return {f"{one.service}:{one.operation}" for one in calls if one.session}

    def _reading(self) -> AnyRunbook:
        if not self.there:
            return self.runbook(self._entered())
        reads = self.runbook.about.reads_there
        there = self.estate.reading(self._account(self.there), REGION, reads)
        return self.runbook(self._entered(), there)

    def _entered(self) -> Aws:
        return self.estate.reading(self._account(), REGION, self.runbook.about.reads)

    def _account(self, number: str = "") -> Account:
        return Account(number or self.account, "tested", external_id=EXTERNAL_ID)


@contextmanager
def a_site(
    aws: SimulatedAws, account: str, runbook: type[AnyRunbook], *, has_roles: bool = False
) -> Iterator[Site]:
    """Yield a runbook in an account that has secbot's three roles, as has the one it acts in.

    They are made if need be.
    """
    there = str(int(account) + ABOVE) if runbook.about.acts_in else ""
    for number in filter(None, ("" if has_roles else account, there)):
        aws.seed_roles(number, ROLES, EXTERNAL_ID)
    key = aws.credentials(HOME)
    keys = Keys(key.access_key_id, key.secret_access_key)
    sessions = Sessions(keys, REGION, aws.url, loader=aws.loader)
    estate = AwsEstate(sessions, unhurried(), SystemClock())
    try:
        yield Site(aws, account, estate, runbook, there=there)
    finally:
        estate.close()
        sessions.close()


def execution(account: str) -> Execution:
    """Return an execution that has been approved."""
    return Execution(
        number=41,
        ask=Ask(Kind.APPLY, None, "tested", account, REGION, {}, "a test"),
        requester="ann@example.com",
        requester_name="Ann",
        asked_at=SystemClock().now(),
        stage=Stage.APPROVED,
        plan_number=1,
        outcome=None,
        why=None,
        before=None,
        after=None,
        ended_at=None,
        channel="C0SEC",
    )


def proofs(claims: tuple[Claim, ...]) -> dict[str, Proof]:
    """Return each claim's proof by its key."""
    return {claim.key: claim.proof for claim in claims}
