"""Whether CloudTrail logs what happens in a Region, and delivers the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from bot.domain.policy import Account
from bot.domain.posture import Standing
from bot.questions.checks.contract import About, Check, Look
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

NO_TRAIL = Text("no trail logs this Region", ja="このリージョンを記録する証跡がありません")
STOPPED = Text("the trail {trail} is not logging", ja="証跡 {trail} は記録を停止しています")
NOT_DELIVERED = Text(
    "the trail {trail} can't deliver its log: {error}",
    ja="証跡 {trail} はログを配信できません：{error}",
)
NEVER = Text(
    "the trail {trail} logs, but has delivered nothing here yet",
    ja="証跡 {trail} は記録中ですが、ここにはまだ何も配信していません",
)
OLD = Text(
    "the trail {trail} logs, but has delivered nothing here since {since} UTC",
    ja="証跡 {trail} は記録中ですが、{since} UTC 以降ここには何も配信していません",
)

STALE = timedelta(hours=24)
"""CloudTrail delivers within about five minutes of a call, and each look here makes calls that
are logged; a trail of writes alone may well be silent for longer in a Region that nobody uses.
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html"""

MOST_TRAILS = 10
"""A Region may have five trails, and shadows of others' besides."""

WORST_FIRST = (Standing.FAILED, Standing.WARNING, Standing.PASSED)


class CloudTrail(Check):
    """The trails that cover one account and Region: one that logs and delivers is enough.

    Those of other Regions that cover all, and those of the organization, are seen as shadows;
    a shadow's status is asked for by its ARN, and it is that of the Region where it is asked:
    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
    Which events a trail selects is not looked at.
    """

    about = About(
        key="cloudtrail",
        title=Text("CloudTrail logging and delivering", ja="CloudTrail の記録と配信"),
        actions=("cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus"),
        is_regional=True,
    )

    def ask(self, aws: Aws, account: Account, region: str) -> Look:
        client = aws.read("cloudtrail")
        trails = client.describe_trails(includeShadowTrails=True)["trailList"]
        covering = [
            each["TrailARN"]
            for each in trails
            if each.get("IsMultiRegionTrail") or each.get("HomeRegion") == aws.region
        ]
        looks: list[Look] = []
        for arn in covering[:MOST_TRAILS]:
            status = client.get_trail_status(Name=arn)
            looks.append(_judge(arn.rpartition("/")[2], status))
            if looks[-1].standing is Standing.PASSED:
                break
        return _best(looks)


def _judge(trail: str, status: Mapping[str, Any]) -> Look:
    """Say how one trail fares; a delivery's age is told by AWS's own clock, which dates answers."""
    if not status["IsLogging"]:
        return Look(Standing.FAILED, STOPPED.fill(trail=trail))
    if error := status.get("LatestDeliveryError"):
        return Look(Standing.FAILED, NOT_DELIVERED.fill(trail=trail, error=error))
    delivered_at = status.get("LatestDeliveryTime")
    if delivered_at is None:
        return Look(Standing.WARNING, NEVER.fill(trail=trail))
    now = parsedate_to_datetime(status["ResponseMetadata"]["HTTPHeaders"]["date"])
    if now - delivered_at > STALE:
        since = f"{delivered_at.astimezone(UTC):%Y-%m-%d %H:%M}"
        return Look(Standing.WARNING, OLD.fill(trail=trail, since=since))
    return Look(Standing.PASSED)


def _best(looks: Sequence[Look]) -> Look:
    """Return the best of what the trails gave: one good trail is enough."""
    if not looks:
        return Look(Standing.FAILED, NO_TRAIL.fill())
    return max(looks, key=lambda look: WORST_FIRST.index(look.standing))
