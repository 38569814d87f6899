"""What `doctor` says: each check, what it found, and how a fault is mended."""

from __future__ import annotations

from runbooks.kit.text import Text

HELP_DOCTOR = Text(
    "check everything that the bot needs, say how to mend each fault, change nothing",
    ja="必要なものをすべて点検し、問題ごとに直し方を示す。何も変更しない",
)
HELP_HALF = Text(
    "whose place to look from; `web` must have no way into any account (default run)",
    ja="どちらの立場から見るか。`web` はどのアカウントにも入れないことを確かめる（既定は run）",
)
HELP_URL = Text(
    "the bot's public address, https://HOST: the subscription must lead to HOST/sns",
    ja="ボットの公開アドレス https://HOST。サブスクリプションの送り先は HOST/sns であること",
)
HELP_JSON = Text("as JSON", ja="JSON で出力")
FINE = Text(
    "No fault: {count} checks passed, {warned} to know about.",
    ja="問題はありません。{count} 件の点検に合格、注意は {warned} 件です。",
    one="No fault: 1 check passed, {warned} to know about.",
)
FAULTY = Text(
    "{faults} to mend, {passed} passed, {warned} to know about.",
    ja="要対処 {faults} 件、合格 {passed} 件、注意 {warned} 件です。",
)
MEND = Text("mend: {mend}", ja="対処：{mend}")

SETTINGS = Text("settings", ja="設定")
CLOCK = Text("clock", ja="時刻")
DATABASE = Text("database", ja="データベース")
POLICY = Text("policy file", ja="ポリシーファイル")
ANCHOR = Text("audit anchor", ja="監査アンカー")

CRASHED = Text(
    "The check itself failed ({error}), so nobody has looked.",
    ja="点検そのものが失敗した（{error}）ため、確認できていません。",
)
CRASHED_MEND = Text(
    "run it again; if it stays, it is a fault of secbot's: tell its maintainers",
    ja="もう一度実行してください。それでも出る場合は secbot の不具合です。開発元に知らせてください",
)
AWS_SILENT = Text(
    "Could not look: {action} got {code}.",
    ja="確認できませんでした：{action} が {code} を返しました。",
)
AWS_SILENT_MEND = Text(
    "let whoever runs this doctor call {action}, then run it again",
    ja="この doctor の実行者に {action} の呼び出しを許可して、もう一度実行してください",
)
SLACK_SILENT = Text(
    "Could not look: {method} got {code}.",
    ja="確認できませんでした：{method} が {code} を返しました。",
)
SLACK_SILENT_MEND = Text(
    "mend the Slack token first, or wait until Slack answers; then run it again",
    ja="先に Slack トークンを直すか、Slack の応答が戻るのを待ってから、もう一度実行してください",
)

SETTINGS_FINE = Text(
    "{count} set, the others have their defaults.", ja="{count} 件を設定済み、残りは既定値です。"
)
SETTINGS_MEND = Text(
    "set it right in the environment or in .env; docs/settings.md tells each one",
    ja="環境変数か .env で正しく設定してください。各設定の説明は docs/settings.md にあります",
)
ENV_MEND = Text("chmod 600 {path}", ja="chmod 600 {path}")

CLOCK_FINE = Text("Within {seconds} s of {whose}.", ja="{whose} との差は {seconds} 秒以内です。")
CLOCK_WRONG = Text(
    "{seconds} s off {whose}: signatures of Slack, SNS and AWS are refused by their time.",
    ja="{whose} との差が {seconds} 秒あります。Slack、SNS、AWS の署名が時刻のために拒否されます。",
)
CLOCK_MEND = Text("sudo timedatectl set-ntp true", ja="sudo timedatectl set-ntp true")
CLOCK_UNTOLD = Text(
    "Could not look: {whose} did not tell the time.",
    ja="確認できませんでした：{whose} から時刻を取得できません。",
)
CLOCK_UNTOLD_MEND = Text(
    "see whether this machine reaches {whose}, then run it again",
    ja="このマシンから {whose} に到達できるか確認して、もう一度実行してください",
)

