"""Who may do what: every rule of decide() with a person who tries to break it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.decide import (
    Allowed,
    Deed,
    Matter,
    Needs,
    Refused,
    Vote,
    approvals_needed,
    decide,
    may,
)
from bot.domain.drill import NEVER, Proved
from bot.domain.people import Person, Role
from bot.domain.policy import SAFE_RULES, Grant, Policy, Rule
from bot.domain.weighing import weighed_as
from bot.domain.words import deciding as words
from runbooks.kit.text import Text
from runbooks.kit.values import Power, RiskClass, Step
from tests.bot.domain.makers import (
    ACCOUNT,
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


def vote(person: Person, digest: str = DIGEST, *, has_opened: bool = False) -> Vote:
    return Vote(person, NOW, digest, has_opened)


def matter(requester: str = "ann@example.com", **more: object) -> Matter:
    return Matter(a_proposal(**more), ACCOUNT, requester)  # type: ignore[arg-type]  # real fields


def refusal(answer: object) -> Text:
    assert isinstance(answer, Refused), answer
    return answer.why.text


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


def test_an_expired_plan_is_dead_at_its_very_moment() -> None:
    at = NOW + timedelta(minutes=30)

    assert refusal(decide(matter(), [vote(BOB)], a_policy(), at)) is words.PLAN_EXPIRED
    before = at - timedelta(microseconds=1)
    assert isinstance(decide(matter(), [vote(BOB)], a_policy(), before), Allowed)


def test_a_plan_made_under_another_policy_is_dead() -> None:
    answer = decide(matter(), [vote(BOB)], a_policy(digest="p2"), NOW)

    assert refusal(answer) is words.OTHER_POLICY


def test_where_the_card_had_to_cut_the_whole_plan_must_have_been_opened() -> None:
    cut = matter(is_cut=True)

    assert refusal(decide(cut, [vote(BOB)], a_policy(), NOW)) is words.NOT_OPENED
    assert isinstance(decide(cut, [vote(BOB, has_opened=True)], a_policy(), NOW), Allowed)


def test_what_the_file_protects_nobody_can_change() -> None:
    for policy in (
        a_policy(protected_resources=("arn:aws:s3:::pay-*",)),
        a_policy(protected_accounts=frozenset({ACCOUNT})),
    ):
        assert refusal(decide(matter(), [vote(BOB)], policy, NOW)) is words.PROTECTED


def test_an_account_that_is_not_in_the_file_is_out_of_reach() -> None:
    answer = decide(matter(), [vote(BOB)], a_policy(accounts={}), NOW)

    assert refusal(answer) is words.UNKNOWN_ACCOUNT


def test_one_bad_vote_spoils_the_others() -> None:
    answer = decide(
        matter(risk=RiskClass.D, is_drill=True), [vote(BOB), vote(EVE)], a_policy(), NOW
    )

    assert refusal(answer) is words.GUEST


def test_roles_hold_only_where_they_are_given() -> None:
    staging = Grant(Role.APPROVER, frozenset({"U0BOB"}), environments=frozenset({"staging"}))
    other = Grant(Role.APPROVER, frozenset({"U0BOB"}), accounts=frozenset({"999988887777"}))
    bob = replace(BOB, groups=frozenset())

    for grant in (staging, other):
        answer = decide(matter(), [vote(bob)], a_policy(grants=(grant,)), NOW)
        assert refusal(answer) is words.NEEDS_APPROVER
    here = Grant(Role.APPROVER, frozenset({"U0BOB"}), environments=frozenset({"prod"}))
    allowed = decide(matter(), [vote(bob)], a_policy(grants=(here,)), NOW)
    assert isinstance(allowed, Allowed)


def test_asking_needs_a_responder_and_looking_only_our_team() -> None:
    policy = a_policy()
    stranger = replace(ANN, groups=frozenset())

    assert isinstance(may(ANN, Deed.ASK, ACCOUNT, policy), Allowed)
    assert refusal(may(stranger, Deed.ASK, ACCOUNT, policy)) is words.NEEDS_RESPONDER
    assert refusal(may(ANN, Deed.ASK, "000000000000", policy)) is words.UNKNOWN_ACCOUNT
    assert refusal(may(replace(ANN, groups=None), Deed.ASK, ACCOUNT, policy)) is words.NO_ANSWER
    for deed in (Deed.LOOK, Deed.TAKE, Deed.BRAKE):
        assert isinstance(may(stranger, deed, "", policy), Allowed)
        assert refusal(may(EVE, deed, "", policy)) is words.GUEST


def test_without_a_policy_file_nobody_can_change_anything() -> None:
    safe = Policy(digest="p1", teams=frozenset({"T0RANGE"}))

    assert refusal(may(BOB, Deed.ASK, ACCOUNT, safe)) is words.UNKNOWN_ACCOUNT
    assert refusal(decide(matter(), [vote(BOB)], safe, NOW)) is words.UNKNOWN_ACCOUNT


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


BY_DRILL = Proved(at=NOW, execution=3)
TWO = (BOB, RYO)


def unproved(proved: Proved = NEVER, **more: Any) -> Matter:
    return replace(matter(risk=RiskClass.D, **more), proved=proved, runbook="isolate_instance")


@pytest.mark.parametrize(
    ("proved", "why", "said"),
    [
        (NEVER, words.UNPROVED, "no drill has proved isolate_instance in prod-payments"),
        (Proved(older=NOW), words.UNPROVED_CODE, "on 2026-11-22, proved other code"),
        (
            replace(BY_DRILL, missing=("ec2:StopInstances",)),
            words.UNPROVED_PART,
            "never called ec2:StopInstances",
        ),
    ],
)
def test_class_d_that_no_drill_has_proved_here_is_refused_whoever_says_yes(
    proved: Proved, why: Text, said: str
) -> None:
    answer = decide(unproved(proved), [vote(one) for one in TWO], a_policy(), NOW)

    assert refusal(answer) is why
    assert isinstance(answer, Refused)
    assert said in answer.why.plain()
    assert "`secbot:drill`" in answer.why.plain()


def test_what_reopens_without_being_an_undo_needs_its_proof_as_any_class_d() -> None:
    asked = matter(risk=RiskClass.B, reopens=True)

    assert refusal(decide(asked, [vote(one) for one in TWO], a_policy(), NOW)) is words.UNPROVED


def test_class_d_can_run_where_a_drill_proved_it_on_a_drill_target_and_as_an_undo() -> None:
    for asked in (
        unproved(BY_DRILL),
        unproved(is_drill=True),
        replace(unproved(), is_undo=True),
    ):
        assert isinstance(decide(asked, [vote(BOB)], a_policy(), NOW), Needs)
        assert isinstance(decide(asked, [vote(one) for one in TWO], a_policy(), NOW), Allowed)


def test_a_tag_alone_takes_two_and_shuts_nobody_out() -> None:
    asked = unproved(is_raised=True)

    assert isinstance(decide(asked, [vote(BOB)], a_policy(), NOW), Needs)
    assert isinstance(decide(asked, [vote(one) for one in TWO], a_policy(), NOW), Allowed)


@pytest.mark.parametrize("risk", list(RiskClass))
def test_no_tag_lowers_what_is_needed(risk: RiskClass) -> None:
    bare = replace(matter(risk=risk), proved=BY_DRILL)
    marked: tuple[dict[str, Any], ...] = ({"is_drill": True}, {"is_raised": True})
    for tags in marked:
        tagged = replace(matter(risk=risk, **tags), proved=BY_DRILL)
        for votes in ((), (BOB,), TWO):
            given = [vote(one) for one in votes]
            answers = [type(decide(one, given, a_policy(), NOW)) for one in (bare, tagged)]
            assert answers[0] is answers[1]


def test_class_b_and_c_need_no_proof() -> None:
    for risk in (RiskClass.B, RiskClass.C):
        assert isinstance(decide(matter(risk=risk), [vote(BOB)], a_policy(), NOW), Allowed)


def test_a_protected_thing_that_a_step_touches_forbids_the_plan() -> None:
    interface = "arn:aws:ec2:*:*:network-interface/eni-1"
    step = Step(
        key="move",
        action="ec2:ModifyNetworkInterfaceAttribute",
        resources=(interface, "arn:aws:ec2:eu-west-1:111122223333:security-group/*"),
        power=Power.CONTAIN,
        parameters={},
        says=Text("move").fill(),
    )
    asked = matter(plan=a_proposal().plan.model_copy(update={"steps": (step,)}))

    for pattern in (
        "arn:aws:ec2:*:*:network-interface/*",
        "arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-1",
    ):
        policy = a_policy(protected_resources=(pattern,))
        assert refusal(decide(asked, [vote(BOB)], policy, NOW)) is words.PROTECTED
    elsewhere = a_policy(
        protected_resources=("arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",)
    )
    assert isinstance(decide(asked, [vote(BOB)], elsewhere, NOW), Allowed)


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
