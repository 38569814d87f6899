"""The catalogue finds every runbook of a package, and nothing that only looks like one."""

from __future__ import annotations

import importlib
import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Literal

import pytest

import runbooks
from runbooks.kit.catalog import load, matches, options, target_field, undo_fields
from runbooks.kit.text import Text
from runbooks.kit.values import Inputs, at_undo, from_resource
from tests.runbooks.kit.sample import Box

RUNBOOK = "from tests.runbooks.kit.sample import ShutBox\nclass {name}(ShutBox):\n    '''Shut.'''\n"
IMPORTED = "from tests.runbooks.kit.sample import ShutBox\n"
NUMBERS = itertools.count(1)

Package = Callable[..., ModuleType]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    """Return what makes an importable package of these modules."""
    monkeypatch.syspath_prepend(tmp_path)
    made: list[str] = []

    def make(**modules: str) -> ModuleType:
        name = f"some_runbooks_{next(NUMBERS)}"
        made.append(name)
        folder = tmp_path / name
        (folder / "kit").mkdir(parents=True)
        for path, text in {"__init__": "", "kit/__init__": "", **modules}.items():
            (folder / f"{path}.py").write_text(text, encoding="utf-8")
        return importlib.import_module(name)

    yield make
    for name in [one for one in sys.modules if one.partition(".")[0] in made]:
        del sys.modules[name]


def test_runbooks_are_found_by_the_name_of_their_file_in_order(package: Package) -> None:
    found = load(package(shut_b=RUNBOOK.format(name="ShutB"), shut_a=RUNBOOK.format(name="ShutA")))

    assert [(name, each.__name__) for name, each in found.items()] == [
        ("shut_a", "ShutA"),
        ("shut_b", "ShutB"),
    ]


def test_a_package_inside_is_no_runbook(package: Package) -> None:
    assert load(package()) == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (IMPORTED, 0),
        (RUNBOOK.format(name="One") + RUNBOOK.format(name="Two"), 2),
    ],
)
def test_a_module_without_exactly_one_runbook_of_its_own_is_refused(
    package: Package, text: str, count: int
) -> None:
    with pytest.raises(TypeError, match=f"one Runbook, not {count}"):
        load(package(odd=text))


def test_the_catalogue_of_this_bot_is_found() -> None:
    assert list(load(runbooks)) == sorted(load(runbooks))
    assert "isolate_instance" in load(runbooks)


def test_the_target_is_the_input_that_a_resource_fills() -> None:
    assert target_field(Box) == ("box", ("AwsEc2Volume",))


def test_an_option_is_told_as_it_is_typed() -> None:
    class Wide(Inputs):
        thing: str = from_resource("AwsIamUser")
        mode: Literal["swap", "stop"] = "swap"
        far: bool = False
        behind: str = ""
        again: bool = at_undo(Text("Open it again?"))

    assert options(Wide) == ("mode=swap|stop", "far=true", "behind=…")
    assert options(Box) == ("why=…",)


def test_what_is_chosen_at_an_undo_is_no_target_and_a_target_may_be_of_several_types() -> None:
    class Either(Inputs):
        thing: str = from_resource("AwsIamUser", "AwsIamRole")
        again: bool = at_undo(Text("Open it again?"))

    assert target_field(Either) == ("thing", ("AwsIamUser", "AwsIamRole"))
    assert undo_fields(Either) == {"again": Text("Open it again?")}
    assert undo_fields(Box) == {}


def test_inputs_without_a_target_are_refused() -> None:
    class Nothing(Inputs):
        note: str = ""

    with pytest.raises(TypeError, match="no input declared with from_resource"):
        target_field(Nothing)


@pytest.mark.parametrize(
    ("trigger", "finding_type", "expected"),
    [
        ("guardduty:Backdoor:EC2/*", "guardduty:Backdoor:EC2/Spambot", True),
        ("guardduty:Backdoor:EC2/*", "guardduty:Backdoor:Runtime/C&CActivity.B", False),
        ("guardduty:Backdoor:EC2/Spambot", "guardduty:Backdoor:EC2/Spambot", True),
        ("guardduty:Backdoor:EC2/Spam", "guardduty:Backdoor:EC2/Spambot", False),
        ("securityhub:S3.2", "securityhub:S3.24", False),
        ("securityhub:S3.*", "guardduty:S3.2", False),
    ],
)
def test_a_trigger_matches_a_type_to_the_letter_or_by_its_beginning(
    trigger: str, finding_type: str, *, expected: bool
) -> None:
    assert matches(trigger, finding_type) is expected
