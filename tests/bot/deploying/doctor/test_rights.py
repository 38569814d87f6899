"""What each role may do, proved by simulation; what can't be proved is said so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.deploying.doctor.contract import Result
from bot.deploying.doctor.rights import duties
from bot.domain.policy import Sync
from bot.questions.checks.catalogue import ABOUTS
from bot.questions.enrich.catalogue import ENRICHERS
from runbooks.kit.values import Special
from tests.bot.deploying.doctor.world import CONTAIN, RELEASE, World, a_ground, documents


async def test_each_runbooks_apply_and_undo_are_in_what_is_asked(world: World) -> None:
    ground = a_ground(world)
    assert ground.policy is not None
    read, contain, release = duties(ground, ground.policy.accounts[world.account])

    for name, runbook in ground.catalogue.items():
        for duty, actions in (
            (read, runbook.about.reads),
            (contain, runbook.about.contains),
            (release, runbook.about.releases),
        ):
            assert all(name in duty.needs[action] for action in actions)


@pytest.mark.parametrize(
    "sync",
    [
        Sync(frozenset({"note"}), frozenset({"archive"})),
        Sync(frozenset(), frozenset({"archive"}), frozenset({"comment"})),
    ],
)
async def test_what_is_told_upstream_is_asked_of_the_sync_role_as_far_as_it_is_told(
    world: World, sync: Sync
) -> None:
    ground = a_ground(world)
    assert ground.policy is not None
    told = replace(ground, policy=replace(ground.policy, sync=sync))

    *_, duty = duties(told, ground.policy.accounts[world.account])
    assert duty.role == "secbot-sync"
    assert set(duty.needs) == {"guardduty:ArchiveFindings", "securityhub:BatchUpdateFindings"}


async def test_what_every_question_reads_is_in_what_is_asked(world: World) -> None:
    ground = a_ground(world)
    assert ground.policy is not None
    read, _, _ = duties(ground, ground.policy.accounts[world.account])

    asked = [(each.about.key, each.about.actions) for each in ENRICHERS]
    asked += [(each.key, each.actions) for each in ABOUTS]
    for key, actions in asked:
        assert all(key in read.needs[action] for action in actions)


async def test_listing_accounts_is_asked_of_the_one_account_that_is_to_tell_them(
    world: World,
) -> None:
    ground = a_ground(world)
    assert ground.policy is not None
    account = ground.policy.accounts[world.account]
    telling = replace(ground.policy, discover=True, special={Special.MANAGEMENT: account.number})

    without, *_ = duties(ground, account)
    asked, *_ = duties(replace(ground, policy=telling), account)
    other, *_ = duties(replace(ground, policy=telling), replace(account, number="000000000000"))

    assert asked.needs.keys() - without.needs.keys() == {"organizations:ListAccounts"}
    assert other.needs.keys() == without.needs.keys()


async def test_a_missing_right_names_the_runbook_and_what_it_is_for(world: World) -> None:
    world.without(RELEASE, "ec2:StartInstances")

    rows = await world.of("rights")

    (row,) = [row for row in rows if row.result is Result.FAILED]
    assert row.subject == f"prod {RELEASE}"
    assert row.says.plain() == (
        f"{RELEASE} may not ec2:StartInstances, needed by isolate_instance to undo."
    )


async def test_a_condition_that_is_not_ours_is_not_provable_and_no_fault(world: World) -> None:
    document = documents(world.account)[CONTAIN]
    for statement in document["Statement"]:
        if statement["Effect"] == "Allow" and "Condition" not in statement:
            statement["Condition"] = {"Bool": {"aws:ViaAWSService": "false"}}
    world.allow(CONTAIN, document)

    rows = [row for row in await world.of("rights") if row.subject == f"prod {CONTAIN}"]

    assert {row.result for row in rows} == {Result.WARNING, Result.PASSED}
    assert "not provable from here: it depends on aws:ViaAWSService" in rows[0].says.plain()


async def test_a_stack_that_hands_no_role_to_machines_is_told(world: World) -> None:
    world.without(RELEASE, "iam:PassRole")

    rows = [row for row in await world.of("rights") if row.result is Result.WARNING]

    assert len(rows) == 1
    assert "PassableRoleArns" in rows[0].says.plain()


async def test_a_simulator_that_may_not_be_asked_is_not_fine(world: World) -> None:
    world.deny("SimulatePrincipalPolicy", world.account)

    rows = await world.of("rights")

    assert [row.result for row in rows] == [Result.NOT_AVAILABLE] * 3
    assert all("SimulatePrincipalPolicy" in row.says.plain() for row in rows)
