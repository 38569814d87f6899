"""What has moved is told by the place that moved, not by all that stands around it."""

from __future__ import annotations

from bot.response.drift import moved


def interface(name: str, *groups: str) -> dict[str, object]:
    return {"id": name, "groups": list(groups), "vpc": "vpc-1", "forwards": False}


def test_two_equal_states_have_not_moved() -> None:
    state = {"protected": None, "interfaces": [interface("eni-1", "sg-1")]}
    assert moved(state, dict(state)) == ()


def test_only_what_differs_of_a_thing_in_a_list_is_told_under_its_id() -> None:
    before = {"interfaces": [interface("eni-1", "sg-1", "sg-2"), interface("eni-2", "sg-1")]}
    now = {"interfaces": [interface("eni-2", "sg-1"), interface("eni-1", "sg-2")]}
    assert moved(before, now) == ("interfaces eni-1 groups: sg-1, sg-2 -> sg-2",)


def test_what_came_and_what_went_is_told_whole() -> None:
    before = {"interfaces": [interface("eni-1", "sg-1")], "tags": ["a"]}
    now = {"interfaces": [interface("eni-1", "sg-1"), interface("eni-2")], "tags": []}
    came, went = moved(before, now)
    assert came.startswith('interfaces eni-2: none -> {"id": "eni-2"')
    assert went == "tags: a -> none"


def test_values_without_parts_are_told_as_they_were_and_as_they_are() -> None:
    before = {"protected": False, "group": "", "settings": None, "rules": [{"port": 22}]}
    now = {"protected": True, "group": "asg", "settings": {"on": True}, "rules": [{"port": 443}]}
    assert moved(before, now) == (
        "group: none -> asg",
        "protected: false -> true",
        "rules 1 port: 22 -> 443",
        'settings: none -> {"on": true}',
    )
