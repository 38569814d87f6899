"""Each claim can fail: a declaration or a policy that breaks it is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.deploying.claims import Claim, Verdict, changes_alone, claims
from bot.deploying.declared import Declared
from bot.deploying.document import document
from bot.deploying.landscape import Landscape, landscape
from bot.domain.words import thief as words
from bot.verbs.declaring import declared
from runbooks.kit.text import Text
from tests.bot.deploying.examples import WIDE


def allow(*actions: str, on: str = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": on, **more}


def verdict(found: Landscape, *says: Text) -> Claim:
    """Return the one claim that is said in one of these ways."""
    (claim,) = [each for each in claims(found) if each.says in says]
    return claim


def with_role(found: Landscape, role: str, *more: dict[str, Any]) -> Landscape:
    """Add statements to a role's policy."""
    policy = found.held[role]
    wider = document([*policy["Statement"], *more])
    return replace(found, held={**found.held, role: wider})


def test_what_today_is_declared_breaks_no_claim() -> None:
    assert {each.verdict for each in claims(landscape(declared()))} == {
        Verdict.HOLDS,
        Verdict.LIMIT,
    }


def test_a_bot_that_could_change_something_by_itself_is_found() -> None:
    found = landscape(WIDE)
    wider = replace(found, run=document([allow("ec2:StopInstances")]))

    assert verdict(found, words.ALONE).verdict is Verdict.HOLDS
    assert changes_alone(wider) == ("ec2:StopInstances",)
    assert verdict(wider, words.ALONE_NOT).evidence == ("ec2:StopInstances",)


def test_a_front_that_reaches_a_role_is_found() -> None:
    found = landscape(WIDE)

    assert verdict(found, words.FRONT).verdict is Verdict.HOLDS
    assert verdict(replace(found, web=found.run), words.FRONT_NOT).verdict is Verdict.BROKEN


@pytest.mark.parametrize(
    ("reads", "says", "expected"),
    [
        (("ec2:DescribeInstances",), words.READS, Verdict.HOLDS),
        (("logs:FilterLogEvents",), words.READS_DATA, Verdict.LIMIT),
        (("ec2:StopInstances",), words.READS_NOT, Verdict.BROKEN),
    ],
)
def test_a_read_role_that_changes_or_reads_data_is_found(
    reads: tuple[str, ...], says: Text, expected: Verdict
) -> None:
    assert verdict(landscape(Declared(reads, (), ())), says).verdict is expected


def test_a_contain_role_that_gives_rights_is_found() -> None:
    giving = Declared((), ("iam:PutRolePolicy", "iam:AttachUserPolicy"), ())

    broken = verdict(landscape(giving), words.GIVES_NOT)
    assert (broken.verdict, broken.evidence) == (Verdict.BROKEN, ("iam:PutRolePolicy",))
    assert verdict(landscape(WIDE), words.GIVES).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    "passing",
    [
        allow("iam:PassRole", Condition={"StringEquals": {"iam:PassedToService": "ec2"}}),
        allow("iam:PassRole", on="arn:aws:iam::111122223333:role/web"),
    ],
)
def test_a_role_that_passes_any_role_or_to_any_service_is_found(passing: dict[str, Any]) -> None:
    found = landscape(WIDE)
    broken = verdict(with_role(found, "secbot-release", passing), words.PASSES_NOT)

    assert verdict(found, words.PASSES).verdict is Verdict.HOLDS
    assert broken.evidence == ("secbot-release",)


def test_a_role_that_may_change_secbots_own_things_is_found() -> None:
    found = landscape(WIDE)
    bare = replace(found, held={**found.held, "secbot-contain": document([])})

    assert verdict(found, words.SHIELDED).verdict is Verdict.HOLDS
    assert all(
        one.startswith("secbot-contain: ") for one in verdict(bare, words.SHIELDED_NOT).evidence
    )


def test_a_boundary_that_allows_more_or_less_than_the_roles_is_found() -> None:
    found = landscape(WIDE)
    wider = replace(found, boundary=document([allow("iam:CreateUser")]))

    assert verdict(found, words.BOUNDED).verdict is Verdict.HOLDS
    assert "iam:CreateUser" in verdict(wider, words.BOUNDED_NOT).evidence


def test_a_trust_that_asks_for_no_external_id_is_found() -> None:
    found = landscape(WIDE)
    trust = document(
        [allow("sts:AssumeRole", Principal={"AWS": "arn:aws:iam::999988887777:role/bot"})]
    )
    open_ = replace(found, trusts={**found.trusts, "secbot-read": trust})

    assert verdict(found, words.KNOWING).verdict is Verdict.HOLDS
    assert verdict(open_, words.KNOWING_NOT).evidence == ("secbot-read",)


def test_a_thief_of_the_bot_reaches_the_release_role_unless_another_releases() -> None:
    apart = landscape(WIDE, is_released_by_another=True)

    assert verdict(landscape(WIDE), words.RELEASES).verdict is Verdict.LIMIT
    assert words.RELEASES not in [each.says for each in claims(apart)]


def test_what_both_roles_hold_alike_can_be_turned_round() -> None:
    both = verdict(landscape(WIDE), words.BOTH_WAYS)

    assert both.evidence == ("iam:UpdateAccessKey", "s3:PutBucketPublicAccessBlock")
    one_way = Declared((), ("ec2:StopInstances",), ("ec2:StartInstances",))
    assert words.BOTH_WAYS not in [each.says for each in claims(landscape(one_way))]


def test_that_the_quarantines_tag_is_the_roles_own_to_set_is_said() -> None:
    assert verdict(landscape(WIDE), words.MARKING).verdict is Verdict.LIMIT


def test_a_change_that_is_granted_on_everything_is_said() -> None:
    unknown = Declared((), ("eks:DeleteAccessEntry",), ())

    assert verdict(landscape(unknown), words.EVERYTHING).evidence == ("eks:DeleteAccessEntry",)
    narrow = Declared((), ("ec2:StopInstances",), ())
    assert words.EVERYTHING not in [each.says for each in claims(landscape(narrow))]


def test_what_is_broken_stands_last_where_it_is_read() -> None:
    made = claims(landscape(Declared(("ec2:StopInstances",), (), ())))

    assert made[-1].verdict is Verdict.BROKEN
