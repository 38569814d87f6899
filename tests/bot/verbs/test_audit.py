"""`audit verify`: three answers, three exit codes; `audit export` writes what they are about."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from bot.aws.anchors.kms import KmsAnchor
from bot.aws.sessions import Keys, Sessions
from bot.clock import SystemClock
from bot.domain.record import Record, What
from bot.store.store import open_store
from bot.verbs.audit import look
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.anchors import HOME, REGION, drop_triggers, rewrite
from tests.bot.verbs.commands import secbot
from tests.bot.verbs.kept import Kept, Late, a_run, copied
from tests.stores import a_store, sqlite_url


async def keep_records(folder: Path) -> None:
    now = SystemClock().now()
    records = [
        Record(What.STOPPED, now, f"u{number}@example.com", body={"account": "*"})
        for number in range(5)
    ]
    async with a_store(folder) as store:
        await store.write(lambda unit: unit.records.write(records))


def tamper(folder: Path, statement: str) -> None:
    """Change the file as somebody who may write it can: the triggers go first."""
    with closing(sqlite3.connect(folder / "secbot.db")) as database, database:
        drop_triggers(database)
        database.execute(statement)


def verify(folder: Path) -> tuple[int, str]:
    done = secbot(folder, "audit", "verify", variables={"DATABASE_URL": sqlite_url(folder)})
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def runs(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Kept]:
    """Make one run of each kind; what is outside the database stays as it is."""
    return {
        kind: asyncio.run(a_run(aws, next(account_numbers), tmp_path_factory.mktemp(kind), kind))
        for kind in ("s3", "kms")
    }


@pytest.fixture
def in_bucket(runs: Mapping[str, Kept], tmp_path: Path) -> Kept:
    return copied(runs["s3"], tmp_path)


@pytest.fixture
def by_key(runs: Mapping[str, Kept], tmp_path: Path) -> Kept:
    return copied(runs["kms"], tmp_path)


async def test_a_whole_chain_is_consistent_and_said_to_be_unprotected(tmp_path: Path) -> None:
    await keep_records(tmp_path)
    code, told = verify(tmp_path)

    assert code == 3
    assert told.startswith("consistent, not protected: 5 records")


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE record SET body = '{}' WHERE number = 3", "BROKEN at record 3"),
        ("UPDATE record SET body = 'nonsense' WHERE number = 3", "BROKEN at record 3"),
        ("DELETE FROM record WHERE number = 2", "BROKEN at record"),
        ("DELETE FROM record WHERE number > 3", "CUT after record 3"),
    ],
)
async def test_a_chain_that_was_touched_is_told_with_its_record(
    tmp_path: Path, statement: str, says: str
) -> None:
    await keep_records(tmp_path)
    tamper(tmp_path, statement)
    code, told = verify(tmp_path)

    assert code == 1
    assert told.startswith(says)


def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    code, told = verify(tmp_path)

    assert code == 2
    assert told.startswith("There is no database at")
    assert not (tmp_path / "secbot.db").exists()


def test_a_chain_that_is_anchored_in_a_locked_bucket_is_said_to_be_and_how(
    in_bucket: Kept,
) -> None:
    code, told = in_bucket.verify()

    assert code == 0, told
    assert told.startswith(f"consistent and anchored at {in_bucket.target}: ")
    assert "Every change since record 1 was anchored before it was made" in told
    assert "Records behind it, consistent only: 0." in told
    assert "locks what is put there for 365 days, in COMPLIANCE mode" in told


def test_a_chain_that_is_signed_is_said_to_be_and_what_that_can_t_show(by_key: Kept) -> None:
    code, told = by_key.verify()

    assert code == 0, told
    assert told.startswith(f"consistent and anchored at {by_key.target}: ")
    assert "cut off together with their signatures" in told


def test_to_verify_changes_nothing_in_the_database(in_bucket: Kept) -> None:
    path = in_bucket.folder / "secbot.db"
    before = path.read_bytes()

    in_bucket.verify()

    assert path.read_bytes() == before


def test_a_database_that_was_rewritten_is_unprotected_where_no_anchor_is_set(
    in_bucket: Kept,
) -> None:
    rewrite(in_bucket.folder, "first-", "other-")

    code, told = verify(in_bucket.folder)

    assert code == 3
    assert told.startswith("consistent, not protected")


@pytest.mark.parametrize("receipts", [True, False])
def test_a_database_that_was_rewritten_is_broken_by_the_anchors_in_the_bucket(
    in_bucket: Kept, *, receipts: bool
) -> None:
    rewrite(in_bucket.folder, "first-", "other-", receipts=receipts)

    code, told = in_bucket.verify()

    assert code == 1, told
    assert "is not the record that was anchored" in told
    assert told.startswith("BROKEN at record ")


@pytest.mark.parametrize("receipts", [True, False])
def test_a_database_that_was_rewritten_has_no_signatures(by_key: Kept, *, receipts: bool) -> None:
    rewrite(by_key.folder, "first-", "other-", receipts=receipts)

    code, told = by_key.verify()

    assert code == 1, told
    expected = "is not the record that was anchored" if receipts else "no signature at all"
    assert expected in told


def test_a_rewritten_execution_whose_signatures_were_taken_out_is_a_change_without_its_anchor(
    by_key: Kept,
) -> None:
    rewrite(by_key.folder, "first-", "other-")
    tamper(by_key.folder, "DELETE FROM anchor WHERE place > 1")

    code, told = by_key.verify()

    assert code == 1, told
    assert "a change without its anchor. 2 changes have none" in told


@pytest.mark.parametrize("receipts", [True, False])
def test_a_tail_that_was_cut_off_is_found_by_the_anchors_in_the_bucket(
    in_bucket: Kept, *, receipts: bool
) -> None:
    rewrite(in_bucket.folder, "", "", upto=4, receipts=receipts)

    code, told = in_bucket.verify()

    assert code == 1, told
    assert told.startswith("CUT after record 4: ")


def test_a_tail_that_was_cut_off_is_found_by_the_signatures_that_are_left(by_key: Kept) -> None:
    rewrite(by_key.folder, "", "", upto=4)

    code, told = by_key.verify()

    assert code == 1, told
    assert told.startswith("CUT after record 4: ")


def test_a_new_database_at_the_same_place_is_another_chain(in_bucket: Kept) -> None:
    tamper(in_bucket.folder, "UPDATE record SET at = at + 1 WHERE place = 1")
    rewrite(in_bucket.folder, "", "")

    code, told = in_bucket.verify()

    assert code == 1, told
    assert "anchors of a chain with another beginning" in told


def test_a_receipt_that_somebody_has_made_up_is_found(by_key: Kept) -> None:
    tamper(
        by_key.folder,
        "INSERT INTO anchor SELECT target, place + 1, hash, origin, at, proof FROM anchor LIMIT 1",
    )

    code, told = by_key.verify()

    assert code == 1, told
    assert "which does not bear it out" in told


def test_a_place_where_nothing_was_anchored_yet_protects_nothing(in_bucket: Kept) -> None:
    code, told = in_bucket.verify(f"s3://{in_bucket.bucket}/new")

    assert code == 3, told
    assert "nothing is anchored at" in told


def test_a_bucket_without_a_lock_protects_nothing(in_bucket: Kept, aws: SimulatedAws) -> None:
    s3 = aws.client("s3", HOME, REGION)
    locked = in_bucket.bucket
    plain = f"plain-{locked}"
    s3.create_bucket(Bucket=plain)
    for each in s3.list_objects_v2(Bucket=locked)["Contents"]:
        s3.copy_object(Bucket=plain, Key=each["Key"], CopySource=f"{locked}/{each['Key']}")

    code, told = in_bucket.verify(in_bucket.target.replace(locked, plain))

    assert code == 3, told
    assert "has no Object Lock" in told


def test_anchors_that_can_t_be_read_protect_nothing_and_are_named(
    in_bucket: Kept, aws: SimulatedAws
) -> None:
    aws.faults.place(Fault(Failing.DENIED, account=HOME, operation="ListObjectVersions"))
    try:
        code, told = in_bucket.verify()
    finally:
        aws.faults.clear(HOME)

    assert code == 3, told
    assert "AccessDenied at s3:ListBucketVersions" in told
    assert told.startswith("consistent, not protected")


def test_a_key_that_was_set_late_is_told_since_signatures_could_have_been_deleted(
    by_key: Kept,
) -> None:
    tamper(by_key.folder, "DELETE FROM anchor WHERE place < (SELECT MAX(place) FROM anchor)")

    code, told = by_key.verify()

    assert code == 3, told
    assert "2 changes were made before the first signature" in told


def test_an_outcome_without_its_anchor_is_told(by_key: Kept) -> None:
    tamper(by_key.folder, "DELETE FROM anchor WHERE place = (SELECT MAX(place) FROM anchor)")

    code, told = by_key.verify()

    assert code == 3, told
    assert "the outcome of 1 execution is not anchored yet" in told


def test_a_setting_that_names_no_anchor_is_refused(in_bucket: Kept) -> None:
    code, told = in_bucket.verify("s3:/bucket")

    assert code == 2
    assert told.startswith("SECBOT_ANCHOR is s3:/bucket: it should be kms:KEY_ARN")


async def test_an_older_schema_is_told_with_what_to_do(tmp_path: Path) -> None:
    await keep_records(tmp_path)
    tamper(tmp_path, "UPDATE alembic_version SET version_num = '0001'")

    code, told = verify(tmp_path)

    assert code == 2
    assert "python -m bot migrate" in told


def test_an_export_is_written_where_it_is_told_and_never_over_another(in_bucket: Kept) -> None:
    out = in_bucket.folder / "audit.jsonl"
    variables = {"DATABASE_URL": sqlite_url(in_bucket.folder)}

    first = secbot(in_bucket.folder, "audit", "export", "--out", str(out), variables=variables)
    again = secbot(in_bucket.folder, "audit", "export", "--out", str(out), variables=variables)

    assert first.returncode == 0, first.stderr
    assert f"are in {out}" in first.stdout
    assert again.returncode == 2
    assert again.stderr.startswith(f"{out} is there already")


async def test_a_bot_that_changes_something_during_the_look_raises_no_alarm(
    by_key: Kept, aws: SimulatedAws
) -> None:
    sessions = Sessions(Keys(*aws.credentials(HOME)), REGION, aws.url, loader=aws.loader)
    late = Late(KmsAnchor(by_key.target.removeprefix("kms:"), sessions))
    async with open_store(sqlite_url(by_key.folder)) as store:
        found = await look(store, late)
    late.close()
    sessions.close()

    assert found.code == 3
    assert "the outcome of 1 execution is not anchored yet" in found.says[0].plain()
