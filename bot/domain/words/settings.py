"""What is said of settings and of the policy file that can't be used."""

from __future__ import annotations

from runbooks.kit.text import Text

MISSING = Text("{name} is not set: {meaning}.", ja="{name} が設定されていません：{meaning}。")
NOT_BUILT = Text(
    "{name} is set, but this version does not serve it yet: {meaning}. Unset it.",
    ja="{name} が設定されていますが、このバージョンはまだ対応していません：{meaning}。"
    "設定を外してください。",
)
UNKNOWN_SETTING = Text(
    "{name} is no setting of mine; docs/settings.md lists them all.",
    ja="{name} という設定はありません。一覧は docs/settings.md にあります。",
)
UNKNOWN_BUT_NEAR = Text(
    "{name} is no setting of mine; did you mean {near}?",
    ja="{name} という設定はありません。{near} の間違いではありませんか。",
)
NOT_A_BOT_TOKEN = Text(
    "{name} is no bot token, which begins with xoxb- (its value is not shown); "
    "it is under OAuth & Permissions.",
    ja="{name} がボットトークンではありません。ボットトークンは xoxb- で始まります（値は"
    "表示しません）。OAuth & Permissions にあります。",
)
IS_USER_TOKEN = Text(
    "{name} is a user token (xoxp-); it should be the bot token, which begins with xoxb-.",
    ja="{name} がユーザートークン（xoxp-）です。xoxb- で始まるボットトークンを設定してください。",
)
IS_APP_TOKEN = Text(
    "{name} is an app-level token (xapp-); it should be the bot token, which begins with xoxb-.",
    ja="{name} がアプリレベルトークン（xapp-）です。"
    "xoxb- で始まるボットトークンを設定してください。",
)
IS_ROTATING_TOKEN = Text(
    "{name} is a token of token rotation (xoxe), which this version does not serve; "
    "it should be a bot token that stays, which begins with xoxb-.",
    ja="{name} がトークンローテーション用のトークン（xoxe）です。"
    "このバージョンは対応していません。xoxb- で始まる、"
    "更新されないボットトークンを設定してください。",
)
NOT_AN_APP_TOKEN = Text(
    "{name} is no app-level token, which begins with xapp- (its value is not shown); "
    "it is under Basic Information.",
    ja="{name} がアプリレベルトークンではありません。"
    "アプリレベルトークンは xapp- で始まります（値は表示しません）。"
    "Basic Information にあります。",
)
BOT_FOR_APP_TOKEN = Text(
    "{name} is a bot token (xoxb-); it should be an app-level token, which begins with xapp-.",
    ja="{name} がボットトークン（xoxb-）です。xapp- で始まるアプリレベルトークンを"
    "設定してください。",
)
USER_FOR_APP_TOKEN = Text(
    "{name} is a user token (xoxp-); it should be an app-level token, which begins with xapp-.",
    ja="{name} がユーザートークン（xoxp-）です。"
    "xapp- で始まるアプリレベルトークンを設定してください。",
)
ROTATING_FOR_APP_TOKEN = Text(
    "{name} is a token of token rotation (xoxe); it should be an app-level token, "
    "which begins with xapp-.",
    ja="{name} がトークンローテーション用のトークン（xoxe）です。"
    "xapp- で始まるアプリレベルトークンを設定してください。",
)
NO_WAY_IN = Text(
    "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are not set, so Slack has no way in: set the "
    "app-level token (xapp-..., Socket Mode) or the signing secret (HTTP mode), from Basic "
    "Information.",
    ja="SLACK_APP_TOKEN も SLACK_SIGNING_SECRET も設定されていないため、"
    "Slack から接続できません。Basic Information に"
    "あるアプリレベルトークン（xapp-...、Socket Mode）"
    "か Signing Secret（HTTP モード）を設定してください。",
)
TOO_SHORT = Text(
    "{name} is shorter than {least} characters, so it is no signing secret.",
    ja="{name} が {least} 文字より短いため、Signing Secret ではありません。",
)
NOT_A_NUMBER = Text(
    "{name} is {value}: it should be a port number from 0 to 65535.",
    ja="{name} が {value} です。0 から 65535 までのポート番号を設定してください。",
)
NOT_A_CHOICE = Text(
    "{name} is {value}: it should be one of {choices}.",
    ja="{name} が {value} です。{choices} のいずれかを設定してください。",
)
NOT_A_DATABASE = Text(
    "{name} should be sqlite:///FILE or postgresql://USER@HOST/NAME (its value is not shown).",
    ja="{name} には sqlite:///FILE か postgresql://USER@HOST/NAME を"
    "設定してください（値は表示しません）。",
)
NOT_A_QUEUE = Text(
    "{name} is {value}: it must be the address of a standard queue, such as"
    " https://sqs.eu-west-1.amazonaws.com/111122223333/secbot-findings.",
    ja="{name} が {value} です。標準キューのアドレスを設定してください（例："
    "https://sqs.eu-west-1.amazonaws.com/111122223333/secbot-findings）。",
)
NOT_A_TOPIC = Text(
    "{name} names {value}: it should be topic ARNs, arn:aws:sns:REGION:ACCOUNT:NAME.",
    ja="{name} に {value} があります。トピックの ARN（arn:aws:sns:REGION:ACCOUNT:NAME）"
    "を設定してください。",
)
NOT_A_CERTIFICATE = Text(
    "{name} should be TOPIC_ARN=PEM_PATH, comma-separated; {value} is not.",
    ja="{name} には TOPIC_ARN=PEM_PATH をカンマ区切りで設定してください。"
    "{value} は形式が違います。",
)
CERTIFICATE_UNREADABLE = Text(
    "{name} names {value}, which can't be read as a PEM certificate.",
    ja="{name} の {value} を PEM 証明書として読み取れません。",
)
TOPIC_NOT_LISTED = Text(
    "{name} names {value}, which SECBOT_SNS_TOPICS does not list.",
    ja="{name} の {value} が SECBOT_SNS_TOPICS にありません。",
)
NOT_A_CHANNEL = Text(
    "{name} is {value}: it should be a channel's id, such as C0123456789.",
    ja="{name} が {value} です。チャンネルの ID（例：C0123456789）を設定してください。",
)
TOO_OPEN = Text(
    "{path} can be read by others: it holds secrets, so make it 0600 (chmod 600).",
    ja="{path} は機密情報を含みますが、ほかのユーザーから読めます。"
    "0600 にしてください（chmod 600）。",
)
ENV_UNREADABLE = Text("{path} can't be read: {why}.", ja="{path} を読み取れません：{why}。")
NOT_HANDED_ON = Text(
    "{name} stands in .env, where AWS's SDK can't see it: set it in the environment of the process.",
    ja="{name} が .env にありますが、AWS SDK からは見えません。"
    "プロセスの環境変数に設定してください。",
)
REFERENCE_FAILED = Text(
    "{name} refers to {reference}, which could not be read ({code}).",
    ja="{name} が参照する {reference} を読み取れませんでした（{code}）。",
)

