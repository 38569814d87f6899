"""The reasons of the checks that are made of what the database knows."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.run import Work
from runbooks.kit.text import Text

NO_ACCOUNTS = Text("the policy file has no account, so nothing in AWS is looked at")
NEVER_LOOKED = Text("it was not looked at yet")
OLD = Text("it is not known how it stands now: it was {standing} when last looked at, {at}")
NO_REGIONS = Text("it is not known yet which Regions are enabled")
SEEN_AT = Text("the last one came {at}")
SILENT = Text(
    "none for {count} days, since {at}: a sample finding would prove the way",
    one="none for a day, since {at}: a sample finding would prove the way",
)
NEVER_SEEN = Text("none has come yet: a sample finding would prove the way")
STRANGE_ACCOUNT = Text(
    "findings come from it, but it is not in the policy file: nobody looks at it"
)
EMPTY = Text("nothing waits")
YOUNG = Text("{count} wait, the oldest for {seconds} s", one="1 waits, for {seconds} s")
STUCK = Text(
    "{count} wait, the oldest since {at}: it is not worked off",
    one="1 waits, since {at}: it is not worked off",
)
UNREADABLE = Text(
    "{count} messages of the last day could not be read as findings",
    one="1 message of the last day could not be read as a finding",
)
GIVEN_UP = Text("{what} gave up in the last day, after several tries: the log says why")
GAVE_UP: Mapping[Work, Text] = {
    Work.ENRICH: Text("{count} enrichments", one="1 enrichment"),
    Work.PLAN: Text("{count} plannings", one="1 planning"),
    Work.EXECUTE: Text("{count} executions", one="1 execution"),
    Work.LOOK: Text("{count} looks at AWS", one="1 look at AWS"),
    Work.DRILL: Text("{count} steps of drills", one="1 step of a drill"),
    Work.SYNC: Text("{count} syncs upstream", one="1 sync upstream"),
    Work.SETTLED: Text(
        "{count} looks at who settled a finding", one="1 look at who settled a finding"
    ),
    Work.HOLD: Text("{count} checks of holds", one="1 check of holds"),
    Work.STAND: Text("{count} looks at standing rules", one="1 look at standing rules"),
    Work.MEMBERS: Text("{count} looks at approvers' groups", one="1 look at approvers' groups"),
    Work.GUARD: Text(
        "{count} looks at who uses secbot's roles", one="1 look at who uses secbot's roles"
    ),
    Work.PAGE: Text("{count} pages", one="1 page"),
    Work.OUTAGE: Text("{count} pages of an outage", one="1 page of an outage"),
    Work.BATCH: Text("{count} sealings of a batch", one="1 sealing of a batch"),
    Work.NIGHT: Text(
        "{count} looks at what was contained alone", one="1 look at what was contained alone"
    ),
    Work.PAGE: Text("{count} pages", one="1 page"),
    Work.STORM: Text("{count} looks at storms", one="1 look at storms"),
    Work.CANARY: Text("{count} flights of canaries", one="1 flight of canaries"),
    Work.SWEEP: Text("{count} looks for lost findings", one="1 look for lost findings"),
    Work.DISCOVER: Text(
        "{count} looks at the organization's accounts", one="1 look at the organization's accounts"
    ),
    Work.PURGE: Text(
        "{count} deletions of old findings",
        one="1 deletion of old findings",
        ja="古い検出結果の削除 {count} 件",
    ),
    Work.WITNESS: Text("{count} later readings of a claim", one="1 later reading of a claim"),
}
