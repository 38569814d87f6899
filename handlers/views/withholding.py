"""Leaves names, addresses and people's words out of a message, where few may read them.

What fills a blank is left out unless it is known to give nothing away: ours by its shape (an id, an
account number, a Region, a severity, a count, a type of finding, an action of AWS), or marked as
such by its view. So a view that nobody thought of here hides too much, and never too little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from pydantic import JsonValue

from bot.domain.words import notice
from handlers.views.marks import Field, Line, Link, Many, Words, as_data
from handlers.views.parts import Actions, Button, Lines, Menu, Part, Raw
from handlers.views.rich import as_line
from runbooks.kit.text import Said

LONGEST_SIGN = 4
_REGION = (
    r"[a-z]{2,4}(?<=af|ap|ca|cn|eu|il|me|mx|sa|us|sc)(?:-(?:gov|iso[a-f]?|de))?"
    r"-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9]"
)
_ACTION = (
    r"(?:access-analyzer|acm|athena|autoscaling|cloudformation|cloudfront|cloudtrail|cloudwatch"
    r"|config|detective|dynamodb|ec2|elasticloadbalancing|events|guardduty|health|iam|inspector2"
    r"|kms|lambda|logs|macie2|organizations|rds|s3|secretsmanager|securityhub|signin|sns|sqs|ssm"
    r"|sso|sts|support|tag)"
    r":(?:Add|Archive|Associate|Assume|Attach|Batch|Cancel|Confirm|Console|Create|Deactivate"
    r"|Decrypt|Delete|Deregister|Describe|Detach|Disable|Disassociate|Enable|Enter|Exit|Filter"
    r"|Generate|Get|Invoke|Leave|List|Lookup|Modify|Move|Pass|Publish|Put|Query|Receive|Register"
    r"|Remove|Replace|Resume|Revoke|Run|Send|Set|Sign|Simulate|Start|Stop|Suspend|Tag|Terminate"
    r"|Untag|Update)[A-Za-z0-9]{0,60}"
)
_TYPE = (
    r"(?:AttackSequence|Backdoor|Behavior|CredentialAccess|CryptoCurrency|DefenseEvasion"
    r"|DefenseImpairment|Discovery|Execution|Exfiltration|Impact|InitialAccess|LateralMovement"
    r"|Object|PenTest|Persistence|Policy|PrivilegeEscalation|Recon|ResourceConsumption"
    r"|ResourceDevelopment|SensitiveData|Stealth|Trojan|UnauthorizedAccess)"
    r":(?:Container|EC2|ECS|EKS|IAM|IAMUser|Kubernetes|Lambda|Organizations|RDS|RolesAnywhere"
    r"|Route53Resolver|Runtime|S3|S3Object|SES|SageMaker)"
    r"/[A-Z][A-Za-z0-9&!]{1,62}(?:\.[A-Z][A-Za-z0-9&!]{0,40}){0,2}"
)
"""Closed lists, since people name machines `db-prod-01`, and write `admin:Hunter2` in a reason."""
_PLAIN = re.compile(
    r"[IFAEB]-[0-9A-HJKMNP-TV-Z]{1,12}(?:\.[0-9]{1,4})?"
    r"|[0-9]{12}"
    r"|[0-9]{1,5}"
    r"|[A-D]"
    rf"|{_REGION}"
    r"|(?:INFORMATIONAL|LOW|MEDIUM|HIGH|CRITICAL)(?: [0-9]{1,3}(?:\.[0-9])?)?"
    rf"|{_ACTION}"
    rf"|{_TYPE}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2})?(?: UTC)?"
    r"|[0-9]{2}:[0-9]{2}(?: UTC)?",
    re.ASCII,
)


def withheld(words: Words) -> Line:
    """Return a line of which what gives something away is left out."""
    line = as_line(words)
    return replace(line, fields={name: _field(one) for name, one in line.fields.items()})


def parts_withheld(parts: Sequence[Part]) -> tuple[tuple[Part, ...], bool]:
    """Return the parts of a message without what gives something away, and whether any had it."""
    left = tuple(_part(part) for part in parts)
    return left, any(_is_less(before, after) for before, after in zip(parts, left, strict=True))


def _part(part: Part) -> Part:
    match part:
        case Lines(lines):
            return replace(part, lines=tuple(withheld(line) for line in lines))
        case Raw():
            return Lines((notice.WITHHELD,))
        case Actions(controls):
            return Actions(tuple(_control(one) for one in controls))
        case _:
            return part


def _control(control: Button | Menu) -> Button | Menu:
    if isinstance(control, Menu):
        options = (replace(one, label=withheld(one.label)) for one in control.options)
        return replace(control, options=tuple(options))
    confirm = control.confirm
    if confirm:
        confirm = replace(confirm, title=withheld(confirm.title), text=withheld(confirm.text))
    return replace(control, label=withheld(control.label), confirm=confirm)


def _field(field: Field) -> Field:
    match field:
        case Line() | Said():
            return withheld(field)
        case Many(fields):
            return replace(field, fields=tuple(_field(one) for one in fields))
        case Link(_, label, is_bare):
            return field if is_bare else label
        case str():
            return field if is_plain(field) else notice.WITHHELD
        case _:
            return field


def is_plain(words: str) -> bool:
    """Say whether words give nothing away: one of our own words, a sign, or of a known shape."""
    if isinstance(words, Enum) or _is_sign(words):
        return True
    return _PLAIN.fullmatch(words) is not None


def _is_sign(words: str) -> bool:
    """Say whether words are no more than one picture among stops: letters come as pictures too."""
    pictures = [char for char in words if unicodedata.category(char)[0] not in "PZM"]
    return len(words) <= LONGEST_SIGN and len(pictures) <= 1 and not words.isalnum()


def _is_less(before: Part, after: Part) -> bool:
    """Say whether a part has lost anything; what lines were before, they are told apart by."""
    if isinstance(before, Lines) and isinstance(after, Lines):
        pairs = zip(before.lines, after.lines, strict=True)
        return any(_bare(was) != _bare(now) for was, now in pairs)
    return isinstance(before, Raw)


def _bare(words: Words) -> JsonValue:
    return as_data(as_line(words))
