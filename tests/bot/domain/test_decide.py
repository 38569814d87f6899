"""Who may do what: every rule of decide() with a person who tries to break it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.decide import approvals_needed, decide
from bot.domain.matter import Allowed, Needs
from bot.domain.people import Person, Role
from bot.domain.policy import SAFE_RULES, Grant, Rule
from bot.domain.weighing import weighed_as
from bot.domain.words import deciding as words
from runbooks.kit.text import Text
from runbooks.kit.values import Power, RiskClass, Step
from tests.bot.domain.deciding import matter, refusal, vote
from tests.bot.domain.makers import (
    ANN,
    BOB,
    DIGEST,
    EVE,
    NOW,
    RYO,
    TARGET,
    a_policy,
    a_proposal,
)


def test_one_approver_who_is_not_the_requester_is_enough_for_b_and_c() -> None:
    for risk in (RiskClass.B, RiskClass.C):
        assert isinstance(decide(matter(risk=risk), [vote(BOB)], a_policy(), NOW), Allowed)


def test_class_d_and_whatever_reopens_need_two() -> None:
    undo = replace(matter(risk=RiskClass.B, reopens=True), is_undo=True)
    for asked in (matter(risk=RiskClass.D, is_drill=True), undo):
        first = decide(asked, [vote(BOB)], a_policy(), NOW)
        assert isinstance(first, Needs)
        assert first.more == 1
        assert not first.signed
        assert isinstance(decide(asked, [vote(BOB), vote(RYO)], a_policy(), NOW), Allowed)


def test_nobody_approves_what_they_asked_for() -> None:
    asked = matter(requester="bob@example.com")

    assert refusal(decide(asked, [vote(BOB)], a_policy(), NOW)) is words.OWN_REQUEST


def test_nobody_decides_on_what_names_them() -> None:
    asked = replace(matter(), implicated=frozenset({"bob@example.com"}))

    assert refusal(decide(asked, [vote(BOB)], a_policy(), NOW)) is words.IMPLICATED
    assert isinstance(decide(asked, [vote(RYO)], a_policy(), NOW), Allowed)


def test_two_slack_accounts_with_one_address_are_one_person() -> None:
    twin = replace(BOB, slack_id="U0BOB2", email="Bob@Example.com")
    asked = matter(risk=RiskClass.D, is_drill=True)

    assert isinstance(decide(asked, [vote(BOB), vote(twin)], a_policy(), NOW), Needs)
    own = matter(requester="bob@example.com")
    assert refusal(decide(own, [vote(twin)], a_policy(), NOW)) is words.OWN_REQUEST


def test_a_newcomer_and_the_admin_who_vouched_for_them_are_one_person() -> None:
    newcomer = Person("U0NEW", "T0RANGE", "new@example.com", "New", groups=BOB.groups)
    vouched = replace(newcomer, vouched_by=frozenset({BOB.identity}))
    second = replace(vouched, slack_id="U0NEXT", email="next@example.com")
    asked = matter(risk=RiskClass.D, is_drill=True)

    assert isinstance(decide(asked, [vote(BOB), vote(newcomer)], a_policy(), NOW), Allowed)
    for pair in ([BOB, vouched], [vouched, BOB], [vouched, second]):
        votes = [vote(one) for one in pair]
        assert isinstance(decide(asked, votes, a_policy(), NOW), Needs)
    assert isinstance(decide(asked, [vote(vouched), vote(RYO)], a_policy(), NOW), Allowed)

    of_bob = matter(requester=BOB.identity)
    assert refusal(decide(of_bob, [vote(vouched)], a_policy(), NOW)) is words.VOUCHED


def test_a_newcomer_breaks_no_glass_whoever_vouched_for_them() -> None:
    admins = a_policy(grants=(Grant(Role.ADMIN, frozenset({"S0APPROVE"})),))
    vouched = replace(BOB, vouched_by=frozenset({RYO.identity}))
    alone = [replace(vote(one), breaks_glass=True) for one in (BOB, vouched)]

    assert isinstance(decide(matter(), alone[:1], admins, NOW), Allowed)
    assert refusal(decide(matter(), alone[1:], admins, NOW)) is words.GLASS_NEEDS_ADMIN


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (EVE, words.GUEST),
        (replace(EVE, guest=False), words.NOT_OURS),
        (replace(BOB, team="T0OTHER"), words.NOT_OURS),
        (replace(BOB, email="bob@elsewhere.example"), words.NOT_OURS),
        (replace(BOB, groups=None), words.NO_ANSWER),
        (replace(BOB, groups=frozenset()), words.NEEDS_APPROVER),
        (ANN, words.NEEDS_APPROVER),
        (replace(BOB, new_in=frozenset({"S0APPROVE"})), words.TOO_NEW),
    ],
)
def test_whoever_may_not_approve_is_told_why(person: Person, why: Text) -> None:
    asked = matter(requester="someone@example.com")

    assert refusal(decide(asked, [vote(person)], a_policy(), NOW)) is why


def test_an_approver_without_an_address_is_nobody_in_particular() -> None:
    policy = a_policy(email_domain="")

    answer = decide(matter(), [vote(replace(BOB, email=""))], policy, NOW)
    assert refusal(answer) is words.NO_ADDRESS


@pytest.mark.parametrize("digest", ["", "9f31c", "000000", "9f31c3", DIGEST + "0"])
def test_a_yes_to_another_plan_does_not_count(digest: str) -> None:
    assert refusal(decide(matter(), [vote(BOB, digest)], a_policy(), NOW)) is words.OTHER_PLAN


def test_a_yes_with_the_short_digest_counts() -> None:
    assert isinstance(decide(matter(), [vote(BOB, "9f31c2")], a_policy(), NOW), Allowed)


@pytest.mark.parametrize("has_opened", [False, True])
def test_where_the_card_left_names_out_the_whole_plan_must_have_been_opened(
    *, has_opened: bool
) -> None:
    yes = replace(vote(BOB), must_open=True, has_opened=has_opened)
    answer = decide(matter(), [yes], a_policy(), NOW)

    if has_opened:
        assert isinstance(answer, Allowed)
    else:
        assert refusal(answer) is words.NOT_OPENED


def test_where_the_card_had_to_cut_the_whole_plan_must_have_been_opened() -> None:
    cut = matter(is_cut=True)

    assert refusal(decide(cut, [vote(BOB)], a_policy(), NOW)) is words.NOT_OPENED
    assert isinstance(decide(cut, [vote(BOB, has_opened=True)], a_policy(), NOW), Allowed)


def test_one_bad_vote_spoils_the_others() -> None:
    answer = decide(
        matter(risk=RiskClass.D, is_drill=True), [vote(BOB), vote(EVE)], a_policy(), NOW
    )

    assert refusal(answer) is words.GUEST


def test_a_file_cannot_lower_what_is_safe() -> None:
    loose = a_policy(rules={risk: Rule(0, timedelta(hours=1)) for risk in RiskClass})

    assert [approvals_needed(risk, loose) for risk in RiskClass] == [0, 1, 1, 2]


def test_whatever_releases_is_class_d_even_if_its_runbook_does_not_say_so() -> None:
    step = Step(
        key="back",
        action="s3:PutBucketPublicAccessBlock",
        resources=(TARGET,),
        power=Power.RELEASE,
        parameters={},
        says=Text("back").fill(),
    )
    plan = a_proposal().plan.model_copy(update={"steps": (step,)})

    assert weighed_as(RiskClass.A, plan) is RiskClass.D
    undo = replace(matter(plan=plan), is_undo=True)
    assert isinstance(decide(undo, [vote(BOB)], a_policy(), NOW), Needs)


def test_a_changed_address_does_not_make_another_person() -> None:
    renamed = [replace(BOB, email=f"bob+{number}@example.com") for number in range(3)]
    other = [replace(BOB, email=f"robert{number}@example.com") for number in range(3)]
    asked = matter(risk=RiskClass.D, is_drill=True)

    for accounts in (renamed, other):
        answer = decide(asked, [vote(person) for person in accounts], a_policy(), NOW)
        assert isinstance(answer, Needs)
        assert answer.more == 1
    own = replace(asked, requester="bob@elsewhere.example", requester_slack_id="U0BOB")
    assert refusal(decide(own, [vote(other[0])], a_policy(), NOW)) is words.OWN_REQUEST


def test_accounts_that_share_an_address_or_a_slack_id_in_a_row_are_one_person() -> None:
    first = replace(BOB, slack_id="U1", email="a@example.com")
    middle = replace(BOB, slack_id="U1", email="b@example.com")
    last = replace(BOB, slack_id="U2", email="b@example.com")
    asked = matter(risk=RiskClass.D, is_drill=True)

    for votes in ((first, last, middle), (middle, first, last)):
        answer = decide(asked, [vote(person) for person in votes], a_policy(), NOW)
        assert isinstance(answer, Needs)


PEOPLE = st.lists(st.sampled_from([ANN, BOB, RYO, EVE]), max_size=3, unique=True)
EXTRA = st.fixed_dictionaries({risk: st.integers(0, 3) for risk in RiskClass})


@given(
    PEOPLE,
    st.sampled_from(RiskClass),
    st.booleans(),
    EXTRA,
    st.sets(st.sampled_from(["S0APPROVE", "S0RESPOND"])),
    st.booleans(),
)
def test_a_stricter_policy_never_allows_more(
    people: list[Person],
    risk: RiskClass,
    reopens: bool,  # noqa: FBT001 - as above
    extra: dict[RiskClass, int],
    dropped: set[str],
    protect: bool,  # noqa: FBT001 - as above
) -> None:
    loose = a_policy()
    strict = replace(
        loose,
        rules={
            each: Rule(rule.approvals + extra[each], rule.ttl) for each, rule in SAFE_RULES.items()
        },
        grants=tuple(grant for grant in loose.grants if not grant.members & dropped),
        protected_resources=(TARGET,) if protect else (),
    )
    asked = matter(risk=risk, reopens=reopens)
    votes = [vote(person) for person in people]

    if isinstance(decide(asked, votes, strict, NOW), Allowed):
        assert isinstance(decide(asked, votes, loose, NOW), Allowed)
