"""May each role do what each runbook needs: to look, to contain, and to undo?

Proved by IAM's policy simulator, which reads the role's policies, its boundary and the
organization's, and makes no call of what it judges. A dry run of EC2's would need the very roles
that change things, for a doctor that must not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.deploying.doctor.aws import code_of, silent
from bot.deploying.doctor.contract import (
    Check,
    Ground,
    Row,
    failed,
    passed,
    unseen,
    warned,
    without_policy,
)
from bot.deploying.doctor.entering import arn_of, reader
from bot.deploying.doctor.probes import probes
from bot.deploying.doctor.roles import NOT_THERE, REFUSED
from bot.deploying.grants import BOTH, CANARIES, CONTAINS, RELEASES, SYNCS, Grants
from bot.deploying.place import Place
from bot.deploying.roles import READS
from bot.domain.organization import asked
from bot.domain.policy import Account, Policy
from bot.domain.syncing import WRITES
from bot.domain.words import doctor_role as words
from bot.domain.words.organization import PART
from bot.questions.checks.catalogue import ABOUTS
from bot.questions.confirm.catalogue import SOURCES
from bot.questions.enrich.catalogue import ENRICHERS
from bot.questions.organization import ACTIONS
from runbooks.kit.text import Text
from runbooks.kit.values import PASS_ROLE

ARCHIVE, FEEDBACK, UPDATE = WRITES
ALLOWED = "allowed"
DENIED = "explicitDeny"


@dataclass(frozen=True, slots=True)
class Duty:
    """What one role is for: `needs` are its actions, each with the names of those who need it."""

    role: str
    purpose: Text
    grants: Grants
    needs: Mapping[str, tuple[str, ...]]

    @property
    def who(self) -> str:
        """Return the names of all that need the role."""
        return ", ".join(sorted({name for names in self.needs.values() for name in names}))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the simulator says of one action: how it is decided, and the keys that it lacked."""

    decision: str
    lacking: tuple[str, ...]


def look(ground: Ground) -> Iterator[Row]:
    """Yield, for each role, what it may not do, or one row that it may do all."""
    if ground.half == "web":
        return
    if ground.policy is None:
        yield without_policy()
        return
    for account in ground.policy.accounts.values():
        try:
            keys = reader(ground, account)
        except (ClientError, BotoCoreError) as error:
            if code_of(error) != REFUSED:
                yield silent(error, account.name)
                continue
            says = words.RIGHTS_UNENTERED.fill(account=account.number)
            yield unseen(account.name, says, words.RIGHTS_UNENTERED_MEND.fill())
            continue
        iam = ground.sessions.kept("iam", ground.sessions.region, keys, lambda _: None)
        for duty in duties(ground, account):
            yield from _duty(ground, iam, account, duty)


def duties(ground: Ground, account: Account) -> tuple[Duty, ...]:
    """Return what the roles of an account are for, as runbooks, questions and policy have it."""
    about = {name: runbook.about for name, runbook in ground.catalogue.items()}
    looks = (
        *((name, (*each.reads, *each.reads_there)) for name, each in about.items()),
        *((each.about.key, each.about.actions) for each in ENRICHERS),
        *((each.name, each.actions) for each in SOURCES.values()),
        *((each.key, each.actions) for each in ABOUTS),
        *(((PART.en, ACTIONS),) if ground.policy and asked(ground.policy) == account else ()),
    )
    contains = ((name, each.contains) for name, each in about.items())
    releases = ((name, each.releases) for name, each in about.items())
    duties: tuple[Duty, ...] = (
        Duty(account.read_role, words.LOOK, READS, _by_action(looks)),
        Duty(account.contain_role, words.APPLY, {**BOTH, **CONTAINS}, _by_action(contains)),
        Duty(account.release_role, words.UNDO, {**BOTH, **RELEASES}, _by_action(releases)),
    )
    if ground.policy and ground.policy.canary:
        canaries = dict.fromkeys(CANARIES, (words.CANARY_PART,))
        duties = (*duties, Duty(account.read_role, words.CANARY, CANARIES, canaries))
    needs = dict.fromkeys(_told(ground.policy), (words.SYNC_PART,)) if ground.policy else {}
    return (*duties, Duty(account.sync_role, words.SYNC, SYNCS, needs)) if needs else duties


