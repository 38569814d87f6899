"""Tells the indicators of a Detective investigation, by kind, the gravest first.

https://docs.aws.amazon.com/detective/latest/APIReference/API_IndicatorDetail.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from runbooks.kit.text import Said, Text
from runbooks.kit.values import Told

MOST = 6
"""How many of a kind are told; the rest is counted."""

LONGEST_AGENT = 80
"""Characters: what follows is a library's account of its own parts."""

TTP = Text(
    "{tactic} ({technique}): `{api}` from `{address}`, {well}x done, {ill}x refused",
    ja="{tactic}（{technique}）：`{address}` から `{api}`、成功 {well} 回、拒否 {ill} 回",
)
TRAVEL = Text(
    "Impossible travel: `{address}` ({where}) to `{other_address}` ({there}) in {hours} h",
    ja="あり得ない移動：`{address}`（{where}）から `{other_address}`（{there}）まで {hours} 時間",
)
FLAGGED = Text(
    "Known bad address `{address}`: {reason}", ja="既知の不正なアドレス `{address}`：{reason}"
)
GEOLOCATION = Text(
    "New place: {where}, from `{address}`{scope}", ja="新しい場所：{where}、`{address}` から{scope}"
)
NEW_ASO = Text("New network: {network}{scope}", ja="新しいネットワーク：{network}{scope}")
AGENT = Text("New user agent: `{agent}`{scope}", ja="新しいユーザーエージェント：`{agent}`{scope}")
FINDING = Text("Related finding `{type}`", ja="関連する検出結果 `{type}`")
FINDING_FROM = Text(
    "Related finding `{type}`, from `{address}`", ja="関連する検出結果 `{type}`、`{address}` から"
)
FINDING_GROUP = Text("Related finding group `{group}`", ja="関連する検出結果グループ `{group}`")
STRANGE = Text(
    "An indicator of a kind that I don't know: `{kind}`", ja="未知の種類のインジケーター：`{kind}`"
)
WHOLE_ACCOUNT = Text(", new for the whole account", ja="、アカウント全体で初めて")
MORE = Text("… and {count} more of this kind", ja="… この種類がほか {count} 件")
CUT = Text(
    "… and more than {count} indicators in all: the console has them",
    ja="… 全体で {count} 件を超えるインジケーターがあります：コンソールで確認できます",
)

Detail = Mapping[str, Any]


def tell(indicators: Iterable[Mapping[str, Any]]) -> Iterator[Told]:
    """Yield a line for each indicator, at most so many of a kind."""
    by_kind: dict[str, list[Detail]] = {}
    for one in indicators:
        by_kind.setdefault(str(one.get("IndicatorType")), []).append(one)
    strange = [kind for kind in by_kind if kind not in KINDS]
    for kind in (*KINDS, *strange):
        held = by_kind.get(kind, [])
        for one in held[:MOST]:
            yield Told(says=_said(kind, one))
        if len(held) > MOST:
            yield Told(says=MORE.fill(count=len(held) - MOST))


def short(agent: str) -> str:
    """Return as much of a user agent as tells one from another."""
    return agent if len(agent) <= LONGEST_AGENT else agent[:LONGEST_AGENT] + "…"


def _said(kind: str, indicator: Detail) -> Said:
    known = KINDS.get(kind)
    if known is None:
        return STRANGE.fill(kind=kind)
    name, says = known
    return says(indicator.get("IndicatorDetail", {}).get(name, {}))


def _ttp(detail: Detail) -> Said:
    return TTP.fill(
        tactic=detail.get("Tactic", "?"),
        technique=detail.get("Technique", "?"),
        api=detail.get("APIName", "?"),
        address=detail.get("IpAddress", "?"),
        well=detail.get("APISuccessCount", 0),
        ill=detail.get("APIFailureCount", 0),
    )


def _travel(detail: Detail) -> Said:
    return TRAVEL.fill(
        address=detail.get("StartingIpAddress", "?"),
        where=detail.get("StartingLocation", "?"),
        other_address=detail.get("EndingIpAddress", "?"),
        there=detail.get("EndingLocation", "?"),
        hours=detail.get("HourlyTimeDelta", "?"),
    )


def _flagged(detail: Detail) -> Said:
    return FLAGGED.fill(address=detail.get("IpAddress", "?"), reason=detail.get("Reason", "?"))


def _geolocation(detail: Detail) -> Said:
    where, address = detail.get("Location", "?"), detail.get("IpAddress", "?")
    return GEOLOCATION.fill(where=where, address=address, scope=_scope(detail))


def _network(detail: Detail) -> Said:
    return NEW_ASO.fill(network=detail.get("Aso", "?"), scope=_scope(detail))


def _agent(detail: Detail) -> Said:
    agent = short(str(detail.get("UserAgent", "?")))
    return AGENT.fill(agent=agent, scope=_scope(detail))


def _finding(detail: Detail) -> Said:
    kind, address = detail.get("Type", "?"), detail.get("IpAddress")
    return FINDING_FROM.fill(type=kind, address=address) if address else FINDING.fill(type=kind)


def _group(detail: Detail) -> Said:
    return FINDING_GROUP.fill(group=detail.get("Id", "?"))


def _scope(detail: Detail) -> Text | str:
    return WHOLE_ACCOUNT if detail.get("IsNewForEntireAccount") is True else ""


KINDS: Mapping[str, tuple[str, Callable[[Detail], Said]]] = {
    "TTP_OBSERVED": ("TTPsObservedDetail", _ttp),
    "IMPOSSIBLE_TRAVEL": ("ImpossibleTravelDetail", _travel),
    "FLAGGED_IP_ADDRESS": ("FlaggedIpAddressDetail", _flagged),
    "RELATED_FINDING_GROUP": ("RelatedFindingGroupDetail", _group),
    "RELATED_FINDING": ("RelatedFindingDetail", _finding),
    "NEW_GEOLOCATION": ("NewGeolocationDetail", _geolocation),
    "NEW_ASO": ("NewAsoDetail", _network),
    "NEW_USER_AGENT": ("NewUserAgentDetail", _agent),
}
"""The API's kinds, each with where its detail is; in the order in which they are told."""
