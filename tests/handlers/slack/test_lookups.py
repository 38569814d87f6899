"""What `/sec` finds: lists and their pages, cards, and what is written."""

from __future__ import annotations

import pytest

from bot.domain.finding import Severity
from bot.domain.words import help as help_words
from bot.domain.words import reply, responding
from bot.ports.incidents import Change
from handlers.slack import lookups
from tests.clocks import MORNING
from tests.handlers.slack.front import ANN, BOB, Front
from tests.journeys.messages import has


async def is_refused_for_use(front: Front, text: str) -> None:
    """Type this and see it answered with how the verb goes."""
    told = await front.type(ANN, text)
    assert has(told, reply.WRONG_USE), told
    assert help_words.VERBS[text.split(maxsplit=1)[0]].usage.en in told


async def listed(front: Front, text: str) -> set[str]:
    """Type this and return the incidents that are listed."""
    told = await front.type(ANN, text)
    return {word for word in told.split() if word.startswith("I-")}


async def test_a_list_shows_ten_and_says_how_to_see_more(front: Front) -> None:
    await front.incidents(23)
    first = await front.type(ANN, "list")
    assert has(first, reply.LIST_HEAD)
    assert "/sec list page 2" in first
    pages = [await listed(front, f"list{page}") for page in ("", " page 2", " page=3")]
    assert [len(page) for page in pages] == [10, 10, 3]
    assert len(set().union(*pages)) == 23
    assert "/sec list page" not in await front.type(ANN, "list page 3")


async def test_the_next_page_is_of_the_same_list(front: Front) -> None:
    await front.incidents(11)
    told = await front.type(ANN, "list SEV&gt;=high owner=none")
    assert "/sec list sev>=high owner=none page 2" in told
    assert len(await listed(front, "list sev>=high owner=none page 2")) == 1


@pytest.mark.parametrize("text", ["list page 4", "list page 9999"])
async def test_a_page_that_there_is_not_is_named(front: Front, text: str) -> None:
    await front.incidents(23)
    assert has(await front.type(ANN, text), responding.NO_PAGE)


@pytest.mark.parametrize(
    "text",
    [
        *("list page 0", "list page", "list page x", "list page -1", "list page two"),
        *("list page 2 3", "list page 99999", "list open", "list sev=hot", "list sev>=3"),
        *("list owner=bob", "list owner=@bobby", "list type=Recon", "list sev>=high x"),
        "list account=prod-payments' or 1=1",
    ],
)
async def test_a_wish_that_a_list_can_t_meet_is_not_ignored(front: Front, text: str) -> None:
    await front.incidents()
    await is_refused_for_use(front, text)


async def test_a_list_is_filtered_by_severity_and_by_who_has_it(front: Front) -> None:
    await front.incidents(3)
    await front.store.write(
        lambda unit: unit.incidents.change(1, Change(severity=Severity.LOW), MORNING)
    )
    await front.type(ANN, "ack I-2")
    await front.type(BOB, "ack I-3")
    assert await listed(front, "list sev>=high") == {"I-2", "I-3"}
    assert await listed(front, "list sev=LOW") == {"I-1", "I-2", "I-3"}
    assert await listed(front, "list owner=me") == {"I-2"}
    assert await listed(front, "list owner=@bob") == {"I-3"}
    assert await listed(front, "list owner=NONE") == {"I-1"}
    assert await listed(front, "list owner=any") == {"I-1", "I-2", "I-3"}


async def test_an_empty_list_says_that_it_proves_nothing(front: Front) -> None:
    assert has(await front.type(ANN, "list"), reply.LIST_EMPTY)


@pytest.mark.parametrize("text", ["show I-1", "show i-1", "show L-1", "show F-1", "show I\u20141"])
async def test_show_brings_the_card_with_its_buttons(front: Front, text: str) -> None:
    await front.incidents()
    (message,) = (await front.typed(ANN, text.replace("L-1", "l"))).messages
    assert "incident.take" in str(message.content.blocks)


