"""Says whether a finding is one of AWS's samples."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic_core import from_json

from bot.domain.finding import Resource
from bot.intake.formats.tolerant import Tolerant

TITLE_PREFIX = "[SAMPLE]"
SAMPLE_INSTANCE = "i-99999999"
SAMPLE_KEY = "GeneratedFinding"


def is_sample(flag: bool | None, title: str, resources: Iterable[Resource]) -> bool:  # noqa: FBT001 - the flag as it was sent
    """Return what the finding says itself, else what its title and resources betray.

    Only ids that AWS gives out count, never names: an intruder who names a user like a sample
    must not have the finding about it taken for one.
    """
    if flag is not None:
        return flag
    return title.startswith(TITLE_PREFIX) or any(_is_of_sample(each) for each in resources)


def _is_of_sample(resource: Resource) -> bool:
    """Say whether a resource of whose ids AWS alone disposes has one that it gives to samples."""
    if resource.type == "AwsIamAccessKey":
        return resource.id.startswith(SAMPLE_KEY)
    is_instance = resource.type == "AwsEc2Instance"
    return is_instance and resource.id.rpartition("/")[2] == SAMPLE_INSTANCE


def sample_flag(information: Tolerant) -> bool | None:
    """Return the flag of GuardDuty's `additionalInfo`, or None where it has none.

    EventBridge sends it as a field, the API inside the JSON text of `value`.
    """
    flag = information.truth("sample")
    if flag is not None:
        return flag
    try:
        return Tolerant(from_json(information.text("value").encode())).truth("sample")
    except ValueError:
        return None
