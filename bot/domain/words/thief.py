"""What is said of what a thief of the bot's credentials could do."""

from __future__ import annotations

from runbooks.kit.text import Text

INTRO = Text(
    "Computed by `python -m bot iam prove` from the very policies that `iam` prints and "
    "`deploy/secbot.yaml` deploys, and written here by `make docs`. AWS asks nobody for an "
    "approval: who approves, and what, is the bot's to check. So a thief of its credentials is "
    "held by IAM alone."
)
HEAD = Text("| stolen | changes by itself | changes through roles, with no approval |")
RULE = "|---|---|---|"
ROW = Text("| {stolen} | {itself} | {roles} |")
NOTHING = Text("nothing")
ITSELF = Text("nothing in your accounts ({actions})")
THROUGH = Text("all that `{roles}` may: {count} actions", one="all that `{roles}` may: 1 action")
NARROWED = Text("the steps of that one plan, on their ARNs, for 15 minutes at most")
NO_ROLE = Text("nothing: its session policy reaches no role")

WEB = Text("`web`'s credentials")
RUN = Text("those of `run`, or of `worker`, and the policy file with its external ids")
KEYS_ONLY = Text("those without the external ids")
APART = Text("those of `run`, where another identity releases (`ReleasePrincipalArn`)")
SESSION = Text("the session of an execution")
READ = Text("a session of the read role")
CONTAIN = Text("a session of the contain role, not narrowed")
RELEASE = Text("a session of the release role, not narrowed")
SYNC = Text("a session of the sync role, not narrowed")

CLAIMS = Text("| | claim | shown by |")
CLAIM = Text("| {verdict} | {says} | {evidence} |")
HOLDS = Text("holds")
LIMIT = Text("**does not hold**")
BROKEN = Text("**BROKEN**")

ALONE = Text("The bot's own identity changes nothing in an account without assuming a role.")
ALONE_NOT = Text("The bot's own identity changes accounts by itself: it must not.")
FRONT = Text(
    "`web` reaches no role. Not served yet: `run` is both halves in one process, so whoever "
    "takes over its front has the worker's way too."
)
FRONT_NOT = Text("`web` reaches a role: it must not.")
READS = Text("The read role changes nothing, and reads configuration, not data.")
READS_DATA = Text("The read role changes nothing, but a thief of it reads data too.")
READS_NOT = Text("The read role changes something: it must not.")
GIVES = Text(
    "The contain role can give nobody a right: it makes no credentials, writes no policy, passes "
    "no role, and the one policy that it can attach is `SecbotDenyAll`."
)
GIVES_NOT = Text("The contain role can give rights: that is the release role's alone.")
TELLS = Text(
    "The sync role changes nothing but findings: their workflow status and note, whether they are "
    "archived, and whether they were of use. It can change no severity and reaches nothing that is "
    "watched."
)
TELLS_NOT = Text("The sync role changes more than that of findings: it must not.")
PASSES = Text("A role is passed to EC2 only, and only one that the stack was told of.")
PASSES_NOT = Text("`iam:PassRole` is not pinned by resource and service.")
SHIELDED = Text(
    "No role of secbot's changes secbot's own roles, policies, topic, queue, rules or stack, "
    "nor a service's."
)
SHIELDED_NOT = Text("A role of secbot's can change secbot's own things.")
BOUNDED = Text(
    "Whoever rewrites the policy of one of these roles gets no more than all three may: the "
    "permissions boundary. It does not stop whoever uses a role as it is."
)
BOUNDED_NOT = Text("The permissions boundary allows more than the roles declare, or less.")
KNOWING = Text(
    "Credentials alone assume no role: the trust asks for an external id, which is in the policy "
    "file. AWS does not treat it as a secret; whoever reads the bot's memory or files has it."
)
KNOWING_NOT = Text("A role can be assumed without an external id.")

RELEASES = Text(
    "Stolen bot credentials mean an outage, not a breach. They would, if the thief stopped at "
    "the contain role; but the same identity may assume the release role, with any session policy "
    "or none, and then hands roles to machines, opens what was closed, starts what was stopped. "
    "Session policies limit our mistakes, not a thief; the SCP keeps the roles from those who mend "
    "secbot, and stops no other use. What does stop it: `ReleasePrincipalArn` (then the bot can't "
    "undo), and against a thief elsewhere `BotNetworks`."
)
SILENCES = Text(
    "What hides a finding upstream takes two. IAM knows neither incidents nor people: a thief of "
    "the bot's credentials resolves, suppresses and archives every finding in the account, alone. "
    "The bot keeps an open incident open and says so; other readers of Security Hub and GuardDuty "
    "are blinded. Where nothing is told upstream, deploy no sync role."
)
BOTH_WAYS = Text(
    "The contain role only takes away. IAM can't tell taking away from giving back for these "
    "actions, which both roles hold alike: a thief of the contain role can turn them round."
)
MARKING = Text(
    "The contain role moves interfaces into quarantine groups only. IAM knows those by their "
    "tag, which the same role sets, since a group that somebody else made under that name must be "
    "taken over: a thief tags any group first."
)
EVERYTHING = Text(
    "Each change is granted on one kind of thing only. For these IAM takes no resource, or none is "
    "known to secbot: they are granted on everything in the account."
)

VERDICT_HOLDS = Text("All claims hold.")
VERDICT_LIMITS = Text(
    "{count} claims do not hold, as SECURITY.md says: a thief of the bot's credentials can do more "
    "than cause an outage.",
    one="1 claim does not hold, as SECURITY.md says: a thief of the bot's credentials can do more "
    "than cause an outage.",
)
VERDICT_BROKEN = Text(
    "{count} claims are BROKEN that the policies must hold.",
    one="1 claim is BROKEN that the policies must hold.",
)
