"""Whether AWS Config records how resources change."""

from __future__ import annotations

from bot.domain.policy import Account
from bot.domain.posture import Standing
from bot.questions.checks.contract import About, Check, Look
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

NO_RECORDER = Text("AWS Config has no recorder", ja="AWS Config にレコーダーがありません")
STOPPED = Text("AWS Config's recorder is stopped", ja="AWS Config のレコーダーは停止しています")
FAILING = Text(
    "AWS Config's last recording failed: {code}", ja="AWS Config の直近の記録に失敗しました：{code}"
)
NOT_YET = Text(
    "AWS Config's recorder runs, but its last recording is {status}",
    ja="AWS Config のレコーダーは動作中ですが、直近の記録の状態は {status} です",
)
UNSAID = "not told"


class Config(Check):
    """The customer's own recorder of one account and Region, of which there is at most one.

    Without a name asked for, AWS leaves out the recorders that are linked to its services.
    https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationRecorderStatus.html
    """

    about = About(
        key="config",
        title=Text("AWS Config recording", ja="AWS Config の記録"),
        actions=("config:DescribeConfigurationRecorderStatus",),
        is_regional=True,
    )

    def ask(self, aws: Aws, account: Account, region: str) -> Look:
        answer = aws.read("config").describe_configuration_recorder_status()
        recorders = answer["ConfigurationRecordersStatus"]
        if not recorders:
            return Look(Standing.FAILED, NO_RECORDER.fill())
        recorder = recorders[0]
        if not recorder.get("recording"):
            return Look(Standing.FAILED, STOPPED.fill())
        status = str(recorder.get("lastStatus") or UNSAID).upper()
        if status == "FAILURE":
            code = recorder.get("lastErrorCode") or UNSAID
            return Look(Standing.FAILED, FAILING.fill(code=code))
        if status != "SUCCESS":
            return Look(Standing.WARNING, NOT_YET.fill(status=status))
        return Look(Standing.PASSED)
