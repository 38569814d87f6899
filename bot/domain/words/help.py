"""The verbs of /sec: how each is typed, what it does, and an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from runbooks.kit.text import Text


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: `usage` is how it is typed, `example` something to try."""

    usage: Text
    says: Text
    example: Text


VERBS: Mapping[str, Verb] = {
    "status": Verb(
        Text("/sec status [ACCOUNT]"),
        Text("the daily check: what needs somebody, and whether the quiet can be trusted"),
        Text("/sec status prod-payments"),
    ),
    "noise": Verb(
        Text("/sec noise"),
        Text("which findings had most cards this week, what came of them, what might be snoozed"),
        Text("/sec noise"),
    ),
    "list": Verb(
        Text("/sec list [sev>=high] [owner=me|none|@x] [page 2]"),
        Text("open incidents, the most severe first"),
        Text("/sec list sev>=high owner=none"),
    ),
    "show": Verb(
        Text("/sec show I-…|A-…|B-…"),
        Text("a card, here and for you alone"),
        Text("/sec show I-3M9K"),
    ),
    "why": Verb(
        Text("/sec why A-…|B-…|I-…"),
        Text("which rules make a plan need what it needs, and who has decided what"),
        Text("/sec why A-19X"),
    ),
    "ack": Verb(
        Text("/sec ack I-…"),
        Text("take an incident: you have it, and everybody sees that; again: you are still on it"),
        Text("/sec ack I-3M9K"),
    ),
    "assign": Verb(
        Text("/sec assign I-… @PERSON"),
        Text("give an incident to somebody, who is called in its thread"),
        Text("/sec assign I-3M9K @ryo"),
    ),
    "close": Verb(
        Text("/sec close I-… reason"),
        Text("close an incident; where something is held it takes two people"),
        Text("/sec close I-3M9K rebuilt from a clean image"),
    ),
    "fp": Verb(
        Text("/sec fp I-… reason"),
        Text("close it as a false positive; of HIGH and above, or contained, it takes two people"),
        Text("/sec fp I-3M9K our own scanner"),
    ),
    "reopen": Verb(
        Text("/sec reopen I-… [reason]"),
        Text("open a closed incident again"),
        Text("/sec reopen I-3M9K it beacons again"),
    ),
    "snooze": Verb(
        Text("/sec snooze I-… 4h [scope=finding|resource|type] reason"),
        Text("keep what you know of from the channel, 7 days at most; never what is CRITICAL"),
        Text("/sec snooze I-3M9K 4h scope=type the penetration test of this week"),
    ),
    "wake": Verb(
        Text("/sec wake I-…"),
        Text("end a snooze: what it has hidden is shown"),
        Text("/sec wake I-3M9K"),
    ),
    "restrict": Verb(
        Text("/sec restrict I-… @PERSON… reason, or +@PERSON reason"),
        Text(
            "keep an incident for you and these people alone, approvals too; to name one more "
            "takes two of them"
        ),
        Text("/sec restrict I-3M9K @bob @ryo it may be one of us"),
    ),
    "unrestrict": Verb(
        Text("/sec unrestrict I-… reason"),
        Text("show a restricted incident to all again; it takes two of the named"),
        Text("/sec unrestrict I-3M9K it was a test of ours"),
    ),
    "run": Verb(
        Text(
            "/sec run RUNBOOK I-…|TARGET[,TARGET…] [account=N] [region=R] [hold=4h] [k=v …] "
            "reason… or plan"
        ),
        Text(
            "ask for a runbook; several targets are approved as one; with `plan` you only look at what it would do, with `hold=4h` "
            "somebody is asked after that long whether to put it back"
        ),
        Text("/sec run block_public_s3 my-bucket account=111122223333 plan"),
    ),
    "approve": Verb(
        Text("/sec approve A-…|B-… DIGEST"),
        Text("approve a plan, or a batch, that you have read; its digest is on the card"),
        Text("/sec approve A-19X 9f31c2"),
    ),
    "reject": Verb(
        Text("/sec reject A-…|B-… [reason]"),
        Text("reject a plan; nothing runs"),
        Text("/sec reject A-19X the wrong bucket"),
    ),
    "undo": Verb(
        Text("/sec undo A-…|B-… reason"),
        Text("ask to put back what an execution, or all of a batch, has changed"),
        Text("/sec undo A-19X false alarm"),
    ),
    "stop": Verb(
        Text("/sec stop [ACCOUNT] [reason]"),
        Text("pull the brake: nothing more is changed there, or anywhere"),
        Text("/sec stop 111122223333"),
    ),
    "start": Verb(
        Text("/sec start [ACCOUNT]"),
        Text("release the brake; it takes two people"),
        Text("/sec start 111122223333"),
    ),
    "lift": Verb(
        Text("/sec lift [ACCOUNT] 1h reason"),
        Text("lift the hourly ceiling of changes for an hour at most; an approver must agree"),
        Text("/sec lift prod-payments 1h a worm in every web server"),
    ),
    "drill": Verb(
        Text("/sec drill [list] | start containment [RUNBOOK] TARGET [account=N] | stop [A-…]"),
        Text("drill on a thing to lose: contain, read back, put back, read back"),
        Text("/sec drill start containment i-0abc1234 account=111122223333"),
    ),
    "break-glass": Verb(
        Text("/sec break-glass A-… reason…"),
        Text("contain at once, with no second person; everybody is told, and one must review it"),
        Text("/sec break-glass A-19X exfiltration goes on and nobody answers"),
    ),
    "alone": Verb(
        Text("/sec alone A-… DIGEST reason…"),
        Text("at night, where the policy file lets you: contain alone what you asked for"),
        Text("/sec alone A-19X 9f31c2 exfiltration goes on and nobody answers"),
    ),
    "review": Verb(
        Text("/sec review A-… [wrong] what you found…"),
        Text("close the review of what ran on one word; `wrong` asks for its undo"),
        Text("/sec review A-19X the beacon was real, isolated rightly"),
    ),
    "confirm": Verb(
        Text("/sec confirm @PERSON"),
        Text("let somebody who has just joined an approvers' group approve at once"),
        Text("/sec confirm @ryo"),
    ),
    "release": Verb(
        Text("/sec release I-…|A-… [reason]"),
        Text("end a hold: what was contained is not checked any more; it takes two people"),
        Text("/sec release I-3M9K"),
    ),
    "oncall": Verb(
        Text("/sec oncall [next | swap @PERSON until 18:00]"),
        Text("who is on call now or next, or let somebody step in for a while"),
        Text("/sec oncall swap @ryo until 18:00"),
    ),
    "audit": Verb(
        Text("/sec audit I-…|A-…|B-…|E-…|@person"),
        Text("what happened, record by record"),
        Text("/sec audit A-19X"),
    ),
    "help": Verb(
        Text("/sec help [verb]"),
        Text("what you can do, or how one verb is typed"),
        Text("/sec help run"),
    ),
}

HEAD = Text("*What you can do*")
ROW = Text("• `{usage}` {says}")
FOOT = Text("Nothing in AWS changes without a card that you can see.")
ONE = Text("`{usage}` {says}")
EXAMPLE = Text("For example: `{example}`")
RUNBOOKS = Text("*There are*")
RUNBOOK = Text("• `{name}` {title}, on {types}")
RUNBOOK_WITH = Text("• `{name}` {title}, on {types}; goes further with `{options}`")
FROM_CARD = Text("A button of a card fills in the target; docs/runbooks.md tells what each does.")
PUSH = Text("What you can do with /sec")
