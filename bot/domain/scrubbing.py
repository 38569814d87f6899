"""Takes secrets and people's numbers out of a stranger's words, before they go anywhere.

What must be read survives: account ids, ARNs, access key ids, ids of resources, hashes, and e-mail
addresses, which name an owner or whose session it was. Every pattern looks at a character a
bounded number of times, so that no text takes long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.domain.words import scrubbing as words
from runbooks.kit.text import Language, Text

SHORTEST = 5
"""Nothing shorter is looked at: `pwd=x` is the shortest that says what it is."""

MARK = r"(?!\[[^\[\]\n]{1,20}(?: removed|を削除)\])"
OURS = r"(?<!removed\])(?<!削除\])"
"""Not right behind a mark of ours, or scrubbing twice could take more than scrubbing once."""

NAMES = (
    "pass(?:word|wd|wort|phrase|code)|pwd|secret|token|credentials?|"
    "(?:api|access|private|secret)[_-]?key|パスワード|暗証番号|秘密鍵?|シークレット|トークン|認証情報"
)
NAMED_BY = (
    "pass",
    "pwd",
    "secret",
    "token",
    "credential",
    "key",
    *("パスワード", "暗証番号", "秘密", "シークレット", "トークン", "認証情報"),
)
KEY_ID = r"(?!(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b)"
SPACE = r"[\s\u3000]{0,8}"
NAMED = rf"(?i)(?<![0-9]{{12}}:)(?P<name>(?:{NAMES})[\"']?{SPACE}[=:\uff1a\uff1d]{SPACE}){MARK}(?-i:{KEY_ID})"
OPENS = rf"(?:は{SPACE}|が{SPACE}|[「『]|\s{{1,8}}is\s{{1,8}}|(?<=-password)\s{{1,8}}|(?<=-token)\s{{1,8}})"
"""How people say without a sign what the password is."""
SAID = rf"(?i)(?P<name>(?:{NAMES}){OPENS})(?!arn:|[a-z]{{1,9}}-[0-9a-f]{{8,17}}(?![0-9a-z])){MARK}(?-i:{KEY_ID})"
SAID_VALUE = r"(?=[!-~]{0,60}[0-9])(?=[!-~]{0,60}[A-Za-z])[!-~]{6,}"
SECRET_LIKE = "".join(rf"(?=[A-Za-z0-9/+]{{0,39}}[{kind}])" for kind in ("a-z", "A-Z", "0-9"))
NO_ACCOUNT = r"(?![A-Za-z0-9/+]{0,28}[0-9]{12})"
ALONE = rf"(?<![\w.+/:@-]){OURS}"

CARD_DIGITS = "23456"
MY_NUMBER_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
"""https://laws.e-gov.go.jp/law/426M60000008085 (article 5): the check digit of 11 digits."""


def _always(_: str) -> bool:
    return True


def _is_card(found: str) -> bool:
    """Say whether digits are those of a card: its first one, and the sum of ISO/IEC 7812-1."""
    digits = [int(char) for char in found if char.isdigit()]
    doubled = [digit if at % 2 == 0 else digit * 2 for at, digit in enumerate(reversed(digits))]
    total = sum(digit - 9 if digit > 9 else digit for digit in doubled)  # noqa: PLR2004 - two digits
    return found[0] in CARD_DIGITS and total % 10 == 0


def _is_my_number(found: str) -> bool:
    *digits, check = (int(char) for char in found if char.isdigit())
    rest = sum(map(int.__mul__, digits, MY_NUMBER_WEIGHTS)) % 11
    return check == (0 if rest <= 1 else 11 - rest)


def _is_phone(found: str) -> bool:
    return 9 <= sum(char.isdigit() for char in found) <= 15  # noqa: PLR2004 - ITU-T E.164


@dataclass(frozen=True, slots=True)
class Pattern:
    """What something looks like, what it is called, and what else must hold of its digits.

    Without any of the `hints`, in small letters, a text has nothing of the shape: most have none,
    and each is looked through for them alone.
    """

    shape: re.Pattern[str]
    kind: Text
    hints: tuple[str, ...]
    holds: Callable[[str], bool] = _always


def _looks(shape: str, kind: Text, *hints: str, holds: Callable[[str], bool] = _always) -> Pattern:
    # No space parts Japanese from what follows, so that only ASCII's letters are of one word.
    return Pattern(re.compile(shape, re.ASCII), kind, hints, holds)


