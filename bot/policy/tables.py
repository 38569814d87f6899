"""Writes docs/decisions.md: what is decided in each case, told by the very code that decides."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.domain.decide import approvals_needed, decide
from bot.domain.execution import Proposal
from bot.domain.matter import Allowed, Matter, Needs, Refused, Vote
from bot.domain.people import Person, Role
from bot.domain.policy import Account, Grant, Hours, Night, Policy, Raise, StandingRule
from bot.domain.weighing import weigh
from bot.domain.words import decisions as words
from runbooks.kit.moments import minutes
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Marks, Plan, Reach, RiskClass, Special

NOW = datetime(2026, 1, 1, 3, tzinfo=UTC)
PROD = Account("111122223333", "prod-payments", environment="prod")
STAGING = Account("444455556666", "staging", environment="staging")
TEAM, APPROVERS, RESPONDERS = "T0OURS", "S0APPROVE", "S0RESPOND"
TARGET = "arn:aws:s3:::pay-exports"
DIGEST = "9f31c2" + "0" * 58
TAGGED = Marks(is_protected=True)
UNREAD = Marks(is_protected=None)
PLAIN = Marks(is_protected=False)
IN_PROD = Raise(frozenset({RiskClass.B, RiskClass.C}), environments=frozenset({"prod"}))

BOB = Person("U0BOB", TEAM, "bob@example.com", "Bob", groups=frozenset({APPROVERS}))
ANN = Person("U0ANN", TEAM, "ann@example.com", "Ann", groups=frozenset({RESPONDERS}))
RYO = replace(BOB, slack_id="U0RYO", email="ryo@example.com", name="Ryo")
POLICY = Policy(
    digest="p1",
    teams=frozenset({TEAM}),
    email_domain="example.com",
    grants=(
        Grant(Role.RESPONDER, frozenset({RESPONDERS})),
        Grant(Role.APPROVER, frozenset({APPROVERS})),
    ),
    accounts={PROD.number: PROD},
)
"""The policy file of the examples, with nothing in it that makes anything stricter."""


def page() -> str:
    """Return the whole page, as Markdown."""
    parts = (words.TITLE, words.INTRO, words.CLASSES)
    lines = [*(part.en for part in parts), *_table(words.CLASS_HEAD, _classes())]
    lines += [words.RAISING.en, *_table(words.RAISING_HEAD, _raising())]
    lines += [words.VOTES.en, *_table(words.VOTES_HEAD, _votes())]
    return "\n\n".join(_joined(lines)) + "\n"


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs; the rows of a table stand in one."""
    table: list[str] = []
    for line in lines:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            yield "\n".join(table)
            table = []
        yield line
    if table:
        yield "\n".join(table)


