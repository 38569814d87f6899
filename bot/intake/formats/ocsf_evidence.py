"""What OCSF gives as evidence: the other side, what ran, and malware."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.intake.formats.remote import MOST
from bot.intake.formats.tolerant import Tolerant

MOST_THREATS = 20
OUTBOUND = 2
"""The direction of a connection that the workload has opened."""
MOST_RELATED = 400
"""As many as observables are taken of an attack sequence."""
HOST_NAME, ADDRESS, USER_NAME = 1, 2, 4
"""Types of observables: https://schema.ocsf.io/1.6.0/objects/observable."""
ACTOR = "actor.user.name"
"""What an observable of whoever acted is named by; a process has a user too, who is none of AWS's."""
OTHER_SIDE = ("src_endpoint", "dst_endpoint", "query")
"""What an observable of the other side is named by, as in `evidences[].src_endpoint.ip`."""


def evidences_of(body: Tolerant) -> tuple[Tolerant, ...]:
    """Return the evidences; a class 2001 finding has their parts itself."""
    return body.children("evidences") or (body,)


def remote_in(body: Tolerant) -> tuple[str, ...]:
    """Return the addresses and domains of the other side, each once.

    Where no evidence has one, observables have, if they are named as such.
    """
    sides = [text for each in evidences_of(body) for text in _of_evidence(each) if text]
    return tuple(dict.fromkeys(sides or _of_observables(body)))[:MOST]


def actors_in(body: Tolerant) -> tuple[str, ...]:
    """Return the names of users that observables have, if they are named as whoever acted."""
    found = [
        name
        for each in body.children("observables")
        if each.number("type_id") == USER_NAME
        and each.text("name").endswith(ACTOR)
        and "process" not in each.text("name")
        for name in each.texts("value")
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def related_in(info: Tolerant, product: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the ids of the findings that a finding is made of, as far as this product made them.

    One that names no product is of the finding's own.
    """
    found = []
    for each in info.children("related_events"):
        stated = each.child("product").text("uid") or each.text("product_uid")
        if each.text("uid") and (not stated or product(stated)):
            found.append(each.text("uid"))
    return tuple(dict.fromkeys(found))[:MOST_RELATED]


def process_in(body: Tolerant) -> str:
    """Return the path of what ran, else its name, of the first evidence that has one."""
    for each in evidences_of(body):
        for process in (each.child("process"), each.child("actor", "process")):
            named = process.child("file").line("path") or process.line("name")
            if named:
                return named
    return ""


def threats_in(body: Tolerant) -> tuple[str, ...]:
    """Return the names of malware, and no word of what is only called vulnerable."""
    items = [*body.children("malware")]
    items += [one for each in body.children("evidences") for one in each.children("malware")]
    named = (item.line("name") for item in items)
    return tuple(dict.fromkeys(name for name in named if name))[:MOST_THREATS]


def _of_evidence(evidence: Tolerant) -> Iterator[str]:
    """Yield the far end: whom the workload has called, else who called."""
    is_outbound = evidence.child("connection_info").number("direction_id") == OUTBOUND
    source, target = evidence.child("src_endpoint"), evidence.child("dst_endpoint")
    far = target if is_outbound and target else source
    yield far.text("ip")
    yield far.text("hostname", "domain")
    yield evidence.child("query").text("hostname")


def _of_observables(body: Tolerant) -> Iterator[str]:
    for each in body.children("observables"):
        is_place = each.number("type_id") in {HOST_NAME, ADDRESS}
        if is_place and any(part in each.text("name") for part in OTHER_SIDE):
            yield from each.texts("value")
