"""Whether Security Hub is on, and looks by itself."""

from __future__ import annotations

from botocore.exceptions import ClientError

from bot.domain.policy import Account
from bot.domain.posture import Standing
from bot.questions.checks.contract import About, Check, Look
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

OFF = Text("Security Hub is off", ja="Security Hub は無効です")
NO_STANDARD = Text(
    "Security Hub is on, but no standard is: it only passes on others' findings",
    ja="Security Hub は有効ですが、標準が 1 つも有効ではありません：ほかのサービスの"
    "検出結果を中継するだけです",
)
NOT_READY = Text(
    "Security Hub is on, but a standard is {status}: {standard}",
    ja="Security Hub は有効ですが、標準の状態が {status} です：{standard}",
)

NOT_SUBSCRIBED = frozenset({"InvalidAccessException", "ResourceNotFoundException"})
"""What DescribeHub answers where the hub is off:
https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html"""


class SecurityHub(Check):
    """The hub of one account and Region, and the standards whose controls it checks.

    This is Security Hub CSPM, which speaks ASFF.
    https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_StandardsSubscription.html
    """

    about = About(
        key="security_hub",
        title=Text("Security Hub on", ja="Security Hub の有効化"),
        actions=("securityhub:DescribeHub", "securityhub:GetEnabledStandards"),
        is_regional=True,
    )

    def ask(self, aws: Aws, account: Account, region: str) -> Look:
        client = aws.read("securityhub")
        try:
            client.describe_hub()
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in NOT_SUBSCRIBED:
                return Look(Standing.FAILED, OFF.fill())
            raise
        standards = client.get_enabled_standards()["StandardsSubscriptions"]
        if not standards:
            return Look(Standing.WARNING, NO_STANDARD.fill())
        for each in standards:
            if each["StandardsStatus"] != "READY":
                name = each["StandardsArn"].partition("::")[2]
                said = NOT_READY.fill(status=each["StandardsStatus"], standard=name)
                return Look(Standing.WARNING, said)
        return Look(Standing.PASSED)
