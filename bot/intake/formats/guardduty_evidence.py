"""What GuardDuty has seen run, and the malware that it has found.

Fields: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Service.html
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.intake.formats.tolerant import Tolerant

MOST_THREATS = 20


def process_of(service: Tolerant) -> str:
    """Return the path of what ran, else its name; of an attack sequence its first actor's."""
    stated = service.child("runtimeDetails", "process")
    actors = service.child("detection", "sequence").children("actors")
    for process in (stated, *(actor.child("process") for actor in actors)):
        named = process.line("executablePath", "path", "name")
        if named:
            return named
    return ""


def threats_of(service: Tolerant) -> tuple[str, ...]:
    """Return the names of malware, each once, found in an object, a backup or a volume."""
    return tuple(dict.fromkeys(name for name in _threats(service) if name))[:MOST_THREATS]


def _threats(service: Tolerant) -> Iterator[str]:
    for threat in service.child("malwareScanDetails").children("threats"):
        yield threat.line("name")
    found = service.child("ebsVolumeScanDetails", "scanDetections")
    yield found.child("highestSeverityThreatDetails").line("threatName")
    for threat in found.child("threatDetectedByName").children("threatNames"):
        yield threat.line("name")
