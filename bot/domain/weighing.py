"""Weighs a plan: which class it is decided on as, and what made it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.policy import Account, Policy
from bot.domain.words import weighing as words
from runbooks.kit import radius
from runbooks.kit.text import Said
from runbooks.kit.values import Marks, Plan, Power, RiskClass


@dataclass(frozen=True, slots=True)
class Weighed:
    """The class that a plan is decided on as, the class that it is by itself, and why."""

    risk: RiskClass
    own: RiskClass
    why: tuple[Said, ...]

    @property
    def is_raised(self) -> bool:
        """Say whether something besides the plan made it stricter."""
        return self.risk is not self.own


def weighed_as(risk: RiskClass, plan: Plan) -> RiskClass:
    """Return the class that a plan is by itself.

    What re-exposes or re-enables is class D, whoever says so: the runbook, or a step that
    needs the release role.
    """
    releases = any(step.power is Power.RELEASE for step in plan.steps)
    return RiskClass.D if plan.reopens or releases else risk


def weigh(
    risk: RiskClass,
    plan: Plan,
    marks: Marks,
    account: Account,
    at: datetime,
    policy: Policy,
    *,
    hits: Iterable[str],
) -> Weighed:
    """Return how a plan is decided on: nothing here makes it looser.

    `risk` is what the runbook says of its target, `at` when it was planned: an hour that raises
    a class holds for the plan's whole life, so that no vote is lost by the clock. `hits` are the
    ARNs of what the plan would change, none for a mere look.
    """
    own = weighed_as(risk, plan)
    why = [words.OWN.fill(risk=risk)]
    if own is not risk:
        why.append(words.RELEASES.fill())
    wide = radius.raised(own, plan)
    if wide is not own:
        why += [words.WIDE.fill(risk=wide, why=each) for each in plan.wide]
    weighed = _tagged(wide, marks)
    if weighed is not wide:
        why.append(words.TAGGED.fill())
    for rule in _raising(weighed, account, at, policy):
        weighed = weighed.stricter
        why.append(words.RAISED.fill(risk=weighed, rule=rule))
    for least, said in _at_least(weighed, account, policy, tuple(hits)):
        weighed = max(weighed, least)
        why.append(said)
    return Weighed(weighed, own, tuple(why))


def _tagged(risk: RiskClass, marks: Marks) -> RiskClass:
    """Return the class with the tags counted in: D wherever one may protect, or was not read."""
    return risk if marks.is_protected is False and not marks.stack else RiskClass.D


def _raising(weighed: RiskClass, account: Account, at: datetime, policy: Policy) -> Iterator[Said]:
    """Yield how each rule of the file is told that makes this class stricter here and now."""
    for rule in policy.raises:
        if weighed in rule.classes and weighed is not RiskClass.D and rule.holds(account, at):
            yield rule.told


def _at_least(
    weighed: RiskClass, account: Account, policy: Policy, hits: Sequence[str]
) -> Iterator[tuple[RiskClass, Said]]:
    """Yield what the file makes of a change of what is precious, or in a special account.

    What is precious is one class stricter and at least class C; the accounts that hold up the
    whole organization are class D.
    """
    precious = next((arn for arn in hits if policy.is_precious(arn, account.number)), "")
    if precious and weighed is not RiskClass.D:
        weighed = max(weighed.stricter, RiskClass.C)
        yield weighed, words.PRECIOUS.fill(risk=weighed, target=precious)
    parts = policy.parts_of(account.number) if hits else ()
    if parts and weighed is not RiskClass.D:
        yield RiskClass.D, words.SPECIAL.fill(parts=", ".join(parts))