async def test_the_buttons_of_a_card_that_was_brought_work(front: Front) -> None:
    await front.incidents()
    (message,) = (await front.typed(ANN, "show I-1")).messages
    await front.click(ANN, message, "incident.take")
    assert (await front.incident()).owner == ANN


async def test_show_tells_how_an_execution_stands(front: Front) -> None:
    await front.waiting()
    for text in ("show A-1", "show a-1.1"):
        assert "A-1" in await front.type(ANN, text)


async def test_an_id_without_prefix_is_what_alone_bears_it(front: Front) -> None:
    await front.waiting()
    await is_refused_for_use(front, "show 1")
    await front.incidents()
    assert "I-2" in await front.type(ANN, "show 2")


@pytest.mark.parametrize("text", ["show I-ZZ", "show A-ZZ", "show F-ZZ", "show ZZ"])
async def test_what_there_is_not_is_named(front: Front, text: str) -> None:
    told = await front.type(ANN, text)
    assert has(told, reply.UNKNOWN_ID)
    assert text.split()[1] in told


@pytest.mark.parametrize(
    "text", ["show", "show E-1", "show X-1", "show I-1 I-2", "show I-1 x=1", "show <@U0BOB>"]
)
async def test_show_of_anything_but_one_thing_tells_how_it_goes(front: Front, text: str) -> None:
    await front.incidents(2)
    await is_refused_for_use(front, text)


@pytest.mark.parametrize("typed", ["i-0abc1234", "I-0ABC1234", "i-0123456789abcdef0"])
async def test_an_instance_s_own_id_is_no_incident_s(front: Front, typed: str) -> None:
    assert await lookups.incident(front.reception, typed) is None


async def test_the_audit_of_an_incident_an_execution_and_a_person(front: Front) -> None:
    await front.waiting()
    await front.type(ANN, "ack I-1")
    await front.type(BOB, "reject A-1 no")
    assert "Ann" in await front.type(ANN, "audit I-1")
    assert "Ann" in await front.type(ANN, "audit F-1")
    assert "Bob" in await front.type(ANN, "audit A-1")
    assert "Bob" in await front.type(ANN, "audit @bob")
    assert has(await front.type(ANN, "audit @ryo"), reply.AUDIT_EMPTY)


@pytest.mark.parametrize("who", ["bob", "ryo"])
async def test_the_audit_of_a_person_names_them_whether_they_did_anything_or_not(
    front: Front, who: str
) -> None:
    await front.waiting()
    await front.type(BOB, "reject A-1 no")
    told = await front.type(ANN, f"audit @{who}")
    assert f"Audit of {who.title()}" in told
    assert "U0" not in told


async def test_why_tells_of_an_execution_and_of_an_incident_by_any_of_its_ids(
    front: Front,
) -> None:
    await front.waiting()
    assert "1 must say yes" in await front.type(BOB, "why A-1")
    assert "1 must say yes" in await front.type(BOB, "why a-1.1")
    for typed in ("why I-1", "why F-1"):
        assert "as the most severe of its findings is" in await front.type(BOB, typed)


@pytest.mark.parametrize("text", ["why", "why 1", "why E-1", "why A-1 please", "why @bob"])
async def test_a_why_of_what_can_t_be_read_tells_how_it_goes(front: Front, text: str) -> None:
    await front.waiting()
    await is_refused_for_use(front, text)


@pytest.mark.parametrize("text", ["audit", "audit @nobody", "audit I-1 7d", "audit 1"])
async def test_an_audit_of_what_can_t_be_read_tells_how_it_goes(front: Front, text: str) -> None:
    await front.waiting()
    await is_refused_for_use(front, text)


async def test_an_error_report_is_for_admins_alone(front: Front) -> None:
    await front.store.write(
        lambda unit: unit.errors.report(MORNING, ANN, "plan.approve", "Traceback <!channel>")
    )
    assert has(await front.type(ANN, "audit E-1"), responding.NOT_ADMIN)
    told = await front.type(BOB, "audit E-1")
    assert "plan.approve" in told
    assert "Traceback" in told
    assert not front.slack.workspace.notified
    assert has(await front.type(BOB, "audit E-ZZ"), responding.NO_REPORT)
