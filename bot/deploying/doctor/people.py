"""Is anybody in the user groups that the policy gives roles to?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, without_policy
from bot.deploying.doctor.slack import SlackFault
from bot.domain.people import is_group
from bot.domain.words import doctor_slack as words

NOT_THERE = frozenset({"no_such_subteam", "subteam_disabled", "subteam_not_found"})


def look(ground: Ground) -> Iterator[Row]:
    """Yield a row for each group that is missing or empty. Raises SlackFault."""
    if ground.policy is None:
        yield without_policy()
        return
    members = frozenset[str]().union(*(grant.members for grant in ground.policy.grants))
    groups = sorted(member for member in members if is_group(member))
    faults = [row for group in groups for row in _faults(ground, group)]
    yield from faults
    if not groups:
        yield passed("", words.PEOPLE_NONE.fill())
    elif not faults:
        yield passed("", words.PEOPLE_FINE.fill(count=len(groups)))


def _faults(ground: Ground, group: str) -> Iterator[Row]:
    try:
        found = ground.slack.ask("usergroups.users.list", usergroup=group)
    except SlackFault as fault:
        if fault.code not in NOT_THERE:
            raise
        yield failed(group, words.PEOPLE_MISSING.fill(group=group), words.PEOPLE_MEND.fill())
        return
    if not found.data.get("users"):
        yield failed(group, words.PEOPLE_EMPTY.fill(group=group), words.PEOPLE_MEND.fill())


PEOPLE = Check(words.PEOPLE, look)
