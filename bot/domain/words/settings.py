"""What is said of settings and of the policy file that can't be used."""

from __future__ import annotations

from runbooks.kit.text import Text

MISSING = Text("{name} is not set: {meaning}.")
NOT_BUILT = Text("{name} is set, but this version does not serve it yet: {meaning}. Unset it.")
UNKNOWN_SETTING = Text("{name} is no setting of mine; docs/settings.md lists them all.")
UNKNOWN_BUT_NEAR = Text("{name} is no setting of mine; did you mean {near}?")
NOT_A_BOT_TOKEN = Text(
    "{name} is no bot token, which begins with xoxb- (its value is not shown); "
    "it is under OAuth & Permissions."
)
IS_USER_TOKEN = Text(
    "{name} is a user token (xoxp-); it should be the bot token, which begins with xoxb-."
)
IS_APP_TOKEN = Text(
    "{name} is an app-level token (xapp-); it should be the bot token, which begins with xoxb-."
)
IS_ROTATING_TOKEN = Text(
    "{name} is a token of token rotation (xoxe), which this version does not serve; "
    "it should be a bot token that stays, which begins with xoxb-."
)
NOT_AN_APP_TOKEN = Text(
    "{name} is no app-level token, which begins with xapp- (its value is not shown); "
    "it is under Basic Information."
)
BOT_FOR_APP_TOKEN = Text(
    "{name} is a bot token (xoxb-); it should be an app-level token, which begins with xapp-."
)
USER_FOR_APP_TOKEN = Text(
    "{name} is a user token (xoxp-); it should be an app-level token, which begins with xapp-."
)
ROTATING_FOR_APP_TOKEN = Text(
    "{name} is a token of token rotation (xoxe); it should be an app-level token, "
    "which begins with xapp-."
)
NO_WAY_IN = Text(
    "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are not set, so Slack has no way in: set the "
    "app-level token (xapp-..., Socket Mode) or the signing secret (HTTP mode), from Basic "
    "Information."
)
TOO_SHORT = Text("{name} is shorter than {least} characters, so it is no signing secret.")
NOT_A_NUMBER = Text("{name} is {value}: it should be a port number from 0 to 65535.")
NOT_A_CHOICE = Text("{name} is {value}: it should be one of {choices}.")
NOT_A_DATABASE = Text(
    "{name} should be sqlite:///FILE or postgresql://USER@HOST/NAME (its value is not shown)."
)
NOT_A_QUEUE = Text(
    "{name} is {value}: it must be the address of a standard queue, such as"
    " https://sqs.eu-west-1.amazonaws.com/111122223333/secbot-findings."
)
NOT_A_TOPIC = Text(
    "{name} names {value}: it should be topic ARNs, arn:aws:sns:REGION:ACCOUNT:NAME."
)
NOT_A_CERTIFICATE = Text("{name} should be TOPIC_ARN=PEM_PATH, comma-separated; {value} is not.")
CERTIFICATE_UNREADABLE = Text("{name} names {value}, which can't be read as a PEM certificate.")
TOPIC_NOT_LISTED = Text("{name} names {value}, which SECBOT_SNS_TOPICS does not list.")
NOT_A_CHANNEL = Text("{name} is {value}: it should be a channel's id, such as C0123456789.")
TOO_OPEN = Text("{path} can be read by others: it holds secrets, so make it 0600 (chmod 600).")
ENV_UNREADABLE = Text("{path} can't be read: {why}.")
NOT_HANDED_ON = Text(
    "{name} stands in .env, where AWS's SDK can't see it: set it in the environment of the process."
)
REFERENCE_FAILED = Text("{name} refers to {reference}, which could not be read ({code}).")
POLICY_MISSING = Text("SECBOT_POLICY names {path}, which is not there.")
POLICY_FAULT = Text("{path}, line {line}: {field}: {fault}.")
POLICY_NOT_BUILT = Text("this version does not serve it yet; take it out")
POLICY_UNKNOWN = Text("there is no such key here")
POLICY_LOOSER = Text("approvals may only be made stricter, and here it takes at least {least}")
POLICY_MOST = Text("a limit may only be made smaller, and here the most is {most}")
POLICY_NOT_YAML = Text("{path}, line {line}: this is not YAML ({fault}).")
POLICY_NOT_A_MAP = Text("{path} should hold keys such as `teams` and `roles`.")
POLICY_DURATION = Text("it should be a time such as 30m, 4h or 2d")
POLICY_ACCOUNT = Text("an account is its twelve digits in quotes")
POLICY_TWICE = Text("it stands here a second time")
POLICY_SAME_NAME = Text("another account has this name")
POLICY_NO_ACCOUNT = Text("it names an account that is not under `accounts`")
POLICY_DISCOVER = Text(
    "it needs `management` or `security_admin` beside it: there Organizations can be asked"
)
POLICY_NO_ENVIRONMENT = Text("it names an environment that no account has")
POLICY_TIME_OF_DAY = Text('it should be a time of day in quotes, such as "09:00"')
POLICY_FLOOR = Text('it should be a severity or above, in quotes, such as ">=HIGH"')
POLICY_IN_PRODUCTION = Text("nothing may run unasked in production")
POLICY_NO_RUNBOOK = Text("`standing` of the policy file names no runbook that there is: {name}")
POLICY_NO_SOURCE = Text(
    "`routes` of the policy file name a `source` that secbot reads nothing of: {name}"
)
POLICY_HOURS = Text('it should be two different hours in quotes, such as "22:00-07:00"')
POLICY_TIME_ZONE = Text("it should be an IANA time zone such as Asia/Tokyo or UTC")
POLICY_REGIONS = Text("it should be `all`, or a list of Regions such as [ap-northeast-1]")
POLICY_NIGHT_HOURS = Text('with `enabled: true` it needs hours in quotes, such as "22:00-07:00"')
POLICY_NIGHT_LONG = Text("a night has at most twelve hours")
POLICY_NIGHT_CONFIRM = Text("it may only be made shorter, and here the most is 60m")
POLICY_OTHER_ACCOUNT = Text("it names another account than the one under which it stands")
POLICY_SEVERITY = Text(
    'it should be a severity or bounds, in quotes, such as ">=HIGH" or ">=LOW <HIGH"'
)
POLICY_NO_SEVERITY = Text("no severity is within these bounds")
POLICY_ROUTE_TAKEN = Text("a route before it takes all of this, so it would never be reached")
POLICY_TAG_HIDES = Text(
    "tags are an intruder's too, so a route by tag may not keep a finding from having a card"
)
POLICY_HIDES_CRITICAL = Text(
    'nothing keeps what is CRITICAL from having a card: say which severities, such as "<HIGH"'
)
POLICY_CALLS_NOBODY = Text("only a card calls somebody, and this route makes none")
POLICY_DROPS = Text("what is dropped goes to no channel; use `mode: digest` to be told once a day")
POLICY_MEMBER_TWICE = Text("a member stands here twice")
POLICY_WHOLE_DAYS = Text("a turn lasts whole days, such as 7d")
POLICY_ROTATION_OR_GROUP = Text("either a `rotation` or a `group` is on call, not both")
POLICY_RAW = Text(
    "a queue may send a message again for 14 days, so raw messages are kept for {least}d at least"
)
POLICY_CANARY = Text("a canary is sent every 30m at most, and once a day at least")
POLICY_DETAIL = Text(
    "it should be `minimal`, `standard` or `full`",
    ja="`minimal`、`standard`、`full` のいずれかを指定してください",
)
POLICY_DETAIL_LOOSER = Text(
    "nothing can show more than `slack.detail`, which is `{detail}` and holds everywhere",
    ja="`slack.detail` の `{detail}` はすべてに適用されるため、これより多くは表示できません",
)
POLICY_ONLY = Text("this version serves only `{served}` yet")
POLICY_NO_LOGS = Text("it names no logs: `flow`, `waf` or `athena`")
POLICY_CALLS_WHOM = Text("`escalate_after` calls nobody without a `rotation` or a `group`")
POLICY_PAGES_NOBODY = Text("it pages nobody without a topic (`sns`) or an address (`webhook`)")
POLICY_WEBHOOK = Text(
    "it should be an https:// address of a public host, such as https://pages.example.com/page, "
    "without a user name and without `#`"
)
POLICY_WAITS = Text("an incident that nobody takes calls after 4h at the latest")
POLICY_NETWORK = Text("it should be a network in CIDR form, such as 203.0.113.0/24")
POLICY_NETWORK_WIDE = Text("it is wider than /{least}, which is no network of anybody's own")
POLICY_NETWORK_TWICE = Text("it overlaps with one of `own`, and can't be both")
POLICY_TTL = Text("a plan may wait for at most a day")

