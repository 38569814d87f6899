"""Which uses of secbot's roles are its own: calls that CloudTrail tells of, held against the record.

CloudTrail tells management events alone, minutes late:
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.execution import Execution
from bot.domain.ids import Prefix, read
from bot.domain.posture import Checked, Standing
from bot.domain.record import What, Written
from bot.domain.syncing import Telling
from bot.domain.words import guarding as words
from runbooks.kit.moments import for_people
from runbooks.kit.own import OURS
from runbooks.kit.text import Said
from runbooks.kit.values import Power

SESSION = OURS
"""How the name of a session begins that the bot itself opens; an execution's id follows."""

NOTHING = json.dumps(
    {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}},
    separators=(",", ":"),
)
"""The session policy under which `doctor` tries a role: whoever bears it can do nothing."""

LATE = timedelta(minutes=15)
"""How late CloudTrail may be: what is older than this is all there."""
SKEW = timedelta(minutes=2)
"""How far AWS's clock and ours may be apart, and a request be under way."""
BACK = timedelta(minutes=90)
"""How far each look goes back: an hour that a session lasts, CloudTrail's delay, and some more."""
OLD = timedelta(minutes=45)
"""After this long without a look, what was read tells nothing of now."""
OPEN = timedelta(days=7)
"""How long a use that nobody knows of keeps the check from passing."""

ROLE_USE = "role_use"
NOTHING_TOLD: Mapping[int, Own | None] = {}


@dataclass(frozen=True, slots=True)
class Use:
    """One call: into a role of ours (`enters`), or by a session of it.

    `action` is such as `iam:DetachRolePolicy`, `code` AWS's where it refused. `key` is the
    session's access key, `policy` what it was narrowed to. `by_service` says that an AWS service
    made the call on the session's behalf, which shows in its first call too.
    """

    event_id: str
    account: str
    region: str
    role: str
    session: str
    key: str
    action: str
    at: datetime
    request_id: str = ""
    address: str = ""
    caller: str = ""
    code: str = ""
    policy: str = ""
    enters: bool = False
    by_service: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One call of ours: `request_id` is empty as long as no answer has told it."""

    action: str
    at: datetime
    request_id: str
    resources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """What the record has of an execution: where, under which roles, from when until when."""

    accounts: frozenset[str]
    powers: frozenset[str]
    began_at: datetime
    ended_at: datetime | None
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a Region of an account is read, and what kept the last look from reading it."""

    account: str
    region: str
    until: datetime | None
    at: datetime
    why: Said | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """What one look at an account has shown: each Region's reason why it is not known, if any."""

    uses: tuple[Use, ...]
    regions: Mapping[str, Said | None] = field(default_factory=dict)


def execution_of(session: str) -> int | None:
    """Return the number of the execution that a session is named for, if it is."""
    found = read(session.removeprefix(SESSION)) if session.startswith(SESSION) else None
    return found[1] if found and found[0] is Prefix.EXECUTION else None


def incident_of(session: str) -> int | None:
    """Return the number of the incident that a session is named for which tells of it upstream."""
    found = read(session.removeprefix(SESSION)) if session.startswith(SESSION) else None
    return found[1] if found and found[0] is Prefix.INCIDENT else None


def own(execution: Execution, records: Sequence[Written]) -> Own | None:
    """Return what an execution's records say of its calls; None for one that never started."""
    started = [record for record in records if record.what is What.STARTED]
    if not started:
        return None
    powers = {power for one in started for power in str(one.body.get("power", "")).split(", ")}
    return Own(
        accounts=frozenset(execution.ask.accounts),
        powers=frozenset(powers),
        began_at=started[0].at,
        ended_at=execution.ended_at,
        calls=_calls(records),
    )


def telling(tellings: Sequence[Telling], records: Sequence[Written]) -> Own | None:
    """Return what was done to tell of one incident upstream; None where nothing was to be told."""
    if not tellings:
        return None
    ends = [each.ended_at for each in tellings]
    return Own(
        accounts=frozenset(each.account for each in tellings),
        powers=frozenset({Power.SYNC.value}),
        began_at=min(each.at for each in tellings),
        ended_at=None if None in ends else max(end for end in ends if end is not None),
        calls=_calls(records),
    )


