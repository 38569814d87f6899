"""Can the policy file be used, and can anything be changed under it?"""

from __future__ import annotations

import socket
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, warned
from bot.domain.paging import Webhook
from bot.domain.policy import Policy
from bot.domain.words import doctor as words
from bot.domain.words import logs, outage, paging, retention, routes
from bot.domain.words import policy as policy_words
from bot.policy.gaps import gaps, hiding, lasting, unused

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def look(ground: Ground) -> Iterator[Row]:
    """Yield a row for each fault of the file, and for what it lets nobody approve."""
    path = ground.settings.policy_path
    if path is None:
        yield warned("", words.POLICY_NONE.fill(), words.POLICY_NONE_MEND.fill())
        return
    subject = str(path)
    for fault in ground.policy_faults:
        yield failed(subject, fault, words.POLICY_MEND.fill())
    policy = ground.policy
    if policy is None:
        return
    if not policy.accounts:
        mend = words.POLICY_NO_ACCOUNT_MEND.fill(path=path)
        yield failed(subject, words.POLICY_NO_ACCOUNT.fill(), mend)
        return
    yield from _to_know(ground, policy, subject)
    said = words.POLICY_FINE.fill(accounts=len(policy.accounts), roles=len(policy.grants))
    yield passed(subject, said)


def _to_know(ground: Ground, policy: Policy, path: str) -> Iterator[Row]:
    """Yield a row for what the policy lets nobody do or see, and for where it pages."""
    for gap in gaps(policy):
        yield warned(path, gap, words.POLICY_GAP_MEND.fill())
    for gap in hiding(policy):
        yield warned(path, gap, routes.HIDES_HIGH_MEND.fill())
    for gap in unused(policy):
        yield warned(path, gap, logs.UNUSED_MEND.fill())
    for gap in lasting(policy):
        yield warned(path, gap, policy_words.POLICY_RAW_FOREVER_MEND.fill())
    if policy.findings_kept:
        yield passed(path, retention.DOCTOR.fill(days=policy.findings_kept.days))
    if not policy.pages:
        yield warned(path, outage.UNPAGED.fill(), outage.UNPAGED_MEND.fill(path=path))
    if policy.page_webhook and ground.half != "web":
        yield from _webhook(policy.page_webhook, path)


def _webhook(webhook: Webhook, path: str) -> Iterator[Row]:
    """Yield who can read its address, and whether its host's name leads somewhere.

    Nothing is sent there.
    """
    host = webhook.host
    if Path(path).stat().st_mode & OTHERS:
        yield warned(path, paging.OPEN.fill(path=path), paging.OPEN_MEND.fill(path=path))
    try:
        socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        mend = paging.UNRESOLVED_MEND.fill(host=host, path=path)
        yield failed(path, paging.UNRESOLVED.fill(host=host), mend)
    else:
        yield passed(path, paging.RESOLVES.fill(host=host))


POLICY = Check(words.POLICY, look)