def _told(policy: Policy) -> tuple[str, ...]:
    """Return the actions by which something is told upstream under this policy."""
    hub = policy.sync.security_hub or policy.sync.security_hub_v2
    guardduty = policy.sync.guardduty
    named = (
        (ARCHIVE, "archive" in guardduty),
        (FEEDBACK, "feedback" in guardduty),
        (UPDATE, bool(hub)),
    )
    return tuple(action for action, is_told in named if is_told)


def _by_action(declared: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, tuple[str, ...]]:
    """Return who needs each action; two questions may go by one name."""
    found: dict[str, tuple[str, ...]] = {}
    for name, actions in declared:
        for action in actions:
            found[action] = tuple(dict.fromkeys((*found.get(action, ()), name)))
    return found


def _duty(ground: Ground, iam: Any, account: Account, duty: Duty) -> Iterator[Row]:
    subject = f"{account.name} {duty.role.rpartition('/')[2]}"
    try:
        verdicts = _verdicts(ground, iam, account, duty)
    except (ClientError, BotoCoreError) as error:
        if code_of(error) != NOT_THERE:
            yield silent(error, subject)
            return
        says = words.ROLE_MISSING.fill(role=duty.role, account=account.number)
        yield unseen(subject, says, words.RIGHTS_UNENTERED_MEND.fill())
        return
    rows = [_row(account, duty, subject, each, verdicts[each]) for each in sorted(verdicts)]
    found = [row for row in rows if row is not None]
    yield from found
    if not any(row.result.is_fault for row in found):
        count, purpose = len(verdicts), duty.purpose.en
        said = words.RIGHTS_FINE.fill(count=count, purpose=purpose, runbooks=duty.who)
        yield passed(subject, said)


def _row(account: Account, duty: Duty, subject: str, action: str, verdict: Verdict) -> Row | None:
    """Return what is wrong with one action, or None."""
    if verdict.decision == ALLOWED:
        return None
    role = duty.role.rpartition("/")[2]
    named = {"role": role, "action": action}
    needed = {"runbooks": ", ".join(duty.needs[action]), "purpose": duty.purpose.en}
    if verdict.decision == DENIED:
        mend = words.RIGHTS_DENIED_MEND.fill(role=role)
        return failed(subject, words.RIGHTS_DENIED.fill(**named, **needed), mend)
    keys = words.PASSABLE.en if action == PASS_ROLE else ", ".join(verdict.lacking)
    if keys:
        says = words.RIGHTS_UNPROVABLE.fill(**named, keys=keys)
        return warned(subject, says, words.RIGHTS_UNPROVABLE_MEND.fill(account=account.name))
    mend = words.RIGHTS_MISSING_MEND.fill(account=account.number, **named)
    return failed(subject, words.RIGHTS_MISSING.fill(**named, **needed), mend)


def _verdicts(ground: Ground, iam: Any, account: Account, duty: Duty) -> dict[str, Verdict]:
    """Ask the simulator of every action; one that has several probes must pass them all."""
    partition = ground.sessions.partition_of(ground.sessions.region)
    place = Place(partition, account.number)
    found: dict[str, Verdict] = {}
    for probe in probes(duty.needs, duty.grants, place, ground.sessions.region):
        pages = iam.get_paginator("simulate_principal_policy").paginate(
            PolicySourceArn=arn_of(ground, account, duty.role), **probe.request
        )
        for result in (each for page in pages for each in page["EvaluationResults"]):
            verdict = _verdict(result)
            before = found.get(result["EvalActionName"])
            if before is None or before.decision == ALLOWED:
                found[result["EvalActionName"]] = verdict
    return found


def _verdict(result: Mapping[str, Any]) -> Verdict:
    each = result.get("ResourceSpecificResults") or ()
    decisions = [one["EvalResourceDecision"] for one in each] or [result["EvalDecision"]]
    strictest = next((one for one in decisions if one != ALLOWED), ALLOWED)
    lacking = {key for one in (result, *each) for key in one.get("MissingContextValues", ())}
    return Verdict(strictest, tuple(sorted(lacking)))


RIGHTS = Check(words.RIGHTS, look)
