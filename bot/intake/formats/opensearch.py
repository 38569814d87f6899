"""Alerts of OpenSearch monitors, whose message is the JSON that docs/sources.md gives.

A monitor publishes to a topic by itself, so that no event of AWS's vouches for what it says.
https://docs.opensearch.org/latest/observing-your-data/alerting/actions/
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.finding import Finding, Notice
from bot.domain.sources import OPENSEARCH, SOURCES
from bot.domain.words import sources as words
from bot.intake.formats.reported import FAILED, PASSED, begun, nameless, place_of, thing
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece

OVER = ("COMPLETED", "DELETED")


def matches(piece: Piece) -> bool:
    """Say whether an object that no event held has a monitor and a trigger."""
    body = Tolerant(piece.body)
    return piece.event is None and bool(body.child("monitor") and body.child("trigger"))


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding of one trigger of one monitor."""
    body = Tolerant(piece.body)
    monitor, trigger, alert = (body.child(name) for name in ("monitor", "trigger", "alert"))
    name = monitor.text("name")
    if not name:
        return nameless(piece, OPENSEARCH, "monitor.name")
    place = place_of(body, piece, "account", "region")
    native_id = "|".join((monitor.text("id") or name, trigger.text("id") or trigger.text("name")))
    at = body.moment("period_end", "periodEnd")
    return replace(
        begun(OPENSEARCH, piece, place, native_id),
        type=name,
        title=one_line(
            words.OPENSEARCH_ALERT.fill(monitor=name, trigger=trigger.text("name")).plain()
        ),
        description=body.text("text"),
        severity=SOURCES[OPENSEARCH].severity(trigger.text("severity")),
        created_at=at,
        updated_at=at,
        last_seen=at,
        resources=tuple(thing("Other", one, place.region) for one in body.texts("resources")),
        compliance=PASSED if alert.text("state").upper() in OVER else FAILED,
    )
