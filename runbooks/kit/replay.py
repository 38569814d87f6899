"""Replays the record against a plan: what it would have stopped, broken and missed. Pure.

It tells of what was, not of what will be: whoever was refused already is not counted, and what
is in no management event is unknown, which is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from runbooks.kit.moments import for_people
from runbooks.kit.recalling import Call, Heard
from runbooks.kit.text import Said, Text
from runbooks.kit.trail import UNDENIABLE
from runbooks.kit.values import Frozen

DAY = timedelta(days=1)
MOST = 3
"""How many addresses, or callers, are named; the rest is counted."""

STOPPED = Text(
    "Would have stopped {count} calls from {address}, which the finding names",
    ja="検出結果にある {address} からの呼び出し {count} 回は止められていました",
    one="Would have stopped 1 call from {address}, which the finding names",
)
MISSED = Text(
    "Would have missed {count} calls from {address}, which the finding names: the credentials "
    "work from anywhere",
    ja="検出結果にある {address} からの呼び出し {count} 回は見逃していました："
    "認証情報はどこからでも使えます",
    one="Would have missed 1 call from {address}, which the finding names: the credentials "
    "work from anywhere",
)
BROKEN = Text("Would have broken {who}: {pace}", ja="{who} も止めていました：{pace}")
BROKEN_UNTIL = Text(
    "Would have broken {who}, until it signs in anew: {pace}",
    ja="{who} も、再度サインインするまで止めていました：{pace}",
)
BROKEN_MORE = Text(
    "Would have broken {count} more callers", ja="ほか {count} の呼び出し元も止めていました"
)
A_DAY = Text("{count} calls a day", ja="1 日あたり {count} 回の呼び出し", one="1 call a day")
IN_ALL = Text("{count} calls", ja="{count} 回の呼び出し", one="1 call")
CHAINED = Text(
    "Would have missed {count} chained sessions: it opened them in {roles}, and they go on",
    ja="連鎖したセッション {count} 個は見逃していました：{roles} で開かれ、継続します",
)
NOTHING = Text(
    "Would have stopped none of the calls that are in the record",
    ja="記録にある呼び出しのうち、これで止まっていたものは 1 つもありません",
)
SPAN = Text(
    "By CloudTrail's management events from {since} to {until}",
    ja="CloudTrail の管理イベント（{since} から {until}）による",
)
SPAN_CUT = Text(
    "By CloudTrail's newest management events alone, from {since} to {until}: there were more",
    ja="CloudTrail の最新の管理イベントだけ（{since} から {until}）による：ほかにもあります",
)
DATA = Text(
    "Data events, such as reading objects, are not in that record: how many is unknown",
    ja="オブジェクトの読み取りなどのデータイベントはこの記録に含まれません：件数は不明です",
)
UNREAD = Text(
    "What it would have stopped or broken is unknown: {why}",
    ja="何が止まり、何に影響したかは不明です：{why}",
)


class Denies(Frozen):
    """Which calls a plan denies: those of whoever has an ARN, or of sessions of a name.

    `is_of_sessions` says that it denies sessions that are there now: a new one goes on.
    `follows` says that the deny reaches the credentials wherever they are used; else it cuts
    one machine, and a copy of its credentials goes on working.
    """

    arns: frozenset[str] = frozenset()
    session: str = ""
    is_of_sessions: bool = False
    follows: bool = True

    def stops(self, call: Call) -> bool:
        """Say whether a call that went through would have been denied."""
        if call.is_refused or call.name in UNDENIABLE:
            return False
        if self.session:
            return call.who == self.session and ":assumed-role/" in call.arn
        is_long_lived = self.is_of_sessions and not call.issuer
        return not is_long_lived and bool(self.arns & {call.arn, call.issuer})


@dataclass(frozen=True, slots=True)
class Replay:
    """What a plan would have done in the time of the record, by address and by caller.

    `chained` is the role of each session that was opened with what would be denied.
    """

    stopped: Mapping[str, int] = field(default_factory=dict)
    missed: Mapping[str, int] = field(default_factory=dict)
    broken: Mapping[str, int] = field(default_factory=dict)
    chained: tuple[str, ...] = ()


def replay(denies: Denies, heard: Heard, suspects: frozenset[str]) -> Replay:
    """Return what a plan comes to on these calls; `suspects` are the other side's addresses."""
    denied = [call for call in heard.calls if denies.stops(call)]
    theirs = Counter(call.address for call in denied if call.address in suspects)
    others = Counter(call.who or "?" for call in denied if call.address not in suspects)
    opened = tuple(call.opened for call in denied if call.opened)
    return Replay(
        stopped=dict(theirs) if denies.follows else {},
        missed={} if denies.follows else dict(theirs),
        broken=dict(others),
        chained=opened,
    )


def tell(denies: Denies, heard: Heard, suspects: frozenset[str]) -> Iterator[Said]:
    """Yield in sentences what replaying the record shows, and what it can't show."""
    if heard.why_not is not None:
        yield UNREAD.fill(why=heard.why_not)
        return
    found = replay(denies, heard, suspects)
    yield from _counted(STOPPED, found.stopped)
    yield from _broken(denies, heard, found.broken)
    yield from _counted(MISSED, found.missed)
    if found.chained:
        roles = sorted({role.rpartition("/")[2] for role in found.chained})
        yield CHAINED.fill(count=len(found.chained), roles=", ".join(roles[:MOST]))
    if found == Replay():
        yield NOTHING.fill()
    yield span(heard)
    yield DATA.fill()


def span(heard: Heard) -> Said:
    """Return of what time the record tells, and whether that is less than was asked for."""
    says = SPAN_CUT if heard.is_cut else SPAN
    return says.fill(since=for_people(heard.since), until=for_people(heard.until))


def pace(count: int, since: datetime, until: datetime) -> Said:
    """Return how often something is called: by the day only where there is a day to go by."""
    days = (until - since) / DAY
    return A_DAY.fill(count=max(1, round(count / days))) if days >= 1 else IN_ALL.fill(count=count)


def _counted(says: Text, counts: Mapping[str, int]) -> Iterator[Said]:
    for address, count in Counter(counts).most_common(MOST):
        yield says.fill(count=count, address=address)


def _broken(denies: Denies, heard: Heard, counts: Mapping[str, int]) -> Iterator[Said]:
    says = BROKEN_UNTIL if denies.is_of_sessions else BROKEN
    for who, count in Counter(counts).most_common(MOST):
        often = pace(count, heard.since, heard.until)
        yield says.fill(who=who, pace=often)
    if len(counts) > MOST:
        yield BROKEN_MORE.fill(count=len(counts) - MOST)
