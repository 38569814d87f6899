from __future__ import annotations

from typing import Any

import pytest

from practice.aws.recorders import Recorded
from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

REGION = "us-east-1"


@pytest.fixture
def config(aws: SimulatedAws, account: str) -> Any:
    client = aws.client("config", account, REGION)
    role = f"arn:aws:iam::{account}:role/config"
    client.put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": role})
    client.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": "records"})
    return client


def status(config: Any) -> dict[str, Any]:
    (found,) = config.describe_configuration_recorder_status()["ConfigurationRecordersStatus"]
    return dict(found)


def test_a_recorder_records_once_it_is_started(config: Any) -> None:
    assert not status(config)["recording"]
    assert "lastStatus" not in status(config)

    config.start_configuration_recorder(ConfigurationRecorderName="default")

    assert (status(config)["recording"], status(config)["lastStatus"]) == (True, "SUCCESS")


def test_a_recording_fails_where_it_is_told_to(
    aws: SimulatedAws, account: str, config: Any
) -> None:
    config.start_configuration_recorder(ConfigurationRecorderName="default")
    aws.controls.recorders.record(account, REGION, Recorded("FAILURE", "NoSuchBucketException"))

    told = status(config)
    assert (told["lastStatus"], told["lastErrorCode"]) == ("FAILURE", "NoSuchBucketException")


def test_an_unknown_recorder_is_refused(config: Any) -> None:
    code = refusal(
        config.describe_configuration_recorder_status, ConfigurationRecorderNames=["other"]
    )
    assert code == "NoSuchConfigurationRecorderException"
