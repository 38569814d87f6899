from __future__ import annotations

import json
import re

from bot.deploying.guard import always, resources, watches
from bot.deploying.place import Place
from bot.verbs.declaring import declared
from tests.bot.deploying.examples import PLACE

FOUND = watches(declared(), PLACE)
MADE = resources(declared(), PLACE)


def test_every_rule_is_secbots_by_name_so_that_the_guard_guards_itself() -> None:
    names = [MADE[one.resource]["Properties"]["Name"] for one in FOUND]

    assert len(set(names)) == len(FOUND)
    assert all(name.startswith("secbot-guard-") for name in names)


def test_what_the_stack_must_be_told_of_is_not_missed_where_it_was_told_nothing() -> None:
    told = {one.rule for one in FOUND if one.condition}

    assert told == {"secbot-guard-bucket", "secbot-guard-key"}
    assert {*always(), *told} == {one.rule for one in FOUND}


def test_every_line_of_a_page_stands_in_quotes_and_has_no_blank_that_nothing_fills() -> None:
    for one in FOUND:
        (target,) = MADE[one.resource]["Properties"]["Targets"]
        transformer = target["InputTransformer"]
        for line in transformer["InputTemplate"].split("\n"):
            assert isinstance(json.loads(line), str)
        blanks = set(re.findall(r"<([^>]+)>", transformer["InputTemplate"]))
        assert blanks == set(transformer["InputPathsMap"])
        assert not any(name.lower().startswith("aws") for name in blanks)


def test_eventbridge_publishes_without_a_condition_and_the_bot_where_it_is_named() -> None:
    bot = {"Ref": "BotPrincipalArn"}
    named = resources(declared(), Place(), bot)["GuardTopicPolicy"]["Properties"]

    first, second = named["PolicyDocument"]["Statement"]
    assert first["Principal"] == {"Service": "events.amazonaws.com"}
    assert "Condition" not in first
    assert second["Principal"] == {"AWS": bot}
    assert first["Action"] == second["Action"] == "sns:Publish"
