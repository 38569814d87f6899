"""Why findings are one incident, and what is new of it, in words that nobody can misuse."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.cards import AlertCard, Member
from bot.domain.incident import Case
from bot.domain.record import What
from handlers.views.alert_facts import facts
from handlers.views.happened import sentence
from handlers.views.joined import MOST_OTHERS
from handlers.views.rich import rich, shown
from tests.handlers.views.examples import LOOK, alert_card, finding, incident, record


def told(what: What, **body: Any) -> str:
    return "".join(shown(one) for one in rich(sentence(record(what, **body)), "en").elements)


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        ("sequence", "s1", "both are of one attack sequence"),
        ("key", "AKIAIOSFODNN7EXAMPLE", "both name the access key AKIAIOSFODNN7EXAMPLE"),
        ("principal", "ann", "both name ann as who acted"),
        ("resource", "arn:aws:s3:::pay.x", "both name arn:aws:s3:::pay.x"),
        ("address", "198.51.100.7", "both name the remote address 198.51.100[.]7"),
        ("odd", "x", "both name the same"),
    ],
)
def test_a_join_is_told_with_what_both_name(kind: str, value: str, why: str) -> None:
    body = {"kind": kind, "value": value, "severity": "HIGH", "type": "Recon:EC2/Portscan"}

    assert told(What.FINDING_JOINED, **body) == f"a finding joined, HIGH Recon:EC2/Portscan: {why}"


def test_what_is_new_is_told_by_name() -> None:
    news = {"severity": ["CRITICAL"], "tactic": ["Impact"], "principal": ["eve", "bob"], "x": 1}

    assert told(What.MATERIAL, news=news, type="t") == (
        "something new: it is CRITICAL now; another tactic, Impact; "
        "somebody else who acts, eve, bob"
    )
    assert told(What.MATERIAL, news="odd") == "something is new"


def with_members(count: int) -> AlertCard:
    many = [finding(key=f"k{n}", title=f"title {n} of 198.51.100.7", remote=("198.51.100.7",))
            for n in range(count)]  # fmt: skip
    by = record(What.FINDING_JOINED, kind="key", value="AKIAIOSFODNN7EXAMPLE")
    members = tuple(Member(f"F-{n + 1}", each, by if n else None) for n, each in enumerate(many))
    return alert_card(case=Case(incident(), tuple(many)), members=members)


def test_the_card_lists_the_others_the_newest_first_and_how_many_more() -> None:
    card = with_members(MOST_OTHERS + 3)
    lines = ["".join(shown(one) for one in rich(each, "en").elements) for each in facts(card, LOOK)]
    others = [each for each in lines if "F-" in each]

    assert len(others) == MOST_OTHERS
    assert "F-8" in others[0]
    assert "title 7 of 198.51.100[.]7" in others[0]
    assert "both name the access key AKIAIOSFODNN7EXAMPLE" in others[0]
    assert any("and 2 more" in each for each in lines)
    assert not any("F-1 " in each for each in lines)
