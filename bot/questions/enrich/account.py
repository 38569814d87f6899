"""What people call the account."""

from __future__ import annotations

from bot.domain.answer import Sensitivity, Subject
from bot.domain.policy import Account
from bot.questions.contract import About, Found, Missing, Question
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

NAMELESS = Text(
    "AWS Organizations has no name for {account}",
    ja="AWS Organizations に {account} の名前がありません",
)
POLICY_FILE = Text("policy file", ja="ポリシーファイル").fill()


class AccountName(Question):
    """The policy file's name of the account, else that of AWS Organizations.

    Organizations answers the management account and delegated administrators only, so from
    any other the answer is an honest "denied":
    https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html
    """

    about = About(
        key="account",
        title=Text("Account", ja="アカウント"),
        actions=("organizations:DescribeAccount",),
        source="organizations:DescribeAccount",
        cached=3600.0,
        sensitivity=Sensitivity.MINIMAL,
    )

    def known(self, subject: Subject, account: Account | None) -> Found | None:
        return Found(account.name, POLICY_FILE) if account and account.name else None

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        organizations = aws.read("organizations")
        answer = organizations.describe_account(AccountId=subject.account)
        name = answer["Account"].get("Name", "")
        return Found(name) if name else Missing(NAMELESS.fill(account=subject.account))
