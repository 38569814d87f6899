"""Can the policy file be used, and can anything be changed under it?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, warned
from bot.domain.words import doctor as words
from bot.domain.words import outage, routes
from bot.policy.gaps import gaps, hiding


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
    for gap in gaps(policy):
        yield warned(subject, gap, words.POLICY_GAP_MEND.fill())
    for gap in hiding(policy):
        yield warned(subject, gap, routes.HIDES_HIGH_MEND.fill())
    if not policy.page_topic:
        yield warned(subject, outage.UNPAGED.fill(), outage.UNPAGED_MEND.fill(path=path))
    said = words.POLICY_FINE.fill(accounts=len(policy.accounts), roles=len(policy.grants))
    yield passed(subject, said)


POLICY = Check(words.POLICY, look)
