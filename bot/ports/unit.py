"""One transaction, seen as the aggregates that it may touch."""

from __future__ import annotations

from typing import Protocol

from bot.ports.anchors import Anchors
from bot.ports.asides import Asides
from bot.ports.batches import Batches
from bot.ports.brakes import Brakes
from bot.ports.clicks import Clicks
from bot.ports.coverage import Coverage
from bot.ports.drills import Drills
from bot.ports.errors import Errors
from bot.ports.escalations import Escalations
from bot.ports.executions import Executions
from bot.ports.findings import Findings
from bot.ports.holds import Holds
from bot.ports.inbox import Inbox
from bot.ports.incidents import Incidents
from bot.ports.leases import Leases
from bot.ports.lifts import Lifts
from bot.ports.memberships import Memberships
from bot.ports.outages import Outages
from bot.ports.outbox import Outbox
from bot.ports.people import People
from bot.ports.places import Places
from bot.ports.records import Records
from bot.ports.refusals import Refusals
from bot.ports.restrictions import Restrictions
from bot.ports.reviews import Reviews
from bot.ports.runs import Runs
from bot.ports.silences import Silences
from bot.ports.slots import Slots
from bot.ports.snoozes import Snoozes
from bot.ports.swaps import Swaps
from bot.ports.tellings import Tellings
from bot.ports.uses import Uses


class Unit(Protocol):
    """Everything done through one Unit is committed together or not at all."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def findings(self) -> Findings: ...
    @property
    def incidents(self) -> Incidents: ...
    @property
    def records(self) -> Records: ...
    @property
    def anchors(self) -> Anchors: ...
    @property
    def asides(self) -> Asides: ...
    @property
    def executions(self) -> Executions: ...
    @property
    def brakes(self) -> Brakes: ...
    @property
    def places(self) -> Places: ...
    @property
    def leases(self) -> Leases: ...
    @property
    def lifts(self) -> Lifts: ...
    @property
    def memberships(self) -> Memberships: ...
    @property
    def restrictions(self) -> Restrictions: ...
    @property
    def reviews(self) -> Reviews: ...
    @property
    def drills(self) -> Drills: ...
    @property
    def holds(self) -> Holds: ...
    @property
    def batches(self) -> Batches: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def outages(self) -> Outages: ...
    @property
    def runs(self) -> Runs: ...
    @property
    def people(self) -> People: ...
    @property
    def errors(self) -> Errors: ...
    @property
    def clicks(self) -> Clicks: ...
    @property
    def refusals(self) -> Refusals: ...
    @property
    def silences(self) -> Silences: ...
    @property
    def snoozes(self) -> Snoozes: ...
    @property
    def escalations(self) -> Escalations: ...
    @property
    def swaps(self) -> Swaps: ...
    @property
    def tellings(self) -> Tellings: ...
    @property
    def slots(self) -> Slots: ...
    @property
    def coverage(self) -> Coverage: ...
    @property
    def uses(self) -> Uses: ...
