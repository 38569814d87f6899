"""Who works in the practice workspace, in which channels and groups."""

from __future__ import annotations

from dataclasses import dataclass

from practice.slack import words
from runbooks.kit.text import Text

TEAM = "T0RANGE"
TEAM_DOMAIN = "practice"
TEAM_NAME = "Practice"
OTHER_TEAM = "T0OTHER"
APP = "A0SECBOT"
BOT_ID = "B0BOT"
BOT_USER = "U0BOT"
COMMAND = "/sec"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Slack account; a stranger belongs to another company's team."""

    id: str
    name: str
    real_name: str
    title: Text
    team: str = TEAM
    is_admin: bool = False
    is_bot: bool = False
    is_guest: bool = False
    is_deleted: bool = False

    @property
    def is_stranger(self) -> bool:
        """Tell whether the person comes from another company."""
        return self.team != TEAM

    @property
    def email(self) -> str:
        """The address in the profile; a bot has none."""
        return "" if self.is_bot else f"{self.name}@example.com"


@dataclass(slots=True)
class Channel:
    """A channel and who is in it.

    `is_ext_shared` stays False although a stranger is in it, so that a bot which refuses shared
    channels can be practised with; a test may set it.
    """

    id: str
    name: str
    topic: Text
    members: set[str]
    is_ext_shared: bool = False
    is_archived: bool = False
    is_private: bool = False
    is_mpim: bool = False
    is_im: bool = False


@dataclass(slots=True)
class Group:
    """A user group: `@handle` in a message."""

    id: str
    handle: str
    name: str
    members: list[str]


ANN = Person("U0ANN", "ann", "Ann Abe", words.RESPONDER)
BOB = Person("U0BOB", "bob", "Bob Brandt", words.APPROVER, is_admin=True)
RYO = Person("U0RYO", "ryo", "Ryo Okada", words.APPROVER, is_admin=True)
EVE = Person("U0EVE", "eve", "Eve Ellis", words.GUEST, team=OTHER_TEAM)
BOT = Person(BOT_USER, "secbot", "secbot", words.APP, is_bot=True)


def people() -> dict[str, Person]:
    """Return everybody by id, the bot last."""
    return {person.id: person for person in (ANN, BOB, RYO, EVE, BOT)}


def channels() -> dict[str, Channel]:
    """Return fresh channels by id, with everybody in them."""
    everybody = set(people())
    return {
        "C0SEC": _private("C0SEC", "security-alerts", words.ALERTS_TOPIC, everybody),
        "C0NOISE": _private("C0NOISE", "security-noise", words.NOISE_TOPIC, everybody),
    }


def _private(id_: str, name: str, topic: Text, members: set[str]) -> Channel:
    return Channel(id_, name, topic, set(members), is_private=True)


def groups() -> dict[str, Group]:
    """Return fresh user groups by id."""
    return {
        "S0RESPOND": Group("S0RESPOND", "sec-responders", "Responders", [ANN.id, BOB.id, RYO.id]),
        "S0APPROVE": Group("S0APPROVE", "sec-approvers", "Approvers", [BOB.id, RYO.id]),
    }