PATTERNS: tuple[Pattern, ...] = (
    _looks(
        r"(?s)-----BEGIN [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,40}-----.*?(?:-----END [A-Z ]{1,60}-----|\Z)",
        words.PRIVATE_KEY,
        "private key",
    ),
    _looks(r"(?<![\w-])eyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*", words.TOKEN, "eyj"),
    _looks(r"\b(?:FwoG|IQoJ|AQoD)[A-Za-z0-9/+=]{40,}", words.TOKEN, "fwog", "iqoj", "aqod"),
    _looks(r"\b(?:xox[a-z]|xapp)-[\w-]{8,}", words.TOKEN, "xox", "xapp-"),
    _looks(r"(?<=hooks\.slack\.com/services/)[\w/]{10,}", words.TOKEN, "hooks.slack.com"),
    _looks(
        r"\b(?:gh[oprsu]_|github_pat_|glpat-|sk_live_|npm_|AIza)[\w-]{16,}",
        words.TOKEN,
        "gh",
        "github_pat_",
        "glpat-",
        "sk_live_",
        "npm_",
        "aiza",
    ),
    _looks(
        r"(?i)(?:(?<=bearer )|(?<=basic ))(?=[\w.~+/=-]{0,400}(?-i:[A-Z0-9_.~+/=-]))[\w.~+/=-]{8,}",
        words.TOKEN,
        "bearer ",
        "basic ",
    ),
    _looks(r"(?<=://)[^\s/:@]{0,200}:[^\s/@]{1,200}(?=@)", words.PASSWORD, "://"),
    _looks(NAMED + r"(?:\"[^\"]*\"|'[^']*'|[^\s\u3000,;&]+)", words.PASSWORD, *NAMED_BY),
    _looks(SAID + SAID_VALUE, words.PASSWORD, *NAMED_BY),
    _looks(rf"(?i)(?P<name>signature=){MARK}[\w%+/=-]{{20,}}", words.SIGNATURE, "signature="),
    _looks(
        rf"(?<![\w/+=]){OURS}{SECRET_LIKE}{NO_ACCOUNT}[A-Za-z0-9/+]{{40}}(?![\w/+=])",
        words.SECRET_KEY,
    ),
    _looks(
        ALONE + r"(?:[0-9]{4}(?P<of>[ -])[0-9]{4}(?P=of)[0-9]{4}(?P=of)[0-9]{4}"
        r"|[0-9]{4}(?P<by>[ -])[0-9]{6}(?P=by)[0-9]{5}|[0-9]{14,19})(?![\w-])",
        words.CARD,
        holds=_is_card,
    ),
    _looks(
        r"(?i)(?P<name>(?:マイナンバー|個人番号|my ?number)[^0-9\n]{0,12})"
        r"[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])",
        words.MY_NUMBER,
        "マイナンバー",
        "個人番号",
        "my number",
        "mynumber",
        holds=_is_my_number,
    ),
    _looks(ALONE + r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{4}(?![\w-])", words.PHONE, "0", holds=_is_phone),
    _looks(
        ALONE + r"\+[1-9](?:[0-9]{8,14}|[0-9]{0,2}(?:[ -][0-9]{2,4}){2,4})(?![\w-])",
        words.PHONE,
        "+",
        holds=_is_phone,
    ),
    _looks(
        rf"(?i)(?P<name>(?:電話(?:番号)?|携帯|\btel)\s{{0,4}}[:\uff1aは]\s{{0,4}}){MARK}\+?[0-9()-]{{9,20}}",
        words.PHONE,
        "電話",
        "携帯",
        "tel",
        holds=_is_phone,
    ),
)
"""What is taken out, the surest first."""


def scrub(text: str, language: Language = "en") -> str:
    """Return the words without secrets and people's numbers; what kind it was is left to read."""
    if len(text) < SHORTEST:
        return text
    folded = text.casefold()
    for pattern in PATTERNS:
        if pattern.hints and not any(hint in folded for hint in pattern.hints):
            continue
        text = pattern.shape.sub(partial(_replaced, pattern, language), text)
    return text


def marked(kind: Text, language: Language = "en") -> str:
    """Return what stands in the place of something of this kind."""
    return words.REMOVED.fill(kind=kind.in_language(language)).plain(language)


def _replaced(pattern: Pattern, language: Language, found: re.Match[str]) -> str:
    """Return what stands in its place, behind the name that it was given."""
    name = found.groupdict().get("name") or ""
    value = found[0][len(name) :]
    return name + marked(pattern.kind, language) if pattern.holds(value) else found[0]
