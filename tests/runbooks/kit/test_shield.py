"""secbot's own tags on a target: they raise a class, never lower one, and CloudTrail tells of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice.aws.faults import Failing, Fault
from runbooks.isolate_instance import Instance
from runbooks.kit import shield
from runbooks.kit.aws import Aws
from runbooks.kit.shield import DRILL, PROTECTED, marks_of, told
from runbooks.kit.values import Marks
from tests.runbooks.machines import Network, launch, tagged
from tests.runbooks.site import REGION, Site


@pytest.fixture
def instance(site: Site, network: Network) -> Iterator[Instance]:
    yield launch(site, network, [network.web])
    site.aws.faults.clear(site.account)


def marks(instance: Instance, *keys: str) -> Marks:
    return marks_of(instance.instance, dict.fromkeys(keys, ""))


def test_a_target_whose_tags_nobody_could_read_is_no_drill_target() -> None:
    assert marks_of("i-1", None) == Marks(resource="i-1", is_protected=None)


def test_cloudtrail_tells_who_set_a_tag_and_when(
    site: Site, reading: Aws, instance: Instance
) -> None:
    tagged(site, instance, "owner", PROTECTED)

    said = told(reading, marks(instance, PROTECTED))[PROTECTED]
    assert said.text is shield.SET
    assert f"arn:aws:iam::{site.account}:" in str(said.fields["who"])
    assert said.fields["event"] == "CreateTags"
    assert str(said.fields["when"]).endswith(" UTC")


def test_neither_another_tag_nor_a_refused_call_nor_taking_it_off_counts_as_setting_it(
    site: Site, reading: Aws, instance: Instance
) -> None:
    ec2, names = site.client("ec2"), [instance.instance]
    tagged(site, instance, "owner")
    ec2.delete_tags(Resources=names, Tags=[{"Key": DRILL}])
    refusing = Fault(Failing.DENIED, account=site.account, operation="CreateTags", times=1)
    site.aws.faults.place(refusing)
    with pytest.raises(Exception, match="UnauthorizedOperation"):
        tagged(site, instance, DRILL)

    said = told(reading, marks(instance, DRILL))[DRILL]
    assert said.text is shield.NOT_KNOWN
    assert said.plain() == f"who set it is not known: {shield.NO_EVENT.fill(region=REGION).plain()}"


def test_where_cloudtrail_can_t_be_read_the_answer_says_so(
    site: Site, reading: Aws, instance: Instance
) -> None:
    tagged(site, instance, PROTECTED)
    site.aws.faults.place(Fault(Failing.DENIED, account=site.account, operation="LookupEvents"))

    said = told(reading, marks(instance, PROTECTED))[PROTECTED]
    assert said.plain() == (
        "who set it is not known: AccessDeniedException at cloudtrail:LookupEvents"
    )


def test_a_target_with_many_events_is_said_to_have_too_many(
    site: Site, reading: Aws, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shield, "MOST", 2)
    tagged(site, instance, PROTECTED)
    for _ in range(3):
        tagged(site, instance, "owner")

    said = told(reading, marks(instance, PROTECTED))[PROTECTED]
    assert shield.TOO_MANY.fill(count=2).plain() in said.plain()


def test_where_no_tag_is_cloudtrail_is_not_asked(
    site: Site, reading: Aws, instance: Instance
) -> None:
    assert told(reading, marks(instance)) == {}
    assert "cloudtrail:LookupEvents" not in site.called()


@pytest.mark.parametrize(
    ("tags", "stack", "others"),
    [
        ({"aws:cloudformation:stack-name": "SecBot-host"}, "SecBot-host", ()),
        ({"aws:cloudformation:stack-name": "web"}, "", ()),
        ({DRILL: "", PROTECTED: "", "secbot:x": "", "SecBot:y": ""}, "", ("SecBot:y", "secbot:x")),
    ],
)
def test_a_stack_of_secbot_s_name_and_its_other_tags_are_seen(
    tags: dict[str, str], stack: str, others: tuple[str, ...]
) -> None:
    marks = marks_of("i-1", tags)

    assert (marks.stack, marks.others) == (stack, others)
    assert "others" not in marks.model_dump()
