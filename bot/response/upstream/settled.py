"""Asks who has settled a finding upstream: CloudTrail, and who has signed the note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.domain.finding import Finding
from bot.domain.guarding import SESSION
from bot.domain.incident import ENDED
from bot.domain.policy import Account
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, Written, spoken
from bot.domain.run import Run
from bot.domain.syncing import GUARDDUTY, SECURITY_HUB, SECURITY_HUB_V2, Seen, Tell
from bot.domain.words import syncing as words
from bot.ports.bell import Ring
from bot.ports.estate import BrokenError, ForbiddenCallError
from bot.ports.unit import Unit
from bot.response.bench import awsfaults
from bot.response.bench.workbench import Workbench
from bot.response.keeping.journal import check_held
from bot.response.upstream import upstream_calls
from runbooks.kit import cloudtrail
from runbooks.kit.aws import Aws
from runbooks.kit.shield import LOOKUP
from runbooks.kit.text import Said
from runbooks.kit.values import Special

AGAIN = timedelta(minutes=5)
GIVEN_UP = timedelta(minutes=30)
"""CloudTrail may take a quarter of an hour; what it has not told by then it does not tell."""
BEFORE = timedelta(minutes=30)
"""How much earlier than its event came something may have been done."""
PAGES = 3
RECORDS = 300
LONGEST = 300
"""Characters that are kept of what a stranger has written."""

NAMING = frozenset({"ArchiveFindings", "BatchUpdateFindings", "BatchUpdateFindingsV2"})
"""The calls that name a finding; the others work on all that are like it."""
CALLS: Mapping[str, tuple[str, ...]] = {
    GUARDDUTY: ("ArchiveFindings", "CreateFilter", "UpdateFilter"),
    SECURITY_HUB: ("BatchUpdateFindings", "CreateAutomationRule", "BatchUpdateAutomationRules"),
    SECURITY_HUB_V2: ("BatchUpdateFindingsV2", "CreateAutomationRuleV2", "UpdateAutomationRuleV2"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Who it was, or why that is not known."""

    actor: str = ""
    event: str = ""
    at: str = ""
    why: Said | None = None


class SettledBy:
    """Names who has settled a finding upstream, once, or says that nobody knows."""

    def __init__(self, bench: Workbench) -> None:
        """Work with these."""
        self.bench = bench
        self.store = bench.store

    async def run(self, run: Run) -> timedelta | None:
        """Look for who it was; the subject is the number of the record that tells of it."""
        sought = await self.store.read(lambda unit: _sought(unit, run.subject))
        if sought is None:
            return None
        record, finding = sought
        how = str(record.body.get("how", ""))
        found = await self.bench.threads.run(lambda: self._look(record, finding, how))
        if not found.actor and self.bench.clock.now() - record.at < GIVEN_UP:
            return AGAIN
        await self.store.write(lambda unit: self._tell(unit, run, record, found))
        self.bench.bell.ring(Ring.OUTBOX)
        return None

    def _look(self, record: Written, finding: Finding, how: str) -> Found:
        """Ask the finding's account, then the one that administers it. Blocks, never raises."""
        policy = self.bench.policy
        numbers = (finding.account, policy.special.get(Special.SECURITY_ADMIN, ""))
        found = Found(why=words.NO_ACCOUNT.fill(account=finding.account))
        for number in dict.fromkeys(filter(None, numbers)):
            account = policy.accounts.get(number)
            if account is None:
                continue
            try:
                found = self._ask(account, record, finding, how)
            except (BrokenError, ForbiddenCallError) as error:
                found = Found(why=error.says)
            except (ClientError, BotoCoreError) as error:
                found = Found(why=words.REFUSED.fill(code=awsfaults.code_of(error)))
            if found.actor:
                break
        return found

    def _ask(self, account: Account, record: Written, finding: Finding, how: str) -> Found:
        api = GUARDDUTY if how == Tell.ARCHIVED else SECURITY_HUB
        reads = (LOOKUP, *upstream_calls.READS[SECURITY_HUB])
        aws = self.bench.estate.reading(account, finding.region, reads)
        ours = f":assumed-role/{account.sync_role.rpartition('/')[2]}/{SESSION}"
        made = _calls(aws, api, record, finding)
        for name, detail in made:
            identity = cloudtrail.part(detail, "userIdentity")
            actor = cloudtrail.text(identity, "arn") or cloudtrail.text(identity, "principalId")
            if actor and ours not in actor:
                at = cloudtrail.text(detail, "eventTime")
                return Found(actor[:LONGEST], name, at)
        why = words.NO_EVENT.fill(account=account.number, region=finding.region)
        note = _note(aws, finding) if api == SECURITY_HUB else Seen()
        if note.note_by:
            why = words.SIGNED_BY.fill(by=note.note_by[:LONGEST], why=why)
        return Found(why=why)

    def _tell(self, unit: Unit, run: Run, record: Written, found: Found) -> None:
        """Tell it where the incident is by now: it may be for a few people since it was asked."""
        check_held(unit, run)
        incident = unit.incidents.get(record.incident or 0)
        if incident is None:
            return
        now, subject = self.bench.clock.now(), incident.id
        how = str(record.body.get("how", ""))
        body = {"settled": run.subject, "how": how, "incident": subject}
        if found.actor:
            body |= {"actor": found.actor, "event": found.event, "at": found.at}
        elif found.why is not None:
            body |= spoken("why", found.why)
        (number,) = unit.records.write(
            [Record(What.SETTLED_BY, now, "", incident.number, body=body)]
        )
        if not incident.has_card:
            return
        unit.outbox.want(
            [
                Wanted(incident.channel, Sheet.ALERT, subject),
                Wanted(incident.channel, Sheet.TIMELINE, subject, subject),
                Wanted(incident.channel, Sheet.WORD, str(number), subject),
            ],
            now,
        )


