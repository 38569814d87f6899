"""AWS Config records where its recorder runs and the last recording went well."""

from __future__ import annotations

import pytest

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.checks.config import Config
from practice.aws.recorders import Recorded
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.checks.accounts import a_recorder, looked, why


def test_without_a_recorder_nothing_is_recorded(estate: AwsEstate, prod: Account) -> None:
    assert why(looked(estate, prod, Config())) == "FAILED: AWS Config has no recorder"


def test_a_recorder_that_records_passes_until_it_is_stopped(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    client = a_recorder(aws, prod.number)
    assert why(looked(estate, prod, Config())) == "PASSED"

    client.stop_configuration_recorder(ConfigurationRecorderName="default")
    assert why(looked(estate, prod, Config())) == "FAILED: AWS Config's recorder is stopped"


@pytest.mark.parametrize(
    ("recorded", "standing"),
    [
        (
            Recorded("FAILURE", "NoSuchBucketException"),
            "FAILED: AWS Config's last recording failed: NoSuchBucketException",
        ),
        (Recorded("FAILURE"), "FAILED: AWS Config's last recording failed: not told"),
        (
            Recorded("PENDING"),
            "WARNING: AWS Config's recorder runs, but its last recording is PENDING",
        ),
    ],
    ids=["failed", "failed without a code", "pending"],
)
def test_a_recorder_that_runs_in_vain_is_told_of(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, recorded: Recorded, standing: str
) -> None:
    a_recorder(aws, prod.number)
    aws.controls.recorders.record(prod.number, REGION, recorded)

    assert why(looked(estate, prod, Config())) == standing
