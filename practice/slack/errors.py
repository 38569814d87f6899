"""How the workspace refuses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Slack's error codes that the workspace answers with."""

    ACCESS_DENIED = "access_denied"
    CANT_DELETE_MESSAGE = "cant_delete_message"
    CANT_UPDATE_MESSAGE = "cant_update_message"
    CHANNEL_NOT_FOUND = "channel_not_found"
    DUPLICATE_EXTERNAL_ID = "duplicate_external_id"
    EXCHANGED_TRIGGER_ID = "exchanged_trigger_id"
    EXPIRED_TRIGGER_ID = "expired_trigger_id"
    EXPIRED_URL = "expired_url"
    HASH_CONFLICT = "hash_conflict"
    INSECURE_REQUEST = "insecure_request"
    INVALID_ARGUMENTS = "invalid_arguments"
    INVALID_ATTACHMENTS = "invalid_attachments"
    INVALID_AUTH = "invalid_auth"
    INVALID_BLOCKS = "invalid_blocks"
    INVALID_BLOCKS_FORMAT = "invalid_blocks_format"
    INVALID_CURSOR = "invalid_cursor"
    INVALID_FORM_DATA = "invalid_form_data"
    INVALID_JSON = "invalid_json"
    INVALID_MESSAGE = "invalid_message"
    INVALID_METADATA_FORMAT = "invalid_metadata_format"
    INVALID_THREAD_TS = "invalid_thread_ts"
    INVALID_TRIGGER_ID = "invalid_trigger_id"
    INVALID_URL = "invalid_url"
    INVALID_VIEW = "invalid_view"
    IS_ARCHIVED = "is_archived"
    MESSAGE_NOT_FOUND = "message_not_found"
    MISSING_SCOPE = "missing_scope"
    MSG_BLOCKS_TOO_LONG = "msg_blocks_too_long"
    MSG_TOO_LONG = "msg_too_long"
    NO_SUCH_SUBTEAM = "no_such_subteam"
    NO_TEXT = "no_text"
    NOT_ALLOWED_TOKEN_TYPE = "not_allowed_token_type"  # noqa: S105 - a code, no token
    NOT_AUTHED = "not_authed"
    NOT_FOUND = "not_found"
    NOT_ENOUGH_USERS = "not_enough_users"
    NOT_IN_CHANNEL = "not_in_channel"
    PUSH_LIMIT_REACHED = "push_limit_reached"
    RATELIMITED = "ratelimited"
    THREAD_NOT_FOUND = "thread_not_found"
    TOO_MANY_ATTACHMENTS = "too_many_attachments"
    TOO_MANY_USERS = "too_many_users"
    UNKNOWN_METHOD = "unknown_method"
    USED_URL = "used_url"
    USER_NOT_FOUND = "user_not_found"
    USER_NOT_IN_CHANNEL = "user_not_in_channel"
    VIEW_TOO_LARGE = "view_too_large"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with blocks or a view.

    `pointer` is a JSON pointer into what was sent; `code` is that of Slack's `blocks.validate`.
    """

    pointer: str
    message: str
    code: str = "failed_constraint"

    def __str__(self) -> str:
        """Return it as Slack writes it among an answer's messages."""
        return f"{self.message} [json-pointer:{self.pointer}]"


class RefusedError(Exception):
    """Slack's `ok: false`; the code is Slack's own."""

    def __init__(self, code: str, faults: tuple[Fault, ...] = ()) -> None:
        """Keep the code and what is wrong."""
        super().__init__(code, *(str(fault) for fault in faults))
        self.code = code
        self.faults = faults
