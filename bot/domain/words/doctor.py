"""What `doctor` says: each check, what it found, and how a fault is mended."""

from __future__ import annotations

from runbooks.kit.text import Text

HELP_DOCTOR = Text(
    "check everything that the bot needs, say how to mend each fault, change nothing"
)
HELP_HALF = Text("whose place to look from; `web` must have no way into any account (default run)")
HELP_URL = Text("the bot's public address, https://HOST: the subscription must lead to HOST/sns")
HELP_JSON = Text("as JSON")
FINE = Text(
    "No fault: {count} checks passed, {warned} to know about.",
    one="No fault: 1 check passed, {warned} to know about.",
)
FAULTY = Text("{faults} to mend, {passed} passed, {warned} to know about.")
MEND = Text("mend: {mend}")

SETTINGS = Text("settings")
TOKEN = Text("Slack token")
SCOPES = Text("Slack scopes")
CHANNEL = Text("Slack channel")
APP_TOKEN = Text("Slack app token")
PEOPLE = Text("people")
CLOCK = Text("clock")
DATABASE = Text("database")
POLICY = Text("policy file")
IDENTITY = Text("AWS identity")
TOPICS = Text("topic")
RULES = Text("EventBridge rules")
GUARD = Text("Guard")
ROLES = Text("roles")
RIGHTS = Text("rights")
FRONT = Text("power of web")
ANCHOR = Text("audit anchor")

CRASHED = Text("The check itself failed ({error}), so nobody has looked.")
CRASHED_MEND = Text("run it again; if it stays, it is a fault of secbot's: tell its maintainers")
AWS_SILENT = Text("Could not look: {action} got {code}.")
AWS_SILENT_MEND = Text("let whoever runs this doctor call {action}, then run it again")
SLACK_SILENT = Text("Could not look: {method} got {code}.")
SLACK_SILENT_MEND = Text(
    "mend the Slack token first, or wait until Slack answers; then run it again"
)

SETTINGS_FINE = Text("{count} set, the others have their defaults.")
SETTINGS_MEND = Text("set it right in the environment or in .env; docs/settings.md tells each one")
ENV_MEND = Text("chmod 600 {path}")

TOKEN_FINE = Text("Slack knows it: {user} in {team} ({team_id}).")
TOKEN_REFUSED = Text("Slack does not take SLACK_BOT_TOKEN ({code}).")
TOKEN_MEND = Text(
    "api.slack.com/apps, your app, OAuth & Permissions: copy the Bot User OAuth Token "
    "(install the app first) into SLACK_BOT_TOKEN"
)
TOKEN_NO_BOT = Text("It is the token of a person, not of a bot.")
TOKEN_OTHER_TEAM = Text(
    "It is of the workspace {team_id}, which `teams` of the policy does not list."
)
TOKEN_OTHER_TEAM_MEND = Text("install the app in your own workspace, or add {team_id} to `teams`")

SCOPES_FINE = Text("Every one of the {count} that are needed is granted.")
SCOPES_MISSING = Text("{scope} is not granted: it {why}.")
SCOPES_MISSING_MEND = Text(
    "api.slack.com/apps, your app, OAuth & Permissions: add the bot scope {scope}, then Reinstall "
    "to Workspace (`python -m bot manifest` has them all)"
)
SCOPES_SPARE = Text("{scope} is granted, and the bot never uses it.")
SCOPES_SPARE_MEND = Text("remove the bot scope {scope} from the app, then Reinstall to Workspace")
SCOPES_UNTOLD = Text("Could not look: Slack's answer does not tell the scopes.")
SCOPES_UNTOLD_MEND = Text("see whether SLACK_API_URL leads to Slack itself")

