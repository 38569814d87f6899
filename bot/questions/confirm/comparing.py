"""Holds what a finding claims against what its source keeps of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain.finding import Finding, Severity
from bot.domain.words import confirming as words
from runbooks.kit.text import Said

STRANGERS = frozenset({"tags"})
"""Fields whose words anybody in the account may have written: they bear nothing out."""
CONTROL = re.compile(r"[A-Za-z][A-Za-z0-9]{0,40}\.[0-9]{1,4}")
"""The id of a control, such as `S3.8`, by which runbooks are offered.
https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html
"""
KINDS = {"root": "AwsIamUser", "iamuser": "AwsIamUser", "role": "AwsIamRole"}
KINDS |= {"assumedrole": "AwsIamRole"}
"""What ASFF calls a principal, by what AWS calls its type, in lower case."""
CHANGED = frozenset({*KINDS.values(), "AwsIamAccessKey", "AwsEc2Instance", "AwsS3Bucket"})
"""What runbooks change is borne out only where the source names it as a thing of that kind: a
security group, an image or a user agent can be called what somebody else's user is called."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding as its source keeps it.

    `types` are what it may be called, `severity` is None where the source has none of its own.
    `things` are what it names, each with ASFF's name of its kind, `people` the users and sessions,
    None where the source tells of nobody.
    """

    types: frozenset[str]
    severity: Severity | None = None
    things: tuple[tuple[str, str], ...] = ()
    people: frozenset[str] | None = field(default=None)


def unlike(service: str, kept: Kept, finding: Finding) -> Said | None:
    """Return in what a finding is another than the one that its source keeps, or None."""
    if finding.type not in kept.types:
        return words.OTHER_TYPE.fill(service=service, type=min(kept.types, default="?"))
    if kept.severity is not None and kept.severity is not finding.severity:
        return words.OTHER_SEVERITY.fill(service=service, severity=kept.severity.value)
    claimed = frozenset(name.casefold() for name in finding.principals)
    if kept.people is not None and claimed != {name.casefold() for name in kept.people}:
        return words.OTHER_PEOPLE.fill(service=service)
    return unnamed(service, kept.things, finding)


def unnamed(service: str, things: tuple[tuple[str, str], ...], finding: Finding) -> Said | None:
    """Return which of a finding's resources is none of these things, or None."""
    known = {(kind, tail(name).casefold()) for kind, name in things}
    names = {name for _, name in known}
    for resource in finding.resources:
        name = tail(resource.id)
        is_named = name.casefold() in names
        if resource.type in CHANGED:
            is_named = (resource.type, name.casefold()) in known
        if not is_named:
            return words.OTHER_RESOURCE.fill(service=service, resource=name)
    return None


def other_control(service: str, kept: str, finding: Finding) -> Said | None:
    """Return that a finding claims to be of another control of Security Hub's than it is, or None.

    What is of no control may be spelled otherwise in each of its formats.
    """
    if CONTROL.fullmatch(finding.type) is None or finding.type == kept:
        return None
    return words.OTHER_CONTROL.fill(service=service, control=finding.type)


def unknown(service: str) -> Said:
    """Return that the source knows no such finding."""
    return words.UNKNOWN_THERE.fill(service=service)


def holder(user_type: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield whose a key or a call is, as a thing: a user, a role or root."""
    kind = user_type.casefold()
    named = kind if kind == "root" else name
    if kind in KINDS and named:
        yield KINDS[kind], named


def tail(name: str) -> str:
    """Return the last part of an ARN, or the name as it is."""
    return name.rpartition(":")[2].rpartition("/")[2]


def texts(value: object) -> Iterator[str]:
    """Yield every text in a part of a finding, in lower case, but for strangers' words."""
    if isinstance(value, str):
        yield value.casefold()
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if str(name).casefold() not in STRANGERS:
                yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
