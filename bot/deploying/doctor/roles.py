"""Can the bot enter each account's three roles, with the external id and not without?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from botocore.exceptions import BotoCoreError, ClientError

from bot.deploying.doctor.aws import client, code_of, silent
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, warned, without_policy
from bot.deploying.doctor.entering import Entry, enter, reader, roles_of
from bot.domain.policy import Account
from bot.domain.words import doctor_role as words
from runbooks.kit.text import Said

REFUSED = "AccessDenied"
NOT_THERE = "NoSuchEntity"
EXTERNAL_ID = "sts:externalid"
ASSUME = "sts:AssumeRole"


def look(ground: Ground) -> Iterator[Row]:
    """Yield a row for each role of each account. Raises where nobody knows who the bot is."""
    if ground.half == "web":
        return
    if ground.policy is None:
        yield without_policy()
        return
    with client(ground.sessions, "sts") as sts:
        identity = str(sts.get_caller_identity()["Arn"])
    for account in ground.policy.accounts.values():
        for role in roles_of(account, ground.policy):
            yield _row(ground, Entry(account, role, account.external_id), identity)


def _row(ground: Ground, entry: Entry, identity: str) -> Row:
    account = entry.account
    subject = f"{account.name} {entry.name}"
    mend = words.ROLE_MEND.fill(account=account.number, identity=identity)
    try:
        enter(ground, entry)
    except (ClientError, BotoCoreError) as error:
        if code_of(error) != REFUSED:
            return silent(error, subject)
        return failed(subject, _refusal(ground, entry, identity, code_of(error)), mend)
    if not entry.external_id:
        return warned(subject, words.ROLE_FINE_OPEN.fill(), words.ROLE_FINE_OPEN_MEND.fill())
    if _opens_without(ground, entry):
        says = words.ROLE_OPEN.fill(role=entry.name, account=account.number)
        return failed(subject, says, mend)
    return passed(subject, words.ROLE_FINE.fill())


def _opens_without(ground: Ground, entry: Entry) -> bool:
    """Say whether the role is entered without the external id: then anybody's deputy enters.

    Its trust policy tells; where it can't be read the bot tries, which proves less: its own
    policy may hold it back.
    """
    try:
        return _trusts_anybody(_trust(ground, entry.account, entry.name))
    except (ClientError, BotoCoreError):
        return _enters_without(ground, entry)


def _enters_without(ground: Ground, entry: Entry) -> bool:
    try:
        enter(ground, Entry(entry.account, entry.role, external_id=""))
    except ClientError as error:
        if code_of(error) != REFUSED:
            raise
        return False
    return True


def _refusal(ground: Ground, entry: Entry, identity: str, code: str) -> Said:
    """Say why the bot was refused, as far as the read role can see it: AWS itself never says."""
    account = entry.account
    named: dict[str, object] = {"role": entry.name, "account": account.number}
    try:
        trust = _trust(ground, account, entry.name)
    except (ClientError, BotoCoreError) as error:
        if code_of(error) == NOT_THERE:
            return words.ROLE_MISSING.fill(**named)
        return words.ROLE_CLOSED.fill(**named, code=code, identity=identity)
    asked = _external_ids(trust)
    if asked and entry.external_id not in asked:
        return words.ROLE_OTHER_ID.fill(**named)
    return words.ROLE_UNTRUSTING.fill(**named, identity=identity)


def _trust(ground: Ground, account: Account, role: str) -> Mapping[str, Any]:
    """Return a role's trust policy, as the read role reads it. Raises botocore's errors."""
    keys = reader(ground, account)
    iam: Any = ground.sessions.kept("iam", ground.sessions.region, keys, lambda _: None)
    found = iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]
    if isinstance(found, str):
        found = json.loads(unquote(found))
    trust: Mapping[str, Any] = found
    return trust


def _trusts_anybody(trust: Mapping[str, Any]) -> bool:
    """Say whether a statement of a trust policy lets somebody in who gives no external id."""
    return any(
        statement.get("Effect") == "Allow"
        and ASSUME in _listed(statement.get("Action"))
        and not _ids(statement)
        for statement in _listed(trust.get("Statement"))
    )


def _external_ids(trust: Mapping[str, Any]) -> set[str]:
    """Return every external id that a trust policy takes."""
    return {each for statement in _listed(trust.get("Statement")) for each in _ids(statement)}


def _ids(statement: Mapping[str, Any]) -> list[str]:
    """Return the external ids that one statement's conditions name."""
    return [
        str(value)
        for keys in statement.get("Condition", {}).values()
        for key, values in keys.items()
        if key.lower() == EXTERNAL_ID
        for value in _listed(values)
    ]


def _listed(value: Any) -> list[Any]:
    """Return one thing or many, as policies have them, as many; nothing as none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


ROLES = Check(words.ROLES, look)
