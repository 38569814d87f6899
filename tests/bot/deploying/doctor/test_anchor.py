"""The place of audit anchors."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from tests.anchors import a_locked_bucket
from tests.bot.deploying.doctor.world import World


def anchor(world: World, setting: str) -> None:
    """Let the bot anchor there, and its identity do what that needs."""
    world.environ["SECBOT_ANCHOR"] = setting
    world.identify(setting)


async def test_no_anchor_is_told_and_no_fault(world: World) -> None:
    world.environ["SECBOT_ANCHOR"] = ""

    (row,) = await world.of("audit anchor")

    assert row.result is Result.WARNING


async def test_a_lock_without_a_retention_is_a_fault(world: World) -> None:
    bucket = a_locked_bucket(world.aws, f"forgetful-{world.home}", days=None, account=world.home)
    anchor(world, f"s3://{bucket}/secbot")

    (row,) = await world.of("audit anchor")

    assert row.result is Result.FAILED
    assert row.mend is not None
    assert f"--bucket {bucket}" in row.mend.plain()
    assert '"COMPLIANCE"' in row.mend.plain()


async def test_a_lock_that_can_be_lifted_is_told(world: World) -> None:
    name = f"governed-{world.home}"
    a_locked_bucket(world.aws, name, mode="GOVERNANCE", account=world.home)
    anchor(world, f"s3://{name}")

    weak, fine = await world.of("audit anchor")

    assert (weak.result, fine.result) == (Result.WARNING, Result.PASSED)
    assert "365 days" in fine.says.plain()


async def test_a_bucket_that_is_not_there_is_a_fault(world: World) -> None:
    anchor(world, f"s3://nowhere-{world.home}/secbot")

    (row,) = await world.of("audit anchor")

    assert row.result is Result.FAILED


async def test_a_lock_that_may_not_be_read_is_not_fine(world: World) -> None:
    world.deny("GetObjectLockConfiguration")

    (row,) = await world.of("audit anchor")

    assert row.result is Result.NOT_AVAILABLE


async def test_a_key_that_signs_is_fine_and_nothing_is_signed(world: World) -> None:
    made = world.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    anchor(world, f"kms:{made['KeyMetadata']['Arn']}")

    (row,) = await world.of("audit anchor")

    assert row.result is Result.PASSED
    assert "Sign" not in [call.operation for call in world.aws.calls(account=world.home)]
