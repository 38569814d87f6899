"""Whether GuardDuty is on."""

from __future__ import annotations

from bot.domain.policy import Account
from bot.domain.posture import Standing
from bot.questions.checks.contract import About, Check, Look
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

OFF = Text(
    "GuardDuty is off: there is no detector", ja="GuardDuty は無効です：ディテクターがありません"
)
SUSPENDED = Text("GuardDuty is suspended", ja="GuardDuty は一時停止中です")
BLIND_TO_OBJECTS = Text(
    "GuardDuty is on, but S3 Protection is off: it sees no access to objects",
    ja="GuardDuty は有効ですが、S3 Protection が無効のため、オブジェクトへの"
    "アクセスは検知されません",
)


class GuardDuty(Check):
    """The detector of one account and Region, of which there is at most one.

    What the foundational sources feed can't be turned off; of the optional ones only that of S3
    is looked at, since runbooks answer what it finds.
    https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html
    """

    about = About(
        key="guardduty",
        title=Text("GuardDuty on", ja="GuardDuty の有効化"),
        actions=("guardduty:ListDetectors", "guardduty:GetDetector"),
        is_regional=True,
    )

    def ask(self, aws: Aws, account: Account, region: str) -> Look:
        client = aws.read("guardduty")
        detectors = client.list_detectors()["DetectorIds"]
        if not detectors:
            return Look(Standing.FAILED, OFF.fill())
        detector = client.get_detector(DetectorId=detectors[0])
        if detector["Status"] != "ENABLED":
            return Look(Standing.FAILED, SUSPENDED.fill())
        features = {each.get("Name"): each.get("Status") for each in detector.get("Features", [])}
        if features.get("S3_DATA_EVENTS") == "DISABLED":
            return Look(Standing.WARNING, BLIND_TO_OBJECTS.fill())
        return Look(Standing.PASSED)
