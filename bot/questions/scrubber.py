"""Takes secrets out of what AWS answered, before anybody keeps or shows it."""

from __future__ import annotations

import re
from functools import partial

from runbooks.kit.text import Text

REMOVED = Text("[{kind} removed]", ja="[{kind}を削除]")

PRIVATE_KEY = Text("private key", ja="秘密鍵")
ACCESS_KEY = Text("access key", ja="アクセスキー")
SECRET_KEY = Text("secret key", ja="シークレットキー")
TOKEN = Text("token", ja="トークン")
PASSWORD = Text("password", ja="パスワード")

NAMES = (
    "pass(?:word|wd|wort|phrase|code)|pwd|secret|token|credentials?|"
    "(?:api|access|private|secret)[_-]?key|パスワード|秘密"
)
NAMED = rf"(?i)(?P<name>(?:{NAMES})[\"']?\s{{0,8}}[=:\uff1a]\s{{0,8}})(?!\[[a-z ]+ removed\])"
SECRET_LIKE = "".join(rf"(?=[A-Za-z0-9/+]{{0,39}}[{kind}])" for kind in ("a-z", "A-Z", "0-9"))

PATTERNS: tuple[tuple[re.Pattern[str], Text], ...] = (
    (
        re.compile(
            r"(?s)-----BEGIN [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,40}-----.*?(?:-----END [A-Z ]+-----|\Z)"
        ),
        PRIVATE_KEY,
    ),
    (re.compile(r"\beyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*"), TOKEN),
    (re.compile(r"\b(?:FwoG|IQoJ|AQoD)[A-Za-z0-9/+=]{40,}"), TOKEN),
    (re.compile(r"\b(?:xox[a-z]|xapp)-[\w-]{8,}"), TOKEN),
    (re.compile(r"\b(?:gh[oprsu]_|github_pat_|glpat-|sk_live_|npm_)\w{16,}"), TOKEN),
    (re.compile(r"(?i)(?:(?<=bearer )|(?<=basic ))[\w.~+/=-]{8,}"), TOKEN),
    (re.compile(r"(?<=://)[^\s/:@]{1,200}:[^\s/@]{1,200}(?=@)"), PASSWORD),
    (re.compile(NAMED + r"(?:\"[^\"]*\"|'[^']*'|[^\s,;&]+)"), PASSWORD),
    (re.compile(r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b"), ACCESS_KEY),
    (re.compile(rf"(?<![\w/+=]){SECRET_LIKE}[A-Za-z0-9/+]{{40}}(?![\w/+=])"), SECRET_KEY),
)
"""What looks like a secret, the surest first. An e-mail address is none: it names an owner."""


def scrub(words: str) -> str:
    """Return the words without what looks like a secret; what kind it was is left to read."""
    for pattern, kind in PATTERNS:
        words = pattern.sub(partial(_replaced, kind), words)
    return words


def _replaced(kind: Text, found: re.Match[str]) -> str:
    """Return what stands in a secret's place, behind the name that it was given."""
    name = found.groupdict().get("name") or ""
    return name + REMOVED.fill(kind=kind.en).plain()
