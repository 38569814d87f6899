"""An incident whose finding stands in the simulated GuardDuty and Security Hub as well."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.domain.finding import Finding
from bot.domain.incident import Status
from bot.domain.policy import Sync
from bot.domain.run import Work
from bot.domain.syncing import Fate, Occasion, Telling, tellings
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from practice.aws.guardduty import detector
from practice.aws.record import CallRecord
from tests.bot.response.office import a_finding, open_incident
from tests.bot.response.works import REGION, Works

ALL = Sync(frozenset({"notified", "resolved", "suppressed"}), frozenset({"archive", "feedback"}))
V2 = Sync(security_hub_v2=frozenset({"in_progress", "resolved", "suppressed", "comment"}))
WRITES = {
    *("BatchUpdateFindings", "BatchUpdateFindingsV2"),
    *("ArchiveFindings", "UpdateFindingsFeedback"),
}
ENDED = {Occasion.CLOSED, Occasion.CLOSED_AS_REAL, Occasion.CLEARED}


@dataclass
class Upstairs:
    """One incident, and its findings as AWS has them."""

    works: Works
    findings: tuple[Finding, ...]
    hub: Any
    guardduty: Any
    detector: str

    async def want(self, occasion: Occasion, *, asked_by: str = "ann@x") -> None:
        """Let people have made this of the incident, and wait for that to be told."""
        await self.works.store.write(lambda unit: self._want(unit, occasion, asked_by))

    def _want(self, unit: Unit, occasion: Occasion, asked_by: str) -> None:
        now = self.works.clock.now()
        if occasion in ENDED:
            unit.incidents.change(1, Change(status=Status.CLOSED), now)
        found = tellings(self.works.policy, occasion, 1, self.findings, now)
        unit.tellings.want([replace(each, by="bob@x", asked_by=asked_by) for each in found])
        unit.runs.start(Work.SYNC, 1)

    async def told(self) -> list[tuple[str, Fate]]:
        """Return what was to be told, and what became of it."""
        return [(each.tell.value, each.fate) for each in await self.rows()]

    async def rows(self) -> tuple[Telling, ...]:
        """Return what was to be told."""
        return await self.works.store.read(lambda unit: unit.tellings.of_incident(1))

    def stands(self, at: int = 0) -> dict[str, Any]:
        """Return how a finding stands in Security Hub."""
        filters = {"Id": [{"Value": self.arn(at), "Comparison": "EQUALS"}]}
        (found,) = self.hub.get_findings(Filters=filters)["Findings"]
        return dict(found)

    def at_v2(self, at: int = 0) -> dict[str, Any]:
        """Return how a finding stands in Security Hub V2."""
        one = {
            "FieldName": "finding_info.uid",
            "Filter": {"Value": self.arn(at), "Comparison": "EQUALS"},
        }
        filters = {"CompositeFilters": [{"StringFilters": [one]}]}
        (found,) = self.hub.get_findings_v2(Filters=filters)["Findings"]
        return dict(found)

    def set_v2(self, status: int, comment: str = "") -> None:
        """Let somebody else write this into Security Hub V2."""
        said = {"Comment": comment} if comment else {}
        uid = self.at_v2()["metadata"]["uid"]
        self.hub.batch_update_findings_v2(MetadataUids=[uid], StatusId=status, **said)

    def at_guardduty(self) -> dict[str, Any]:
        """Return how the first finding stands in GuardDuty."""
        ids = [self.findings[0].native_id]
        (found,) = self.guardduty.get_findings(DetectorId=self.detector, FindingIds=ids)["Findings"]
        return dict(found["Service"])

    def arn(self, at: int = 0) -> str:
        """Return a finding's ARN."""
        name = self.findings[at].native_id
        home = f"{REGION}:{self.works.account}:detector/{self.detector}"
        return f"arn:aws:guardduty:{home}/finding/{name}"

    def set(self, status: str, by: str) -> None:
        """Let somebody else write this into Security Hub."""
        self.hub.batch_update_findings(
            FindingIdentifiers=[{"Id": self.arn(), "ProductArn": product()}],
            Workflow={"Status": status},
            Note={"Text": "mine", "UpdatedBy": by},
        )

    def writes(self) -> list[CallRecord]:
        """Return the calls by which a session of secbot's has told something."""
        calls = self.works.aws.calls(account=self.works.account)
        return [call for call in calls if call.operation in WRITES and call.session]


def product() -> str:
    """Return what GuardDuty is called in Security Hub."""
    return f"arn:aws:securityhub:{REGION}::product/aws/guardduty"


async def upstairs(works: Works, *names: str, sync: Sync = ALL) -> Upstairs:
    """Raise findings in an account, and open an incident of them."""
    account = works.account
    works.under(policy=replace(works.policy, sync=sync))
    hub = works.aws.client("securityhub", account, REGION)
    hub.enable_security_hub()
    home = detector(account, REGION)
    findings = []
    for name in names or ("f1",):
        works.aws.raise_finding(account, REGION, {"id": name, "type": "Recon:EC2/Portscan"})
        arn = f"arn:aws:guardduty:{REGION}:{account}:detector/{home}/finding/{name}"
        hub.batch_import_findings(Findings=[_asff(arn, account)])
        works.aws.reporters.hub_v2.keep(account, REGION, _ocsf(arn, account, f"of-{name}"))
        key = f"guardduty:aws:{account}:{REGION}:detector/{home}/finding/{name}"
        findings.append(a_finding(key=key, native_id=name, account=account, region=REGION))
    await works.store.write(lambda unit: open_incident(unit, *findings))
    guardduty = works.aws.client("guardduty", account, REGION)
    return Upstairs(works, tuple(findings), hub, guardduty, home)


def _ocsf(arn: str, account: str, uid: str) -> dict[str, Any]:
    product = product_v2()
    return {
        "class_uid": 2004,
        "cloud": {"account": {"uid": account}, "region": REGION},
        "finding_info": {"uid": arn},
        "metadata": {"uid": uid, "product": {"name": "GuardDuty", "uid": product}},
        "status": "New",
        "status_id": 1,
    }


def product_v2() -> str:
    """Return what GuardDuty is called in Security Hub V2."""
    return product().replace("::product/", "::productv2/")


def _asff(arn: str, account: str) -> dict[str, Any]:
    return {
        "SchemaVersion": "2018-10-08",
        "Id": arn,
        "ProductArn": product(),
        "GeneratorId": "guardduty",
        "AwsAccountId": account,
        "Types": ["TTPs/Discovery/Recon:EC2-Portscan"],
        "CreatedAt": "2026-11-22T00:00:00Z",
        "UpdatedAt": "2026-11-22T00:00:00Z",
        "Severity": {"Label": "HIGH"},
        "Title": "port scan",
        "Description": "it is",
        "Resources": [{"Type": "AwsEc2Instance", "Id": "i-0abc"}],
    }
