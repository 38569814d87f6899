"""How each finding has come to its incident is told by the record of that."""

from __future__ import annotations

from bot.domain.record import Record, What
from bot.response.explaining.membership import members
from tests.bot.domain.makers import NOW
from tests.bot.response.office import Office, a_finding


async def test_the_newest_record_that_names_a_finding_tells_how_it_came(office: Office) -> None:
    one, two, three = (a_finding(key=key) for key in ("one", "two", "three"))
    await office.incident(one, two, three)
    bodies = (
        (What.FINDING_JOINED, {"key": "two"}),
        (What.FINDING_JOINED, {"key": "three"}),
        (What.MERGED, {"keys": ["three"]}),
        (What.SPLIT, {"keys": "odd"}),
        (What.INCIDENT_TAKEN, {"key": "one"}),
    )
    records = [Record(what, NOW, incident=1, body=body) for what, body in bodies]
    await office.store.write(lambda unit: unit.records.write(records))

    found = await office.store.read(lambda unit: members(unit, 1))
    assert [(each.id, each.finding.key) for each in found] == [
        ("F-1", "one"),
        ("F-2", "two"),
        ("F-3", "three"),
    ]
    assert [each.by.what if each.by else None for each in found] == [
        None,
        What.FINDING_JOINED,
        What.MERGED,
    ]
