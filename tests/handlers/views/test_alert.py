from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.cards import Offer, Ruled, Verified
from bot.domain.escalating import Coming
from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.finding import Late, Producer, Resource, Severity
from bot.domain.incident import Case, Contained, Status, Verdict
from handlers.views.alert import alert
from runbooks.kit.text import Text
from tests.clocks import MORNING
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import (
    LOOK,
    MINIMAL,
    NINE,
    alert_card,
    answer,
    ask,
    done,
    execution,
    finding,
    incident,
)


def lines(**changes: object) -> list[str]:
    shown = alert(alert_card(**changes), LOOK)
    assert faults(shown) == []
    return written(shown.blocks).splitlines()


def of(**changes: object) -> Case:
    return Case(incident(**changes), (finding(),))


def test_two_lines_decide_and_the_last_one_tells_the_state() -> None:
    shown = lines()
    assert shown[:2] == [
        "🔴 HIGH 8.0 · EC2 instance talking to 198.51.100[.]7",
        "i-0abc123 web-7 · prod-payments 111122223333 · ap-northeast-1",
    ]
    assert shown[-1] == (
        "I-3K9K · New · nobody has it · GuardDuty Backdoor:EC2/C&CActivity.B!DNS · console"
    )


def test_what_came_by_looking_says_how_late_it_was() -> None:
    late = replace(finding(), late=Late(MORNING, 41 * 60 + 59))
    shown = lines(case=Case(incident(), (late,)))

    assert shown[1] == "📮 Came by looking, not by message: 41 min late"
    assert not any("looking" in each for each in lines())


def test_the_push_text_tells_severity_title_and_id_and_no_resource() -> None:
    text = alert(alert_card(), LOOK).text
    assert text == "HIGH: EC2 instance talking to 198.51.100[.]7. I-3K9K, nobody has it."
    assert "web-7" not in text


@pytest.mark.parametrize("severity", list(Severity))
def test_severity_is_a_word_beside_its_sign(severity: Severity) -> None:
    assert f"{severity} 8.0" in lines(case=of(severity=severity))[0]


@pytest.mark.parametrize(
    ("score", "told"), [(None, "HIGH ·"), (8.0, "HIGH 8.0 ·"), (70, "HIGH 70 ·")]
)
def test_the_score_is_the_sources_own(score: float | None, told: str) -> None:
    assert told in lines(case=Case(incident(), (finding(score=score),)))[0]


def test_a_sample_says_so_on_its_first_line_and_changes_nothing() -> None:
    card = alert_card(case=Case(incident(), (finding(sample=True),)))
    shown = written(alert(card, LOOK).blocks).splitlines()
    assert "SAMPLE" in shown[0]
    assert "no button of this card changes anything" in shown[0]
    assert "Ack" in shown
    assert alert(card, LOOK).text.startswith("SAMPLE")


def test_a_late_card_says_so_after_its_headline() -> None:
    late = replace(LOOK, late_seconds=240, late_why=Text("Slack asked to wait").fill())
    assert "Posted 4 min late: Slack asked to wait" in written(alert(alert_card(), late).blocks)


def test_a_finding_without_resource_or_region_says_so() -> None:
    card = lines(case=Case(incident(region=""), (finding(resources=(), region=""),)), answers={})
    assert card[1] == "no resource named · prod-payments 111122223333 · no Region named"


def test_more_resources_are_counted() -> None:
    two = (Resource("AwsS3Bucket", "arn:aws:s3:::a"), Resource("AwsS3Bucket", "arn:aws:s3:::b"))
    place = lines(case=Case(incident(), (finding(resources=two),)))[1]
    assert place.startswith("a web-7 and 1 more ·")


def test_an_account_without_a_name_tells_why() -> None:
    why = Text("role {role} can't be assumed").fill(role="secbot-read")
    failed = {"account": answer("account", None, reason=why)}
    place = lines(account_name="", answers=failed)[1]
    assert "account 111122223333 (name: unknown (role secbot-read can't be assumed))" in place


