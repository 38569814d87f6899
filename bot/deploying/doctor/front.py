"""Has the half that parses strangers' bytes no way into any account?"""

from __future__ import annotations

from collections.abc import Iterator

from botocore.exceptions import ClientError

from bot.deploying.doctor.aws import client, code_of
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, warned, without_policy
from bot.deploying.doctor.entering import Entry, enter, roles_of
from bot.deploying.doctor.roles import REFUSED
from bot.domain.policy import Account
from bot.domain.words import doctor_role as words


def look(ground: Ground) -> Iterator[Row]:
    """Yield, as `web`, a row for each role that it must not enter; `run` can't keep them apart.

    Raises botocore's errors where AWS gives no answer.
    """
    if ground.half == "run":
        yield warned("", words.FRONT_BOTH.fill(), words.FRONT_BOTH_MEND.fill())
    if ground.half != "web":
        return
    if ground.policy is None:
        yield without_policy()
        return
    with client(ground.sessions, "sts") as sts:
        identity = str(sts.get_caller_identity()["Arn"])
    for account in ground.policy.accounts.values():
        for role in roles_of(account, ground.policy):
            yield _row(ground, account, role, identity)


def _row(ground: Ground, account: Account, role: str, identity: str) -> Row:
    entry = Entry(account, role, account.external_id)
    subject = f"{account.name} {entry.name}"
    try:
        enter(ground, entry)
    except ClientError as error:
        if code_of(error) != REFUSED:
            raise
        says = words.FRONT_FINE.fill(role=entry.name, account=account.number)
        return passed(subject, says)
    says = words.FRONT_POWER.fill(role=entry.name, account=account.number)
    mend = words.FRONT_POWER_MEND.fill(role=entry.name, identity=identity)
    return failed(subject, says, mend)


FRONT = Check(words.FRONT, look)
