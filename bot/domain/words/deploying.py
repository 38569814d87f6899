"""What is said of the roles, the template, and what a thief of the bot's credentials could do."""

from __future__ import annotations

from runbooks.kit.text import Text

HELP_IAM = Text("print IAM policies and the template, made from what the runbooks declare")
HELP_KIND = Text("what to print")
HELP_RUN = Text("the policy of the bot's own identity, from its settings and its policy file")
HELP_WEB = Text("of the half that speaks HTTP and Slack: it reaches no role")
HELP_WORKER = Text("of the half that touches AWS")
HELP_READ = Text("the policy of the role that only looks")
HELP_CONTAIN = Text("the policy of the role that takes away")
HELP_RELEASE = Text("the policy of the role that gives back")
HELP_CANARY = Text("what the role that looks needs besides, where canaries are sent")
HELP_SYNC = Text("the policy of the role that tells detective services what became of findings")
HELP_BOUNDARY = Text("the permissions boundary of the roles")
HELP_DENY_ALL = Text("the policy that contains a principal")
HELP_TRUST = Text("who may assume the roles: a principal that knows the external id")
HELP_TEMPLATE = Text("the CloudFormation template of one account: deploy/secbot.yaml")
HELP_SCP = Text("the service control policy that shields secbot: deploy/scp.json")
HELP_PROVE = Text(
    "what a thief of the bot's credentials could do; exit 3: not all that was meant can be held"
)
HELP_ACCOUNT = Text("the account that the policy is for (default: any)")
HELP_PARTITION = Text("its partition (default: aws)")
HELP_PASS = Text("ARN of a role that an undo may hand back to a machine; may be given often")
HELP_DEPLOYER = Text("ARN pattern of who may still change what is shielded; may be given often")
HELP_KEEP = Text("ARN pattern of whom secbot's roles never touch; may be given often")
HELP_INTO = Text("write it into this page instead, between the marks that are there")
HELP_PRINCIPAL = Text("ARN of the bot's own identity")
HELP_EXTERNAL_ID = Text("what it must know")

NO_MARKS = Text("{path} has no lines {begin} and {end} to write between.")
NOT_WRITTEN = Text("{path} could not be written: {why}")
NOTHING_PASSES = Text(
    "No --pass was given: an undo that hands a role back to a machine will be refused."
)
NO_ACCOUNTS = Text(
    "The policy file has no account: the bot's own policy is for roles of these names in any."
)
NO_TOPICS = Text("SECBOT_SNS_TOPICS is not set: no right to confirm a subscription is in it.")

TEMPLATE_WRITTEN = Text("Written by `make docs`. Do not edit: see docs/deploying.md.")
TEMPLATE = Text("secbot in one account: the way of findings, its roles, what bounds them.")
DENY_ALL = Text("Attached by secbot to contain a user or a role. Do not edit or delete.")
BOUNDARY = Text("The most that any of secbot's roles can ever do.")
RUN = Text("What secbot's own identity needs. Attach it to the user or role that it runs as.")
READ = Text("secbot looks with this role.")
CONTAIN = Text("secbot takes away with this role, after an approval.")
RELEASE = Text("secbot gives back with this role, after a stricter approval.")
SYNC = Text("secbot tells Security Hub and GuardDuty with this role what became of findings.")
QUARANTINE = Text("No traffic: secbot")
NOWHERE = Text("Nowhere: secbot takes this rule out at the first isolation")
RULE = Text("{kind} to secbot")
TOPIC_OUT = Text("For SECBOT_SNS_TOPICS.")
QUEUE_OUT = Text("Findings that could not be delivered. Alarm on its depth.")

BOT_PRINCIPAL = Text("ARN of the user or role that secbot runs as.")
EXTERNAL_ID = Text("A long random word; the policy file has the same as external_id.")
RELEASE_PRINCIPAL = Text(
    "Who may assume the release role instead of secbot; then secbot itself can undo nothing."
)
PASSABLE = Text(
    "ARNs of roles that an undo may hand back to an instance, comma-separated. None: it is refused."
)
CANARIES = Text(
    "`yes` lets the role that looks send canaries, which prove the way of findings: `canary` of the "
    "policy file."
)
SYNC_UPSTREAM = Text(
    "yes: make the role that tells Security Hub and GuardDuty, as the policy file's sync has it."
)
NETWORKS = Text(
    "CIDR blocks that secbot calls AWS from. The roles can be assumed from nowhere else."
)
ENDPOINT = Text("https address of secbot's /sns. Empty: subscribe by hand.")
QUARANTINE_VPC = Text("A VPC to make the quarantine group in. In others secbot does so at need.")
