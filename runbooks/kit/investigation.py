"""One investigation of Detective's: what it proves, what it tells, and when it is old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from runbooks.kit import indicators
from runbooks.kit.moments import EPOCH, for_people
from runbooks.kit.text import Text
from runbooks.kit.values import Claim, Frozen, Proof, Told

REUSED = timedelta(hours=6)
"""A younger one is not repeated: each costs, and is another entry in Detective."""

FRESH = timedelta(hours=30)
"""An older one proves nothing of now."""

KEY = "investigation"

CLAIM = Text(
    "Detective has investigated `{principal}`: {status}",
    ja="Detective は `{principal}` を調査しました：{status}",
)
CLAIM_RUNNING = Text(
    "Detective still investigates `{principal}`: I ask again by myself",
    ja="Detective は `{principal}` を調査中です：自動で再確認します",
)
CLAIM_NONE = Text(
    "Detective has investigated `{principal}`", ja="Detective は `{principal}` を調査しました"
)
EVIDENCE = Text(
    "detective:GetInvestigation {id} {status}, begun {created}",
    ja="detective:GetInvestigation {id} {status}、開始 {created}",
)
EVIDENCE_NONE = Text(
    "detective:ListInvestigations has none since a day",
    ja="detective:ListInvestigations には直近 1 日の調査がありません",
)

RUNNING = Text(
    "Detective investigates `{principal}` since {created}; this takes minutes to hours",
    ja="Detective は {created} から `{principal}` を調査しています。数分から数時間かかります",
)
FAILED = Text(
    "Detective's investigation {id} failed; the console may say why",
    ja="Detective の調査 {id} は失敗しました。理由はコンソールで確認できる場合があります",
)
DONE = Text(
    "Detective investigation {id}, severity {severity}, of {start} to {end}",
    ja="Detective の調査 {id}、重大度 {severity}、期間 {start} から {end}",
)
NOTHING_FOUND = Text(
    "It has no indicator. That does not clear `{principal}`",
    ja="インジケーターはありません。`{principal}` の疑いが晴れたことにはなりません",
)


class Investigation(Frozen):
    """The newest investigation of a principal; an empty id where there is none.

    `status` is RUNNING, SUCCESSFUL or FAILED. `is_cut` says that there are more indicators.
    """

    id: str = ""
    status: str = ""
    severity: str = ""
    created: datetime = EPOCH
    start: datetime = EPOCH
    end: datetime = EPOCH
    indicators: tuple[dict[str, Any], ...] = ()
    is_cut: bool = False

    @property
    def is_running(self) -> bool:
        """Say whether it is not over yet."""
        return self.status == "RUNNING"

    @property
    def is_good(self) -> bool:
        """Say whether it has ended well."""
        return self.status == "SUCCESSFUL"

    def is_reused(self, now: datetime) -> bool:
        """Say whether it serves, so that none need be started."""
        return self.is_running or (self.is_good and now - self.created <= REUSED)


def claim(one: Investigation, principal: str, now: datetime) -> Claim:
    """Return whether a principal was investigated lately; a running one is asked for again."""
    if not one.id or (not one.is_running and now - one.created > FRESH):
        return Claim(
            key=KEY,
            proof=Proof.FAILED,
            says=CLAIM_NONE.fill(principal=principal),
            evidence=EVIDENCE_NONE.fill().plain(),
        )
    created = for_people(one.created)
    evidence = EVIDENCE.fill(id=one.id, status=one.status, created=created).plain()
    if one.is_running:
        return Claim(
            key=KEY,
            proof=Proof.INCONCLUSIVE,
            says=CLAIM_RUNNING.fill(principal=principal),
            evidence=evidence,
            asks_again=True,
        )
    proof = Proof.PASSED if one.is_good else Proof.FAILED
    says = CLAIM.fill(principal=principal, status=one.status.lower())
    return Claim(key=KEY, proof=proof, says=says, evidence=evidence)


def tell(one: Investigation, principal: str) -> Iterator[Told]:
    """Yield how it stands and what it has found; nothing where there is none."""
    if one.is_running:
        yield Told(says=RUNNING.fill(principal=principal, created=for_people(one.created)))
    elif one.is_good:
        start, end = for_people(one.start), for_people(one.end)
        severity = one.severity or "?"
        yield Told(says=DONE.fill(id=one.id, severity=severity, start=start, end=end))
        yield from indicators.tell(one.indicators)
        if one.is_cut:
            yield Told(says=indicators.CUT.fill(count=len(one.indicators)))
        if not one.indicators:
            yield Told(says=NOTHING_FOUND.fill(principal=principal))
    elif one.id:
        yield Told(says=FAILED.fill(id=one.id))