def test_an_account_that_only_aws_knows_by_name_has_that_name() -> None:
    named = {"account": answer("account", "sandbox-3")}
    assert "sandbox-3 111122223333" in lines(account_name="", answers=named)[1]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        (
            {"status": Status.IN_PROGRESS, "owner": "U0ANN", "owner_name": "Ann"},
            "In progress · Ann has it",
        ),
        ({"status": Status.ON_HOLD}, "On hold · nobody has it"),
        ({"status": Status.RESOLVED}, "Resolved · nobody has it"),
        (
            {"status": Status.CLOSED, "verdict": Verdict.FALSE_POSITIVE},
            "Closed: false positive · nobody has it",
        ),
    ],
)
def test_the_state_is_told_in_words(changes: dict[str, object], state: str) -> None:
    assert f"I-3K9K · {state} ·" in lines(case=of(**changes))[-1]


@pytest.mark.parametrize(
    ("coming", "told"),
    [
        (Coming(NINE), "escalates to whoever is on call at"),
        (Coming(NINE, ("Bob", "Ryo")), "escalates to Bob, Ryo at"),
        (Coming(NINE, is_group=True), "escalates to the group on call at"),
        (Coming(NINE, is_everybody=True), "escalates to everybody on call at"),
    ],
)
def test_what_nobody_has_says_whom_it_calls_when_and_calls_nobody_by_that(
    coming: Coming, told: str
) -> None:
    card = lines(coming=coming)
    assert f"nobody has it · {told}" in card[-1]
    assert "<@" not in card[-1]


@pytest.mark.parametrize(
    ("contained", "told"),
    [
        (Contained.WAITING, "Contained by A-19X · Waiting for approval: A-19Y"),
        (Contained.RUNNING, "A-19Y is running"),
        (Contained.YES, "Contained by A-19X"),
        (Contained.PARTLY, "Partly contained by A-19X"),
        (Contained.UNDONE, "Put back"),
    ],
)
def test_what_contains_it_is_named(contained: Contained, told: str) -> None:
    card = lines(case=of(contained=contained), executions=(done(), execution(number=1342)))
    if contained is Contained.RUNNING:
        card = lines(case=of(contained=contained), executions=(execution(number=1342),))
    assert f"nobody has it · {told} ·" in card[-1]


@pytest.mark.parametrize(
    ("stage", "outcome", "contained", "told"),
    [
        (
            Stage.WAITING,
            None,
            Contained.WAITING,
            "Contained by A-19X · Waiting for approval: A-19Y",
        ),
        (Stage.RUNNING, None, Contained.RUNNING, "Contained by A-19X · A-19Y is running"),
        (Stage.DONE, Outcome.SUCCESS, Contained.UNDONE, "Put back"),
    ],
)
def test_what_contained_it_is_named_until_its_undo_has_ended(
    stage: Stage, outcome: Outcome | None, contained: Contained, told: str
) -> None:
    undo = execution(
        number=1342, stage=stage, outcome=outcome, ask=ask(kind=Kind.UNDO, undo_of=1341)
    )
    card = lines(case=of(contained=contained), executions=(done(), undo))
    assert f"nobody has it · {told} ·" in card[-1]


def test_what_was_put_back_is_not_said_to_contain_while_the_next_one_runs() -> None:
    back = done(number=1342, ask=ask(kind=Kind.UNDO, undo_of=1341))
    again = execution(number=1343, stage=Stage.RUNNING)
    card = lines(case=of(contained=Contained.RUNNING), executions=(done(), back, again))
    assert "nobody has it · A-19Z is running ·" in card[-1]


def test_a_runbook_that_contains_nothing_is_not_named_as_what_contained_it() -> None:
    look = done(number=1342, ask=ask(contains=False))
    card = lines(case=of(contained=Contained.YES), executions=(done(), look))
    assert "· Contained by A-19X ·" in card[-1]


def test_a_title_that_ends_with_a_full_stop_gets_no_second_one() -> None:
    text = alert(alert_card(case=of(title="Odd activity.")), LOOK).text
    assert text == "HIGH: Odd activity. I-3K9K, nobody has it."


def test_the_last_execution_is_told_in_one_line() -> None:
    undo = execution(
        number=1342,
        stage=Stage.DONE,
        outcome=Outcome.PARTIAL,
        ask=ask(kind=Kind.UNDO, undo_of=1341),
    )
    assert "Last A-19Y Undo of A-19X: Isolate instance is done in part only" in "\n".join(
        lines(executions=(done(), undo))
    )


def test_why_no_runbook_is_on_offer_is_told() -> None:
    why = Text("the policy file is missing").fill()
    told = lines(offers=(), no_offer=why)
    assert "No runbook on offer the policy file is missing" in told


