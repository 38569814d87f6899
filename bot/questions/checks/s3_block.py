"""Whether S3 blocks public access for the whole account."""

from __future__ import annotations

from botocore.exceptions import ClientError

from bot.domain.policy import Account
from bot.domain.posture import Standing
from bot.questions.checks.contract import About, Check, Look
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

OFF = Text(
    "the account's Block Public Access is off", ja="アカウントの Block Public Access は無効です"
)
OPEN = Text(
    "the account's Block Public Access does not close what is open: {names} off",
    ja="アカウントの Block Public Access では、公開中のものは閉じられません：{names} がオフです",
)
UNGUARDED = Text(
    "what is open is closed, but new public settings are not refused: {names} off",
    ja="公開中のものは閉じられていますが、新たな公開設定は拒否されません：{names} がオフです",
)

CLOSING = ("IgnorePublicAcls", "RestrictPublicBuckets")
REFUSING = ("BlockPublicAcls", "BlockPublicPolicy")
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"""


class S3Block(Check):
    """The account's own four settings, which hold for each of its buckets in all Regions.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
    """

    about = About(
        key="s3_block",
        title=Text("S3 account public access block", ja="S3 アカウントの Block Public Access"),
        actions=("s3:GetAccountPublicAccessBlock",),
        is_regional=False,
    )

    def ask(self, aws: Aws, account: Account, region: str) -> Look:
        try:
            answer = aws.read("s3control").get_public_access_block(AccountId=account.number)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code")
            if code == "NoSuchPublicAccessBlockConfiguration":
                return Look(Standing.FAILED, OFF.fill())
            raise
        settings = answer["PublicAccessBlockConfiguration"]
        off = [name for name in (*CLOSING, *REFUSING) if not settings.get(name)]
        if set(off) & set(CLOSING):
            return Look(Standing.FAILED, OPEN.fill(names=", ".join(off)))
        if off:
            return Look(Standing.WARNING, UNGUARDED.fill(names=", ".join(off)))
        return Look(Standing.PASSED)
