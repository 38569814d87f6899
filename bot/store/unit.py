"""One transaction on one connection, seen as the aggregates that it may touch."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.store.anchors import AnchorRows
from bot.store.asides import AsideRows
from bot.store.batch_rows import BatchRows
from bot.store.brakes import BrakeRows
from bot.store.canaries import CanaryRows
from bot.store.clicks import ClickRows
from bot.store.coverage import CoverageRows
from bot.store.drills import DrillRows
from bot.store.errors import ErrorRows
from bot.store.escalations import EscalationRows
from bot.store.executions import ExecutionRows
from bot.store.findings import FindingRows
from bot.store.holds import HoldRows
from bot.store.idles import IdleRows
from bot.store.inbox import InboxRows
from bot.store.incidents import IncidentRows
from bot.store.leases import LeaseRows
from bot.store.lifts import LiftRows
from bot.store.memberships import MembershipRows
from bot.store.noises import NoiseRows
from bot.store.observables import ObservableRows
from bot.store.organization import OrganizationRows
from bot.store.outages import OutageRows
from bot.store.outbox import OutboxRows
from bot.store.people import PersonRows
from bot.store.places import PlaceRows
from bot.store.purges import PurgeRows
from bot.store.records import RecordRows
from bot.store.refusals import RefusalRows
from bot.store.restrictions import RestrictionRows
from bot.store.reviews import ReviewRows
from bot.store.runs import RunRows
from bot.store.silences import SilenceRows
from bot.store.slots import SlotRows
from bot.store.snoozes import SnoozeRows
from bot.store.storms import StormRows
from bot.store.swaps import SwapRows
from bot.store.sweeps import SweepRows
from bot.store.tellings import TellingRows
from bot.store.uses import UseRows


class SqlUnit:
    """Fulfils the unit port; whoever opened the transaction commits it or rolls it back."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection
        self._people = PersonRows(connection)

    @property
    def inbox(self) -> InboxRows:
        return InboxRows(self._connection)

    @property
    def findings(self) -> FindingRows:
        return FindingRows(self._connection)

    @property
    def incidents(self) -> IncidentRows:
        return IncidentRows(self._connection)

    @property
    def records(self) -> RecordRows:
        return RecordRows(self._connection, self._people)

    @property
    def anchors(self) -> AnchorRows:
        return AnchorRows(self._connection)

    @property
    def asides(self) -> AsideRows:
        return AsideRows(self._connection)

    @property
    def executions(self) -> ExecutionRows:
        return ExecutionRows(self._connection)

    @property
    def brakes(self) -> BrakeRows:
        return BrakeRows(self._connection)

    @property
    def places(self) -> PlaceRows:
        return PlaceRows(self._connection)

    @property
    def leases(self) -> LeaseRows:
        return LeaseRows(self._connection)

    @property
    def lifts(self) -> LiftRows:
        return LiftRows(self._connection)

    @property
    def memberships(self) -> MembershipRows:
        return MembershipRows(self._connection)

    @property
    def restrictions(self) -> RestrictionRows:
        return RestrictionRows(self._connection)

    @property
    def reviews(self) -> ReviewRows:
        return ReviewRows(self._connection)

    @property
    def drills(self) -> DrillRows:
        return DrillRows(self._connection)

    @property
    def holds(self) -> HoldRows:
        return HoldRows(self._connection)

    @property
    def observables(self) -> ObservableRows:
        return ObservableRows(self._connection)

    @property
    def batches(self) -> BatchRows:
        return BatchRows(self._connection)

    @property
    def outbox(self) -> OutboxRows:
        return OutboxRows(self._connection)

    @property
    def outages(self) -> OutageRows:
        return OutageRows(self._connection)

    @property
    def runs(self) -> RunRows:
        return RunRows(self._connection)

    @property
    def people(self) -> PersonRows:
        return self._people

    @property
    def errors(self) -> ErrorRows:
        return ErrorRows(self._connection)

    @property
    def clicks(self) -> ClickRows:
        return ClickRows(self._connection)

    @property
    def refusals(self) -> RefusalRows:
        return RefusalRows(self._connection)

    @property
    def silences(self) -> SilenceRows:
        return SilenceRows(self._connection)

    @property
    def snoozes(self) -> SnoozeRows:
        return SnoozeRows(self._connection)

    @property
    def storms(self) -> StormRows:
        return StormRows(self._connection)

    @property
    def escalations(self) -> EscalationRows:
        return EscalationRows(self._connection)

    @property
    def idles(self) -> IdleRows:
        return IdleRows(self._connection)

    @property
    def noises(self) -> NoiseRows:
        return NoiseRows(self._connection)

    @property
    def swaps(self) -> SwapRows:
        return SwapRows(self._connection)

    @property
    def tellings(self) -> TellingRows:
        return TellingRows(self._connection)

    @property
    def slots(self) -> SlotRows:
        return SlotRows(self._connection)

    @property
    def purges(self) -> PurgeRows:
        return PurgeRows(self._connection)

    @property
    def coverage(self) -> CoverageRows:
        return CoverageRows(self._connection)

    @property
    def canaries(self) -> CanaryRows:
        return CanaryRows(self._connection)

    @property
    def organization(self) -> OrganizationRows:
        return OrganizationRows(self._connection)

    @property
    def sweeps(self) -> SweepRows:
        return SweepRows(self._connection)

    @property
    def uses(self) -> UseRows:
        return UseRows(self._connection)
