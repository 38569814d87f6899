"""The daily check as JSON: every part of the sheet, or why it is not known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from bot.domain.fatigue import Busiest, Fatigue, Pair
from bot.domain.finding import Severity
from bot.domain.hold import Grasp
from bot.domain.posture import Checked, Standing
from bot.domain.proving import LAST_FINDING
from bot.domain.restriction import Withheld
from bot.domain.retention import Kept, Purge
from bot.domain.review import Review
from bot.domain.routes import Aside, Mode
from bot.domain.status import Cleared, Lifted
from bot.domain.sweeping import Reached
from bot.domain.syncing import Settled
from bot.domain.words import proving as reasons
from bot.domain.words import status as words
from bot.verbs.status_data import data
from tests.bot.domain.pictures import BRAKE, NIGHT, PROD, UNDO, WHY, a_picture
from tests.bot.domain.test_snoozing import a_snooze
from tests.bot.domain.test_syncing import a_telling
from tests.bot.triage.examples import an_incident
from tests.clocks import MORNING

AT = "2026-11-22T09:00:00+00:00"

TOLD = {
    "at": AT,
    "account": "",
    "verdict": {
        "calm": "needs somebody",
        "proved": True,
        "says": "🔴 1 brake is pulled, 1 run on one person's word is not reviewed, 1 incident needs an owner, 1 plan waits for approval. "
        "The rest is quiet, and proved: the 1 check passed.",
    },
    "open": {"LOW": 1},
    "unowned": [
        {
            "id": "I-1",
            "severity": "HIGH",
            "title": "EC2 instance talking to a known C2 server",
            "account": PROD,
            "region": "eu-west-1",
            "opened_at": AT,
        }
    ],
    "waiting": [
        {
            "id": "A-1.1",
            "runbook": "isolate_instance",
            "target": "i-0abc",
            "account": PROD,
            "asked_by": "Ann",
            "has": 0,
            "needs": 1,
            "expires_at": AT,
        }
    ],
    "undo": [
        {
            "id": "A-2",
            "runbook": "block_public_s3",
            "target": "arn:aws:s3:::pay",
            "account": PROD,
            "outcome": "Success",
            "ended_at": AT,
        }
    ],
    "brakes": [{"account": "", "by": "Ann", "at": AT}],
    "lifts": [{"account": PROD, "by": "Bob", "until": AT}],
    "reviews": [{"id": "A-7", "kind": "glass", "by": "Bob", "at": AT, "reason": "nobody answers"}],
    "approvals": {
        "count": 3,
        "median_seconds": 240.0,
        "within_10_s": 1,
        "pair": {"approver": "Bob", "requester": "Ann", "count": 3},
        "busiest": {"approver": "Bob", "count": 3},
    },
    "holds": {"held": 3, "slipped": 0, "unknown": 2, "oldest_check_at": AT},
    "snoozes": [
        {
            "incident": "I-1",
            "scope": "type",
            "key": "Backdoor:EC2/C&CActivity.B!DNS",
            "account": PROD,
            "until": (MORNING + timedelta(hours=1)).isoformat(),
            "by": "Ann",
            "agreed_by": "Bob",
            "reason": "a test",
            "hidden": 14,
        }
    ],
    "restricted": [
        {
            "id": "I-2",
            "severity": "HIGH",
            "opened_at": AT,
            "by": "Ann",
            "owned": True,
            "waits_since": None,
        }
    ],
    "false_positives": [
        {"id": "I-1", "at": AT, "by": "Bob", "asked_by": "Ann", "reason": "our own scanner"}
    ],
    "settled_upstream": [{"id": "I-1", "how": "SUPPRESSED", "at": AT}],
    "not_told_upstream": [
        {
            "id": "I-1",
            "destination": "securityhub:111122223333:eu-west-1",
            "tell": "RESOLVED",
            "reason": "AWS refused it",
            "at": AT,
        }
    ],
    "asides": [
        {
            "day": "2026-11-22",
            "route": "type Recon:* → digest",
            "channel": "C0NOISE",
            "mode": "digest",
            "severity": "LOW",
            "many": 4,
        }
    ],
    "reached": [{"detector": "macie", "at": "2026-11-22T09:00:00+00:00", "sample": True}],
    "findings_kept": {
        "days": 400,
        "last": {
            "day": "2026-11-22",
            "before": AT,
            "ended_at": AT,
            "findings": 1204,
            "incidents": 900,
            "ignored": 2,
            "is_cut": False,
        },
    },
    "since": {
        "at": AT,
        "opened": {"LOW": 1, "HIGH": 2},
        "executed": {"Partial": 1},
        "unreadable": 0,
    },
    "looked_at": AT,
    "tally": {"PASSED": 1},
    "proof": [
        {
            "check": "last_finding",
            "account": PROD,
            "region": "eu-west-1",
            "standing": "PASSED",
            "says": "the last one came 09:00",
            "at": AT,
            "heard_at": AT,
        }
    ],
}


def test_every_part_is_told() -> None:
    seen = reasons.SEEN_AT.fill(at="09:00")
    last = Checked(LAST_FINDING, PROD, "eu-west-1", Standing.PASSED, seen, MORNING)
    tired = Fatigue(3, timedelta(minutes=4), 1, Pair("Bob", "Ann", 3), Busiest("Bob", 3))
    review = Review(7, 1, "bob@example.com", "Bob", MORNING, "nobody answers")
    holds = Grasp(held=3, unknown=2, oldest=MORNING)
    trust = {"reviews": (review,), "fatigue": tired, "holds": holds}
    picture = a_picture(**NIGHT, brakes=(BRAKE,), **trust)
    picture = replace(picture, lifts=(Lifted(PROD, "Bob", MORNING),))
    cleared = Cleared(an_incident(), "Bob", "Ann", "our own scanner", MORNING)
    picture = replace(picture, snoozes=(a_snooze(hidden=14),), cleared=(cleared,))
    untold = a_telling(why="AWS refused it", ended_at=MORNING)
    picture = replace(picture, settled=(Settled(1, "SUPPRESSED", MORNING),), untold=(untold,))
    aside = Aside("2026-11-22", "type Recon:* → digest", "C0NOISE", Mode.DIGEST, Severity.LOW, 4)
    picture = replace(picture, asides=(aside,), reached=(Reached("macie", MORNING, sample=True),))
    purge = Purge("2026-11-22", 400, MORNING, MORNING, 1204, 900, 2, ended_at=MORNING)
    picture = replace(picture, kept=Kept(400, purge))
    withheld = Withheld("I-2", Severity.HIGH, PROD, MORNING, "Ann", has_owner=True)
    picture = replace(picture, restricted=(withheld,))
    heard = {(PROD, "eu-west-1"): MORNING}
    told = data(replace(picture, proof=(last,), heard=heard))

    assert json.loads(json.dumps(told)) == told
    assert told == TOLD


def test_what_is_not_known_says_why_and_is_not_empty() -> None:
    lost = {"not_available": words.PART_BROKE.en}
    names = ("open", "unowned", "waiting", "undo", "brakes", "holds", "reviews", "day", "fatigue")
    told = data(a_picture(**dict.fromkeys(names, WHY)))

    parts = (*names[:-2], "since", "approvals")
    assert [told[part] for part in parts] == [lost] * len(parts)
    assert data(a_picture(open={Severity.LOW: 1}, looked_at=None))["looked_at"] is None
    assert data(a_picture(undo=(replace(UNDO, outcome=None, ended_at=None),)))["undo"]