def _sought(unit: Unit, number: int) -> tuple[Written, Finding] | None:
    """Return what is looked into, or None where the incident is over, or who it was is told."""
    record = next(iter(unit.records.since(number - 1, 1)), None)
    if record is None or record.number != number or record.incident is None:
        return None
    incident = unit.incidents.get(record.incident)
    if incident is None or (record.what is What.SETTLED and incident.status in ENDED):
        return None
    if record.what is What.SYNC_DRIFTED and _is_told_already(unit, record):
        return None
    key = str(record.body.get("key", ""))
    known = unit.findings.known([key]).get(key)
    return None if known is None else (record, known.finding)


def _is_told_already(unit: Unit, drifted: Written) -> bool:
    """Say whether who it was, of the same, was told when it came in."""
    same = {name: drifted.body.get(name) for name in ("key", "how")}
    earlier = unit.records.of_incident(drifted.incident or 0, RECORDS)
    came_in = {
        one.number
        for one in earlier
        if one.what is What.SETTLED and same.items() <= dict(one.body).items()
    }
    told = (one.body.get("settled") for one in earlier if one.what is What.SETTLED_BY)
    return any(number in came_in for number in told)


def _calls(
    aws: Aws, api: str, record: Written, finding: Finding
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the calls that may have done it, those that name the finding first.

    Both of Security Hub's settle what is one finding here; V2 is asked where it has the finding.
    """
    names = upstream_calls.named(finding)
    if api == GUARDDUTY:
        yield from _made(aws, GUARDDUTY, record, finding, (names.guardduty_id,))
        return
    yield from _made(aws, SECURITY_HUB, record, finding, (names.id,))
    if uid := _uid(aws, finding):
        yield from _made(aws, SECURITY_HUB_V2, record, finding, (names.id, uid))


def _uid(aws: Aws, finding: Finding) -> str:
    """Return V2's name of a finding, or an empty string where it has it not, or is not on."""
    try:
        found = upstream_calls.look(aws, SECURITY_HUB_V2, {finding.key: finding})
    except (ClientError, BotoCoreError):
        return ""
    return found[finding.key].uid if finding.key in found else ""


def _made(
    aws: Aws, api: str, record: Written, finding: Finding, ids: tuple[str, ...]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield an API's calls since shortly before; one that names findings must name this one."""
    for event_name in CALLS[api]:
        pages = cloudtrail.pages(
            aws,
            finding.region,
            {
                "LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": event_name}],
                "StartTime": record.at - BEFORE,
            },
            PAGES,
        )
        for event in (event for page in pages for event in page["Events"]):
            detail = cloudtrail.detail_of(event)
            if detail.get("errorCode"):
                continue
            asked = str(detail.get("requestParameters"))
            if event_name not in NAMING or any(one in asked for one in ids):
                yield event_name, detail


def _note(aws: Aws, finding: Finding) -> Seen:
    found = upstream_calls.look(aws, SECURITY_HUB, {finding.key: finding})
    return found.get(finding.key, Seen())