def test_an_alert_calls_whom_its_route_names() -> None:
    card = alert_card(ruled=Ruled(mentions=("S0RESPOND", "U0BOB"), is_trusted=True))
    called = {one for one in live(alert(card, LOOK).blocks) if not one.startswith("https://")}

    assert called == {"S0RESPOND", "U0BOB"}


@pytest.mark.parametrize(
    ("changes", "called"),
    [({}, True), ({"owner": "U0ANN"}, False), ({"status": Status.CLOSED}, False)],
)
def test_an_alert_that_comes_late_calls_nobody_where_nobody_is_needed(
    changes: dict[str, object], *, called: bool
) -> None:
    card = alert_card(case=of(**changes), ruled=Ruled(mentions=("U0BOB",), is_trusted=True))
    shown = alert(card, replace(LOOK, late_seconds=600))
    assert ("U0BOB" in live(shown.blocks)) is called


def test_nobody_else_is_mentioned_by_an_alert() -> None:
    card = alert_card(case=of(owner="U0ANN", owner_name="Ann"))
    assert all(one.startswith("https://") for one in live(alert(card, LOOK).blocks))


@pytest.mark.parametrize(
    "changes",
    [
        {"producer": Producer("securityhub", "x", verified=True)},
        {"partition": "aws-cn"},
        {"region": "eu-west-1#/evil"},
    ],
)
def test_there_is_a_console_link_only_where_we_know_it_to_be_right(
    changes: dict[str, object],
) -> None:
    case = Case(incident(), (finding(**changes),))
    assert live(alert(alert_card(case=case), LOOK).blocks) == set()


def test_the_console_link_leads_to_the_finding() -> None:
    hostile = finding(native_id="detector/d/finding/f1&x=<y>")
    links = live(alert(alert_card(case=Case(incident(), (hostile,))), LOOK).blocks)
    console = "https://console.aws.amazon.com/guardduty/home?region=ap-northeast-1"
    assert links == {f"{console}#/findings?search=id%3Df1%26x%3D%3Cy%3E"}


def test_minimal_detail_hides_names_and_addresses() -> None:
    text = written(alert(alert_card(), MINIMAL).blocks)
    assert "web-7" not in text
    assert "payments (" not in text
    assert "evil[.]com" not in text
    assert text.count("hidden by slack.detail") == 4


def test_what_is_proved_and_what_is_not_stand_side_by_side() -> None:
    verified = Verified(
        "A-19X",
        (Text("New connections are blocked").fill(),),
        (Text("Open ones stay open").fill(),),
    )
    told = lines(executions=(done(),), verified=verified)
    assert "Proved by A-19X New connections are blocked" in told
    assert "Not proved by A-19X Open ones stay open" in told


def test_a_look_proves_nothing_under_its_own_name_and_waits_for_nobody() -> None:
    isolated = done(number=1341)
    look = execution(
        number=1342,
        stage=Stage.APPROVED,
        ask=ask(runbook="detective_context", contains=False),
    )
    case = Case(incident(contained=Contained.WAITING), (finding(),))
    verified = Verified("A-19X", (Text("New connections are blocked").fill(),), ())
    told = lines(case=case, executions=(isolated, look), verified=verified)

    assert "Last A-19Y detective_context is approved and about to run" in told
    assert "Proved by A-19X New connections are blocked" in told
    assert "Contained by A-19X" in told[-1]
    assert "A-19Y" not in told[-1]


def test_what_is_approved_no_longer_waits_for_approval() -> None:
    case = Case(incident(contained=Contained.WAITING), (finding(),))
    told = lines(case=case, executions=(execution(stage=Stage.APPROVED),))

    assert "A-19X is about to run" in told[-1]


def test_a_look_that_went_well_says_where_to_read_what_it_found() -> None:
    looks = Offer("detective_context", Text("Find out who"), looks=True)
    look = done(ask=ask(runbook="detective_context", contains=False))
    told = lines(offers=(looks,), executions=(look,))

    assert "Last A-19X Find out who has looked: its reply tells what it found" in told


def test_the_name_stands_beside_its_own_resource_and_not_beside_the_others() -> None:
    key = Resource("AwsIamAccessKey", "AKIA0")
    user = Resource("AwsIamUser", "arn:aws:iam::111122223333:user/carol")
    card = alert_card(case=Case(incident(), (finding(resources=(key, user)),)))

    assert "AKIA0 web-7 and 1 more · prod-payments" in written(alert(card, LOOK).blocks)
