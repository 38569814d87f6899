"""Writes docs/sources.md: which findings are read, told by the very tables that weigh them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from bot.domain.finding import Severity
from bot.domain.moves import MOVES, Move
from bot.domain.sources import CLOUDTRAIL, SOURCES, Source
from bot.domain.words import sources_page as words
from bot.domain.words.alert import SERVICES
from bot.domain.words.confirming import HOW, NEVER

RULES = """```json
{"source": ["aws.config"], "detail-type": ["Config Rules Compliance Change"]}
{"source": ["aws.trustedadvisor"], "detail-type": ["Trusted Advisor Check Item Refresh Notification"]}
{"source": ["aws.cloudwatch"], "detail-type": ["CloudWatch Alarm State Change"], "resources": [{"wildcard": "*:alarm:security-*"}]}
{"source": ["aws.acm"], "detail-type": [{"prefix": "ACM Certificate "}]}
```"""
MONITOR = """```
{"monitor": {"id": "{{ctx.monitor._id}}", "name": "{{ctx.monitor.name}}"},
 "trigger": {"id": "{{ctx.trigger.id}}", "name": "{{ctx.trigger.name}}", "severity": "{{ctx.trigger.severity}}"},
 "account": "000000000000", "region": "eu-west-1", "period_end": "{{ctx.periodEnd}}"}
```"""


def page() -> str:
    """Return the whole page, as Markdown."""
    parts = (
        words.TITLE.en,
        words.INTRO.en,
        words.TWO_OWN.en,
        _table(words.HEAD.en, _weights()),
        words.CALLS.en,
        words.CALLS_INTRO.en,
        _table(words.CALLS_HEAD.en, _calls()),
        words.HELD.en,
        words.HELD_INTRO.en,
        words.TRUST.en,
        words.TRUST_INTRO.en,
        words.AGAIN.en,
        words.AGAIN_INTRO.en,
        _table(words.AGAIN_HEAD.en, _again()),
        words.WAYS.en,
        words.WAYS_INTRO.en,
        RULES,
        words.ALARMS.en,
        words.MONITORS.en,
        MONITOR,
    )
    return "\n\n".join(parts) + "\n"


def _table(head: str, rows: Iterator[tuple[str, ...]]) -> str:
    under = "|---" * (head.count("|") - 1) + "|"
    return "\n".join((head, under, *(f"| {' | '.join(row)} |" for row in rows)))


def _weights() -> Iterator[tuple[str, ...]]:
    """Yield a row for each word of each source, the floor and its reason in the first."""
    for name, source in SOURCES.items():
        if name != CLOUDTRAIL:
            yield from _of(SERVICES[name], source)


def _of(title: str, source: Source) -> Iterator[tuple[str, ...]]:
    listed = [(f"`{word}`", level) for word, level in source.levels.items()]
    for number, (word, level) in enumerate((*listed, (words.USUAL.en, source.usual))):
        is_first = number == 0
        head = (source.floor.value, source.why.en) if is_first else ("", "")
        yield (title if is_first else "", word, level.value, *head)


def _again() -> Iterator[tuple[str, ...]]:
    """Yield how each service's findings are read again, and then why others can't be."""
    for service, how in HOW.items():
        yield (SERVICES[service], how.en)
    for service, why in NEVER.items():
        yield (SERVICES[service], words.NOT_AGAIN.fill(why=why.en).plain())


def _calls() -> Iterator[tuple[str, ...]]:
    yield (words.CONSOLE_SERVICE.en, words.ROOT_NO_MFA.en, Severity.CRITICAL)
    yield (words.CONSOLE_SERVICE.en, words.ROOT.en, Severity.HIGH)
    yield (words.CONSOLE_SERVICE.en, words.USER_NO_MFA.en, Severity.MEDIUM)
    yield (words.TAGS_SERVICE.en, words.TAGS.en, Severity.HIGH)
    for service, moves in MOVES.items():
        for severity in reversed(Severity):
            names = _named(moves, severity)
            if names:
                yield (service, ", ".join(f"`{name}`" for name in names), severity)


def _named(moves: Mapping[str, Move], severity: Severity) -> list[str]:
    return sorted(name for name, move in moves.items() if move.severity is severity)


if __name__ == "__main__":
    sys.stdout.write(page())
