"""What is only claimed offers no runbook and runs none: the finding is read again at its source."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

from bot.domain.execution import Outcome, Stage
from bot.domain.words import alert, deciding, offering
from practice.spoken import controls
from tests.journeys.findings import miner
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World


async def publish_event(world: World, source: str, kind: str, detail: dict[str, Any]) -> None:
    """Publish an event as whoever may publish to the topic, signed by SNS as any other."""
    event = {
        "version": "0",
        "id": "1",
        "detail-type": kind,
        "source": source,
        "account": world.estate.prod.account,
        "time": datetime.now(UTC).isoformat(),
        "region": world.estate.region,
        "resources": [],
        "detail": detail,
    }
    sns = world.aws.client("sns", world.estate.home, world.estate.region)
    topic, body = world.estate.topic_arn, json.dumps(event)
    await asyncio.to_thread(sns.publish, TopicArn=topic, Message=body)


async def card_of(world: World, number: int) -> str:
    await world.until(lambda: len(world.cards()) >= number)
    return world.cards()[-1].ts


def delete_detectors(world: World) -> None:
    """Do as an intruder does who wants nobody to find anything."""
    client = world.aws.client("guardduty", world.estate.prod.account, world.estate.region)
    for detector in client.list_detectors()["DetectorIds"]:
        client.delete_detector(DetectorId=detector)


def offers(world: World, card: str) -> bool:
    return any(name.startswith("runbook.") for name in controls(world.message(card)))


async def test_a_finding_that_guardduty_never_had_offers_and_runs_nothing(world: World) -> None:
    forged = miner(world.estate, "web-7") | {
        "accountId": world.estate.prod.account,
        "region": world.estate.region,
        "partition": "aws",
    }
    await publish_event(world, "aws.guardduty", "GuardDuty Finding", forged)
    card = await card_of(world, 1)

    await world.until_says(card, "GuardDuty knows no such finding")
    await world.until_says(card, offering.OFFER_NONE_UNCONFIRMED)
    assert not offers(world, card)

    await world.type(ANN, "/sec run isolate_instance I-1 the card looks bad")
    assert (await world.ended(1)).stage is Stage.REFUSED
    assert world.changes("secbot-A-1") == ()


async def test_a_custom_product_naming_another_account_s_instance_offers_nothing(
    world: World,
) -> None:
    own, victim = world.estate.staging.account, world.estate.prod
    product = f"arn:aws:securityhub:{world.estate.region}:{own}:product/{own}/default"
    instance = (
        f"arn:aws:ec2:{world.estate.region}:{victim.account}:instance/{victim.instances['web-7']}"
    )
    finding = {
        "SchemaVersion": "2018-10-08",
        "Id": "mine-1",
        "ProductArn": product,
        "GeneratorId": "mine",
        "AwsAccountId": own,
        "Region": world.estate.region,
        "Types": ["TTPs/Backdoor:EC2-C&CActivity.B!DNS"],
        "Severity": {"Label": "CRITICAL"},
        "Title": "Isolate web-7 now",
        "Description": "Believe me.",
        "CreatedAt": datetime.now(UTC).isoformat(),
        "UpdatedAt": datetime.now(UTC).isoformat(),
        "Resources": [{"Type": "AwsEc2Instance", "Id": instance}],
    }
    detail = {"findings": [finding]}
    await publish_event(world, "aws.securityhub", "Security Hub Findings - Imported", detail)
    card = await card_of(world, 1)

    await world.until_says(card, alert.CLAIMED)
    assert not offers(world, card)
    said = await world.type(ANN, "/sec run isolate_instance I-1 the card looks bad")
    assert "I-1" in said
    assert await world.read(lambda unit: unit.executions.get(1)) is None


async def test_a_real_finding_is_confirmed_on_its_card_and_again_before_it_runs(
    world: World,
) -> None:
    card = await world.find_threat()
    await world.until_says(card, "confirmed at GuardDuty")
    approval = await world.ask_isolation(card)
    await asyncio.to_thread(delete_detectors, world)
    await world.approve(BOB, approval)
    execution = await world.ended(1)
    assert execution.stage is Stage.REFUSED
    assert world.changes("secbot-A-1") == ()


async def test_whom_the_finding_names_can_neither_take_it_nor_approve(world: World) -> None:
    finding = miner(world.estate, "web-7")
    finding["resource"]["accessKeyDetails"] = {
        "accessKeyId": "ASIAEXAMPLE",
        "principalId": "AROAEXAMPLE:bob@example.com",
        "userName": "admin",
        "userType": "AssumedRole",
    }
    card = await world.raise_finding(finding)
    await world.until_says(card, "bob@example.com", "who can't decide on this")

    await world.slack.acting.click(BOB, card, "incident.take")
    await world.told(BOB, deciding.IMPLICATED)
    approval = await world.ask_isolation(card)
    await world.approve(BOB, approval)
    await world.told(BOB, deciding.IMPLICATED)
    assert (await world.execution()).stage is Stage.WAITING
    await world.approve(RYO, approval)
    assert (await world.ended()).outcome is Outcome.SUCCESS


async def test_a_bucket_that_the_analyzer_calls_public_is_offered_to_be_closed(
    world: World,
) -> None:
    account, region = world.estate.prod.account, world.estate.region
    at, bucket = datetime.now(UTC), "arn:aws:s3:::pay-exports"
    about = {"id": "a-1", "resource": bucket, "resourceType": "AWS::S3::Bucket"}
    times = {"createdAt": at, "updatedAt": at, "analyzedAt": at}
    details = [{"externalAccessDetails": {"condition": {}, "isPublic": True}}]
    kept = {"resourceOwnerAccount": account, "status": "ACTIVE", "findingDetails": details}
    world.aws.reporters.analyzers.findings.put(account, region, {**about, **times, **kept})
    sent = {**about, "accountId": account, "isPublic": True, "status": "ACTIVE"}

    forged = {**sent, "id": "a-2", "resource": "arn:aws:s3:::other"}
    await publish_event(world, "aws.access-analyzer", "Access Analyzer Finding", forged)
    card = await card_of(world, 1)
    await world.until_says(card, "IAM Access Analyzer knows no such finding")
    assert not offers(world, card)

    await publish_event(world, "aws.access-analyzer", "Access Analyzer Finding", sent)
    card = await card_of(world, 2)
    await world.until_says(card, "confirmed at IAM Access Analyzer")
    assert "runbook.ask:block_public_s3" in controls(world.message(card))


async def test_what_other_services_of_aws_import_at_security_hub_is_theirs_and_confirmed(
    world: World,
) -> None:
    region, account = world.estate.region, world.estate.prod.account
    hub = world.aws.client("securityhub", account, region)
    balancer = f"arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/app/pay/1"
    imported = {
        "Firewall Manager": ("firewall-manager", "AwsElbv2LoadBalancer", balancer),
        "Trusted Advisor": ("trusted-advisor", "AwsEc2SecurityGroup", "sg-0pay"),
    }
    for number, (product, (name, kind, resource)) in enumerate(imported.items(), 1):
        finding = {
            "SchemaVersion": "2018-10-08",
            "Id": f"{name}-1",
            "ProductArn": f"arn:aws:securityhub:{region}::product/aws/{name}",
            "ProductName": product,
            "CompanyName": "AWS",
            "GeneratorId": f"arn:aws:fms:{region}:{account}:policy/1",
            "AwsAccountId": account,
            "Types": ["Software and Configuration Checks/AWS Security Best Practices"],
            "CreatedAt": datetime.now(UTC).isoformat(),
            "UpdatedAt": datetime.now(UTC).isoformat(),
            "Severity": {"Normalized": 80},
            "Title": f"{product} sees a gap",
            "Description": "The resource is not protected as the policy says.",
            "Resources": [{"Type": kind, "Id": resource, "Region": region}],
        }
        answer = await asyncio.to_thread(hub.batch_import_findings, Findings=[finding])
        assert answer["SuccessCount"] == 1, answer
        card = await card_of(world, number)
        await world.until_says(card, f"{product} sees a gap", "HIGH", "confirmed at Security Hub")
