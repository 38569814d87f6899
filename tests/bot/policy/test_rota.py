"""Who is on call by the policy file; every fault with its line and its field."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.domain.rota import OnCall, Rotation
from bot.domain.words import policy as words
from bot.response.people.loading import differences
from runbooks.kit.text import Text
from tests.bot.policy.reading import faults, policy

GOOD = "members: [U0ANN, U0RYO], starts: 2026-11-23, every: 7d"


def test_a_rotation_and_a_group_are_taken_as_they_are() -> None:
    full = f'{GOOD}, handover_at: "10:00", timezone: Asia/Tokyo'
    members, day = ("U0ANN", "U0RYO"), date(2026, 11, 23)

    assert policy(f"on_call: {{rotation: {{{full}}}}}\n").on_call == OnCall(
        Rotation(members, day, 7, time(10), "Asia/Tokyo")
    )
    assert policy(f"on_call: {{rotation: {{{GOOD}}}}}\n").on_call == OnCall(
        Rotation(members, day, 7, time(9), "UTC")
    )
    assert policy("on_call: {group: S0ONCALL}\n").on_call == OnCall(group="S0ONCALL")
    assert policy("on_call: {group: S0ONCALL, escalate_after: 15m}\n").on_call == OnCall(
        group="S0ONCALL", escalate_after=timedelta(minutes=15)
    )
    assert policy("on_call: {}\n").on_call is None
    assert policy("").on_call is None


@pytest.mark.parametrize(
    ("rotation", "field", "fault"),
    [
        ("members: [], starts: 2026-11-23, every: 7d", "members", Text("Tuple should have")),
        ("members: [S0ALL], starts: 2026-11-23, every: 7d", "members.0", Text("String should")),
        ("members: ['@ann'], starts: 2026-11-23, every: 7d", "members.0", Text("String should")),
        (
            "members: [U0ANN, U0ANN], starts: 2026-11-23, every: 7d",
            "members",
            words.POLICY_MEMBER_TWICE,
        ),
        ("members: [U0ANN], every: 7d", "starts", Text("Field required")),
        ("members: [U0ANN], starts: monday, every: 7d", "starts", Text("Input should be a valid")),
        ("members: [U0ANN], starts: 2026-11-23", "every", Text("Field required")),
        ("members: [U0ANN], starts: 2026-11-23, every: 12h", "every", words.POLICY_WHOLE_DAYS),
        ("members: [U0ANN], starts: 2026-11-23, every: weekly", "every", words.POLICY_DURATION),
        (f"{GOOD}, handover_at: 10", "handover_at", words.POLICY_TIME_OF_DAY),
        (f"{GOOD}, timezone: Tokyo", "timezone", words.POLICY_TIME_ZONE),
        (f"{GOOD}, backup: U0BOB", "backup", words.POLICY_UNKNOWN),
    ],
)
def test_a_wrong_rotation_is_told_with_its_line_and_its_field(
    rotation: str, field: str, fault: Text
) -> None:
    told, *_ = faults(f"on_call:\n  rotation: {{{rotation}}}\n")

    assert told.startswith(f"policy.yaml, line 2: on_call.rotation.{field}: {fault.en}"), told


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("group: U0ANN", "on_call.group: String should match"),
        (f"group: S0ALL, rotation: {{{GOOD}}}", f"on_call: {words.POLICY_ROTATION_OR_GROUP.en}"),
        ("escalate_after: 15m", f"on_call: {words.POLICY_CALLS_WHOM.en}"),
        ("group: S0ALL, escalate_after: 5h", f"on_call.escalate_after: {words.POLICY_WAITS.en}"),
        (
            "group: S0ALL, escalate_after: soon",
            f"on_call.escalate_after: {words.POLICY_DURATION.en}",
        ),
        ("page: {}", f"on_call.page: {words.POLICY_PAGES_NOBODY.en}"),
        ("page: {webhook: https://x}", f"on_call.page.webhook: {words.POLICY_WEBHOOK.en}"),
    ],
)
def test_what_on_call_can_not_hold_is_told_at_its_place(part: str, place: str) -> None:
    assert any(f": {place}" in told for told in faults(f"on_call: {{{part}}}\n"))


@pytest.mark.parametrize(
    "address",
    [
        "http://pages.example.com/page",
        "HTTPS://pages.example.com/page",
        "https://",
        "https:///page",
        "https://ann@pages.example.com/",
        "https://ann:secret@pages.example.com/",
        "https://pages.example.com/#part",
        "https://pages.example.com:99999/",
        "https://pages.example.com:0/",
        "https://pages.example.com:x/",
        "https://localhost/page",
        "https://localhost./page",
        "https://it.localhost/page",
        "https://127.0.0.1/page",
        "https://127.1/page",
        "https://2130706433/page",
        "https://0x7f.1/page",
        "https://10.0.0.8/page",
        "https://169.254.169.254/latest",
        "https://[::1]/page",
        "https://[::ffff:10.0.0.8]/page",
        "https://[fd00::8]/page",
        "https://224.0.0.1/page",
        "https://[::1/page",
        "https://pages.example.com\\\\@127.0.0.1/",
        "https://pages.example.com/a b",
        "https://pages.example.com/" + "a" * 2001,
        "https://b\u00fccher.example.com/",
        "7",
    ],
)
def test_a_webhook_is_an_https_address_of_a_public_host_and_a_fault_does_not_repeat_it(
    address: str,
) -> None:
    (told,) = faults(f'on_call:\n  page: {{webhook: "{address}"}}\n')

    assert told == f"policy.yaml, line 2: on_call.page.webhook: {words.POLICY_WEBHOOK.en}."


def test_a_webhook_alone_pages_and_only_its_host_is_ever_shown() -> None:
    address = "https://Pages.example.com:8443/hook/T0KEN?key=T0KEN"
    read = policy(f"on_call: {{page: {{webhook: '{address}'}}}}\n")

    assert read.page_webhook is not None
    assert (read.pages, read.page_topic) == (True, "")
    assert (read.page_webhook.url, read.page_webhook.host) == (address, "pages.example.com")
    assert "T0KEN" not in repr(read)
    assert read.parts["on_call"]["page"]["webhook"] == read.page_webhook.told
    assert policy("on_call: {page: {webhook: 'https://1.1.1.1/x'}}\n").pages


def test_another_address_on_the_same_host_is_another_policy_and_told_as_one() -> None:
    first, second = (
        policy(f"on_call: {{page: {{webhook: 'https://pages.example.com/{token}'}}}}\n")
        for token in ("T0KEN", "OTHER")
    )

    (told,) = differences(first.parts, second.parts)

    assert first.digest != second.digest
    assert told.count("pages.example.com #") == 2
    assert "T0KEN" not in told
    assert "OTHER" not in told
