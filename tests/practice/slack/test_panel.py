from __future__ import annotations

from practice.slack.panel import MOST_CALLS, Panel, no_estate, no_scenario, tables

ESTATE = {
    "accounts": [
        {
            "name": "prod",
            "account": "111122223333",
            "instances": [
                {
                    "id": "i-1",
                    "name": "web-7",
                    "state": "running",
                    "interfaces": [
                        {"groups": [{"name": "a"}, {"name": "b"}]},
                        {"groups": [{"name": "c"}]},
                    ],
                }
            ],
            "buckets": [
                {"name": "open", "public": True},
                {"name": "shut", "blocked": True},
                {"name": "kept"},
            ],
            "users": [
                {"name": "deploy", "keys": [{"id": "AKIA1", "status": "Active"}]},
                {"name": "x"},
            ],
        }
    ],
    "calls": [
        {
            "time": "2026-11-22T09:12:09.5+00:00",
            "action": "ec2:A",
            "session": "A-19X",
            "error": None,
        },
        {
            "time": "",
            "action": "ec2:B",
            "caller": "arn:aws:iam::1:user/eve",
            "error": "AccessDenied",
        },
    ],
}


def texts(table: dict[str, object]) -> list[list[str]]:
    rows = table["rows"]
    assert isinstance(rows, list)
    return [[cell["text"] for cell in row] for row in rows]


def test_an_account_is_shown_by_its_instances_buckets_and_users() -> None:
    machines, buckets, users, _ = tables(ESTATE)

    assert machines["title"] == "prod 111122223333"
    assert texts(machines) == [["web-7 i-1", "running", "a, b | c"]]
    assert [row[1] for row in texts(buckets)] == [
        "public",
        "private, public access blocked",
        "private",
    ]
    assert [row[1]["alarming"] for row in buckets["rows"]] == [True, False, False]
    assert texts(users) == [["deploy", "AKIA1 Active"], ["x", "None"]]


def test_calls_tell_when_what_and_who_and_stand_out_when_they_failed() -> None:
    calls = tables(ESTATE)[3]

    assert texts(calls) == [["09:12:09", "ec2:A", "A-19X"], ["", "ec2:B AccessDenied", "eve"]]
    assert [row[1]["alarming"] for row in calls["rows"]] == [False, True]
    assert len(tables({"calls": [{"action": "a"}] * 100})[0]["rows"]) == MOST_CALLS


def test_a_failure_that_was_expected_does_not_stand_out() -> None:
    failed = {"action": "s3:GetBucketWebsite", "error": "NoSuchWebsiteConfiguration"}
    (calls,) = tables({"calls": [{**failed, "expected": True}, {**failed, "expected": False}]})

    assert [row[1]["alarming"] for row in calls["rows"]] == [False, True]


async def test_without_an_estate_there_is_nothing_to_show_and_nothing_to_start() -> None:
    assert tables(await no_estate()) == tables({"accounts": [{}]}) == []
    await no_scenario("any")
    assert Panel().scenarios == {}