def unknown(
    uses: Iterable[Use],
    powers: Mapping[str, Power],
    known: Mapping[int, Own | None],
    now: datetime,
    told: Mapping[int, Own | None] = NOTHING_TOLD,
) -> tuple[tuple[Use, Said], ...]:
    """Return the uses that are not ours, each with the reason.

    `powers` are those of the roles by name, `known` what the record has of executions, `told`
    what it has of incidents that were told of upstream.
    """
    listed = tuple(uses)
    harmless = {use.key for use in listed if use.enters and _is_nothing(use.policy)}
    found = []
    for use in listed:
        number, incident = execution_of(use.session), incident_of(use.session)
        ours = None if number is None else known.get(number)
        ours = ours if incident is None else told.get(incident)
        why = _why(use, powers.get(use.role), ours, now)
        if why is not None and use.key not in harmless:
            found.append((use, why))
    return tuple(found)


def checked(
    account: str, readings: Sequence[Reading], told_at: datetime | None, now: datetime
) -> Checked:
    """Return whether every use of the roles in an account is known, and until when."""
    unread = [one for one in readings if one.why is not None]
    untils = [one.until for one in readings if one.until is not None]
    looked_at = max((one.at for one in readings), default=None)
    if told_at is not None and now - told_at < OPEN:
        says, standing = words.UNKNOWN_SINCE.fill(at=for_people(told_at)), Standing.FAILED
    elif looked_at is None:
        says, standing = words.NEVER_READ.fill(), Standing.NOT_AVAILABLE
    elif unread:
        place = unread[0].region or words.WHOLE
        why = unread[0].why or words.NEVER_READ.fill()
        says = words.UNREAD.fill(region=place, why=why, count=len(unread))
        standing = Standing.NOT_AVAILABLE
    elif now - looked_at > OLD or not untils:
        says, standing = words.READ_LONG_AGO.fill(at=for_people(looked_at)), Standing.NOT_AVAILABLE
    else:
        says, standing = words.ALL_KNOWN.fill(at=for_people(min(untils))), Standing.PASSED
    return Checked(ROLE_USE, account, "", standing, says, looked_at or now)


def _why(use: Use, power: Power | None, ours: Own | None, now: datetime) -> Said | None:
    """Return why a use is not ours, or None where it is."""
    if ours is None:
        return words.NO_EXECUTION.fill()
    if use.account not in ours.accounts:
        return words.OTHER_ACCOUNT.fill()
    if power not in ours.powers:
        return words.OTHER_ROLE.fill()
    if not ours.began_at - SKEW <= use.at <= (ours.ended_at or now) + SKEW:
        return words.OTHER_TIME.fill()
    if use.enters or use.by_service or _is_made(use, ours.calls):
        return None
    return words.NO_INTENT.fill(action=use.action)


def _is_made(use: Use, calls: Sequence[Call]) -> bool:
    """Say whether a call is one of ours: by its request's id, or while no answer has told that."""
    if use.request_id and any(call.request_id == use.request_id for call in calls):
        return True
    return any(
        not call.request_id
        and call.action == use.action
        and call.at - SKEW <= use.at <= call.at + SKEW
        for call in calls
    )


def _calls(records: Sequence[Written]) -> tuple[Call, ...]:
    """Pair each intent with its answer: one call at a time is under way in an execution."""
    found: list[Call] = []
    for record in records:
        action = str(record.body.get("action", ""))
        if record.what in {What.INTENT, What.SYNC_INTENT}:
            resources = record.body.get("resources")
            arns = tuple(map(str, resources)) if isinstance(resources, list) else ()
            found.append(Call(action, record.at, "", arns))
        elif record.what in {What.RESULT, What.SYNC_RESULT} and found:
            request_id = str(record.body.get("request_id", ""))
            found[-1] = replace(found[-1], request_id=request_id)
    return tuple(found)


def _is_nothing(policy: str) -> bool:
    try:
        return bool(json.loads(policy) == json.loads(NOTHING))
    except ValueError:
        return False
