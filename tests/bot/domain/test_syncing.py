"""What is told upstream on which occasion, and when it must not be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.finding import Producer
from bot.domain.incident import Status
from bot.domain.policy import Account, Policy, Sync
from bot.domain.record import What, Written
from bot.domain.syncing import (
    MOST_AT_ONCE,
    Fate,
    Move,
    Occasion,
    Seen,
    Tell,
    Telling,
    batch,
    judge,
    may_note,
    notes,
    retry_in,
    settled,
    silences,
    stands,
    tellings,
    tells,
)
from runbooks.kit.values import Special
from tests.bot.domain.makers import ACCOUNT, NOW, a_policy
from tests.bot.response.office import a_finding

ALL = Sync(
    frozenset({"notified", "resolved", "suppressed", "note"}), frozenset({"archive", "feedback"})
)
NOTES = Sync(frozenset({"note"}))
V2 = Sync(security_hub_v2=frozenset({"in_progress", "resolved", "suppressed", "comment"}))
COMMENTS = Sync(security_hub_v2=frozenset({"comment"}))
BOTH = Sync(frozenset({"resolved"}), frozenset({"archive"}), frozenset({"resolved"}))
ADMIN = "999988887777"
KEY = f"guardduty:aws:{ACCOUNT}:eu-west-1:detector/d1/finding/f1"
NOTHING_OURS: frozenset[Tell] = frozenset()


def a_telling(number: int = 1, tell: Tell = Tell.RESOLVED, **more: Any) -> Telling:
    made = Telling(number, 1, KEY, tell, ACCOUNT, "eu-west-1", NOW, occasion=Occasion.CLOSED)
    return replace(made, by="bob@x", asked_by="ann@x", **more)


@pytest.mark.parametrize(
    ("sync", "occasion", "told"),
    [
        (Sync(), Occasion.TAKEN, ()),
        (Sync(), Occasion.CLEARED, ()),
        (ALL, Occasion.TAKEN, (Tell.NOTIFIED,)),
        (ALL, Occasion.CLOSED, (Tell.RESOLVED, Tell.ARCHIVED)),
        (ALL, Occasion.CLOSED_AS_REAL, (Tell.RESOLVED, Tell.ARCHIVED, Tell.USEFUL)),
        (ALL, Occasion.CLEARED, (Tell.SUPPRESSED, Tell.ARCHIVED, Tell.NOT_USEFUL)),
        (NOTES, Occasion.TAKEN, (Tell.NOTE,)),
        (NOTES, Occasion.CLOSED, (Tell.NOTE,)),
        (NOTES, Occasion.CLEARED, (Tell.NOTE,)),
        (Sync(frozenset({"resolved"})), Occasion.CLEARED, ()),
        (V2, Occasion.TAKEN, (Tell.IN_PROGRESS,)),
        (V2, Occasion.CLOSED, (Tell.RESOLVED_V2,)),
        (V2, Occasion.CLEARED, (Tell.SUPPRESSED_V2,)),
        (COMMENTS, Occasion.TAKEN, (Tell.COMMENT,)),
        (COMMENTS, Occasion.CLEARED, (Tell.COMMENT,)),
        (BOTH, Occasion.TAKEN, ()),
        (BOTH, Occasion.CLOSED, (Tell.RESOLVED, Tell.RESOLVED_V2, Tell.ARCHIVED)),
        (Sync(frozenset(), frozenset({"archive"})), Occasion.CLOSED, (Tell.ARCHIVED,)),
        (Sync(frozenset(), frozenset({"feedback"})), Occasion.CLOSED, ()),
    ],
)
def test_the_policy_says_what_is_told_on_which_occasion(
    sync: Sync, occasion: Occasion, told: tuple[Tell, ...]
) -> None:
    assert tells(sync, occasion) == told


def policy(**more: Any) -> Policy:
    accounts = {number: Account(number, number) for number in (ACCOUNT, ADMIN)}
    return a_policy(accounts=accounts, sync=ALL, **more)


def destinations(where: Policy, **finding: Any) -> list[str]:
    found = tellings(where, Occasion.CLOSED, 1, [a_finding(**{"key": KEY, **finding})], NOW)
    return [each.destination for each in found]


def test_only_the_administrator_archives_what_its_members_have_found() -> None:
    hub = f"securityhub:{ACCOUNT}:eu-west-1"
    assert destinations(policy()) == [hub, f"guardduty:{ACCOUNT}:eu-west-1"]
    special = {Special.SECURITY_ADMIN: ADMIN}
    assert destinations(policy(special=special)) == [hub, f"guardduty:{ADMIN}:eu-west-1"]


def test_what_is_not_guarddutys_a_sample_or_of_a_strange_account_is_not_told() -> None:
    product = Producer("securityhub", "arn:aws:securityhub:eu-west-1::product/x/y", verified=False)
    key = f"securityhub:aws:{ACCOUNT}:eu-west-1:{product.product}|{KEY}"
    assert destinations(policy(), key=key, producer=product) == [f"securityhub:{ACCOUNT}:eu-west-1"]
    assert destinations(policy(), sample=True) == []
    assert destinations(policy(), account="000000000000") == []


@pytest.mark.parametrize(
    ("tell", "seen", "ours", "move"),
    [
        (Tell.NOTIFIED, None, NOTHING_OURS, Move.ABSENT),
        (Tell.NOTIFIED, Seen("NEW"), NOTHING_OURS, Move.WRITE),
        (Tell.NOTIFIED, Seen("NOTIFIED"), NOTHING_OURS, Move.ALREADY),
        (Tell.NOTIFIED, Seen("SUPPRESSED"), NOTHING_OURS, Move.DRIFTED),
        (Tell.NOTIFIED, Seen("RESOLVED"), frozenset({Tell.RESOLVED}), Move.WRITE),
        (Tell.RESOLVED, Seen("NOTIFIED"), NOTHING_OURS, Move.WRITE),
        (Tell.RESOLVED, Seen("SUPPRESSED"), NOTHING_OURS, Move.DRIFTED),
        (Tell.RESOLVED, Seen("SUPPRESSED"), frozenset({Tell.SUPPRESSED}), Move.WRITE),
        (Tell.SUPPRESSED, Seen("RESOLVED"), NOTHING_OURS, Move.DRIFTED),
        (Tell.NOTE, Seen("NEW"), NOTHING_OURS, Move.WRITE),
        (Tell.NOTE, Seen("NEW", note_by="carol"), NOTHING_OURS, Move.DRIFTED),
        (Tell.IN_PROGRESS, Seen("New"), NOTHING_OURS, Move.WRITE),
        (Tell.IN_PROGRESS, Seen("In Progress"), NOTHING_OURS, Move.ALREADY),
        (Tell.IN_PROGRESS, Seen("Resolved"), NOTHING_OURS, Move.DRIFTED),
        (Tell.IN_PROGRESS, Seen("Resolved"), frozenset({Tell.RESOLVED_V2}), Move.WRITE),
        (Tell.IN_PROGRESS, Seen("Resolved"), frozenset({Tell.RESOLVED}), Move.DRIFTED),
        (Tell.RESOLVED_V2, Seen("In Progress"), NOTHING_OURS, Move.WRITE),
        (Tell.RESOLVED_V2, Seen("Suppressed"), NOTHING_OURS, Move.DRIFTED),
        (Tell.SUPPRESSED_V2, Seen("Archived"), NOTHING_OURS, Move.DRIFTED),
        (Tell.SUPPRESSED_V2, Seen("Archived"), frozenset({Tell.ARCHIVED}), Move.WRITE),
        (Tell.SUPPRESSED_V2, Seen("Other"), NOTHING_OURS, Move.DRIFTED),
        (Tell.COMMENT, Seen("New", comment="carol: mine"), NOTHING_OURS, Move.DRIFTED),
        (Tell.COMMENT, Seen("New"), NOTHING_OURS, Move.WRITE),
        (Tell.ARCHIVED, Seen(), NOTHING_OURS, Move.WRITE),
        (Tell.ARCHIVED, Seen(archived=True), NOTHING_OURS, Move.ALREADY),
        (Tell.USEFUL, Seen(), NOTHING_OURS, Move.WRITE),
        (Tell.USEFUL, Seen(feedback="USEFUL"), NOTHING_OURS, Move.ALREADY),
        (Tell.USEFUL, Seen(feedback="NOT_USEFUL"), NOTHING_OURS, Move.DRIFTED),
        (Tell.USEFUL, Seen(feedback="NOT_USEFUL"), frozenset({Tell.NOT_USEFUL}), Move.WRITE),
    ],
)
def test_what_somebody_else_has_set_is_never_set_over(
    tell: Tell, seen: Seen | None, ours: frozenset[Tell], move: Move
) -> None:
    assert judge(tell, seen, ours) is move


def test_a_note_that_only_says_that_it_is_ours_stays() -> None:
    signed = Seen(note_by="secbot")
    assert may_note(Seen(), NOTHING_OURS)
    assert may_note(signed, frozenset({Tell.NOTIFIED}))
    assert not may_note(signed, NOTHING_OURS)
    assert not may_note(Seen(note_by="carol"), frozenset({Tell.NOTIFIED}))
    assert may_note(Seen(comment="secbot: I-1 was closed"), frozenset({Tell.IN_PROGRESS}))
    assert not may_note(Seen(comment="secbot: I-1 was closed"), NOTHING_OURS)
    assert not may_note(Seen(comment="carol: mine"), frozenset({Tell.IN_PROGRESS}))


def test_a_comment_goes_along_only_where_the_policy_says_so_and_a_note_always() -> None:
    assert notes(Tell.RESOLVED, Sync())
    assert notes(Tell.RESOLVED_V2, COMMENTS)
    assert not notes(Tell.RESOLVED_V2, BOTH)


def test_what_both_hubs_call_settled_is_one_thing_here() -> None:
    assert Tell.SUPPRESSED_V2.in_asff is Tell.SUPPRESSED
    assert Tell.SUPPRESSED.in_asff is Tell.SUPPRESSED
    assert [each.silences for each in (Tell.RESOLVED_V2, Tell.SUPPRESSED_V2)] == [True, True]
    assert not Tell.IN_PROGRESS.silences


def test_what_takes_a_finding_out_of_sight_is_told_only_if_two_wanted_it() -> None:
    closed, where = Status.CLOSED, policy()
    assert stands(a_telling(), where, closed)
    assert not stands(a_telling(), where, Status.IN_PROGRESS)
    assert not stands(a_telling(), a_policy(), closed)
    assert not stands(replace(a_telling(), asked_by=""), where, closed)
    assert not stands(replace(a_telling(), asked_by="bob@x"), where, closed)
    taken = replace(a_telling(tell=Tell.NOTIFIED), occasion=Occasion.TAKEN, asked_by="")
    assert stands(taken, where, Status.IN_PROGRESS)
    assert silences([taken, a_telling()])
    assert not silences([taken, a_telling(tell=Tell.USEFUL), a_telling(tell=Tell.NOTE)])


def test_what_is_alike_goes_together_and_each_finding_keeps_its_order() -> None:
    first, second = a_telling(1, key="a"), a_telling(2, key="b")
    other = a_telling(3, Tell.SUPPRESSED, key="c")
    later = a_telling(4, Tell.SUPPRESSED, key="a")
    waits = a_telling(5, key="c")
    assert batch([first, second, other, later, waits]) == (first, second)
    assert batch([]) == ()
    for tell, most in ((Tell.RESOLVED, 100), (Tell.RESOLVED_V2, 100), (Tell.ARCHIVED, 50)):
        many = [a_telling(number, tell, key=str(number)) for number in range(150)]
        assert len(batch(many)) == most == MOST_AT_ONCE[tell.api]


def test_tries_come_further_and_further_apart() -> None:
    waits = [retry_in(tries) for tries in (0, 1, 2, 3, 4, 20)]
    assert waits[:4] == [timedelta(seconds=each) for each in (1, 1, 4, 16)]
    assert waits[4:] == [timedelta(minutes=1)] * 2
    assert Fate.WAITING is a_telling().fate


def test_the_newest_word_on_who_settled_it_counts() -> None:
    def written(what: What, **body: str) -> Written:
        return Written(1, what, NOW, "", "", 7, None, body, "", "")

    assert settled([]) is None
    told = written(What.SETTLED, how="SUPPRESSED")
    sought = settled([told])
    assert sought is not None
    assert (sought.incident, sought.how, sought.by, sought.is_sought) == (7, "SUPPRESSED", "", True)
    named = settled([told, written(What.SETTLED_BY, actor="arn:carol")])
    assert named is not None
    assert (named.by, named.is_sought) == ("arn:carol", False)
