"""Each kind of indicator has a sentence, and none can break it."""

from __future__ import annotations

from typing import Any

import botocore.session
import pytest

from runbooks.kit.indicators import KINDS, MOST, tell

DETAILS: dict[str, dict[str, Any]] = {
    "TTP_OBSERVED": {
        "Tactic": "Impact",
        "Technique": "Data Destruction",
        "IpAddress": "198.51.100.7",
        "APIName": "DeleteObject",
        "APISuccessCount": 3,
        "APIFailureCount": 1,
    },
    "IMPOSSIBLE_TRAVEL": {
        "StartingIpAddress": "198.51.100.7",
        "EndingIpAddress": "203.0.113.9",
        "StartingLocation": "Tokyo",
        "EndingLocation": "Oslo",
        "HourlyTimeDelta": 2,
    },
    "FLAGGED_IP_ADDRESS": {"IpAddress": "198.51.100.7", "Reason": "AWS_THREAT_INTELLIGENCE"},
    "NEW_GEOLOCATION": {"Location": "Oslo", "IpAddress": "198.51.100.7"},
    "NEW_ASO": {"Aso": "AS64500", "IsNewForEntireAccount": True},
    "NEW_USER_AGENT": {"UserAgent": "curl/8", "IsNewForEntireAccount": False},
    "RELATED_FINDING": {"Type": "Recon:IAMUser/X", "IpAddress": "198.51.100.7"},
    "RELATED_FINDING_GROUP": {"Id": "g-1"},
}
SAYS = {
    "TTP_OBSERVED": "Impact (Data Destruction): `DeleteObject` from `198.51.100.7`, 3x done, "
    "1x refused",
    "IMPOSSIBLE_TRAVEL": "Impossible travel: `198.51.100.7` (Tokyo) to `203.0.113.9` (Oslo) in 2 h",
    "FLAGGED_IP_ADDRESS": "Known bad address `198.51.100.7`: AWS_THREAT_INTELLIGENCE",
    "NEW_GEOLOCATION": "New place: Oslo, from `198.51.100.7`",
    "NEW_ASO": "New network: AS64500, new for the whole account",
    "NEW_USER_AGENT": "New user agent: `curl/8`",
    "RELATED_FINDING": "Related finding `Recon:IAMUser/X`, from `198.51.100.7`",
    "RELATED_FINDING_GROUP": "Related finding group `g-1`",
}


def an_indicator(kind: str, detail: dict[str, Any]) -> dict[str, Any]:
    return {"IndicatorType": kind, "IndicatorDetail": {KINDS[kind][0]: detail}}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_is_told(kind: str) -> None:
    (told,) = tell([an_indicator(kind, DETAILS[kind])])
    assert told.says.plain() == SAYS[kind]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_a_detail_lacks_is_told_as_unknown(kind: str) -> None:
    (told,) = tell([an_indicator(kind, {})])
    assert "?" in told.says.plain()


def test_every_kind_of_the_api_is_known_and_its_details_are_the_apis() -> None:
    model: Any = botocore.session.get_session().get_service_model("detective")
    assert set(KINDS) == set(model.shape_for("IndicatorType").enum)
    members = model.shape_for("IndicatorDetail").members
    for kind, (name, _) in KINDS.items():
        assert set(DETAILS[kind]) <= set(members[name].members)


def test_a_kind_that_nobody_knows_is_told_by_its_name() -> None:
    (told,) = tell([{"IndicatorType": "NEW_KIND", "IndicatorDetail": {}}])
    assert "`NEW_KIND`" in told.says.plain()


def test_a_user_agent_is_told_as_far_as_it_tells_one_from_another() -> None:
    (told,) = tell([an_indicator("NEW_USER_AGENT", {"UserAgent": "x" * 500})])
    assert "x" * 80 + "…" in told.says.plain()
    assert "x" * 81 not in told.says.plain()


def test_the_gravest_kinds_come_first_and_too_many_of_one_are_counted() -> None:
    agents = [an_indicator("NEW_USER_AGENT", DETAILS["NEW_USER_AGENT"])] * (MOST + 3)
    said = [one.says.plain() for one in tell([*agents, an_indicator("TTP_OBSERVED", {})])]
    assert said[0].startswith("? (?)")
    assert len(said) == 1 + MOST + 1
    assert said[-1] == "… and 3 more of this kind"