POLICY_CHANGED = Text("*A changed policy file was loaded*, `{digest}`: every waiting plan is void")
POLICY_DIFFERENCE = Text("{says}")
POLICY_DIFFERENCES_MORE = Text("… and {count} more: `python -m bot audit export` has all of them")
POLICY_NEEDS = Text("class {risk} needs {count}")
POLICY_TOO_FEW = Text(
    "In {account} at most {most} besides whoever asks could approve, as far as the policy "
    "file tells, so some changes never can be made there: {listed}."
)
POLICY_NOBODY_CONFIRMS = Text(
    "In {account} one may contain alone at night, and besides them nobody could confirm it, as far "
    "as the policy file tells: the undo would be asked for each time."
)
POLICY_NIGHT_UNPAGED = Text(
    "One may contain alone at night, and nobody is paged of it beyond Slack: `on_call.page` of the "
    "policy file is not set."
)

MEANING_BOT_TOKEN = Text("the app's bot token, xoxb-..., from OAuth & Permissions")
MEANING_SIGNING_SECRET = Text("the app's signing secret, which switches HTTP mode on")
MEANING_APP_TOKEN = Text("the app-level token, xapp-..., which switches Socket Mode on")
MEANING_API_URL = Text("the Web API's base address")
MEANING_CHANNEL = Text("the id of the channel for alerts, such as C0123456789")
MEANING_POLICY = Text("the path of the policy file")
MEANING_DATABASE = Text("the database's address")
MEANING_HOST = Text("the address that /sns, /slack/events and /healthz listen on")
MEANING_PORT = Text("the port that /sns, /slack/events and /healthz listen on")
MEANING_ADMIN_HOST = Text("the address that /metrics and the detail of /readyz listen on")
MEANING_ADMIN_PORT = Text("the port that /metrics and the detail of /readyz listen on")
MEANING_TOPICS = Text("the topic ARNs that may speak to /sns")
MEANING_CERTIFICATE = Text("TOPIC_ARN=PEM_PATH, a topic's own signing certificate")
MEANING_SQS = Text("a queue to receive findings from")
MEANING_EVIDENCE = Text("a bucket for evidence")
MEANING_URL = Text("the public address for signed approvals")
MEANING_ANCHOR = Text("where audit anchors go: kms:KEY_ARN or s3://BUCKET/PREFIX")
MEANING_LOG_LEVEL = Text("DEBUG, INFO, WARNING or ERROR")
MEANING_LOG_FORMAT = Text("console or json")

