"""AWS's services are told once, in order, looked at before; what others have set stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.anchor import Receipt
from bot.domain.braking import EVERYWHERE
from bot.domain.policy import Account
from bot.domain.record import What
from bot.domain.syncing import MOST_TRIES, Fate, Occasion
from bot.ports.anchor import Anchor
from practice.aws.faults import Failing, Fault
from runbooks.kit.values import Special
from tests.anchors import anchored
from tests.bot.response.upstairs import upstairs
from tests.bot.response.works import HOME, DiedError, Works

TAKEN, CLOSED, CLEARED = Occasion.TAKEN, Occasion.CLOSED, Occasion.CLEARED
DONE = Fate.DONE


async def test_what_was_cleared_by_two_is_told_to_both_services_with_intent_and_result(
    works: Works,
) -> None:
    up = await upstairs(works)
    await up.want(CLEARED)
    await works.work()

    assert await up.told() == [("SUPPRESSED", DONE), ("ARCHIVED", DONE), ("NOT_USEFUL", DONE)]
    stands = up.stands()
    assert stands["Workflow"] == {"Status": "SUPPRESSED"}
    assert stands["Note"]["Text"] == "secbot: I-1 was closed as a false positive"
    assert stands["UpdatedAt"] == "2026-11-22T00:00:00Z"
    assert up.at_guardduty()["Archived"] is True
    assert up.at_guardduty()["UserFeedback"] == "NOT_USEFUL"
    kinds = (What.SYNC_INTENT, What.SYNC_RESULT, What.SYNCED)
    records = await works.records(*kinds)
    assert [record.what for record in records] == [*kinds] * 3
    assert all(record.hash for record in records)
    assert [record.body["code"] for record in records if record.what is What.SYNC_RESULT] == [
        ""
    ] * 3


async def test_each_call_is_made_under_the_sync_role_narrowed_to_it_and_by_whom(
    works: Works,
) -> None:
    up = await upstairs(works)
    await up.want(CLEARED)
    await works.work()

    hub, archive, _ = up.writes()
    sessions = [call.who.session for call in (hub, archive)]
    for session, allowed in zip(sessions, ("BatchUpdate", "Archive"), strict=True):
        assert session is not None
        assert (session.role_arn.rpartition("/")[2], session.name) == ("secbot-sync", "secbot-I-1")
        assert session.source_identity == "bob@x"
        (policy,) = session.policies
        assert f"{allowed}Findings" in policy
        assert "*" not in policy
    assert f":{works.account}:hub/default" in hub.resources[0]


async def test_what_is_so_already_is_not_written_again(works: Works) -> None:
    up = await upstairs(works)
    up.set("NOTIFIED", "carol")
    await up.want(TAKEN)
    await works.work()

    assert await up.told() == [("NOTIFIED", Fate.ALREADY)]
    assert up.writes() == []


async def test_what_somebody_else_has_set_stays_and_the_thread_names_who_signed_it(
    works: Works,
) -> None:
    up = await upstairs(works)
    up.set("SUPPRESSED", "carol")
    await up.want(TAKEN)
    await works.work()

    assert await up.told() == [("NOTIFIED", Fate.DRIFTED)]
    assert up.writes() == []
    (record,) = await works.records(What.SYNC_DRIFTED)
    assert record.body["why"] == "it is SUPPRESSED there, signed by carol"


async def test_a_note_of_somebody_else_stays_while_the_status_is_told(works: Works) -> None:
    up = await upstairs(works)
    up.set("NEW", "carol")
    await up.want(TAKEN)
    await works.work()

    assert (up.stands()["Workflow"], up.stands()["Note"]["UpdatedBy"]) == (
        {"Status": "NOTIFIED"},
        "carol",
    )


async def test_what_aws_throttles_is_tried_again_and_keeps_its_order(works: Works) -> None:
    up = await upstairs(works)
    await up.want(TAKEN)
    await up.want(CLOSED)
    works.aws.faults.place(
        Fault(Failing.THROTTLED, works.account, operation="BatchUpdateFindings", times=1)
    )
    await works.work()
    assert await up.told() == [
        ("NOTIFIED", Fate.WAITING),
        ("RESOLVED", Fate.WAITING),
        ("ARCHIVED", Fate.WAITING),
    ]
    (first, _, _) = await up.rows()
    assert (first.tries, first.why) == (1, "AWS refused it: TooManyRequestsException")

    await works.work()
    assert {fate for _, fate in await up.told()} == {DONE}
    assert up.stands()["Workflow"] == {"Status": "RESOLVED"}


async def test_what_is_never_taken_is_given_up_aloud_after_many_tries(works: Works) -> None:
    up = await upstairs(works)
    await up.want(TAKEN)
    works.aws.faults.place(Fault(Failing.DENIED, works.account, operation="BatchUpdateFindings"))
    for _ in range(MOST_TRIES - 1):
        await works.store.write(lambda unit: unit.tellings.tried([1], "before"))
    await works.work()

    assert await up.told() == [("NOTIFIED", Fate.FAILED)]
    (record,) = await works.records(What.SYNC_FAILED)
    assert (record.body["tries"], record.body["why"]) == (
        MOST_TRIES,
        "AWS refused it: AccessDeniedException",
    )
    await works.work()
    assert len(up.writes()) == 1


async def test_a_process_that_dies_after_the_call_loses_nothing_and_writes_nothing_twice(
    works: Works,
) -> None:
    up = await upstairs(works)
    await up.want(TAKEN)
    works.store.die(What.SYNC_RESULT, before=True)
    try:
        await works.work()
    except DiedError:
        await works.crash()
    await works.work()

    assert await up.told() == [("NOTIFIED", DONE)]
    assert len(up.writes()) == 1


async def test_a_process_that_dies_before_the_call_leaves_it_to_the_next(works: Works) -> None:
    up = await upstairs(works)
    await up.want(TAKEN)
    works.store.die(What.SYNC_INTENT)
    try:
        await works.work()
    except DiedError:
        await works.crash()
    assert up.writes() == []
    await works.work()

    assert await up.told() == [("NOTIFIED", DONE)]
    assert up.stands()["Workflow"] == {"Status": "NOTIFIED"}


async def test_a_pulled_brake_stops_it_and_a_released_one_lets_it_go_on(works: Works) -> None:
    up = await upstairs(works)
    await up.want(TAKEN)
    now = works.clock.now()
    await works.store.write(lambda unit: unit.brakes.stop(EVERYWHERE, "bob@x", "Bob", now))
    await works.work()
    assert (await up.told(), up.writes()) == ([("NOTIFIED", Fate.WAITING)], [])

    await works.store.write(lambda unit: unit.brakes.start(EVERYWHERE, now))
    await works.work()
    assert await up.told() == [("NOTIFIED", DONE)]


async def test_what_only_one_wanted_or_the_policy_has_no_more_is_never_sent(works: Works) -> None:
    up = await upstairs(works)
    await up.want(CLEARED, asked_by="")
    await works.work()
    fates = [fate for _, fate in await up.told()]
    assert fates == [Fate.DROPPED, Fate.DROPPED, DONE]
    assert [call.operation for call in up.writes()] == ["UpdateFindingsFeedback"]


async def test_one_call_tells_of_many_findings_and_one_that_is_not_there_hurts_no_other(
    works: Works,
) -> None:
    up = await upstairs(works, *(f"f{number}" for number in range(1, 24)))
    lost = replace(up.findings[0], key=up.findings[0].key[:-2] + "gone", native_id="gone")
    up.findings = (*up.findings, lost)
    await works.store.write(lambda unit: unit.findings.add([(lost, 1)], works.clock.now()))
    await up.want(TAKEN)
    await works.work()

    fates = [fate for _, fate in await up.told()]
    assert fates == [*[DONE] * 23, Fate.DROPPED]
    assert len(up.writes()) == 1
    assert up.stands(22)["Workflow"] == {"Status": "NOTIFIED"}


async def test_guarddutys_administrator_is_the_one_who_is_called(works: Works) -> None:
    admin = Account(HOME, "security", external_id="x")
    accounts = {**works.policy.accounts, HOME: admin}
    works.under(
        policy=replace(works.policy, accounts=accounts, special={Special.SECURITY_ADMIN: HOME})
    )
    up = await upstairs(works)
    await up.want(CLOSED)
    await works.work()

    assert await up.told() == [("RESOLVED", DONE), ("ARCHIVED", Fate.WAITING)]
    (_, archive) = await up.rows()
    assert archive.account == HOME
    assert HOME in archive.why


async def test_what_can_not_be_anchored_is_not_sent_and_what_is_sent_was_anchored(
    works: Works,
) -> None:
    up = await upstairs(works)
    async with anchored(works, "s3") as anchor:
        await up.want(TAKEN)
        works.aws.faults.place(Fault(Failing.DENIED, account=HOME, operation="PutObject"))
        await works.work()
        assert (await up.told(), up.writes()) == ([("NOTIFIED", Fate.WAITING)], [])
        (result,) = await works.records(What.SYNC_RESULT)
        assert result.body["code"] == "NotSent"

        works.aws.faults.clear(HOME)
        await works.work()
        assert await up.told() == [("NOTIFIED", DONE)]
        marks = [each.mark for each in await receipts(works, anchor)]
        held = await works.store.read(lambda unit: unit.records.hold(marks))
        assert held.bare == ()


async def receipts(works: Works, anchor: Anchor) -> Sequence[Receipt]:
    return await works.store.read(lambda unit: unit.anchors.of(anchor.target))
