"""Tests of how questions are asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.aws.access import AwsEstate
from bot.aws.threads import AwsThreads
from bot.domain.answer import Answer, Sensitivity, Subject
from bot.domain.policy import Account
from bot.questions.contract import About, Found, Missing, Question
from bot.questions.runner import LONGEST_VALUE, Runner
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text
from tests.bot.aws.estates import HOME, REGION, seeded
from tests.clocks import FrozenClock

UNHURRIED = 60.0
"""Seconds: a busy machine is no reason to miss a deadline that a test is not about."""

NONE = Text("there are no VPCs")
COUNTED = About(
    key="vpcs",
    title=Text("VPCs"),
    actions=("ec2:DescribeVpcs",),
    source="ec2:DescribeVpcs",
    deadline=UNHURRIED,
    sensitivity=Sensitivity.FULL,
)


class Vpcs(Question):
    """Whose the VPCs are: a question that does ask AWS."""

    about = COUNTED

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        vpcs = aws.read("ec2").describe_vpcs()["Vpcs"]
        owners = sorted({vpc.get("OwnerId", "") for vpc in vpcs})
        return Found(", ".join(owners)) if owners else Missing(NONE.fill())


class Made(Question):
    """A question that answers as it was told, and counts how often it was asked."""

    def __init__(
        self, key: str, answer: Callable[[], Found | Missing], seconds: float = UNHURRIED
    ) -> None:
        """Answer so, under this key, by this deadline."""
        self.about = replace(COUNTED, key=key, deadline=seconds)  # type: ignore[misc]
        self.answer = answer
        self.asked = 0
        self.second: Found | None = None

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        self.asked += 1
        return self.answer()

    def otherwise(self, subject: Subject, account: Account | None) -> Found | None:
        return self.second


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime.now(UTC))


@pytest.fixture
def runner_of(estate: AwsEstate, threads: AwsThreads, clock: FrozenClock) -> Callable[..., Runner]:
    return lambda *catalogue: Runner(estate, threads, clock, catalogue)


RunnerOf = Callable[..., Runner]


def about(account: Account, name: str = "i-0abc") -> Subject:
    return Subject(account.number, REGION, "AwsEc2Instance", name)


def reason(answer: Answer) -> str:
    assert answer.value is None
    assert answer.reason
    return answer.reason.plain()


async def test_an_answer_says_what_from_where_when_and_who_may_see_it(
    aws: SimulatedAws, runner_of: RunnerOf, prod: Account, clock: FrozenClock
) -> None:
    aws.client("ec2", prod.number, REGION).create_vpc(CidrBlock="10.1.0.0/16")

    answers = await runner_of(Vpcs()).ask_all(about(prod), prod)

    assert answers == (
        Answer("vpcs", prod.number, None, "ec2:DescribeVpcs", clock.now(), Sensitivity.FULL),
    )


async def test_questions_are_asked_side_by_side_and_answered_in_the_catalogue_s_order(
    runner_of: RunnerOf, prod: Account
) -> None:
    """Each waits for the other: one after the other, neither would ever answer."""
    both = threading.Barrier(2, timeout=UNHURRIED)

    def meet() -> Found:
        both.wait()
        return Found("met")

    answers = await runner_of(Made("one", meet), Made("two", meet)).ask_all(about(prod), prod)

    assert [(answer.question, answer.value) for answer in answers] == [
        ("one", "met"),
        ("two", "met"),
    ]


async def test_a_question_that_fails_hurts_no_other(runner_of: RunnerOf, prod: Account) -> None:
    def fail() -> Found:
        raise KeyError

    answers = await runner_of(Made("bad", fail), Made("good", lambda: Found("fine"))).ask_all(
        about(prod), prod
    )

    assert reason(answers[0]) == "an error in secbot: KeyError"
    assert answers[1].value == "fine"


async def test_a_question_that_takes_too_long_says_so_and_hurts_no_other(
    runner_of: RunnerOf, prod: Account
) -> None:
    never = threading.Event()

    def hang() -> Found:
        never.wait()
        return Found("too late")

    slow, good = Made("slow", hang, 0.05), Made("good", lambda: Found("fine"))
    answers = await runner_of(slow, good).ask_all(about(prod), prod)
    never.set()

    assert reason(answers[0]) == "no answer within 0.05 s"
    assert answers[1].value == "fine"


async def test_a_denial_a_throttle_and_a_closed_door_are_told_apart(
    aws: SimulatedAws, runner_of: RunnerOf, prod: Account
) -> None:
    aws.faults.place(Fault(Failing.DENIED, prod.number, "ec2", times=1))
    denied = await runner_of(Vpcs()).ask_all(about(prod), prod)
    aws.faults.place(Fault(Failing.THROTTLED, prod.number, "ec2", times=2))
    throttled = await runner_of(Vpcs()).ask_all(about(prod), prod)
    closed = await runner_of(Vpcs()).ask_all(about(prod), replace(prod, external_id="wrong"))

    assert reason(denied[0]) == f"DescribeVpcs denied in {prod.number}"
    assert reason(throttled[0]) == f"AWS throttled DescribeVpcs in {prod.number}"
    assert "role secbot-read" in reason(closed[0])
    assert "AccessDenied" in reason(closed[0])


async def test_an_account_that_the_policy_does_not_name_is_not_asked_about(
    aws: SimulatedAws, runner_of: RunnerOf, account: str
) -> None:
    stranger = Account(account, "")

    answers = await runner_of(Vpcs()).ask_all(about(stranger), None)

    assert reason(answers[0]) == f"account {account} is not in the policy file"
    assert not [call for call in aws.calls(account=HOME) if account in str(call.parameters)]


class Secretive(Made):
    """A question that goes beyond what it declares."""

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        aws.read("s3").list_buckets()
        return Found("never")


async def test_a_question_that_calls_what_it_does_not_declare_is_refused_and_says_so(
    aws: SimulatedAws, runner_of: RunnerOf, prod: Account
) -> None:
    answers = await runner_of(Secretive("x", lambda: Found(""))).ask_all(about(prod), prod)

    assert reason(answers[0]).startswith("s3:ListAllMyBuckets was not declared as read")
    assert not [call for call in aws.calls(account=prod.number) if call.service == "s3"]


async def test_what_is_second_best_says_why_it_is_not_the_best(
    runner_of: RunnerOf, prod: Account
) -> None:
    question = Made("owner", lambda: Missing(NONE.fill()))
    question.second = Found("payments", "policy file")

    answers = await runner_of(question).ask_all(about(prod), prod)

    assert answers[0].value == "payments"
    assert answers[0].source == "policy file; there are no VPCs"


class Broken(Made):
    """A question whose second best breaks as well."""

    def otherwise(self, subject: Subject, account: Account | None) -> Found | None:
        raise ZeroDivisionError


async def test_a_second_best_that_fails_hurts_no_other_either(
    runner_of: RunnerOf, prod: Account
) -> None:
    broken = Broken("broken", lambda: Missing(NONE.fill()))

    answers = await runner_of(broken, Made("good", lambda: Found("fine"))).ask_all(
        about(prod), prod
    )

    assert reason(answers[0]) == "an error in secbot: ZeroDivisionError"
    assert answers[1].value == "fine"


async def test_what_aws_said_is_kept_for_as_long_as_the_question_says(
    runner_of: RunnerOf, prod: Account, clock: FrozenClock
) -> None:
    question = Made("x", lambda: Found("once"))
    runner = runner_of(question)
    read_at = clock.now()
    for _ in range(3):
        answers = await runner.ask_all(about(prod), prod)
        clock.advance(timedelta(seconds=100))
        assert answers[0].read_at == read_at
    assert question.asked == 1

    await runner.ask_all(about(prod), prod)

    assert question.asked == 2


async def test_what_aws_took_is_measured_each_time_that_it_is_asked(
    estate: AwsEstate, threads: AwsThreads, clock: FrozenClock, prod: Account
) -> None:
    measured: list[tuple[str, float]] = []
    release = threading.Event()

    def hang() -> Found:
        release.wait()
        return Found("too late")

    questions = (Made("kept", lambda: Found("once")), Made("slow", hang, 0.05))
    runner = Runner(estate, threads, clock, questions, measure=lambda *each: measured.append(each))
    for _ in range(2):
        await runner.ask_all(about(prod), prod)
    release.set()

    assert [source for source, _ in measured] == ["ec2:DescribeVpcs"] * 3
    assert all(seconds > 0 for _, seconds in measured)


async def test_answers_about_another_resource_or_account_are_not_mixed_up(
    aws: SimulatedAws, runner_of: RunnerOf, prod: Account, account_numbers: Iterator[str]
) -> None:
    other = seeded(aws, next(account_numbers))
    for one in (prod, other):
        aws.client("ec2", one.number, REGION).create_vpc(CidrBlock="10.1.0.0/16")
    runner = runner_of(Vpcs())

    asked = [(about(one), one) for one in (prod, other) * 3]
    answers = await asyncio.gather(*(runner.ask_all(*each) for each in asked))

    assert [answer[0].value for answer in answers] == [prod.number, other.number] * 3


async def test_a_failure_is_not_kept(runner_of: RunnerOf, prod: Account) -> None:
    replies = iter([None, Found("fine")])

    def answer() -> Found:
        found = next(replies)
        if found is None:
            raise KeyError
        return found

    runner = runner_of(Made("x", answer))
    first = await runner.ask_all(about(prod), prod)
    second = await runner.ask_all(about(prod), prod)

    assert first[0].value is None
    assert second[0].value == "fine"


async def test_secrets_are_scrubbed_and_long_values_cut(runner_of: RunnerOf, prod: Account) -> None:
    leaky = Made("leaky", lambda: Found("password=hunter2"))
    why = Text("{words}")
    wordy = Made("wordy", lambda: Missing(why.fill(words="token=abc")))
    long = Made("long", lambda: Found("x" * 100_000))

    answers = await runner_of(leaky, wordy, long).ask_all(about(prod), prod)

    assert answers[0].value == "password=[password removed]"
    assert reason(answers[1]) == "token=[password removed]"
    assert len(answers[2].value or "") == LONGEST_VALUE


async def test_an_answer_of_ours_is_kept_as_a_sentence_too_unless_that_would_leak_more(
    runner_of: RunnerOf, prod: Account
) -> None:
    open_ = Text("open: {why}", ja="公開：{why}").fill(why="password=hunter2")
    split = Text("password={x}", ja="パスワードは{x}").fill(x="hunter2")
    source = Text("tag {key}", ja="タグ {key}").fill(key="owner")

    kept, unsafe, plain = await runner_of(
        Made("kept", lambda: Found(open_, source)),
        Made("unsafe", lambda: Found(split)),
        Made("plain", lambda: Found("a stranger's")),
    ).ask_all(about(prod), prod)

    assert (kept.value, kept.source) == ("open: password=[password removed]", "tag owner")
    assert kept.said == Text("open: {why}", ja="公開：{why}").fill(
        why="password=[password removed]"
    )
    assert kept.said_source == source
    assert (unsafe.value, unsafe.said) == ("password=[password removed]", None)
    assert (plain.value, plain.said) == ("a stranger's", None)


class OnlyBuckets(Vpcs):
    """A question that is not asked about instances."""

    about = replace(COUNTED, types=frozenset({"AwsS3Bucket"}))


async def test_what_does_not_apply_is_not_asked_and_says_so(
    runner_of: RunnerOf, prod: Account
) -> None:
    (answer,) = await runner_of(OnlyBuckets()).ask_all(about(prod), prod)
    assert answer.value is None
    assert reason(answer) == "secbot does not look at that of AwsEc2Instance"


async def test_early_answers_can_be_had_before_late_ones(
    estate: AwsEstate, threads: AwsThreads, clock: FrozenClock, prod: Account
) -> None:
    release = threading.Event()

    def late() -> Found:
        release.wait()
        return Found("late")

    questions = (Made("late", late), Made("early", lambda: Found("early")))
    asking = Runner(estate, threads, clock, questions).asking(about(prod), prod)
    done, _ = await asyncio.wait(asking, return_when=asyncio.FIRST_COMPLETED)
    assert [task.result().value for task in done] == ["early"]

    release.set()

    assert (await asking[0]).value == "late"