ALREADY_RUNNING = Text(
    "Process {process} works on {database} already. On SQLite one process does; "
    "for more, use PostgreSQL."
)
NEEDS_POSTGRESQL = Text(
    "`{verb}` needs PostgreSQL, which this version does not serve yet. "
    "Use `python -m bot run`, which is both halves in one process, on SQLite."
)
RUN_NEEDS_SQLITE = Text(
    "DATABASE_URL is a PostgreSQL address, which `run` does not serve yet. Use sqlite:///FILE."
)
DATABASE_TOO_OPEN = Text("{path} can be read by others: it holds findings, so make it 0600.")
NO_DATABASE = Text("There is no database at {path} yet; `python -m bot run` makes it.")

HELP_BOT = Text("secbot: contain AWS incidents from Slack, approved, proved and undoable.")
HELP_RUN = Text("run the bot in one process: intake, Slack, jobs and worker")
HELP_WEB = Text("the half that speaks HTTP and Slack; needs PostgreSQL")
HELP_WORKER = Text("the half that touches AWS; needs PostgreSQL")
HELP_MIGRATE = Text("bring the database to the newest schema")
HELP_PRACTICE = Text("the practice range: the bot, a Slack-like page, a simulated AWS")
HELP_PORT = Text("port of the range's page (default 3000)")
HELP_SCENARIO = Text("the scenario to play, such as crypto-miner")
HELP_PLAY = Text("play the scenario with scripted people and print the transcript")
HELP_SOCKET = Text("let Slack reach the bot in Socket Mode instead of over HTTP")
HELP_AUDIT = Text("prove the audit trail, or write it to a file")
HELP_VERIFY = Text("hold the chain against its anchors; exit 3: consistent, but not anchored")
HELP_VERB = Text("what to do")

MIGRATED = Text("The database has the newest schema.")
VERIFIED = Text(
    "consistent, not protected: {count} records, head {head}. "
    "Whoever can write the database could have rewritten the whole chain: no anchor is kept, "
    "since SECBOT_ANCHOR is not set.",
    one="consistent, not protected: 1 record, head {head}. Whoever can write the database could "
    "have rewritten it: no anchor is kept, since SECBOT_ANCHOR is not set.",
)
BROKEN = Text("BROKEN at record {number}: it was changed, moved or taken out after it was written.")
CUT = Text("CUT after record {number}: the newest records are missing.")
NOT_MIGRATED = Text("The database at {path} could not be brought to the newest schema: {fault}")
NOT_LISTENING = Text("HOST, PORT, ADMIN_HOST or ADMIN_PORT can't be listened on: {why}")
