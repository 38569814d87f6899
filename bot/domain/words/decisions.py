"""What docs/decisions.md says around its tables."""

from __future__ import annotations

from collections.abc import Mapping

from runbooks.kit.text import Text
from runbooks.kit.values import RiskClass

TITLE = Text("# What is decided, and how")
INTRO = Text(
    "Written by `make docs` from the code that decides (`bot/domain/decide.py`): each row is a "
    "case that it was given, and what it answered. `/sec why A-...` tells the same of one plan."
)
CLASSES = Text(
    "## How many must say yes\nWhoever asked never counts; a policy file may ask for more."
)
CLASS_HEAD = Text("| class | approvals | a plan waits | what it is |")
MEANS: Mapping[RiskClass, Text] = {
    RiskClass.A: Text("only looks, or notes something down"),
    RiskClass.B: Text("one resource, little can break, put back exactly"),
    RiskClass.C: Text("put back exactly, but something may be out of service until then"),
    RiskClass.D: Text(
        "a part can't be put back, or it opens again, or it is wider than a resource"
    ),
}
RAISING = Text(
    "## What makes a class stricter\nEach column is the class that the runbook gives its target."
)
RAISING_HEAD = Text("| what is so | A | B | C | D |")
AS_IT_IS = Text("nothing else")
REOPENING = Text("it opens or re-enables, or a step needs the release role")
PROTECTED = Text("the target bears the tag `secbot:protected`")
UNREAD = Text("nobody could read the target's tags")
BY_THE_FILE = Text("`raises: [{classes: [B, C], environments: [prod]}]` in the policy file")
PRECIOUS = Text("the account's `precious` in the policy file names it, and it is no mere look")
SPECIAL = Text("its account is named under `organization`, and it is no mere look")
VOTES = Text(
    "## Whose yes counts\nA class C plan in a production account, asked for by Ann, unless it says "
    "otherwise. Any vote that does not count refuses; the desk leaves out those of earlier voters "
    "that do not count any more."
)
VOTES_HEAD = Text("| who says yes, to what | answer |")
NOBODY_YET = Text("nobody")
ONE = Text("one approver")
ONE_FOR_D = Text("one approver, class D (a drill)")
TWO_FOR_D = Text("two approvers, class D (a drill)")
TWIN_FOR_D = Text("two Slack accounts of one mailbox, class D (a drill)")
VOUCHED_FOR_D = Text("an admin, and who joined today and was confirmed by them, class D (a drill)")
REQUESTER = Text("whoever asked for it")
SUBJECT = Text("whoever the finding or the plan names")
GLASS = Text("an admin who breaks the glass, alone")
GLASS_NO_ADMIN = Text("an approver who would break the glass")
GLASS_UNDO = Text("an admin who would break the glass for an undo")
GLASS_D = Text("an admin who would break the glass for class D")
ALONE = Text("Ann, who would contain alone at 03:00, where `alone_at_night` is from 22:00 to 07:00")
ALONE_OFF = Text("Ann, who would contain alone, without `alone_at_night` in the policy file")
ALONE_BY_DAY = Text("Ann, who would contain alone at 09:00")
ALONE_D = Text("Ann, who would contain alone, class D (a drill)")
ALONE_UNDO = Text("Ann, who would undo alone")
ALONE_UNCONFIRMED = Text("Ann, who would contain alone what no source has confirmed")
ALONE_OTHER = Text("an approver, who would run alone what Ann asked for")
ALONE_AGAIN = Text("Ann, who would contain alone while nobody has confirmed the one before")
ALONE_NEW = Text("Ann, who would contain alone and joined the responders' group today")
ALONE_CLICK = Text("Ann, who would contain alone and did not type the plan's digest")
STANDING = Text("nobody, to class B in staging that a standing rule names")
STANDING_C = Text("nobody, to class C in staging that a standing rule names")
STANDING_PROD = Text("nobody, to class B in production that a standing rule names")
STANDING_PERSON = Text("nobody, to the same as a person asked for it")
NO_ROLE = Text("somebody of ours who is no approver there")
NEWCOMER = Text("somebody who joined the approvers' group today")
GUEST = Text("a guest in our workspace")
STRANGER = Text("somebody of another workspace, in a shared channel")
OTHER_ADDRESS = Text("an address outside `people.email_domain`")
NO_ANSWER = Text("an approver, while Slack does not tell their groups")
OTHER_DIGEST = Text("an approver, to a plan that was superseded")
CUT = Text("an approver, to a plan that the card had to cut")
CUT_OPENED = Text("the same, once they have opened the whole plan")
EXPIRED = Text("an approver, at the moment when the plan expires")
OTHER_FILE = Text("an approver, after the policy file has changed")
FORBIDDEN = Text("an approver, to a target that the policy file protects")
UNPROVED = Text("two approvers, class D, with no drill in the account")
NO_ACCOUNT = Text("an approver, in an account that is not in the policy file")
ALLOWED = Text("**runs**")
NEEDS = Text("waits for {count} more")
REFUSED = Text("refused: {why}")
