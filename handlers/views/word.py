"""One line in a channel about something that nobody would see in an edit, such as a brake."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.braking import EVERYWHERE
from bot.domain.cards import Look, WordCard
from bot.domain.incident import Verdict
from bot.domain.record import What, Written
from bot.domain.snoozing import Ended
from bot.domain.words import (
    glass,
    joining,
    members,
    night,
    organization,
    regrouping,
    reminding,
    restricting,
    silencing,
    stopping,
    syncing,
)
from bot.domain.words import timeline as words
from handlers.views import recorded
from handlers.views.approval import approvers
from handlers.views.happened import field, sentence
from handlers.views.kit import Message, message
from handlers.views.marks import Field, Line, account, line
from handlers.views.night import buttons
from handlers.views.parts import Actions, Lines
from handlers.views.policy_change import policy_change
from handlers.views.role_use import role_use
from runbooks.kit.text import Text

ALOUD: Mapping[What, Text] = {
    What.STOOD: glass.STOOD,
    What.GLASS_BROKEN: glass.GLASS_BROKEN,
    What.REVIEWED: glass.REVIEW_CLOSED,
    What.ALONE: night.ALONE,
    What.CONFIRMED: night.CONFIRMED,
    What.DENIED: night.DENIED,
    What.UNCONFIRMED: night.UNCONFIRMED,
    What.PAGED: glass.PAGED,
    What.ACCOUNTS_FOUND: organization.ALOUD,
    What.GROUP_JOINED: members.GROUP_JOINED,
    What.MEMBER_CONFIRMED: members.MEMBER_CONFIRMED,
    What.INCIDENT_ASSIGNED: silencing.ALOUD_ASSIGNED,
    What.CLOSE_ASKED: silencing.ALOUD_CLOSE_ASKED,
    What.RESTRICTED: restricting.ALOUD_RESTRICTED,
    What.WIDEN_ASKED: restricting.ALOUD_WIDEN_ASKED,
    What.WIDENED: restricting.ALOUD_WIDENED,
    What.UNRESTRICT_ASKED: restricting.ALOUD_LIFT_ASKED,
    What.UNRESTRICTED: restricting.ALOUD_UNRESTRICTED,
    What.SNOOZE_ASKED: silencing.ALOUD_SNOOZE_ASKED,
    What.SNOOZED: silencing.ALOUD_SNOOZED,
    What.WOKEN: silencing.ALOUD_WOKEN,
    What.SNOOZE_ENDED: silencing.ALOUD_ENDED,
    What.REMINDED: reminding.ALOUD_REMINDED,
    What.UNACKED: reminding.ALOUD_UNACKED,
    What.SYNC_DRIFTED: syncing.ALOUD_DRIFTED,
    What.SYNC_FAILED: syncing.ALOUD_FAILED,
    What.SETTLED: syncing.ALOUD_SETTLED,
    What.MATERIAL: joining.ALOUD_MATERIAL,
    What.SPLIT: regrouping.ALOUD_SPLIT,
    What.MERGE_ASKED: regrouping.ALOUD_MERGE_ASKED,
    What.MERGED: regrouping.ALOUD_MERGED,
}
"""What is said in a channel of a record, where a timeline says less."""
UNOWNED: Mapping[What, Text] = {
    What.MATERIAL: joining.ALOUD_MATERIAL_UNOWNED,
    What.MERGED: regrouping.ALOUD_MERGED_UNOWNED,
    What.SETTLED: syncing.ALOUD_SETTLED_UNOWNED,
}
"""What is said instead where there is nobody to call."""


def word(card: WordCard, look: Look) -> Message:
    """Return the line; a record of which nothing more is said aloud is told as in a timeline."""
    record = card.record
    if record.what is What.UNKNOWN_USE:
        return message(look, sentence(record), (Lines(role_use(record), is_needed=True),))
    if record.what is What.POLICY_LOADED:
        return message(look, sentence(record), (Lines(policy_change(record), is_needed=True),))
    text = _text(record)
    told = sentence(record)
    if text:
        told = Line(text, {name: _field(card, name) for name in text.blanks})
    return message(look, told, (Lines((told,), is_needed=True), Actions(buttons(record))))


def _field(card: WordCard, name: str) -> Field:
    """Return what fills a blank; an account goes by name and number, who must act is mentioned."""
    record = card.record
    number = recorded.text(record, "account")
    match name:
        case "number":
            return number
        case "account" if card.account_name:
            return line(words.ACCOUNT, name=account(card.account_name, number), number=number)
        case "who":
            who = record.body.get(name)
            known = who if isinstance(who, list) else []
            return approvers(frozenset(str(one) for one in known))
        case _:
            return field(record, name)


def _text(record: Written) -> Text | None:
    is_all = record.body.get("account") == EVERYWHERE
    match record.what:
        case What.GROUP_JOINED if record.body.get("is_responders") is True:
            waits = bool(recorded.text(record, "until"))
            return members.GROUP_JOINED_RESPONDERS if waits else members.RESPONDER_JOINED
        case What.STOPPED if record.body.get("own") is True:
            return stopping.STOPPED_ITSELF_ALL if is_all else stopping.STOPPED_ITSELF
        case What.STOPPED:
            return stopping.STOPPED_BECAUSE if recorded.text(record, "reason") else stopping.STOPPED
        case What.START_ASKED:
            return stopping.START_ASKED_ALL if is_all else stopping.START_ASKED
        case What.LIFT_ASKED:
            return stopping.LIFT_ASKED_ALL if is_all else stopping.LIFT_ASKED
        case What.LIFTED:
            return stopping.LIFTED
        case What.RELEASED:
            return stopping.RELEASED_HELD if recorded.text(record, "held") else stopping.RELEASED
        case _:
            return _silence(record)


def _silence(record: Written) -> Text | None:
    match record.what:
        case What.CLOSE_ASKED if recorded.text(record, "tells"):
            is_false = record.body.get("verdict") == Verdict.FALSE_POSITIVE
            return syncing.ALOUD_CLEAR_ASKED if is_false else syncing.ALOUD_CLOSE_ASKED
        case what if what in UNOWNED and not record.body.get("who"):
            return UNOWNED[what]
        case What.SETTLED_BY:
            is_known = bool(recorded.text(record, "actor"))
            return syncing.ALOUD_SETTLED_BY if is_known else syncing.ALOUD_SETTLED_BY_NOBODY
        case What.CLOSE_ASKED if record.body.get("verdict") == Verdict.FALSE_POSITIVE:
            return silencing.ALOUD_CLEAR_ASKED
        case _:
            return _quieted(record)


def _quieted(record: Written) -> Text | None:
    match record.what:
        case What.SNOOZE_ASKED if "count" in record.body:
            return silencing.ALOUD_SNOOZE_WOULD
        case What.REMINDED if not recorded.text(record, "until"):
            return reminding.ALOUD_REMINDED_HELD
        case What.SNOOZED if recorded.text(record, "asked_by"):
            return silencing.ALOUD_SNOOZED_BY_TWO
        case What.SNOOZE_ENDED if record.body.get("how") == Ended.WORSE:
            return silencing.ALOUD_OUTGROWN
        case _:
            return ALOUD.get(record.what)
