from __future__ import annotations

import pytest

from bot.domain.answer import CONFIRMED, Answer
from bot.domain.cards import AlertCard, Look, Ruled
from bot.domain.finding import Producer
from bot.domain.incident import Case
from bot.domain.networks import Whose
from bot.domain.syncing import Settled
from handlers.views.alert_facts import facts, service_name
from handlers.views.cleaning import defanged
from handlers.views.rich import rich, shown
from runbooks.kit.text import Text
from runbooks.kit.values import Special
from tests.handlers.views.examples import LOOK, MINIMAL, NINE, alert_card, answer, finding, incident


def read(card: AlertCard, look: Look = LOOK) -> list[str]:
    return ["".join(shown(one) for one in rich(fact, "en").elements) for fact in facts(card, look)]


def of(**changes: object) -> AlertCard:
    return alert_card(case=Case(incident(), (finding(**changes),)))


def test_every_fact_is_there_or_says_why_not() -> None:
    denied = Text("{call} denied in {account}").fill(call="DescribeTags", account="1111")
    told = read(alert_card(answers={"owner": answer("owner", None, reason=denied)}))
    assert told[:3] == [
        "Name not answered yet",
        "Owner unknown (DescribeTags denied in 1111)",
        "Exposure not answered yet",
    ]


@pytest.mark.parametrize(
    ("changes", "confirmed"),
    [
        ({}, "not confirmed at its source yet"),
        ({"confirmed_at": NINE}, "confirmed at GuardDuty 2026-11-22 09:12 UTC"),
        (
            {"producer": Producer("securityhub", "arn:x", verified=False)},
            "claim by a product that is not AWS's own, not confirmed",
        ),
    ],
)
def test_a_claim_is_never_shown_as_a_fact(changes: dict[str, object], confirmed: str) -> None:
    trusted = Ruled(is_trusted="producer" not in changes)

    card = alert_card(case=Case(incident(), (finding(**changes),)), ruled=trusted)

    assert any(line.endswith(confirmed) for line in read(card))


def test_a_producer_that_the_policy_file_does_not_trust_only_claims() -> None:
    told = read(alert_card(ruled=Ruled(is_trusted=False)))

    assert any(
        line.endswith("claim by a producer that the policy file does not trust, not confirmed")
        for line in told
    )


def test_what_the_policy_file_calls_precious_or_special_is_told() -> None:
    ruled = Ruled(precious=("arn:aws:s3:::pay-x",), special=(Special.LOG_ARCHIVE,))
    told = read(alert_card(ruled=ruled))

    assert "Precious pay-x: the policy file makes a change of it at least class C" in told
    assert "Special account log_archive of the organization: a change there is class D" in told


def test_each_address_is_told_with_whose_it_is_where_the_policy_file_names_networks() -> None:
    remote = ("203.0.113.9", "198.51.100.7", "192.0.2.1")
    whose = dict(zip(remote, Whose, strict=True))
    card = alert_card(case=Case(incident(), (finding(remote=remote),)), ruled=Ruled(whose=whose))

    assert (
        "Remote 203.0.113[.]9 yours, 198.51.100[.]7 allow-listed, "
        "192.0.2[.]1 not allow-listed (as the policy file has it)"
    ) in read(card)


def test_why_its_source_did_not_bear_it_out_is_told() -> None:
    why = Text("GuardDuty knows no such finding").fill()
    denied = Answer(CONFIRMED, None, why, "guardduty:GetFindings", NINE)
    told = read(alert_card(answers={CONFIRMED: denied}))
    assert any(
        line.endswith("not confirmed at its source: GuardDuty knows no such finding")
        for line in told
    )


def test_each_principal_is_told_with_whose_it_is_or_that_it_is_nobody_s() -> None:
    told = read(alert_card(principals={"ci-deploy": "bob@example.com", "<!channel>": ""}))
    (row,) = (line for line in told if line.startswith("Principal"))
    assert "ci-deploy is bob@example.com, who can't decide on this" in row
    assert "<!channel>, who matches nobody of ours" in row


