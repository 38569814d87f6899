"""Asks by itself for what the policy file's standing rules let run unasked, and says so each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.execution import Execution, Proposal
from bot.domain.finding import Finding
from bot.domain.incident import Case
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.run import Run
from bot.domain.unasked import Wished, wished
from bot.domain.words import glass as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.bench import prefill
from bot.response.bench.prefill import Catalogue, UnfitError
from bot.response.planning.aiming import Wish, aim
from bot.response.planning.asking import Asker, take_down

NOBODY = Asker("", "secbot", "")
"""Who asks where no person does."""


class Stander:
    """Looks, once its finding was confirmed at its source, whether a rule is about an incident.

    A finding that is a sample, claimed by a foreign product or not confirmed offers no runbook,
    so no rule is about it either.
    """

    def __init__(
        self, store: Store, bell: Bell, clock: Clock, catalogue: Catalogue, policy: Policy
    ) -> None:
        """Work on this store, under this policy."""
        self._store = store
        self._bell = bell
        self._clock = clock
        self._catalogue = catalogue
        self._policy = policy

    async def __call__(self, run: Run) -> None:
        """Ask for each runbook that a rule is about; again is fine, since each is asked for once."""
        await self._store.write(lambda unit: self._stand(unit, run.subject))
        self._bell.ring(Ring.RUNS)

    def _stand(self, unit: Unit, number: int) -> None:
        incident = unit.incidents.get(number)
        findings = unit.findings.of_incidents([number]).get(number, ())
        if incident is None or not findings:
            return
        lead = Case(incident, findings).lead
        offers, _ = prefill.offers(lead, self._catalogue, self._policy)
        asked = unit.executions.of_incident(number)
        known = {one.ask.runbook for one in asked if not one.ask.plan_only}
        for offer in offers:
            if offer.name not in known and self._is_standing(offer.name, offer.target, lead):
                self._ask(unit, offer.name, number, incident.channel)

    def _is_standing(self, runbook: str, target: str, lead: Finding) -> bool:
        """Say whether a rule is about it; what only the file trusts lets nothing run unasked."""
        if not lead.producer.verified:
            return False
        account = self._policy.accounts[lead.account]
        return wished(Wished(runbook, target, account, lead.severity), self._policy) is not None

    def _ask(self, unit: Unit, runbook: str, incident: int, channel: str) -> None:
        reason = words.ASKED_BY_RULE.en
        wish = Wish(runbook=runbook, incident=incident, reason=reason, channel=channel)
        try:
            aimed = aim(unit, wish, self._catalogue, self._policy)
        except UnfitError:
            return
        if aimed.ask.acts_in:
            return
        automatic = replace(aimed, ask=replace(aimed.ask, is_automatic=True))
        take_down(unit, automatic, NOBODY, self._clock.now())


def announce(unit: Unit, execution: Execution, proposal: Proposal, now: datetime) -> None:
    """Write down that a rule lets a plan run, and say so in the channel, each time."""
    body = {
        "runbook": execution.ask.runbook,
        "target": proposal.target,
        "digest": proposal.digest,
        "policy_digest": proposal.policy_digest,
    }
    incident = execution.ask.incident
    (record,) = unit.records.write([Record(What.STOOD, now, "", incident, execution.number, body)])
    unit.outbox.want([Wanted(execution.channel, Sheet.WORD, str(record))], now)
