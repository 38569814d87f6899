from __future__ import annotations

import pytest

from bot.domain.words import notice
from handlers.views.fitting import Space, laid
from handlers.views.marks import line
from handlers.views.parts import Lines
from handlers.views.rich import rich
from handlers.views.rows import row, rows, short_name, target_name
from runbooks.kit.text import Text
from tests.handlers.views.checking import written

HEAD = Text("*Will change*")
ROOM = Space(text=1_000, blocks=10, field=300)


@pytest.mark.parametrize(
    ("arn", "name"),
    [
        ("arn:aws:ec2:eu-west-1:1:instance/i-0abc", "i-0abc"),
        ("arn:aws:s3:::my-bucket", "my-bucket"),
        ("arn:aws:iam::1:user/team/Ann", "Ann"),
        ("i-0abc", "i-0abc"),
        ("arn:aws:s3:::x/", "arn:aws:s3:::x/"),
        ("", ""),
    ],
)
def test_a_resource_is_called_by_its_last_part(arn: str, name: str) -> None:
    assert short_name(arn) == name


def test_one_row_stands_beside_its_heading_and_more_stand_under_it() -> None:
    one, _ = laid([Lines(rows(HEAD, ["a"], 2, notice.MORE))], "en", ROOM)
    three, is_cut = laid([Lines(rows(HEAD, ["a", "b", "c"], 2, notice.MORE))], "en", ROOM)
    assert written(one) == "Will change a"
    assert written(three) == "Will change\n• a\n• b\n… and 1 more"
    assert is_cut


def test_without_rows_there_is_no_heading() -> None:
    assert rows(HEAD, [], 2, notice.MORE) == ()


def test_a_row_tells_how_many_more_there_are() -> None:
    some = rich(line(Text("{x}"), x=row(["a", "b", "c"], 2)), "en")
    assert "".join(str(one["text"]) for one in some.elements) == "a, b, … and 1 more"
    assert some.is_cut


def test_names_that_are_left_out_do_not_cut_a_card() -> None:
    names = row(["a", "b", "c"], 2, is_content=False)
    assert not rich(line(Text("{x}"), x=names), "en").is_cut


@pytest.mark.parametrize(
    ("arn", "name"),
    [
        ("arn:aws:iam::111122223333:root", "111122223333"),
        ("arn:aws-cn:iam::111122223333:root", "111122223333"),
        ("arn:aws:iam::111122223333:user/root", "root"),
        ("arn:aws:s3:::my-bucket", "my-bucket"),
    ],
)
def test_a_whole_account_is_called_by_its_number(arn: str, name: str) -> None:
    assert target_name(arn) == name