DATABASE_FINE = Text(
    "{place} opens, at the newest schema; {writer}.",
    ja="{place} を開けます。スキーマは最新で、{writer}。",
)
DATABASE_NEW = Text(
    "{place} is not there yet: `run` makes it at its first start.",
    ja="{place} はまだありません。`run` の初回起動時に作成します。",
)
DATABASE_NO_FOLDER = Text(
    "{folder} is no folder that the bot may write.",
    ja="{folder} は、ボットが書き込めるフォルダーではありません。",
)
DATABASE_NO_FOLDER_MEND = Text(
    "mkdir -p {folder}, and let the bot's user write there",
    ja="mkdir -p {folder} を実行し、ボットの実行ユーザーに書き込みを許可してください",
)
DATABASE_OPEN = Text(
    "{path} can be read by others, and holds findings.",
    ja="{path} は検出結果を含みますが、ほかのユーザーから読めます。",
)
DATABASE_OPEN_MEND = Text("chmod 600 {path}", ja="chmod 600 {path}")
DATABASE_OLD = Text(
    "{place} has an old schema, or none.", ja="{place} のスキーマが古いか、ありません。"
)
DATABASE_OLD_MEND = Text("python -m bot migrate", ja="python -m bot migrate")
DATABASE_UNOPENED = Text("{place} does not open: {why}", ja="{place} を開けません：{why}")
DATABASE_UNOPENED_MEND = Text(
    "restore {place} from a backup, or set DATABASE_URL to another file",
    ja="{place} をバックアップから復元するか、DATABASE_URL に別のファイルを設定してください",
)
DATABASE_NOT_SERVED = Text(
    "DATABASE_URL is PostgreSQL, which this version does not serve yet.",
    ja="DATABASE_URL は PostgreSQL ですが、このバージョンはまだ対応していません。",
)
DATABASE_NOT_SERVED_MEND = Text(
    "set DATABASE_URL to sqlite:///FILE", ja="DATABASE_URL に sqlite:///FILE を設定してください"
)
WRITER_ONE = Text("process {process} alone writes it", ja="書き込むのはプロセス {process} だけです")
WRITER_NONE = Text("no bot runs on it now", ja="現在このデータベースで動くボットはありません")

POLICY_FINE = Text(
    "Accounts: {accounts}; roles: {roles}.", ja="アカウント：{accounts}、ロール：{roles}。"
)
POLICY_NONE = Text(
    "There is none: cards come, and nothing in AWS can be changed.",
    ja="ありません。カードは届きますが、AWS の変更は一切できません。",
)
POLICY_NONE_MEND = Text(
    "write policy.yaml as docs/policy.md shows it",
    ja="docs/policy.md の例にならって policy.yaml を作成してください",
)
POLICY_FIRST = Text(
    "Could not look: the policy file can't be used.",
    ja="確認できませんでした：ポリシーファイルを使用できません。",
)
POLICY_FIRST_MEND = Text("mend the policy file first", ja="先にポリシーファイルを直してください")
POLICY_MEND = Text(
    "mend that line; docs/policy.md tells each part",
    ja="該当の行を直してください。各項目の説明は docs/policy.md にあります",
)
POLICY_NO_ACCOUNT = Text(
    "It names no account, so nothing in AWS can be changed.",
    ja="アカウントの指定がないため、AWS の変更は一切できません。",
)
POLICY_NO_ACCOUNT_MEND = Text(
    "add your accounts under `accounts` of {path}, as docs/policy.md shows",
    ja="docs/policy.md の例にならって、{path} の `accounts` にアカウントを追加してください",
)
POLICY_GAP_MEND = Text(
    "give the role `approver` to more people under `roles`",
    ja="`roles` で `approver` のロールを持つ人を増やしてください",
)

ANCHOR_FINE = Text(
    "{note} That the bot may write there shows when `run` starts.",
    ja="{note} ボットが書き込めるかどうかは、`run` の起動時に分かります。",
)
ANCHOR_KEY = Text("The key signs ({algorithm}).", ja="このキーで署名できます（{algorithm}）。")
ANCHOR_NONE = Text(
    "None is set: whoever can write the database can rewrite the audit trail.",
    ja="未設定です。データベースに書き込める人は、監査証跡も書き換えられます。",
)
ANCHOR_NONE_MEND = Text(
    "set SECBOT_ANCHOR to a locked bucket or a key (docs/settings.md)",
    ja="SECBOT_ANCHOR にロック付きのバケットかキーを設定してください（docs/settings.md）",
)
ANCHOR_LOCK_MEND = Text(
    "a bucket made with Object Lock, then: aws s3api put-object-lock-configuration "
    "--bucket {bucket} --object-lock-configuration '{lock}'",
    ja="Object Lock を有効にしてバケットを作成し、次を実行してください："
    "aws s3api put-object-lock-configuration --bucket {bucket} "
    "--object-lock-configuration '{lock}'",
)
ANCHOR_WEAK_MEND = Text(
    "use mode COMPLIANCE as the bucket's default retention",
    ja="バケットのデフォルト保持設定を COMPLIANCE モードにしてください",
)
ANCHOR_MEND = Text(
    "make it as docs/settings.md says, in an account that the bot has no power in",
    ja="docs/settings.md に従い、ボットに権限のないアカウントに作成してください",
)
