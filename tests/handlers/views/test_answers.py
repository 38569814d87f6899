from __future__ import annotations

from bot.domain.answer import Answer, Sensitivity
from bot.domain.cards import Look
from handlers.views.answers import is_shown, told, value
from handlers.views.rich import rich, shown
from runbooks.kit.text import Text
from tests.handlers.views.examples import FULL, LOOK, MINIMAL, answer


def read(found: Answer | None) -> str:
    return "".join(shown(element) for element in rich(told(found, LOOK), "en").elements)


def test_an_answer_tells_its_source_and_its_age() -> None:
    assert read(answer("owner", "pay")) == "pay (ec2:DescribeInstances, 2026-11-22 09:12 UTC)"


def test_an_answer_that_failed_tells_why() -> None:
    why = Text("{call} denied").fill(call="DescribeTags")
    assert read(answer("owner", None, reason=why)) == "unknown (DescribeTags denied)"


def test_a_sentence_is_told_in_the_language_and_a_strangers_words_as_they_are() -> None:
    look = Look(language="ja")
    said = Text("public", ja="公開").fill()
    source = Text("policy file", ja="ポリシーファイル").fill()
    found = answer("exposure", "public", said=said, said_source=source)

    assert (value(found, LOOK), value(found, look)) == ("public", said)
    assert value(answer("owner", "pay"), look) == "pay"
    assert told(found, look).fields["source"] == source


def test_there_is_never_a_blank() -> None:
    assert read(None) == "not answered yet"
    assert read(answer("owner", "")) == "unknown (ec2:DescribeInstances)"


def test_what_is_more_sensitive_than_the_detail_is_hidden() -> None:
    secret = answer("owner", "pay", sensitivity=Sensitivity.FULL)
    assert read(secret) == "hidden by slack.detail"
    assert value(secret, LOOK) is None
    assert value(secret, FULL) == "pay"
    assert not is_shown(Sensitivity.STANDARD, MINIMAL)
