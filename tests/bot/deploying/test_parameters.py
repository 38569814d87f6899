from __future__ import annotations

import re

import pytest

from bot.deploying.parameters import CONDITIONS, PARAMETERS


@pytest.mark.parametrize(
    ("parameter", "good", "bad"),
    [
        ("BotPrincipalArn", "arn:aws:iam::111122223333:role/bot", "bot"),
        ("ReleasePrincipalArn", "", "*"),
        ("Endpoint", "https://secbot.example/sns", "http://secbot.example/sns"),
        ("Endpoint", "", "https://secbot.example/slack/events"),
        ("QuarantineVpcId", "vpc-0abc", "vpc-XYZ"),
        ("ExternalId", "a-long-random-word", "with blank"),
    ],
)
def test_a_parameter_takes_what_it_is_for_only(parameter: str, good: str, bad: str) -> None:
    pattern = PARAMETERS[parameter]["AllowedPattern"]

    assert re.fullmatch(pattern, good)
    assert not re.fullmatch(pattern, bad)


def test_the_external_id_is_not_shown_and_has_no_default() -> None:
    assert PARAMETERS["ExternalId"]["NoEcho"] is True
    assert "Default" not in PARAMETERS["ExternalId"]


def test_what_may_be_left_out_is_empty_by_default_and_asked_for_in_a_condition() -> None:
    asked = str(CONDITIONS)
    for name, parameter in PARAMETERS.items():
        if name == "GuardProtocol":  # it says of what kind GuardEndpoint is, which is asked for
            continue
        assert ("Default" in parameter) is (f"'{name}'" in asked)
        assert parameter.get("Default", "") == ""