def _table(head: Text, rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield head.en
    yield "|" + "---|" * (head.en.count("|") - 1)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _classes() -> Iterator[tuple[str, ...]]:
    for risk in RiskClass:
        rule = POLICY.rules[risk]
        needed = str(approvals_needed(risk, POLICY))
        yield risk, needed, f"{minutes(rule.ttl)} min", words.MEANS[risk].en


def _raising() -> Iterator[tuple[str, ...]]:
    plain, opening = _plan(), _plan(reopens=True)
    kept = replace(PROD, precious=(TARGET,))
    cases: Mapping[Text, tuple[Plan, Marks, Policy]] = {
        words.AS_IT_IS: (plain, PLAIN, POLICY),
        words.REOPENING: (opening, PLAIN, POLICY),
        words.PROTECTED: (plain, TAGGED, POLICY),
        words.UNREAD: (plain, UNREAD, POLICY),
        words.BY_THE_FILE: (plain, PLAIN, replace(POLICY, raises=(IN_PROD,))),
        words.PRECIOUS: (plain, PLAIN, replace(POLICY, accounts={PROD.number: kept})),
        words.SPECIAL: (plain, PLAIN, replace(POLICY, special={Special.LOG_ARCHIVE: PROD.number})),
    }
    for name, (plan, marks, policy) in cases.items():
        found = [
            weigh(risk, plan, marks, PROD, NOW, policy, hits=(TARGET,)).risk for risk in RiskClass
        ]
        yield name.en, *(str(risk) for risk in found)


def _votes() -> Iterator[tuple[str, ...]]:
    stranger = replace(BOB, team="T0OTHER")
    twin = replace(BOB, slack_id="U0BOB2", email="bob+2@example.com")
    vouched = replace(RYO, vouched_by=frozenset({BOB.identity}))
    cases: Mapping[Text, tuple[Matter, Sequence[Vote], Policy]] = {
        words.NOBODY_YET: (_matter(), (), POLICY),
        words.ONE: (_matter(), (_yes(BOB),), POLICY),
        words.ONE_FOR_D: (_matter(RiskClass.D), (_yes(BOB),), POLICY),
        words.TWO_FOR_D: (_matter(RiskClass.D), (_yes(BOB), _yes(RYO)), POLICY),
        words.TWIN_FOR_D: (_matter(RiskClass.D), (_yes(BOB), _yes(twin)), POLICY),
        words.VOUCHED_FOR_D: (_matter(RiskClass.D), (_yes(BOB), _yes(vouched)), POLICY),
        words.REQUESTER: (replace(_matter(), requester=BOB.identity), (_yes(BOB),), POLICY),
        words.SUBJECT: (
            replace(_matter(), implicated=frozenset({BOB.identity})),
            (_yes(BOB),),
            POLICY,
        ),
        words.GLASS: (_matter(), (_glass(),), _with_admin()),
        words.GLASS_NO_ADMIN: (_matter(), (_glass(),), POLICY),
        words.GLASS_UNDO: (replace(_matter(), is_undo=True), (_glass(),), _with_admin()),
        words.GLASS_D: (_matter(RiskClass.D), (_glass(),), _with_admin()),
        **_alone(),
        words.STANDING: (_unasked(RiskClass.B, STAGING), (), _with_rule()),
        words.STANDING_C: (_unasked(RiskClass.C, STAGING), (), _with_rule()),
        words.STANDING_PROD: (_unasked(RiskClass.B, PROD), (), _with_rule()),
        words.STANDING_PERSON: (
            replace(_matter(RiskClass.B), account=STAGING.number),
            (),
            _with_rule(),
        ),
        words.NO_ROLE: (_matter(), (_yes(replace(BOB, groups=frozenset())),), POLICY),
        words.NEWCOMER: (
            _matter(),
            (_yes(replace(BOB, new_in=frozenset({APPROVERS}))),),
            POLICY,
        ),
        words.GUEST: (_matter(), (_yes(replace(BOB, guest=True)),), POLICY),
        words.STRANGER: (_matter(), (_yes(stranger),), POLICY),
        words.OTHER_ADDRESS: (_matter(), (_yes(replace(BOB, email="b@else.example")),), POLICY),
        words.NO_ANSWER: (_matter(), (_yes(replace(BOB, groups=None)),), POLICY),
        words.OTHER_DIGEST: (_matter(), (replace(_yes(BOB), digest="000000"),), POLICY),
        words.CUT: (_matter(is_cut=True), (_yes(BOB),), POLICY),
        words.CUT_OPENED: (_matter(is_cut=True), (replace(_yes(BOB), has_opened=True),), POLICY),
        words.EXPIRED: (_matter(expires_at=NOW), (_yes(BOB),), POLICY),
        words.OTHER_FILE: (_matter(), (_yes(BOB),), replace(POLICY, digest="p2")),
        words.FORBIDDEN: (
            _matter(),
            (_yes(BOB),),
            replace(POLICY, protected_resources=("arn:aws:s3:::*",)),
        ),
        words.UNPROVED: (
            _matter(RiskClass.D, is_drill=False),
            (_yes(BOB), _yes(RYO)),
            POLICY,
        ),
        words.NO_ACCOUNT: (_matter(), (_yes(BOB),), replace(POLICY, accounts={})),
    }
    for name, (matter, votes, policy) in cases.items():
        yield name.en, _said(decide(matter, votes, policy, NOW)).bare()


def _alone() -> Mapping[Text, tuple[Matter, Sequence[Vote], Policy]]:
    """Return what happens where whoever asked would contain alone, at three in the morning."""
    night, own = replace(POLICY, night=Night(Hours(time(22), time(7), "UTC"))), _own()
    return {
        words.ALONE: (own, (_word(),), night),
        words.ALONE_OFF: (own, (_word(),), POLICY),
        words.ALONE_BY_DAY: (own, (replace(_word(), at=NOW.replace(hour=9)),), night),
        words.ALONE_D: (_own(RiskClass.D), (_word(),), night),
        words.ALONE_UNDO: (replace(own, is_undo=True), (_word(),), night),
        words.ALONE_UNCONFIRMED: (replace(own, is_confirmed=False), (_word(),), night),
        words.ALONE_OTHER: (own, (replace(_word(), person=BOB),), night),
        words.ALONE_AGAIN: (replace(own, unreviewed=("A-19X",)), (_word(),), night),
        words.ALONE_NEW: (
            own,
            (replace(_word(), person=replace(ANN, new_in=frozenset({RESPONDERS}))),),
            night,
        ),
        words.ALONE_CLICK: (own, (replace(_word(), digest=""),), night),
    }


def _own(risk: RiskClass = RiskClass.C) -> Matter:
    return replace(_matter(risk), contains=True, is_confirmed=True)


def _word() -> Vote:
    return replace(_yes(ANN), is_alone=True)


def _said(verdict: Allowed | Needs | Refused) -> Said:
    match verdict:
        case Allowed():
            return words.ALLOWED.fill()
        case Needs(more=more):
            return words.NEEDS.fill(count=more)
        case Refused(why=why):
            return words.REFUSED.fill(why=why.bare())


def _yes(person: Person) -> Vote:
    return Vote(person, NOW, DIGEST[:6], has_opened=False)


def _glass() -> Vote:
    return replace(_yes(BOB), breaks_glass=True)


def _unasked(risk: RiskClass, account: Account) -> Matter:
    return replace(_matter(risk), account=account.number, requester="", is_automatic=True)


def _with_rule() -> Policy:
    places = frozenset({"staging", "prod"})
    rule = StandingRule("block_public_s3", places, ("arn:aws:s3:::pay-*",))
    accounts = {one.number: one for one in (PROD, STAGING)}
    return replace(POLICY, standing=(rule,), accounts=accounts)


def _with_admin() -> Policy:
    return replace(POLICY, grants=(Grant(Role.ADMIN, frozenset({APPROVERS})),))


def _matter(risk: RiskClass = RiskClass.C, **more: object) -> Matter:
    given: dict[str, object] = {
        "execution": 1,
        "number": 1,
        "digest": DIGEST,
        "plan": _plan(),
        "risk": risk,
        "target": TARGET,
        "state": {},
        "code_hash": "c1",
        "policy_digest": POLICY.digest,
        "rendered_hash": "r1",
        "is_cut": False,
        "needs": 1,
        "created_at": NOW,
        "expires_at": NOW + timedelta(minutes=30),
        "is_drill": True,
    }
    proposal = Proposal(**(given | more))  # type: ignore[arg-type]  # real fields only
    return Matter(proposal, PROD.number, "ann@example.com", runbook="block_public_s3")


def _plan(*, reopens: bool = False) -> Plan:
    says = words.AS_IT_IS.fill()
    return Plan(changes=(), steps=(), undo=Reach.FULL, undo_says=says, reopens=reopens)


if __name__ == "__main__":
    sys.stdout.write(page())
