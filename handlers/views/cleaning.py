"""Makes strangers' words safe to look at: nothing invisible, endless, or live."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import accumulate, takewhile

from bot.domain.finding import Finding
from bot.domain.scrubbing import scrub
from runbooks.kit.text import Language

ELLIPSIS = "…"
READ_AHEAD = 8
MARKS_IN_A_ROW = 4

# Letters and signs that show as nothing at all though Unicode calls them visible.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_GONE = frozenset({"Cc", "Cf", "Cs"})
_SKIN_TONES = frozenset(chr(point) for point in range(0x1F3FB, 0x1F400))
_FLAG_LETTERS = frozenset(chr(point) for point in range(0x1F1E6, 0x1F200))
_SCHEMES = {"http": "hxxp", "https": "hxxps", "ftp": "fxp", "ftps": "fxps"}
# Look-alikes that Slack gives no meaning; a push text has no other way to keep them.
_INERT = str.maketrans({"*": "＊", "_": "＿", "~": "～", "`": "｀"})  # noqa: RUF001 - on purpose


def tidy(text: str) -> str:
    """Return the text on one line, without control, bidi and zero-width characters.

    Runs of spaces become one, and no letter keeps more than four combining marks, so that
    nothing climbs into the lines above and below (Unicode TR36, section 2 and 3).
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(_seen(text))
    return " ".join(text.split())


def units(text: str) -> int:
    """Return how long a text is in UTF-16 units, the longest way that Slack may count."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def cut(text: str, limit: int, size: Callable[[str], int] = units) -> str:
    """Return the text, or as much of it as fits with an ellipsis; never half a character.

    `size` is of one character. Accents stay with their letter, skin tones with their sign, and
    the two halves of a flag together.
    """
    sizes = [size(char) for char in text]
    if sum(sizes) <= limit:
        return text
    room = limit - size(ELLIPSIS)
    end = sum(1 for _ in takewhile(lambda used: used <= room, accumulate(sizes)))
    while end and not _is_boundary(text, end):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def clean(text: str, limit: int) -> str:
    """Return a stranger's words tidied, without secrets, and cut to so many UTF-16 units."""
    return shortened(text, limit)[0]


def shortened(text: str, limit: int, language: Language = "en") -> tuple[str, bool]:
    """Return a stranger's words cleaned, and whether any that can be seen may be missing.

    Words are read no further than eight times the limit, so that no length costs time. Secrets are
    taken out before anything is cut: half a secret looks like none.
    """
    read = text[: limit * READ_AHEAD]
    tidied = scrub(tidy(read), language)
    is_long = len(read) < len(text)
    short = cut(tidied + ELLIPSIS if is_long else tidied, limit)
    return short, is_long or short != tidied


def escape(text: str) -> str:
    """Return the text with the three characters escaped that Slack gives a meaning.

    https://docs.slack.dev/messaging/formatting-message-text: `&`, `<` and `>`, no others.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inert(text: str) -> str:
    """Return text in which nothing is bold, code, a mention or a link, for a push text."""
    for scheme, harmless in _SCHEMES.items():
        text = text.replace(f"{scheme}://", f"{harmless}://")
    return text.translate(_INERT)


def escaped_size(char: str) -> int:
    """Return how many UTF-8 bytes a character takes after escaping."""
    return len(escape(char).encode())


def defang(address: str) -> str:
    """Return an address of the other side so that nothing makes a link of it.

    `198.51.100[.]7`, `evil[.]com`, `hxxps://evil[.]com/x`, `2001:db8:[:]1`.
    """
    scheme, mark, rest = address.partition("://")
    if not mark:
        scheme, rest = "", address
    host = next((rest[:at] for at, char in enumerate(rest) if char in "/?#"), rest)
    path = rest[len(host) :]
    front = _SCHEMES.get(scheme.lower(), scheme)
    return f"{front}{mark}{_broken(host)}{path}"


def _broken(host: str) -> str:
    sign = "." if "." in host else ":"
    before, found, after = host.rpartition(sign)
    return f"{before}[{sign}]{after}" if found else host


def _seen(text: str) -> list[str]:
    """Return the characters that can be seen, white space as plain spaces."""
    kept: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        if char.isspace():
            kept.append(" ")
        elif category in _GONE or char in _FILLERS:
            continue
        marks = marks + 1 if category.startswith("M") else 0
        if not char.isspace() and marks <= MARKS_IN_A_ROW:
            kept.append(char)
    return kept


def _is_boundary(text: str, at: int) -> bool:
    """Say whether a text may be cut before this character."""
    char = text[at]
    if unicodedata.category(char).startswith("M") or char in _SKIN_TONES:
        return False
    if char not in _FLAG_LETTERS:
        return True
    before = sum(1 for _ in takewhile(_FLAG_LETTERS.__contains__, reversed(text[:at])))
    return before % 2 == 0


def defanged(text: str, finding: Finding) -> str:
    """Return a finding's sentence with the other side's addresses in it broken up."""
    for address in sorted(filter(None, finding.remote), key=len, reverse=True):
        text = text.replace(address, defang(address))
    return text
