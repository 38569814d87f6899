"""An input at fault is told in our words, whatever pydantic would say."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.response.bench.faults import fault
from runbooks.kit.text import Said


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


def even(value: int) -> int:
    if value % 2:
        message = "it should be even"
        raise ValueError(message)
    return value


class Everything(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(default="abc", min_length=3, max_length=5, pattern=r"^[a-z]+$")
    count: int = Field(default=1, ge=1, le=9)
    share: float = Field(default=0.5, gt=0, lt=1)
    force: bool = False
    size: Size = Size.SMALL
    kind: Literal["a", "b"] = "a"
    pairs: Annotated[int, AfterValidator(even)] = 2
    many: tuple[str, ...] = ()


def in_english(says: Said | str) -> str:
    return says if isinstance(says, str) else says.plain()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "a", "it should have at least 3 characters"),
        ("name", "abcdef", "it should have at most 5 characters"),
        ("name", "ABC", "it does not have the shape that it should, ^[a-z]+$"),
        ("name", 7, "it should be text"),
        ("count", "many", "it should be a whole number"),
        ("count", "1.5", "it should be a whole number"),
        ("count", "0", "it should be at least 1"),
        ("count", "10", "it should be at most 9"),
        ("share", "half", "it should be a number"),
        ("share", "0", "it should be more than 0.0"),
        ("share", "1", "it should be less than 1.0"),
        ("force", "perhaps", "it should be true or false"),
        ("size", "huge", "it should be 'small' or 'large'"),
        ("kind", "c", "it should be 'a' or 'b'"),
        ("pairs", "3", "it should be even"),
        ("many", "x", "it can't be used"),
        ("other", "x", "there is no such input; there are name, count"),
    ],
)
def test_each_kind_of_fault_has_its_sentence(field: str, value: object, says: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Everything.model_validate({field: value})
    (detail,) = caught.value.errors()
    assert in_english(fault(detail, ["name", "count"])) == says


def test_what_is_missing_is_said_to_be() -> None:
    class Needy(BaseModel):
        bucket: str

    with pytest.raises(ValidationError) as caught:
        Needy.model_validate({})
    assert in_english(fault(caught.value.errors()[0], ["bucket"])) == "it is missing"
