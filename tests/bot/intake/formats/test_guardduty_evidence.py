"""What GuardDuty has seen run, and the malware that it has found."""

from __future__ import annotations

from typing import Any

import pytest

from bot.intake.formats.guardduty_evidence import MOST_THREATS, process_of, threats_of
from bot.intake.formats.tolerant import Tolerant


@pytest.mark.parametrize(
    ("service", "process"),
    [
        ({"runtimeDetails": {"process": {"name": "curl", "executablePath": "/usr/bin/curl"}}}, "/usr/bin/curl"),
        ({"RuntimeDetails": {"Process": {"Name": "curl", "ExecutablePath": "/usr/bin/curl"}}}, "/usr/bin/curl"),
        ({"runtimeDetails": {"process": {"name": "curl"}}}, "curl"),
        ({"detection": {"sequence": {"actors": [{}, {"process": {"path": "/tmp/x"}}]}}}, "/tmp/x"),
        ({"runtimeDetails": {"process": "curl"}}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_a_process_is_its_path_then_its_name(service: dict[str, Any], process: str) -> None:
    assert process_of(Tolerant(service)) == process


def test_malware_is_named_in_objects_and_in_volumes() -> None:
    in_object = {"malwareScanDetails": {"threats": [{"name": "EICAR"}, {"name": "EICAR"}, {}]}}
    assert threats_of(Tolerant(in_object)) == ("EICAR",)
    found = {
        "highestSeverityThreatDetails": {"threatName": "Trojan.A"},
        "threatDetectedByName": {"threatNames": [{"name": "Trojan.A"}, {"name": "Miner.B"}]},
    }
    in_volume = {"ebsVolumeScanDetails": {"scanDetections": found}}
    assert threats_of(Tolerant(in_volume)) == ("Trojan.A", "Miner.B")


def test_there_is_a_most_and_nothing_raises() -> None:
    many = [{"name": f"m{n}"} for n in range(MOST_THREATS * 2)]
    assert len(threats_of(Tolerant({"malwareScanDetails": {"threats": many}}))) == MOST_THREATS
    assert threats_of(Tolerant({"malwareScanDetails": "x", "ebsVolumeScanDetails": [1]})) == ()
