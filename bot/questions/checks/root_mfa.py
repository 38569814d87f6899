"""Whether the root user needs a second factor."""

from __future__ import annotations

from bot.domain.policy import Account
from bot.domain.posture import Standing
from bot.questions.checks.contract import About, Check, Look
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

NO_MFA = Text("the root user has no MFA", ja="ルートユーザーに MFA がありません")
NO_CREDENTIALS = Text(
    "no MFA is needed: the root user has no credentials",
    ja="MFA は不要です：ルートユーザーに認証情報がありません",
)
HAS_KEYS = Text(
    "the root user has MFA, but an access key or certificate that needs none",
    ja="ルートユーザーに MFA はありますが、MFA が不要なアクセスキーまたは証明書があります",
)
UNSAID = Text(
    "AWS does not tell whether the root user has MFA",
    ja="ルートユーザーに MFA があるかどうか、AWS から得られません",
)
PASSWORD_UNSAID = Text(
    "the root user has no MFA; AWS does not tell whether it has a password",
    ja="ルートユーザーに MFA がありません。パスワードがあるかどうかは AWS から得られません",
)

KEYS = ("AccountAccessKeysPresent", "AccountSigningCertificatesPresent")


class RootMfa(Check):
    """The root user's credentials, as the account itself tells of them.

    A member account whose root credentials were removed centrally has no password, no keys and no
    MFA, and nobody can sign in as its root user: that is better than MFA, and no fault.
    https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management
    """

    about = About(
        key="root_mfa",
        title=Text("Root user MFA", ja="ルートユーザーの MFA"),
        actions=("iam:GetAccountSummary",),
        is_regional=False,
    )

    def ask(self, aws: Aws, account: Account, region: str) -> Look:
        answer = aws.read("iam").get_account_summary()["SummaryMap"]
        told = {str(name): count for name, count in answer.items()}
        has_keys = any(told.get(name) for name in KEYS)
        if "AccountMFAEnabled" not in told:
            return Look(Standing.NOT_AVAILABLE, UNSAID.fill())
        if told["AccountMFAEnabled"]:
            return Look(Standing.WARNING, HAS_KEYS.fill()) if has_keys else Look(Standing.PASSED)
        if has_keys or told.get("AccountPasswordPresent"):
            return Look(Standing.FAILED, NO_MFA.fill())
        if "AccountPasswordPresent" not in told:
            return Look(Standing.NOT_AVAILABLE, PASSWORD_UNSAID.fill())
        return Look(Standing.PASSED, NO_CREDENTIALS.fill())