def test_repeats_are_counted_over_all_findings() -> None:
    card = alert_card(case=Case(incident(), (finding(count=4), finding(count=3))))
    told = read(card)
    assert any(line.startswith("Seen 7× since 2026-11-22 09:12 UTC, last ") for line in told)  # noqa: RUF001 - times
    assert "Findings 2 handled together, this is the most severe" in told


def test_a_time_that_is_not_known_is_said_to_be_so() -> None:
    nothing = dict.fromkeys(("first_seen", "last_seen", "created_at", "updated_at"))
    assert any(
        line.count("a time that the source did not give") == 2 for line in read(of(**nothing))
    )


def test_the_other_sides_addresses_are_broken_up_and_counted() -> None:
    many = tuple(f"198.51.100.{number}" for number in range(7))
    told = read(of(remote=many))
    assert "Remote 198.51.100[.]0, 198.51.100[.]1, 198.51.100[.]2, … and 4 more" in told


def test_without_another_side_there_is_no_line_about_one() -> None:
    assert not any(line.startswith("Remote") for line in read(of(remote=())))


def test_what_ran_the_malware_and_who_asks_are_told_where_they_are_known() -> None:
    told = read(of(process="/tmp/xmrig", threats=("a", "b", "c", "d"), asked_by="To secbot"))
    assert "Process /tmp/xmrig" in told
    assert "Malware a, b, c, … and 1 more" in told
    assert "Asked for by somebody in Security Hub, custom action To secbot" in told
    without = read(of())
    assert not any(line.startswith(("Process", "Malware", "Asked")) for line in without)
    hidden = read(of(process="/tmp/xmrig", threats=("a",)), MINIMAL)
    assert not any(line.startswith(("Process", "Malware")) for line in hidden)


def test_addresses_inside_sentences_are_broken_up_too() -> None:
    found = finding(remote=("evil.com", "sub.evil.com", ""))
    assert defanged("asks sub.evil.com and evil.com", found) == "asks sub.evil[.]com and evil[.]com"


def test_minimal_detail_says_what_it_hides() -> None:
    told = read(alert_card(), MINIMAL)
    assert told.count("Remote hidden by slack.detail") == 1
    assert not any("known command server" in line for line in told)


def test_a_service_is_called_by_its_name_where_it_is_known() -> None:
    assert service_name(finding()) == "GuardDuty"
    assert service_name(finding(producer=Producer("new", "", verified=False))) == "new"


def test_the_blast_radius_is_told_of_what_has_one() -> None:
    share = "1 of 6 healthy targets behind `alb-pay`"
    told = read(alert_card(answers={"radius": answer("radius", share)}))
    assert any(line.startswith(f"Blast radius {share}") for line in told)
    assert "Blast radius not answered yet" in read(alert_card(answers={}))

    nobody_asks = answer("radius", None, source="", reason=Text("not asked").fill())
    told = read(alert_card(answers={"radius": nobody_asks}))
    assert not any(line.startswith("Blast radius") for line in told)


@pytest.mark.parametrize(
    ("by", "is_sought", "told"),
    [
        ("arn:aws:iam::1:user/carol", False, "by arn:aws:iam::1:user/carol; it stays open here"),
        ("", True, "by somebody who is being looked for; it stays open here"),
        ("", False, "by somebody unknown; it stays open here"),
    ],
)
def test_what_others_have_made_of_it_upstream_is_told_with_who_it_was(
    by: str, told: str, *, is_sought: bool
) -> None:
    settled = Settled(1, "SUPPRESSED", NINE, by, is_sought)
    assert f"Upstream SUPPRESSED {told}" in read(alert_card(settled=settled))
    assert not any(line.startswith("Upstream") for line in read(alert_card()))
