"""The page of `iam prove`: who could do what, claim by claim, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.deploying.claims import Claim, Verdict, claims
from bot.deploying.declared import Declared
from bot.deploying.document import Document
from bot.deploying.landscape import Landscape, landscape
from bot.deploying.powers import changes
from bot.domain.words import thief as words
from runbooks.kit.text import Said, Text

PROVED, BROKEN, LIMITED = 0, 1, 3
SAID = {Verdict.HOLDS: words.HOLDS, Verdict.LIMIT: words.LIMIT, Verdict.BROKEN: words.BROKEN}


@dataclass(frozen=True, slots=True)
class Proof:
    """The page in Markdown, its last word, and the exit code that goes with it."""

    page: str
    says: Said
    code: int


def prove(declared: Declared) -> Proof:
    """Hold the claims against the policies; 0: all hold, 3: known limits, 1: one is broken."""
    found = landscape(declared)
    made = claims(found)
    apart = landscape(declared, is_released_by_another=True)
    page = "\n".join(
        [
            words.INTRO.en,
            "",
            words.HEAD.en,
            words.RULE,
            *_stolen(found, apart),
            "",
            words.CLAIMS.en,
            words.RULE,
            *(_line(claim) for claim in made),
        ]
    )
    broken = sum(claim.verdict is Verdict.BROKEN for claim in made)
    limits = sum(claim.verdict is Verdict.LIMIT for claim in made)
    if broken:
        return Proof(page, words.VERDICT_BROKEN.fill(count=broken), BROKEN)
    if limits:
        return Proof(page, words.VERDICT_LIMITS.fill(count=limits), LIMITED)
    return Proof(page, words.VERDICT_HOLDS.fill(), PROVED)


def _stolen(found: Landscape, apart: Landscape) -> Iterator[str]:
    """Yield a row for each thing that can be stolen."""
    yield _row(words.WEB, _itself(found.web), _through(found, found.reached(found.web)))
    yield _row(words.RUN, _itself(found.run), _through(found, found.reached(found.run)))
    without = found.reached(found.run, knows_id=False)
    yield _row(words.KEYS_ONLY, _itself(found.run), _through(found, without))
    yield _row(words.APART, _itself(apart.run), _through(apart, apart.reached(apart.run)))
    for says, policy in (
        (words.READ, found.read),
        (words.CONTAIN, found.contain),
        (words.RELEASE, found.release),
        (words.SYNC, found.sync),
    ):
        yield _row(says, _code(changes(policy)) or words.NOTHING.en, words.NOTHING.en)
    yield _row(words.SESSION, words.NARROWED.en, words.NO_ROLE.en)


def _row(stolen: Text, itself: str, roles: str) -> str:
    return words.ROW.fill(stolen=stolen.en, itself=itself, roles=roles).plain()


def _itself(policy: Document) -> str:
    return words.ITSELF.fill(actions=_code(changes(policy))).plain()


def _through(found: Landscape, roles: tuple[str, ...]) -> str:
    reached = {action for name in roles for action in changes(found.held[name])}
    if not reached:
        return words.NOTHING.en
    able = [name for name in roles if changes(found.held[name])]
    return words.THROUGH.fill(roles="`, `".join(able), count=len(reached)).plain()


def _line(claim: Claim) -> str:
    return words.CLAIM.fill(
        verdict=SAID[claim.verdict].en, says=claim.says.en, evidence=_code(claim.evidence)
    ).plain()


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