MEANING_BOT_TOKEN = Text(
    "the app's bot token, xoxb-..., from OAuth & Permissions",
    ja="アプリのボットトークン（xoxb-...）。OAuth & Permissions にあります",
)
MEANING_SIGNING_SECRET = Text(
    "the app's signing secret, which switches HTTP mode on",
    ja="アプリの Signing Secret。設定すると HTTP モードが有効になります",
)
MEANING_APP_TOKEN = Text(
    "the app-level token, xapp-..., which switches Socket Mode on",
    ja="アプリレベルトークン（xapp-...）。設定すると Socket Mode が有効になります",
)
MEANING_API_URL = Text("the Web API's base address", ja="Web API のベースアドレス")
MEANING_CHANNEL = Text(
    "the id of the channel for alerts, such as C0123456789",
    ja="アラート用チャンネルの ID（例：C0123456789）",
)
MEANING_POLICY = Text("the path of the policy file", ja="ポリシーファイルのパス")
MEANING_DATABASE = Text("the database's address", ja="データベースのアドレス")
MEANING_HOST = Text(
    "the address that /sns, /slack/events and /healthz listen on",
    ja="/sns、/slack/events、/healthz を待ち受けるアドレス",
)
MEANING_PORT = Text(
    "the port that /sns, /slack/events and /healthz listen on",
    ja="/sns、/slack/events、/healthz を待ち受けるポート",
)
MEANING_ADMIN_HOST = Text(
    "the address that /metrics and the detail of /readyz listen on",
    ja="/metrics と /readyz の詳細を待ち受けるアドレス",
)
MEANING_ADMIN_PORT = Text(
    "the port that /metrics and the detail of /readyz listen on",
    ja="/metrics と /readyz の詳細を待ち受けるポート",
)
MEANING_TOPICS = Text(
    "the topic ARNs that may speak to /sns", ja="/sns への送信を許可するトピックの ARN"
)
MEANING_CERTIFICATE = Text(
    "TOPIC_ARN=PEM_PATH, a topic's own signing certificate",
    ja="TOPIC_ARN=PEM_PATH。トピック独自の署名証明書",
)
MEANING_SQS = Text("a queue to receive findings from", ja="検出結果を受信するキュー")
MEANING_EVIDENCE = Text("a bucket for evidence", ja="証拠を保存するバケット")
MEANING_URL = Text("the public address for signed approvals", ja="署名付き承認用の公開アドレス")
MEANING_ANCHOR = Text(
    "where audit anchors go: kms:KEY_ARN or s3://BUCKET/PREFIX",
    ja="監査アンカーの保存先：kms:KEY_ARN または s3://BUCKET/PREFIX",
)
MEANING_LOG_LEVEL = Text(
    "DEBUG, INFO, WARNING or ERROR", ja="DEBUG、INFO、WARNING、ERROR のいずれか"
)
MEANING_LOG_FORMAT = Text("console or json", ja="console または json")