CHANNEL_FINE = Text("The bot is in #{name}, which nobody outside reads.")
CHANNEL_NONE = Text("The bot's workspace has no channel {channel} that the bot can see.")
CHANNEL_NONE_MEND = Text(
    "put the id from the channel's details (About, at the bottom) into SECBOT_CHANNEL; "
    "in a private channel type /invite @{user} first"
)
CHANNEL_ROUTE_MEND = Text(
    "put the id from the channel's details into the `routes` of the policy file; in a private "
    "channel type /invite @{user} first"
)
CHANNEL_OUTSIDE = Text("The bot is not in #{name}.")
CHANNEL_OUTSIDE_MEND = Text("type /invite @{user} in #{name}")
CHANNEL_ARCHIVED = Text("#{name} is archived.")
CHANNEL_ARCHIVED_MEND = Text("unarchive #{name}, or set SECBOT_CHANNEL to another channel")
CHANNEL_PUBLIC = Text(
    "Everybody in the workspace may read #{name}: its cards leave out names, addresses and texts, "
    "and a plan counts as read once it was opened.",
    ja="#{name} はワークスペースの全員が読めます。カードに名前、アドレス、文章を表示せず、"
    "計画は開くまで読んだことになりません。",
)
CHANNEL_PUBLIC_MEND = Text(
    "make #{name} private (channel settings), give the bot the scopes groups:read and "
    "groups:history, and type /invite for it there",
    ja="チャンネル設定で #{name} を非公開にし、ボットにスコープ groups:read と groups:history を"
    "付与して、そこで /invite してください",
)
CHANNEL_SHARED = Text("#{name} is shared with another organisation: nothing is posted there.")
CHANNEL_SHARED_MEND = Text("set SECBOT_CHANNEL to a channel of your own workspace alone")

APP_TOKEN_FINE = Text("Slack opens a socket for it.")
APP_TOKEN_REFUSED = Text("Slack opens no socket for SLACK_APP_TOKEN ({code}).")
APP_TOKEN_MEND = Text(
    "api.slack.com/apps, your app, Basic Information, App-Level Tokens: generate one with the "
    "scope connections:write; and switch on Socket Mode"
)

PEOPLE_FINE = Text(
    "Each of the {count} user groups has members.", one="The 1 user group has members."
)
PEOPLE_NONE = Text("The policy names no user group.")
PEOPLE_EMPTY = Text("The user group {group} has nobody in it: its roles are nobody's.")
PEOPLE_MISSING = Text("There is no user group {group} in Slack: its roles are nobody's.")
PEOPLE_MEND = Text(
    "put the group's own id into `roles` of the policy (People & user groups, the group, "
    "Copy group ID), or add members to it"
)

CLOCK_FINE = Text("Within {seconds} s of {whose}.")
CLOCK_WRONG = Text(
    "{seconds} s off {whose}: signatures of Slack, SNS and AWS are refused by their time."
)
CLOCK_MEND = Text("sudo timedatectl set-ntp true")
CLOCK_UNTOLD = Text("Could not look: {whose} did not tell the time.")
CLOCK_UNTOLD_MEND = Text("see whether this machine reaches {whose}, then run it again")

DATABASE_FINE = Text("{place} opens, at the newest schema; {writer}.")
DATABASE_NEW = Text("{place} is not there yet: `run` makes it at its first start.")
DATABASE_NO_FOLDER = Text("{folder} is no folder that the bot may write.")
DATABASE_NO_FOLDER_MEND = Text("mkdir -p {folder}, and let the bot's user write there")
DATABASE_OPEN = Text("{path} can be read by others, and holds findings.")
DATABASE_OPEN_MEND = Text("chmod 600 {path}")
DATABASE_OLD = Text("{place} has an old schema, or none.")
DATABASE_OLD_MEND = Text("python -m bot migrate")
DATABASE_UNOPENED = Text("{place} does not open: {why}")
DATABASE_UNOPENED_MEND = Text("restore {place} from a backup, or set DATABASE_URL to another file")
DATABASE_NOT_SERVED = Text("DATABASE_URL is PostgreSQL, which this version does not serve yet.")
DATABASE_NOT_SERVED_MEND = Text("set DATABASE_URL to sqlite:///FILE")
WRITER_ONE = Text("process {process} alone writes it")
WRITER_NONE = Text("no bot runs on it now")

POLICY_FINE = Text("Accounts: {accounts}; roles: {roles}.")
POLICY_NONE = Text("There is none: cards come, and nothing in AWS can be changed.")
POLICY_NONE_MEND = Text("write policy.yaml as docs/policy.md shows it")
POLICY_FIRST = Text("Could not look: the policy file can't be used.")
POLICY_FIRST_MEND = Text("mend the policy file first")
POLICY_MEND = Text("mend that line; docs/policy.md tells each part")
POLICY_NO_ACCOUNT = Text("It names no account, so nothing in AWS can be changed.")
POLICY_NO_ACCOUNT_MEND = Text(
    "add your accounts under `accounts` of {path}, as docs/policy.md shows"
)
POLICY_GAP_MEND = Text("give the role `approver` to more people under `roles`")

