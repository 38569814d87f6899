"""A denial is an answer that a look goes on without; all else is to be tried again."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from runbooks.kit.refusals import DENIED, code_of, why_not


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "ListGraphs")


@pytest.mark.parametrize("code", sorted(DENIED))
def test_a_denial_is_told_by_its_code(code: str) -> None:
    assert why_not(refused(code)).plain() == f"AWS answered {code}"


@pytest.mark.parametrize("code", ["ThrottlingException", "InternalServerException", ""])
def test_what_is_no_denial_rises(code: str) -> None:
    with pytest.raises(ClientError):
        why_not(refused(code))


def test_an_error_without_a_code_has_an_empty_one() -> None:
    assert code_of(ClientError({}, "ListGraphs")) == ""
