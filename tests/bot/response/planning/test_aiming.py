"""What a wish is about: target, account, Region and inputs, or why that can't be told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.execution import Ask, Outcome
from bot.domain.finding import Producer, Resource, Severity
from bot.domain.incident import Status
from bot.domain.policy import Account, Policy
from bot.ports.incidents import Change
from bot.response.bench.prefill import UnfitError
from bot.response.planning.aiming import Aim, Place, Wish, aim, named_by
from runbooks.kit.values import Tactic
from tests.bot.domain.makers import ACCOUNT, ANN, NOW, a_policy
from tests.bot.response.office import BUCKET, CATALOGUE, REGION, Office, a_finding
from tests.bot.response.planning.test_asking import run_to

OTHER = "444455556666"
TWO = a_policy(
    accounts={
        ACCOUNT: Account(ACCOUNT, "prod-payments", act_regions=("eu-west-1", "us-east-1")),
        OTHER: Account(OTHER, "Staging"),
    }
)
WISH = Wish("block_public_s3", target=BUCKET, account=ACCOUNT)
INSTANCE = "i-0123456789abcdef0"
ARN = f"arn:aws:ec2:us-east-1:{ACCOUNT}:instance/{INSTANCE}"


async def aimed(office: Office, policy: Policy = TWO, **changes: Any) -> Aim:
    wish = replace(WISH, **changes)
    return await office.store.read(lambda unit: aim(unit, wish, CATALOGUE, policy))


async def asked(office: Office, policy: Policy = TWO, **changes: Any) -> Ask:
    return (await aimed(office, policy, **changes)).ask


async def refused(office: Office, policy: Policy = TWO, **changes: Any) -> str:
    with pytest.raises(UnfitError) as caught:
        await aimed(office, policy, **changes)
    return caught.value.says.plain()


async def test_an_incident_fills_in_target_account_region_and_channel(office: Office) -> None:
    number = await office.incident()

    found = await aimed(office, incident=number, target="", account="")

    ask = found.ask
    assert (ask.account, ask.region, ask.inputs) == (ACCOUNT, REGION, {"bucket": BUCKET})
    assert found.channel == "C0SEC"


async def test_the_finding_that_the_card_speaks_of_is_the_one_that_fills_in(
    office: Office,
) -> None:
    worst = Resource("AwsS3Bucket", "arn:aws:s3:::worst-of-all")
    findings = (
        a_finding(),
        a_finding(key="guardduty:2", severity=Severity.CRITICAL, resources=(worst,)),
    )
    number = await office.incident(*findings)

    assert (await asked(office, incident=number)).inputs == {"bucket": "worst-of-all"}


async def test_another_finding_s_resource_has_to_be_named_and_its_finding_confirmed(
    office: Office,
) -> None:
    other = Resource("AwsS3Bucket", "arn:aws:s3:::other-one")
    second = a_finding(key="guardduty:2", severity=Severity.LOW, resources=(other,))
    number = await office.incident(a_finding(), second)

    assert (await asked(office, incident=number)).inputs == {"bucket": BUCKET}
    chosen = await asked(office, incident=number, resource=other.id)
    assert chosen.inputs == {"bucket": "other-one"}

    def named(*, is_chosen: bool) -> Any:
        wish = replace(WISH, incident=number, target="", account="")
        return office.store.read(
            lambda unit: named_by(unit, wish, CATALOGUE, TWO, is_chosen=is_chosen)
        )

    assert await named(is_chosen=False) == (f"arn:aws:s3:::{BUCKET}",)
    assert await named(is_chosen=True) == (f"arn:aws:s3:::{BUCKET}", other.id)

    claimed = await office.incident(
        a_finding(key="guardduty:3"), replace(second, key="guardduty:4", confirmed_at=None)
    )
    says = await refused(office, incident=claimed, resource=other.id)
    assert "names nothing that block_public_s3 works on" in says


async def test_an_unknown_runbook_is_refused_with_the_known_ones(office: Office) -> None:
    says = await refused(office, runbook="delete_everything")
    assert says == (
        "I don't know the runbook `delete_everything`. Nothing was changed. "
        f"There are: {', '.join(CATALOGUE)}."
    )


async def test_an_unknown_incident_is_refused(office: Office) -> None:
    assert (await refused(office, incident=99)).startswith("I don't know I-33.")


async def test_nothing_is_run_from_a_sample(office: Office) -> None:
    number = await office.incident(a_finding(sample=True))
    assert await refused(office, incident=number) == (
        "I-1 is a sample finding: no runbook can be run from it. Nothing was changed."
    )


async def test_nothing_is_run_from_what_a_custom_product_claims(office: Office) -> None:
    claim = Producer("securityhub", f"arn:aws:securityhub:{REGION}::product/x/y", verified=False)
    number = await office.incident(a_finding(producer=claim))
    assert "the claim of a product that is not AWS's own" in await refused(office, incident=number)


async def test_a_finding_without_a_fitting_resource_asks_for_the_target(office: Office) -> None:
    number = await office.incident(a_finding(resources=()))
    says = await refused(office, incident=number)
    assert says.startswith("I-1 names nothing that block_public_s3 works on.")


async def test_a_resource_of_another_account_is_none_of_the_findings(office: Office) -> None:
    foreign = Resource("AwsEc2Instance", f"arn:aws:ec2:{REGION}:{OTHER}:instance/{INSTANCE}")
    number = await office.incident(a_finding(resources=(foreign,)))
    says = await refused(office, runbook="isolate_instance", incident=number)
    assert "names nothing that isolate_instance works on" in says


async def test_an_arn_says_account_and_region_by_itself(office: Office) -> None:
    ask = await asked(office, runbook="isolate_instance", target=ARN, account="")
    assert (ask.account, ask.region) == (ACCOUNT, "us-east-1")
    assert ask.inputs["instance"] == INSTANCE


async def test_an_arn_that_contradicts_what_was_typed_is_refused(office: Office) -> None:
    says = await refused(office, runbook="isolate_instance", target=ARN, account=OTHER)
    assert says.startswith(f"The ARN says {ACCOUNT} and you say {OTHER}.")
    says = await refused(office, runbook="isolate_instance", target=ARN, region="eu-west-1")
    assert says.startswith("The ARN says us-east-1 and you say eu-west-1.")


@pytest.mark.parametrize(
    ("runbook", "arn"),
    [
        ("block_public_s3", "arn:aws:s3:::pay-exports/key-of-an-object"),
        ("isolate_instance", f"arn:aws:rds:us-east-1:{ACCOUNT}:db/{INSTANCE}"),
        ("isolate_instance", f"arn:aws:ec2:us-east-1:{ACCOUNT}:volume/{INSTANCE}"),
    ],
)
async def test_an_arn_of_another_kind_of_thing_is_not_taken_by_its_last_part(
    office: Office, runbook: str, arn: str
) -> None:
    account = ACCOUNT if "s3" in arn else ""
    assert f"does not work on {arn}" in await refused(
        office, runbook=runbook, target=arn, account=account
    )


async def test_the_arn_of_a_session_as_cloudtrail_tells_it_is_about_its_role(
    office: Office,
) -> None:
    session = f"arn:aws:sts::{ACCOUNT}:assumed-role/admin/bob@example.com"
    ask = await asked(office, runbook="revoke_iam", target=session, account="")
    assert (ask.account, ask.inputs["principal"]) == (ACCOUNT, "role/admin")


async def test_an_account_may_be_named_as_in_the_policy_file(office: Office) -> None:
    ask = await asked(office, account="staging", region="eu-west-1")
    assert ask.account == OTHER


async def test_the_only_account_need_not_be_named(office: Office) -> None:
    ask = await asked(office, a_policy(), account="", region=REGION)
    assert ask.account == ACCOUNT


async def test_with_several_accounts_one_must_be_named(office: Office) -> None:
    assert await refused(office, account="") == (
        f"Say which account: `account=NUMBER`. The policy file has these: {ACCOUNT}, {OTHER}. "
        "Nothing was changed."
    )


@pytest.mark.parametrize("region", ["", REGION])
async def test_an_account_that_the_policy_does_not_know_is_told_before_a_region_is_asked_for(
    office: Office, region: str
) -> None:
    nothing = a_policy(accounts={})
    says = await refused(office, nothing, account=ACCOUNT, region=region)
    assert says.startswith(f"Account {ACCOUNT} is not in the policy file")


async def test_the_region_is_the_first_that_the_policy_names_unless_it_is_typed(
    office: Office,
) -> None:
    assert (await asked(office)).region == "eu-west-1"
    assert (await asked(office, region="us-east-1")).region == "us-east-1"


@pytest.mark.parametrize("region", ["", "moon", "eu-west-1.evil.example", "EU-WEST-1", "a b"])
async def test_what_is_no_region_is_refused(office: Office, region: str) -> None:
    says = await refused(office, account=OTHER, region=region)
    assert says.startswith("Say which Region: `region=CODE`")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"target": "x"}, "bucket: it should have at least 3 characters. "),
        ({"target": "Bad_Bucket!"}, "bucket: it does not have the shape that it should, ^[a-z0-9]"),
        ({"more": {"force": "yes"}}, "force: there is no such input; there are bucket. "),
    ],
)
async def test_an_input_at_fault_is_named(
    office: Office, changes: dict[str, Any], says: str
) -> None:
    assert (await refused(office, **changes)).startswith(says)


def test_nothing_can_be_read_where_only_an_arn_is_made() -> None:
    place = Place(ACCOUNT, REGION, "aws")
    for ask in (place.read, place.change):
        with pytest.raises(NotImplementedError):
            ask("s3")


async def test_the_reason_is_kept_without_the_space_around_it(office: Office) -> None:
    assert (await asked(office, reason="  because \n")).reason == "because"


@pytest.mark.parametrize("tactic", list(Tactic))
async def test_only_a_tactic_that_stops_an_attacker_contains(
    office: Office, tactic: Tactic
) -> None:
    known = CATALOGUE["block_public_s3"]
    about = known.about.model_copy(update={"tactic": tactic})
    other = type("Other", (known,), {"about": about})

    found = await office.store.read(lambda unit: aim(unit, WISH, {"block_public_s3": other}, TWO))

    stops = {Tactic.ISOLATE, Tactic.EVICT, Tactic.HARDEN}
    assert found.ask.contains is (tactic in stops)


@pytest.mark.parametrize(
    "target",
    [ACCOUNT, f"arn:aws:iam::{ACCOUNT}:root", f"AWS::::Account:{ACCOUNT}", "Prod-Payments"],
)
async def test_a_scope_makes_the_wider_runbook_of_one_and_an_account_is_named_in_any_way(
    office: Office, target: str
) -> None:
    ask = await asked(office, target=target, account="", more={"scope": "account"})

    assert (ask.runbook, ask.inputs) == ("block_public_s3_account", {"account": ACCOUNT})
    assert ask.account == ACCOUNT


async def test_the_account_of_a_wider_runbook_is_its_target_and_no_other(office: Office) -> None:
    wider: dict[str, Any] = {"runbook": "block_public_s3_account", "target": OTHER, "account": ""}
    ask = await asked(office, **wider, region="eu-west-1")
    assert (ask.account, ask.region, ask.inputs) == (OTHER, "eu-west-1", {"account": OTHER})

    says = await refused(office, **{**wider, "account": ACCOUNT})
    assert says.startswith(f"The ARN says {OTHER} and you say {ACCOUNT}.")
    says = await refused(office, **{**wider, "target": BUCKET, "account": ACCOUNT})
    assert says.startswith("account: it does not have the shape")
    user = f"arn:aws:iam::{ACCOUNT}:user/ann"
    says = await refused(office, **{**wider, "target": user, "account": ""})
    assert f"does not work on {user}" in says


async def test_a_scope_that_is_the_runbooks_own_changes_nothing(office: Office) -> None:
    ask = await asked(office, more={"scope": "Bucket"})
    assert (ask.runbook, ask.inputs) == ("block_public_s3", {"bucket": BUCKET})

    wider: dict[str, Any] = {"runbook": "block_public_s3_account", "target": ACCOUNT}
    assert (await asked(office, **wider, more={"scope": "account"})).inputs == {"account": ACCOUNT}


@pytest.mark.parametrize("scope", ["organization", "", "account/../x"])
async def test_a_scope_that_is_none_is_refused(office: Office, scope: str) -> None:
    says = await refused(office, more={"scope": scope})
    assert says.startswith("scope: there is no such input")


async def test_an_incident_with_a_scope_is_about_its_findings_own_account(office: Office) -> None:
    number = await office.incident()

    ask = await asked(office, incident=number, target="", account="", more={"scope": "account"})
    assert (ask.runbook, ask.inputs) == ("block_public_s3_account", {"account": ACCOUNT})


async def test_how_far_an_isolation_goes_is_typed_in_words(office: Office) -> None:
    wide = {"mode": "stop", "standby": "true", "deregister": "yes", "role": "disassociate"}
    ask = await asked(office, runbook="isolate_instance", target=ARN, more=wide)
    assert ask.inputs == {
        "instance": INSTANCE,
        "mode": "stop",
        "standby": True,
        "decrement": False,
        "deregister": True,
        "role": "disassociate",
        "behind": "",
    }


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"mode": "terminate"}, "mode: it should be 'swap' or 'stop'"),
        ({"standby": "maybe"}, "standby: it should be true or false"),
        ({"decrement": "true"}, "decrement: it is for standby=true only"),
        ({"role": "delete"}, "role: it should be 'keep', 'disassociate' or 'revoke'"),
        ({"behind": "web"}, "behind: it is for role=revoke only"),
        ({"role": "revoke", "behind": "a b"}, "behind: "),
    ],
)
async def test_an_isolation_that_cannot_be_asked_for_is_refused_with_the_input_at_fault(
    office: Office, more: dict[str, str], says: str
) -> None:
    told = await refused(office, runbook="isolate_instance", target=ARN, more=more)
    assert told.startswith(says)


async def test_after_how_long_somebody_is_asked_whether_to_put_it_back_is_typed(
    office: Office,
) -> None:
    assert (await asked(office)).revert_after == 0
    assert (await asked(office, hold="4h")).revert_after == 4 * 3600


@pytest.mark.parametrize("typed", ["4", "forever", "1m", "99d", "<!channel>" * 9])
async def test_a_span_that_is_none_is_refused_and_not_left_out(office: Office, typed: str) -> None:
    told = await refused(office, hold=typed)
    assert "it goes `hold=4h`" in told
    assert "from 5 minutes to 30 days" in told


async def test_what_contains_nothing_can_not_be_held(office: Office) -> None:
    told = await refused(office, runbook="detective_context", target=ARN, hold="4h")
    assert "contains nothing" in told


@pytest.mark.parametrize("status", [Status.CLOSED, Status.RESOLVED])
async def test_nothing_is_contained_for_an_incident_that_has_ended_but_it_can_be_looked_into(
    office: Office, status: Status
) -> None:
    number = await office.incident(status=status)
    told = await refused(office, incident=number, target="", account="")
    assert told.startswith("I-1 is closed: what is contained for it would be held no more.")
    assert "/sec reopen I-1" in told
    assert (await asked(office, incident=number, target="", account="", plan_only=True)).plan_only


async def test_what_was_contained_is_put_back_though_its_incident_has_ended(
    office: Office,
) -> None:
    number = await office.incident()
    await office.asked(number)
    await run_to(office, Outcome.SUCCESS)
    closed = Change(status=Status.CLOSED)
    await office.store.write(lambda unit: unit.incidents.change(number, closed, NOW))
    reply = await office.asking.undo(ANN, 1, "a false alarm")
    assert reply.done, reply.says.plain()