IDENTITY_FINE = Text("{arn}, in {region}.")
IDENTITY_ROOT = Text("It is the root user of {account}, whom no policy holds back.")
IDENTITY_ROOT_MEND = Text("make an IAM role for the bot (deploy/ has it) and use its credentials")
IDENTITY_NONE = Text("AWS does not know who the bot is ({code}).")
IDENTITY_NONE_MEND = Text(
    "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run it under a role"
)
IDENTITY_NO_REGION = Text("No Region is set; {region} is taken.")
IDENTITY_NO_REGION_MEND = Text("set AWS_REGION to the Region of your topic")

TOPIC_NONE = Text("SECBOT_SNS_TOPICS is empty: every finding is refused.")
TOPIC_NONE_MEND = Text("set SECBOT_SNS_TOPICS to the topic's ARN, which the stack's outputs tell")
TOPIC_MISSING = Text("There is no such topic.")
TOPIC_MISSING_MEND = Text("deploy deploy/secbot.yaml in its account and Region, or mend the ARN")
TOPIC_CLOSED = Text("Its policy does not let EventBridge publish, so no finding gets in.")
TOPIC_CLOSED_MEND = Text(
    "deploy deploy/secbot.yaml again: it allows sns:Publish to events.amazonaws.com on {topic}"
)
TOPIC_FINE = Text(
    "{endpoint} is subscribed and confirmed, with {retries} retries and a queue for the rest."
)
TOPIC_UNSUBSCRIBED = Text("Nobody at an address that ends in /sns is subscribed.")
TOPIC_ELSEWHERE = Text("{endpoint} is not subscribed.")
TOPIC_SUBSCRIBE = Text(
    "start the bot, then: aws sns subscribe --topic-arn {topic} --protocol https "
    "--notification-endpoint {endpoint}"
)
TOPIC_PENDING = Text("{endpoint} has not confirmed its subscription.")
TOPIC_INSECURE = Text("{endpoint} is subscribed without TLS: findings cross the network in clear.")
TOPIC_RAW = Text("{endpoint} gets messages raw, so without their signature: the bot refuses them.")
TOPIC_RAW_MEND = Text(
    "aws sns set-subscription-attributes --subscription-arn {arn} "
    "--attribute-name RawMessageDelivery --attribute-value false"
)
TOPIC_FEW = Text("SNS gives up on {endpoint} after {retries} retries: about a minute of downtime.")
TOPIC_FEW_MEND = Text(
    "aws sns set-subscription-attributes --subscription-arn {arn} --attribute-name DeliveryPolicy "
    "--attribute-value '{policy}'"
)
TOPIC_LOST = Text("What {endpoint} does not take in time is lost: there is no dead-letter queue.")
TOPIC_LOST_MEND = Text(
    "aws sns set-subscription-attributes --subscription-arn {arn} --attribute-name RedrivePolicy "
    """--attribute-value '{{"deadLetterTargetArn": "QUEUE_ARN"}}'"""
)
TOPIC_QUEUE_MISSING = Text("Its dead-letter queue {queue} is not there.")
TOPIC_DEAD = Text(
    "{count} messages never arrived: they lie in {queue}.",
    one="1 message never arrived: it lies in {queue}.",
)
TOPIC_DEAD_MEND = Text("read them, `python -m bot` running, and publish them to the topic again")
TOPIC_OWN_KEY = Text("Messages are verified by a certificate of your own, not by AWS's.")
TOPIC_OWN_KEY_MEND = Text(
    "unset SECBOT_SNS_CERTIFICATE unless this is a range or a private endpoint"
)

RULES_FINE = Text("{source}: {rule} leads there.")
RULES_MISSING = Text("No rule leads {source} findings to the topic.")
RULES_OFF = Text("{rule} would lead {source} findings there, and is disabled.")
RULES_NO_CALLS = Text(
    "No rule leads calls that CloudTrail tells of to the topic: nothing says what blinds a detector,"
    " and a containment that slips is found at its next check only."
)
RULES_MISSING_MEND = Text("deploy deploy/secbot.yaml again in the topic's account and Region")
RULES_OFF_MEND = Text("aws events enable-rule --name {rule} --region {region}")

