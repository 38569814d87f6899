"""Every way is paged by, each once; one that fails keeps no other from it and is told in the check."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from bot.delivery.pagers import Pagers, Way
from bot.domain.paging import SNS, WEBHOOK
from bot.domain.posture import Checked, Standing
from bot.ports.pager import PagerError
from bot.ports.unit import Unit
from tests.clocks import FrozenClock
from tests.stores import a_store


@dataclass
class Line:
    """A way of paging that keeps what it was given, and takes it or does not."""

    is_down: bool = False
    given: list[str] = field(default_factory=list)

    async def page(self, subject: str, text: str) -> None:
        """Keep it; raise where it is down."""
        self.given.append(f"{subject}: {text}")
        if self.is_down:
            message = "nobody there"
            raise PagerError(message)


def _noted(unit: Unit, name: str) -> Checked | None:
    return unit.coverage.noted(name)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ({SNS: Line(), WEBHOOK: Line()}, ""),
        ({SNS: Line(is_down=True), WEBHOOK: Line()}, ""),
        ({SNS: Line(), WEBHOOK: Line(is_down=True)}, ""),
        ({SNS: Line(is_down=True), WEBHOOK: Line(is_down=True)}, "nobody there; nobody there"),
        ({WEBHOOK: Line()}, ""),
        ({WEBHOOK: Line(is_down=True)}, "nobody there"),
    ],
)
async def test_each_way_is_tried_once_and_the_page_is_taken_once_one_has_taken_it(
    lines: dict[str, Line], fault: str, tmp_path: Path
) -> None:
    ways = {name: Way(line, f"the place of {name}") for name, line in lines.items()}
    async with a_store(tmp_path) as store:
        pagers = Pagers(ways, store, FrozenClock())

        if fault:
            with pytest.raises(PagerError, match=f"^{fault}$"):
                await pagers.page("secbot", "look")
        else:
            await pagers.page("secbot", "look")

        for name, line in lines.items():
            kept = await store.read(partial(_noted, name=name))
            assert line.given == ["secbot: look"]
            assert kept is not None
            assert kept.standing is (Standing.FAILED if line.is_down else Standing.PASSED)


async def test_no_secret_leaves_by_a_page(tmp_path: Path) -> None:
    line = Line()
    async with a_store(tmp_path) as store:
        pagers = Pagers({SNS: Way(line, "a topic")}, store, FrozenClock())
        await pagers.page("token=abc", "Ann closed it: the password: hunter2 of 111122223333")

    assert line.given == [
        "token=[password removed]: Ann closed it: the password: [password removed] of 111122223333"
    ]
