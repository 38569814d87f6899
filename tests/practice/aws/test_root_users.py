from __future__ import annotations

from practice.aws.root_users import RootUser
from practice.aws.server import SimulatedAws

KEYS = ("AccountPasswordPresent", "AccountMFAEnabled", "AccountAccessKeysPresent")


def summary(aws: SimulatedAws, account: str) -> dict[str, int]:
    return dict(aws.client("iam", account).get_account_summary()["SummaryMap"])


def test_a_fresh_account_s_root_user_has_a_password_alone(aws: SimulatedAws, account: str) -> None:
    told = summary(aws, account)

    assert [told[key] for key in KEYS] == [1, 0, 0]


def test_a_root_user_has_what_it_is_given(aws: SimulatedAws, account: str) -> None:
    aws.controls.root_users.put(account, RootUser(has_password=False, has_mfa=True, has_keys=True))

    assert [summary(aws, account)[key] for key in KEYS] == [0, 1, 1]


def test_iam_s_own_counts_stay(aws: SimulatedAws, account: str) -> None:
    before = summary(aws, account)["Users"]
    aws.client("iam", account).create_user(UserName="carol")

    assert summary(aws, account)["Users"] == before + 1
