"""An intruder mines coins on a web server of the payments team."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from practice import disposable
from practice.aws.estate import Estate
from practice.aws.server import SimulatedAws
from practice.scenarios.contract import Brief, Prologue, Scenario
from runbooks.kit.text import Text

MACHINE = "web-7"
USER = "deploy-payments"
PORT = 8333
POOL = "xmr.pool-example.net"


class CryptoMiner(Scenario):
    """A leaked deploy key, a look around, a door opened, and then the mining pool."""

    brief = Brief(
        title=Text("Crypto miner on web-7"),
        story=Text(
            "The key of deploy-payments leaked. Its thief looked around, opened a port to the "
            "world, and web-7 now asks for a mining pool."
        ),
        runbook="isolate_instance",
        reason=Text("it asks for a mining pool, and nobody of payments knows why"),
        undo_reason=Text("rebuilt from a clean image, checked by payments"),
    )
    prologue = Prologue("isolate_instance", disposable.machine, "mode=stop")

    def __init__(self, aws: SimulatedAws, estate: Estate) -> None:
        """Remember how the machine stands before anything happens."""
        super().__init__(aws, estate)
        self.before = self._groups()

    def attack(self) -> None:
        place, region = self.estate.prod, self.estate.region
        key = place.keys[USER]
        thief = self.aws.client_of("ec2", *key, region=region)
        try:
            thief.describe_instances()
            thief.describe_security_groups()
            self._open_port(thief)
        finally:
            thief.close()
        self.before = self._groups()
        self.aws.raise_finding(place.account, region, self._finding())

    def _open_port(self, thief: Any) -> None:
        """Open the door, unless an earlier attack has left it open."""
        try:
            thief.authorize_security_group_ingress(
                GroupId=self.estate.prod.groups["base"],
                IpProtocol="tcp",
                FromPort=PORT,
                ToPort=PORT,
                CidrIp="0.0.0.0/0",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "InvalidPermission.Duplicate":
                raise

    def is_contained(self) -> bool:
        groups = {group for each in self._groups().values() for group in each}
        if len(groups) != 1 or groups & set(self.estate.prod.groups.values()):
            return False
        found = self._ec2().describe_security_groups(GroupIds=list(groups))["SecurityGroups"]
        return not any(each["IpPermissions"] or each["IpPermissionsEgress"] for each in found)

    def is_as_before(self) -> bool:
        return self._groups() == self.before

    def _ec2(self) -> Any:
        return self.aws.client("ec2", self.estate.prod.account, self.estate.region)

    def _groups(self) -> dict[str, tuple[str, ...]]:
        """Return the groups of each of the machine's interfaces, in their order."""
        ids = list(self.estate.prod.interfaces[MACHINE])
        answer = self._ec2().describe_network_interfaces(NetworkInterfaceIds=ids)
        return {
            each["NetworkInterfaceId"]: tuple(group["GroupId"] for group in each["Groups"])
            for each in answer["NetworkInterfaces"]
        }

    def _finding(self) -> dict[str, Any]:
        instance = self.estate.prod.instances[MACHINE]
        now = datetime.now(UTC)
        return {
            "id": uuid.uuid4().hex,
            "type": "CryptoCurrency:EC2/BitcoinTool.B!DNS",
            "severity": 8.0,
            "title": "EC2 instance asks for a domain of a mining pool",
            "description": (
                f"The EC2 instance {instance} queries a domain name that is associated with "
                "cryptocurrency activity."
            ),
            "resource": {
                "resourceType": "Instance",
                "instanceDetails": {"instanceId": instance},
            },
            "service": {
                "serviceName": "guardduty",
                "count": 4,
                "resourceRole": "ACTOR",
                "eventFirstSeen": (now - timedelta(minutes=19)).isoformat(),
                "eventLastSeen": now.isoformat(),
                "action": {
                    "actionType": "DNS_REQUEST",
                    "dnsRequestAction": {"domain": POOL, "protocol": "UDP", "blocked": False},
                },
            },
        }