GUARD_FINE = Text("{count} rules page by it; {endpoints} confirmed.")
GUARD_MISSING = Text("Nobody guards secbot there: the topic that pages beyond the bot is missing.")
GUARD_MISSING_MEND = Text(
    "deploy deploy/{template} in {account}, {region}, with GuardEndpoint (docs/deploying.md)"
)
GUARD_CLOSED = Text("Its policy does not let EventBridge publish, so nothing pages.")
GUARD_NOBODY = Text("Nobody is subscribed but the bot itself: what it should page, it would hide.")
GUARD_NOBODY_MEND = Text(
    "aws sns subscribe --topic-arn {topic} --protocol email --notification-endpoint ADDRESS, "
    "and confirm it there"
)
GUARD_PENDING = Text("{endpoint} has not confirmed its subscription, so it is not paged.")
GUARD_PENDING_MEND = Text("open the letter that SNS sent to {endpoint}, and confirm")
GUARD_RULE_MISSING = Text("The rule {rule} does not lead there.")
GUARD_RULE_OFF = Text("The rule {rule} is disabled.")

ROLE_FINE = Text("The bot enters it, with its external id only.")
ROLE_FINE_OPEN = Text("The bot enters it; the policy file sets no external id.")
ROLE_FINE_OPEN_MEND = Text(
    "set `external_id` under `accounts` of the policy file and deploy the stack with the same one"
)
ROLE_MISSING = Text("There is no role {role} in {account}.")
ROLE_OTHER_ID = Text("{role} in {account} asks for another external id than the policy file has.")
ROLE_UNTRUSTING = Text("{role} in {account} does not trust {identity} to assume it.")
ROLE_CLOSED = Text(
    "{role} in {account} can't be entered ({code}): it is not there, or does not trust "
    "{identity}, or asks for another external id."
)
ROLE_MEND = Text(
    "deploy deploy/secbot.yaml in {account}, with the bot's identity {identity} and the "
    "external id of the policy file"
)
ROLE_OPEN = Text("{role} in {account} is entered without the external id too.")

RIGHTS_FINE = Text(
    "It may do all {count} actions that it needs to {purpose}: {runbooks}.",
    one="It may do the 1 action that it needs to {purpose}: {runbooks}.",
)
RIGHTS_MISSING = Text("{role} may not {action}, needed by {runbooks} to {purpose}.")
RIGHTS_MISSING_MEND = Text(
    "deploy deploy/secbot.yaml in {account} again: it gives {role} {action} (`python -m bot iam`)"
)
RIGHTS_UNPROVABLE = Text("{action} of {role} is not provable from here: it depends on {keys}.")
RIGHTS_UNPROVABLE_MEND = Text("prove it once by a drill on a tagged target in {account}")
RIGHTS_DENIED = Text("{role} is denied {action} outright, needed by {runbooks} to {purpose}.")
RIGHTS_DENIED_MEND = Text(
    "find the Deny (the role's policies, its permissions boundary, an SCP) and except {role} there"
)
PASSABLE = Text("which roles the stack was given to hand to machines (PassableRoleArns)")
RIGHTS_UNENTERED = Text("Could not look: the read role of {account} can't be entered.")
RIGHTS_UNENTERED_MEND = Text("mend the roles first")
APPLY = Text("contain")
UNDO = Text("undo")
LOOK = Text("look")
CANARY = Text("send canaries")
CANARY_PART = "canary"
SYNC = Text("tell upstream")
SYNC_PART = "sync"

FRONT_BOTH = Text("`run` is both halves: what parses strangers' bytes has the worker's power too.")
FRONT_BOTH_MEND = Text("for a larger team, let `web` and `worker` have identities of their own")
FRONT_FINE = Text("It can't enter {role} in {account}.")
FRONT_POWER = Text("It can enter {role} in {account}.")
FRONT_POWER_MEND = Text("take sts:AssumeRole on {role} away from {identity}")

ANCHOR_FINE = Text("{note} That the bot may write there shows when `run` starts.")
ANCHOR_KEY = Text("The key signs ({algorithm}).")
ANCHOR_NONE = Text("None is set: whoever can write the database can rewrite the audit trail.")
ANCHOR_NONE_MEND = Text("set SECBOT_ANCHOR to a locked bucket or a key (docs/settings.md)")
ANCHOR_LOCK_MEND = Text(
    "a bucket made with Object Lock, then: aws s3api put-object-lock-configuration "
    "--bucket {bucket} --object-lock-configuration '{lock}'"
)
ANCHOR_WEAK_MEND = Text("use mode COMPLIANCE as the bucket's default retention")
ANCHOR_MEND = Text("make it as docs/settings.md says, in an account that the bot has no power in")
