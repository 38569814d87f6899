"""The handbook says what the runbooks declare, and the page on disk is what it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import runbooks
from runbooks.isolate_instance import IsolateInstance
from runbooks.kit.catalog import load
from runbooks.kit.handbook import handbook
from runbooks.revoke_iam import RevokeIam
from tests.runbooks.kit.sample import ShutBox

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "runbooks.md"


def test_the_page_on_disk_is_what_the_runbooks_declare() -> None:
    written = PAGE.read_text(encoding="utf-8")

    assert written == handbook(load(runbooks)), "run `make docs`"


def test_the_command_writes_the_page() -> None:
    command = [sys.executable, "-m", "runbooks.kit.handbook", "runbooks"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == PAGE.read_text(encoding="utf-8")


def test_a_runbook_has_a_row_and_a_section_with_all_that_it_declares() -> None:
    page = handbook({"shut_box": ShutBox})

    assert (
        "| [`shut_box`](#shut_box) | Shut box | isolate | B | partial | AwsEc2Volume |"
        in page.splitlines()
    )
    assert "\n## shut_box\n" in page
    assert "- `box`: the target, from a finding's `AwsEc2Volume`" in page
    assert "- `why`: `str`; `nothing` unless asked for" in page
    assert "\nThe box to shut.\n" in page
    for head, name in (
        ("Offered for", "guardduty:Leak:EC2/*"),
        ("Reads", "ec2:DescribeVolumes"),
        ("Contains", "ec2:DetachVolume"),
        ("Releases", "ec2:AttachVolume"),
    ):
        assert f"**{head}**\n\n- `{name}`" in page


def test_what_is_not_declared_is_said_not_to_be() -> None:
    class Silent(ShutBox):
        """Shut a box."""

        about = ShutBox.about.model_copy(update={"undo": None})

    assert "| not declared |" in handbook({"silent": Silent})


def test_what_can_be_asked_for_besides_the_target_is_listed_with_its_choices() -> None:
    page = handbook({"isolate_instance": IsolateInstance})

    assert "- `mode`: `swap` or `stop`; `swap` unless asked for" in page
    assert "- `standby`: `true` or `false`; `false` unless asked for" in page


def test_several_kinds_of_target_and_what_is_chosen_at_an_undo_are_told_as_such() -> None:
    page = handbook({"revoke_iam": RevokeIam})

    kinds = "`AwsIamUser` or `AwsIamRole` or `AwsIamAccessKey`"
    assert f"- `principal`: the target, from a finding's {kinds}" in page
    assert "- `reactivate`: `true` or `false`; `false` unless asked for at the undo" in page
