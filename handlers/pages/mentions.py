"""People, groups, channels and dates, as a message names them."""

from __future__ import annotations

from datetime import UTC, datetime

from handlers.pages.dates import spoken
from handlers.pages.markup import Html, element, escaped, link
from handlers.pages.reader import Reader


def person(user_id: str, reader: Reader) -> Html:
    """Return a person's name, marked as one who is called."""
    return _called("@", reader.people.get(user_id, user_id), "user", user_id)


def group(group_id: str, reader: Reader) -> Html:
    """Return a user group's handle, marked as one that is called."""
    return _called("@", reader.groups.get(group_id, group_id), "group", group_id)


def channel(channel_id: str, reader: Reader) -> Html:
    """Return a channel's name."""
    return _called("#", reader.channels.get(channel_id, channel_id), "channel", channel_id)


def everyone(reach: str) -> Html:
    """Return the mark of a call to all, such as `here`, `channel` or `everyone`."""
    return element("b", {"class": "mention loud", "data-broadcast": reach}, escaped(f"@{reach}"))


def moment(timestamp: int, pattern: str, fallback: str, address: str, reader: Reader) -> Html:
    """Return a date in the reader's zone, as a link where it has an address."""
    said = escaped(spoken(timestamp, pattern, fallback, reader))
    shown = element("time", {"datetime": _machine_time(timestamp)}, said)
    return link(address, shown) if address else shown


def _called(mark: str, name: str, kind: str, identity: str) -> Html:
    attributes = {"class": "mention", f"data-{kind}": identity}
    return element("span", attributes, escaped(f"{mark}{name}"))


def _machine_time(timestamp: int) -> str | None:
    try:
        return datetime.fromtimestamp(timestamp, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return None
