from __future__ import annotations

from dataclasses import replace

from bot.domain import paging
from bot.domain.outage import checked
from bot.domain.posture import Checked, Standing
from bot.domain.proving import INBOX, OUTBOX
from bot.domain.status import Picture, StatusCard
from bot.domain.words import proving as reasons
from handlers.views.marks import Words
from handlers.views.parts import Lines
from handlers.views.rich import rich, shown
from handlers.views.status_proof import Room, account_name, proof
from tests.bot.domain.pictures import FAILED, PASSED, WARNING, a_picture
from tests.clocks import MORNING
from tests.handlers.views.examples import HOSTILE

PROD, SANDBOX = "111122223333", "444455556666"
REGIONS = ("ap-northeast-1", "eu-north-1", "eu-west-1", "us-east-1", "us-east-2", "us-west-2")
OFF = reasons.NEVER_LOOKED.fill()


def a_check(standing: Standing, account: str = PROD, region: str = "eu-west-1") -> Checked:
    return Checked("guardduty_on", account, region, standing, OFF, MORNING)


def pictured(*checks: Checked, account: str = "") -> Picture:
    heard = {(PROD, "eu-west-1"): MORNING}
    return a_picture(proof=checks, account=account, names={PROD: "prod"}, heard=heard)


def lines(picture: Picture, room: Room | None = None, *, is_refreshing: bool = False) -> list[str]:
    parts = proof(StatusCard(picture, is_refreshing=is_refreshing), room or Room())
    return [_said(one) for part in parts for one in part.lines]


def _said(words: Words) -> str:
    return "".join(shown(element) for element in rich(words, "en").elements)


def test_each_fault_is_told_with_its_reason_the_worst_first_and_alike_ones_together() -> None:
    alike = [a_check(FAILED, region=region) for region in REGIONS]
    told = lines(pictured(a_check(WARNING, SANDBOX), *alike), Room(names=4))

    assert told == [
        "Can the quiet be trusted? 6 FAILED, 1 WARNING · AWS looked at 2026-11-22 09:00 UTC",
        (
            "❌ FAILED GuardDuty on · prod · ap-northeast-1, eu-north-1, eu-west-1, us-east-1, "
            "… and 2 more: it was not looked at yet"
        ),
        "⚠️ WARNING GuardDuty on · 444455556666 · eu-west-1: it was not looked at yet",
        "Where",
        "• 444455556666: 1 WARNING · no finding yet",
        "• prod: 6 FAILED · last finding 2026-11-22 09:00 UTC from eu-west-1",
    ]


def test_what_one_reason_keeps_from_being_known_is_one_row_whatever_it_was() -> None:
    closed = [
        replace(a_check(Standing.NOT_AVAILABLE, region=region), check=check)
        for check, region in [
            *(("root_mfa", ""), ("guardduty_on", "eu-west-1")),
            *(("guardduty_on", "us-east-1"), ("config", "eu-west-1")),
        ]
    ]
    told = lines(pictured(*closed))

    assert told[1] == (
        "⚫ NOT_AVAILABLE root_mfa, GuardDuty on, config · prod · eu-west-1, us-east-1: "
        "it was not looked at yet"
    )


def test_of_one_account_each_region_is_told() -> None:
    told = lines(pictured(a_check(PASSED), a_check(FAILED, region=""), account=PROD))

    assert told[-3:] == [
        "Where",
        "• the account as a whole: 1 FAILED",
        "• eu-west-1: 1 PASSED · last finding 2026-11-22 09:00 UTC",
    ]


def test_what_does_not_fit_is_counted_and_a_terminal_has_room_for_all() -> None:
    checks = [
        replace(a_check(FAILED, region=region), check=f"check_{number}", account=f"{number:012}")
        for number in range(20)
        for region in REGIONS
    ]
    told = lines(pictured(*checks))

    assert sum("FAILED check" in each for each in told) == 10
    assert any(each.startswith("… and 10 more: /sec status ACCOUNT") for each in told)
    assert told[-1] == "… and 5 more: python -m bot status shows all of them"
    whole = lines(pictured(*checks), Room(99, 99, 99, 99))
    assert sum("FAILED check" in each for each in whole) == 20
    assert not any("more" in each for each in whole)


def test_how_long_messages_wait_is_always_told() -> None:
    pipes = [
        Checked(INBOX, "", "", PASSED, reasons.EMPTY.fill(), MORNING),
        Checked(OUTBOX, "", "", FAILED, reasons.STUCK.fill(count=3, at="09:00"), MORNING),
        checked(None, MORNING, pages=True),
    ]
    told = lines(pictured(*pipes))

    assert (
        "Inbox nothing waits · Outbox 3 wait, the oldest since 09:00: it is not worked off · Slack "
        "takes messages" in told
    )
    assert any(each.startswith("❌ FAILED outbox: 3 wait") for each in told)


def test_before_the_first_look_and_during_the_next_that_is_said() -> None:
    told = lines(replace(pictured(), looked_at=None), is_refreshing=True)

    assert told == [
        "Can the quiet be trusted?  · AWS not looked at yet",
        "AWS is being looked at anew: ask again in a minute.",
    ]


def test_nothing_is_needed_but_the_head_so_that_a_flood_of_faults_is_cut() -> None:
    parts = proof(StatusCard(pictured(a_check(FAILED))), Room())

    assert [part.is_needed for part in parts] == [True, False, False]
    assert all(isinstance(part, Lines) for part in parts)


def test_an_account_goes_by_its_name() -> None:
    assert account_name(pictured(), PROD) == "prod"
    assert account_name(pictured(), HOSTILE) == HOSTILE


def test_where_pages_go_is_told_while_it_is_well_and_among_the_faults_while_not() -> None:
    place = "pages.example.com"
    (unsent,) = paging.checked({paging.WEBHOOK: place}, {}, MORNING)
    failed = paging.sent(paging.WEBHOOK, place, MORNING, taken=False)

    well, bad = lines(pictured(unsent)), lines(pictured(failed))

    assert "page_webhook pages go to pages.example.com; none was sent yet" in well
    assert sum(place in told for told in bad) == 1
    assert any(told.startswith("❌ FAILED page_webhook") for told in bad)
