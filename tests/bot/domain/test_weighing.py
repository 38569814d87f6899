"""What a plan is decided on as: only ever stricter, and with every reason told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.decide import decide
from bot.domain.matter import Allowed, Matter, Vote
from bot.domain.people import Person
from bot.domain.policy import Account, Hours, Policy, Raise
from bot.domain.weighing import Weighed, weigh
from bot.domain.words import weighing as words
from runbooks.kit.shield import DRILL, PROTECTED, marks_of
from runbooks.kit.text import Text
from runbooks.kit.values import Marks, RiskClass, Special
from tests.bot.domain.makers import ACCOUNT, BOB, DIGEST, NOW, RYO, TARGET, a_policy, a_proposal

PROD = Account(ACCOUNT, "prod-payments", environment="prod")
STAGING = Account("444455556666", "staging", environment="staging")
PLAIN = Marks(is_protected=False)
NIGHT = Hours(time(22), time(7), "Asia/Tokyo")
ALL = frozenset({RiskClass.A, RiskClass.B, RiskClass.C})


def weighed(
    risk: RiskClass,
    *raises: Raise,
    account: Account = PROD,
    at: datetime = NOW,
    reopens: bool = False,
) -> Weighed:
    policy = a_policy(raises=raises)
    return weigh(risk, a_proposal(reopens=reopens).plan, PLAIN, account, at, policy, hits=(TARGET,))


@pytest.mark.parametrize("risk", RiskClass)
def test_without_a_rule_a_plan_is_what_its_runbook_says(risk: RiskClass) -> None:
    found = weighed(risk)

    assert (found.risk, found.own, found.is_raised) == (risk, risk, False)
    assert [one.text for one in found.why] == [words.OWN]


def test_what_reopens_is_class_d_by_itself_and_says_so() -> None:
    found = weighed(RiskClass.B, reopens=True)

    assert (found.risk, found.own, found.is_raised) == (RiskClass.D, RiskClass.D, False)
    assert [one.text for one in found.why] == [words.OWN, words.RELEASES]


@pytest.mark.parametrize("protected", [True, None])
def test_a_tag_that_protects_or_could_not_be_read_raises(*, protected: bool | None) -> None:
    marks = Marks(is_protected=protected)
    found = weigh(RiskClass.B, a_proposal().plan, marks, PROD, NOW, a_policy(), hits=(TARGET,))

    assert (found.risk, found.own, found.is_raised) == (RiskClass.D, RiskClass.B, True)
    assert found.why[-1].text is words.TAGGED


@pytest.mark.parametrize("risk", RiskClass)
@pytest.mark.parametrize("tags", [{}, {DRILL: ""}, {"owner": PROTECTED}, {"Secbot:Drill": "true"}])
def test_no_other_tag_makes_a_plan_stricter_or_looser(
    risk: RiskClass, tags: dict[str, str]
) -> None:
    found = weigh(
        risk, a_proposal().plan, marks_of("i-1", tags), PROD, NOW, a_policy(), hits=(TARGET,)
    )

    assert found.risk is risk


def test_a_rule_raises_one_class_where_it_holds_and_says_which() -> None:
    rule = Raise(frozenset({RiskClass.C}), environments=frozenset({"prod"}))

    there = weighed(RiskClass.C, rule)
    assert (there.risk, there.is_raised) == (RiskClass.D, True)
    assert there.why[-1].bare() == "the policy file raises it to class D: in prod"
    assert weighed(RiskClass.C, rule, account=STAGING).risk is RiskClass.C
    assert weighed(RiskClass.B, rule).risk is RiskClass.B


def test_a_rule_may_name_accounts() -> None:
    rule = Raise(ALL, accounts=frozenset({STAGING.number}))

    assert weighed(RiskClass.B, rule, account=STAGING).risk is RiskClass.C
    assert weighed(RiskClass.B, rule).risk is RiskClass.B


@pytest.mark.parametrize(
    ("hour", "minute", "holds"),
    [(12, 59, False), (13, 0, True), (15, 0, True), (21, 59, True), (22, 0, False), (3, 0, False)],
)
def test_an_hour_over_midnight_counts_in_its_own_time_zone(
    hour: int, minute: int, *, holds: bool
) -> None:
    at = datetime(2026, 11, 22, hour, minute, tzinfo=UTC)

    found = weighed(RiskClass.B, Raise(ALL, hours=NIGHT), at=at)

    assert found.is_raised is holds


def test_an_hour_within_one_day_ends_where_it_says() -> None:
    noon = Hours(time(12), time(13), "UTC")

    found = [noon.hold(datetime(2026, 11, 22, hour, tzinfo=UTC)) for hour in (11, 12, 13)]
    assert found == [False, True, False]


def test_rules_add_up_but_never_beyond_class_d() -> None:
    prod, night = Raise(ALL, environments=frozenset({"prod"})), Raise(ALL, hours=None)

    assert weighed(RiskClass.A, prod, night).risk is RiskClass.C
    assert weighed(RiskClass.C, prod, night, prod).risk is RiskClass.D


def test_a_rule_is_told_as_a_person_reads_it() -> None:
    assert (
        Raise(ALL, hours=NIGHT).told.plain() == "in every account from 22:00 to 07:00 (Asia/Tokyo)"
    )


RAISES = st.lists(
    st.builds(
        Raise,
        classes=st.frozensets(st.sampled_from(sorted(ALL)), min_size=1),
        environments=st.frozensets(st.sampled_from(["prod", "staging"])),
        hours=st.sampled_from([None, NIGHT, Hours(time(0), time(4), "UTC")]),
    ),
    max_size=4,
)


@given(st.sampled_from(RiskClass), RAISES, RAISES, st.datetimes(timezones=st.just(UTC)))
def test_no_rule_and_no_further_rule_ever_makes_a_plan_looser(
    risk: RiskClass, few: list[Raise], more: list[Raise], at: datetime
) -> None:
    plain, some, many = (
        tuple(RiskClass).index(weighed(risk, *rules, at=at).risk)
        for rules in ([], few, [*few, *more])
    )

    assert plain <= some <= many


def test_a_stack_of_secbot_s_name_raises_like_a_tag_that_protects() -> None:
    found = weigh(
        RiskClass.B,
        a_proposal().plan,
        Marks(stack="secbot-evil"),
        PROD,
        NOW,
        a_policy(),
        hits=(TARGET,),
    )

    assert (found.risk, found.own) == (RiskClass.D, RiskClass.B)


@pytest.mark.parametrize(
    ("risk", "raised"),
    [
        (RiskClass.A, RiskClass.A),
        (RiskClass.B, RiskClass.C),
        (RiskClass.C, RiskClass.D),
        (RiskClass.D, RiskClass.D),
    ],
)
def test_a_blast_radius_that_is_large_raises_one_class_and_is_the_reason_told(
    risk: RiskClass, raised: RiskClass
) -> None:
    last = Text("nothing else behind `{balancer}` is healthy").fill(balancer="alb-pay")
    wide = a_proposal().plan.model_copy(update={"wide": (last,)})
    found = weigh(risk, wide, PLAIN, PROD, NOW, a_policy(), hits=(TARGET,))

    assert (found.risk, found.own, found.is_raised) == (raised, risk, raised is not risk)
    told = [one.fields["why"] for one in found.why if one.text is words.WIDE]
    assert told == ([last] if found.is_raised else [])


KEPT = replace(PROD, precious=("arn:aws:s3:::pay-*",))


def hitting(risk: RiskClass, *hits: str, **more: object) -> Weighed:
    given: dict[str, object] = {"accounts": {ACCOUNT: KEPT}, **more}
    plan = a_proposal().plan
    return weigh(risk, plan, PLAIN, KEPT, NOW, a_policy(**given), hits=hits)


@pytest.mark.parametrize(("risk", "raised"), [("A", "C"), ("B", "C"), ("C", "D"), ("D", "D")])
def test_what_the_policy_file_calls_precious_is_one_class_stricter_and_at_least_class_c(
    risk: str, raised: str
) -> None:
    found = hitting(RiskClass(risk), "arn:aws:ec2:::other", TARGET)

    assert found.risk == raised
    told = [one.bare() for one in found.why if one.text is words.PRECIOUS]
    assert told == (
        [f"the policy file calls {TARGET} precious: class {raised}"] if risk != "D" else []
    )


@pytest.mark.parametrize("hits", [(), ("arn:aws:s3:::other",)])
def test_a_look_at_what_is_precious_and_a_change_of_what_is_not_stay_as_they_are(
    hits: tuple[str, ...],
) -> None:
    assert hitting(RiskClass.A, *hits).risk is RiskClass.A


@pytest.mark.parametrize("part", Special)
def test_a_change_in_a_special_account_is_class_d_and_a_look_there_is_not(part: Special) -> None:
    special = {part: ACCOUNT}

    found = hitting(RiskClass.B, "arn:aws:s3:::other", special=special)
    assert (found.risk, found.is_raised) == (RiskClass.D, True)
    assert found.why[-1].bare() == (f"its account is special in the organization ({part}): class D")
    assert hitting(RiskClass.B, special=special).risk is RiskClass.B
    elsewhere = hitting(RiskClass.B, "arn:aws:s3:::other", special={part: "999988887777"})
    assert elsewhere.risk is RiskClass.B


@given(
    st.sampled_from(RiskClass),
    st.lists(st.sampled_from([BOB, RYO]), max_size=2, unique=True),
    RAISES,
    st.sets(st.sampled_from(["arn:aws:s3:::pay-*", "arn:aws:s3:::x*"])),
    st.sets(st.sampled_from(Special)),
)
def test_a_policy_with_more_that_is_precious_special_or_raised_never_allows_more(
    risk: RiskClass,
    people: list[Person],
    raises: list[Raise],
    precious: set[str],
    special: set[Special],
) -> None:
    loose = a_policy()
    kept = replace(PROD, precious=tuple(sorted(precious)))
    strict = a_policy(
        accounts={ACCOUNT: kept}, raises=tuple(raises), special=dict.fromkeys(special, ACCOUNT)
    )

    assert _is_allowed(risk, strict, people) <= _is_allowed(risk, loose, people)


def _is_allowed(risk: RiskClass, policy: Policy, people: list[Person]) -> bool:
    account = policy.accounts[ACCOUNT]
    found = weigh(risk, a_proposal().plan, PLAIN, account, NOW, policy, hits=(TARGET,))
    asked = a_proposal(found.risk, is_drill=True, is_raised=found.is_raised)
    matter = Matter(asked, ACCOUNT, "ann@example.com", runbook="block_public_s3")
    votes = [Vote(one, NOW, DIGEST[:6], has_opened=False) for one in people]
    return isinstance(decide(matter, votes, policy, NOW), Allowed)
