"""Principals are known in every spelling that findings and people have for them."""

from __future__ import annotations

import pytest

from runbooks.kit import principals
from tests.runbooks.kit.sample import lids

HOME = "arn:aws:iam::111122223333"


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("user/carol", "user/carol"),
        (" `role/web-prod` ", "role/web-prod"),
        (f"{HOME}:user/team/carol", "user/team/carol"),
        (f"{HOME}:role/service-role/fn", "role/service-role/fn"),
        (f"{HOME}:root", "root"),
        ("arn:aws:sts::111122223333:assumed-role/web-prod/i-0abc", "role/web-prod"),
        ("AKIA0123456789ABCDEF", "AKIA0123456789ABCDEF"),
        ("asia0123456789abcdef", "ASIA0123456789ABCDEF"),
    ],
)
def test_every_spelling_of_a_principal_comes_to_one(written: str, spelled: str) -> None:
    assert principals.spelled(written) == spelled
    assert principals.is_principal(spelled)


@pytest.mark.parametrize(
    "written",
    ["carol", "", "user/", "group/admins", f"{HOME}:policy/x", "AKIA1", "user/a\nb", "role/a/"],
)
def test_what_is_no_principal_is_none_in_any_spelling(written: str) -> None:
    assert not principals.is_principal(principals.spelled(written))


def test_a_name_is_told_from_its_path_and_a_key_from_a_name() -> None:
    assert principals.split("user/team/ops/carol") == ("user", "carol")
    assert principals.split("AKIA0123456789ABCDEF") == ("", "")
    assert principals.is_key("ASIA0123456789ABCDEF")
    assert not principals.is_key("user/AKIA0123456789ABCDEF")


def test_the_arn_of_a_session_stands_for_its_role_and_every_other_for_itself() -> None:
    session = "arn:aws-cn:sts::111122223333:assumed-role/web-prod/i-0abc"
    assert principals.lasting(session) == "arn:aws-cn:iam::111122223333:role/web-prod"
    assert principals.lasting("arn:aws:s3:::logs/a") == "arn:aws:s3:::logs/a"


def test_an_arn_is_made_of_what_was_written_for_a_key_too() -> None:
    assert principals.arn(lids(), "user/team/carol") == f"{HOME}:user/team/carol"
    assert principals.arn(lids(), "root") == f"{HOME}:root"
    assert principals.arn(lids(), "AKIA0123456789ABCDEF").endswith(
        ":access-key/AKIA0123456789ABCDEF"
    )