ALREADY_RUNNING = Text(
    "Process {process} works on {database} already. On SQLite one process does; "
    "for more, use PostgreSQL.",
    ja="プロセス {process} がすでに {database} を使用しています。"
    "SQLite で動かせるのは 1 プロセスだけです。"
    "複数で使う場合は PostgreSQL を使ってください。",
)
NEEDS_POSTGRESQL = Text(
    "`{verb}` needs PostgreSQL, which this version does not serve yet. "
    "Use `python -m bot run`, which is both halves in one process, on SQLite.",
    ja="`{verb}` には PostgreSQL が必要ですが、このバージョンはまだ対応していません。"
    "SQLite で両方の役割を 1 プロセスで動かす `python -m bot run` を使ってください。",
)
RUN_NEEDS_SQLITE = Text(
    "DATABASE_URL is a PostgreSQL address, which `run` does not serve yet. Use sqlite:///FILE.",
    ja="DATABASE_URL が PostgreSQL のアドレスですが、`run` はまだ対応していません。"
    "sqlite:///FILE を使ってください。",
)
DATABASE_TOO_OPEN = Text(
    "{path} can be read by others: it holds findings, so make it 0600.",
    ja="{path} は検出結果を含みますが、ほかのユーザーから読めます。0600 にしてください。",
)
NO_DATABASE = Text(
    "There is no database at {path} yet; `python -m bot run` makes it.",
    ja="{path} にデータベースがまだありません。`python -m bot run` で作成されます。",
)

HELP_BOT = Text(
    "secbot: contain AWS incidents from Slack, approved, proved and undoable.",
    ja="secbot：AWS のインシデントを Slack から封じ込める。承認、検証、元に戻す操作に対応。",
)
HELP_RUN = Text(
    "run the bot in one process: intake, Slack, jobs and worker",
    ja="ボットを 1 プロセスで動かす：受信、Slack、ジョブ、ワーカー",
)
HELP_WEB = Text(
    "the half that speaks HTTP and Slack; needs PostgreSQL",
    ja="HTTP と Slack を担当する側。PostgreSQL が必要",
)
HELP_WORKER = Text(
    "the half that touches AWS; needs PostgreSQL", ja="AWS を操作する側。PostgreSQL が必要"
)
HELP_MIGRATE = Text(
    "bring the database to the newest schema", ja="データベースを最新のスキーマにする"
)
HELP_PRACTICE = Text(
    "the practice range: the bot, a Slack-like page, a simulated AWS",
    ja="演習環境：ボット、Slack に似たページ、模擬 AWS",
)
HELP_PORT = Text(
    "port of the range's page (default 3000)", ja="演習環境のページのポート（既定は 3000）"
)
HELP_SCENARIO = Text(
    "the scenario to play, such as crypto-miner", ja="再生するシナリオ（例：crypto-miner）"
)
HELP_PLAY = Text(
    "play the scenario with scripted people and print the transcript",
    ja="台本どおりの人物でシナリオを再生し、やり取りを出力する",
)
HELP_SOCKET = Text(
    "let Slack reach the bot in Socket Mode instead of over HTTP",
    ja="HTTP ではなく Socket Mode で Slack から接続させる",
)
HELP_LANGUAGE = Text(
    "the language of the bot's messages in the open range (default en)",
    ja="演習環境のページでのボットのメッセージの言語（既定は en）",
)
HELP_AUDIT = Text(
    "prove the audit trail, or write it to a file", ja="監査証跡を検証するか、ファイルに書き出す"
)
HELP_VERIFY = Text(
    "hold the chain against its anchors; exit 3: consistent, but not anchored",
    ja="チェーンをアンカーと照合する。終了コード 3 は、整合しているがアンカーなし",
)
HELP_VERB = Text("what to do", ja="実行する操作")

MIGRATED = Text("The database has the newest schema.", ja="データベースのスキーマは最新です。")
VERIFIED = Text(
    "consistent, not protected: {count} records, head {head}. "
    "Whoever can write the database could have rewritten the whole chain: no anchor is kept, "
    "since SECBOT_ANCHOR is not set.",
    ja="整合していますが、保護されていません：記録 {count} 件、先頭ハッシュ {head}。"
    "SECBOT_ANCHOR が未設定でアンカーがないため、"
    "データベースに書き込める人がチェーン全体を書き換えた可能性を否定できません。",
    one="consistent, not protected: 1 record, head {head}. Whoever can write the database could "
    "have rewritten it: no anchor is kept, since SECBOT_ANCHOR is not set.",
)
BROKEN = Text(
    "BROKEN at record {number}: it was changed, moved or taken out after it was written.",
    ja="改ざん：記録 {number} が、書き込み後に変更、移動、または削除されています。",
)
CUT = Text(
    "CUT after record {number}: the newest records are missing.",
    ja="欠落：記録 {number} より後の、最新の記録がありません。",
)
NOT_MIGRATED = Text(
    "The database at {path} could not be brought to the newest schema: {fault}",
    ja="{path} のデータベースを最新のスキーマにできませんでした：{fault}",
)
NOT_LISTENING = Text(
    "HOST, PORT, ADMIN_HOST or ADMIN_PORT can't be listened on: {why}",
    ja="HOST、PORT、ADMIN_HOST、ADMIN_PORT で待ち受けできません：{why}",
)
