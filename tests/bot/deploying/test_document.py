from __future__ import annotations

import json

from bot.deploying.document import allowing, document, listed, written
from bot.deploying.grants import Grant
from bot.deploying.place import Place

ONE = (Grant(("arn:{partition}:x:::{account}",)),)
OTHER = (Grant(("arn:{partition}:x:::{account}",), {"StringEquals": {"x:owner": "{owner}"}}),)
PLACE = Place(account="111122223333")


def test_actions_on_the_same_things_share_a_statement() -> None:
    made = allowing(["x:B", "x:A", "x:C"], {"x:A": ONE, "x:B": ONE, "x:C": OTHER}, PLACE)

    assert [one["Action"] for one in made] == [["x:A", "x:B"], "x:C"]
    assert made[0]["Resource"] == "arn:aws:x:::111122223333"
    assert "Condition" not in made[0]
    assert made[1]["Condition"] == {"StringEquals": {"x:owner": "111122223333"}}


def test_an_action_that_nobody_has_narrowed_is_on_everything_and_one_without_a_grant_is_gone() -> (
    None
):
    made = allowing(["x:A", "x:B"], {"x:B": ()}, PLACE)

    assert made == [{"Effect": "Allow", "Action": "x:A", "Resource": "*"}]


def test_a_grant_may_need_more_than_one_statement() -> None:
    made = allowing(["x:A"], {"x:A": (*ONE, *OTHER)}, PLACE)

    assert [one["Action"] for one in made] == ["x:A", "x:A"]


def test_a_policy_is_written_the_same_whatever_the_order_of_its_actions() -> None:
    grants = {"x:A": ONE, "x:B": OTHER}
    first = written(document(allowing(["x:A", "x:B"], grants, PLACE)))

    assert first == written(document(allowing(["x:B", "x:A"], grants, PLACE)))
    assert json.loads(first)["Version"] == "2012-10-17"
    assert first.endswith("}\n")


def test_one_thing_is_listed_as_many_are() -> None:
    assert listed("a") == listed(["a"]) == ["a"]
