"""What is said when somebody touches secbot itself, or acts with its roles."""

from __future__ import annotations

from runbooks.kit.text import Text

PAGE_WHAT = Text(
    "SECBOT GUARD: <what> at <service>. {why}", ja="SECBOT GUARD：<service> の <what>。{why}"
)
PAGE_WHO = Text(
    "Who: <kind> <who> <principal>, from <address>",
    ja="実行者：<kind> <who> <principal>、接続元 <address>",
)
PAGE_WHERE = Text(
    "Where: account <account>, <region>. On: {things}",
    ja="場所：アカウント <account>、<region>。対象：{things}",
)
PAGE_WHEN = Text(
    "When: <when>. Refused with (nothing: it was done): <error>. CloudTrail: <event>",
    ja="日時：<when>。拒否の理由（なければ実行済み）：<error>。CloudTrail：<event>",
)
"""The words of a page by EventBridge, which puts the event's own in place of `<...>`; each stands
in quotes of its own, as EventBridge wants it of text of many lines."""

IDENTITIES = Text(
    "Somebody changes a role, a user or a policy of secbot's own.",
    ja="誰かが secbot 自身のロール、ユーザー、またはポリシーを変更しています。",
)
PIPE = Text(
    "Somebody changes secbot's topics, queues, rules or stack.",
    ja="誰かが secbot のトピック、キュー、ルール、またはスタックを変更しています。",
)
BUCKETS = Text(
    "Somebody changes the bucket of secbot's evidence or anchors.",
    ja="誰かが secbot の証拠またはアンカーのバケットを変更しています。",
)
KEYS = Text(
    "Somebody changes the key of secbot's anchors.",
    ja="誰かが secbot のアンカーのキーを変更しています。",
)
DETECTORS = Text(
    "A detector is to see or tell less.",
    ja="検出器の監視または通知の範囲が狭められようとしています。",
)
TRAILS = Text(
    "A log is to stop, or the account's buckets are to be open to the public.",
    ja="ログが止められるか、アカウントのバケットが公開されようとしています。",
)
TAGS = Text(
    "Somebody who is not secbot sets or takes a tag of secbot's.",
    ja="secbot ではない誰かが secbot のタグを付けるか外しています。",
)

TOPIC_OUT = Text(
    "For on_call.page.sns of the policy file: the pages that do not need the bot.",
    ja="ポリシーファイルの on_call.page.sns に設定する値：ボットを必要としない呼び出し用。",
)
PROTOCOL = Text(
    "How the guard pages: email, or https for a paging service.",
    ja="Guard の呼び出し方法：email、または呼び出しサービス用の https。",
)
ENDPOINT = Text(
    "Whom the guard pages: an e-mail address, or a paging service's https address. Empty: "
    "subscribe by hand. Never the bot's own address, and never a channel that the bot posts in.",
    ja="Guard の呼び出し先：メールアドレス、または呼び出しサービスの https アドレス。"
    "空の場合は手動でサブスクライブします。ボット自身のアドレスや、"
    "ボットが投稿するチャンネルは指定しないでください。",
)
BUCKETS_OF = Text(
    "Names of the buckets of evidence and anchors: their changes page.",
    ja="証拠とアンカーのバケット名：変更されると呼び出します。",
)
KEYS_OF = Text(
    "ARNs of the keys that sign anchors: their changes page.",
    ja="アンカーに署名するキーの ARN：変更されると呼び出します。",
)
TEMPLATE = Text(
    "The guard of secbot in one more Region: what blinds it there pages.",
    ja="別のリージョン用の secbot の Guard：そこで secbot の目をふさぐ操作があると呼び出します。",
)
HELP_TEMPLATE = Text(
    "the guard for each other Region: deploy/secbot-guard.yaml",
    ja="ほかの各リージョン用の Guard：deploy/secbot-guard.yaml",
)

ROLE_USE = Text("Uses of secbot's roles", ja="secbot のロールの使用")
ALL_KNOWN = Text("all are known, read until {at}", ja="すべて既知（{at} まで確認済み）")
UNKNOWN_SINCE = Text(
    "one that no execution of ours knows of was found {at}",
    ja="secbot のどの実行にもない使用を {at} に検出",
)
NEVER_READ = Text("CloudTrail was not read yet", ja="CloudTrail をまだ読み取っていません")
UNREAD = Text(
    "CloudTrail could not be read in {region} ({count} such places): {why}",
    ja="{region} の CloudTrail を読み取れませんでした（同様 {count} か所）：{why}",
    one="CloudTrail could not be read in {region}: {why}",
)
READ_LONG_AGO = Text("CloudTrail was read last {at}", ja="CloudTrail の最後の読み取りは {at} です")
WHOLE = Text("the account as a whole", ja="アカウント全体")
TOO_MUCH = Text("there is more in it than is read at a time", ja="一度に読み取れる量を超えています")

NO_EXECUTION = Text(
    "no execution of that name has ever begun", ja="その名前の実行が始まったことはありません"
)
OTHER_ACCOUNT = Text(
    "the execution of that name does not work in this account",
    ja="その名前の実行はこのアカウントでは動作しません",
)
OTHER_ROLE = Text(
    "the execution of that name does not need this role",
    ja="その名前の実行はこのロールを必要としません",
)
OTHER_TIME = Text(
    "the execution of that name did not run then", ja="その名前の実行はその時間には動いていません"
)
NO_INTENT = Text(
    "the execution of that name never meant to call {action}",
    ja="その名前の実行に {action} を呼び出す予定はありません",
)

UNKNOWN = Text(
    "🚨 *Somebody who is not secbot acts with its role `{role}` in {account}:* {why}. "
    "From {address}, as `{caller}`, session `{session}`, since {first} UTC: {calls}",
    ja="🚨 *secbot ではない誰かが {account} で secbot のロール `{role}` を使っています：* "
    "{why}。接続元 {address}、呼び出し元 `{caller}`、セッション `{session}`、{first} UTC "
    "から：{calls}",
)
WHO_MUST = Text(
    "{who} secbot's own credentials are in other hands, or somebody else may assume the role. End "
    "the role's sessions and take those credentials away, then look at what was changed; "
    "`/sec stop` stops only secbot itself.",
    ja="{who} secbot 自身の認証情報が他者の手に渡ったか、"
    "別の者がロールを引き受けられる状態です。ロールのセッションを終わらせて認証情報を無効に"
    "し、変更されたものを調べてください。`/sec stop` で止まるのは secbot 自身だけです。",
)
NOBODY_KNOWN = Text(
    "nobody is an admin of this account:", ja="このアカウントには管理者がいません："
)
MORE_SESSIONS = Text("one of {count} more", ja="ほか {count} 件中の 1 件")
CALLS = Text(
    "{calls}, {count} calls in all",
    ja="{calls}、呼び出し計 {count} 件",
    one="{calls}, 1 call in all",
)
PAGE_SUBJECT = Text("secbot guard", ja="secbot Guard")
PAGE = Text(
    "SECBOT GUARD: somebody who is not secbot acts with its role {role} in account {account}: "
    "{why}. From {address}, as {caller}, session {session}, since {first} UTC: {calls}",
    ja="SECBOT GUARD：secbot ではない誰かがアカウント {account} で secbot のロール {role} "
    "を使っています：{why}。接続元 {address}、呼び出し元 {caller}、セッション {session}、"
    "{first} UTC から：{calls}",
)
"""The page that the bot itself sends besides."""
TOLD = (
    Text(
        "somebody who is not secbot acted with `{role}` in {account}: {calls}",
        ja="secbot ではない誰かが {account} で `{role}` を使用：{calls}",
    ),
    Text(
        "somebody who is not secbot acted with a role of secbot's",
        ja="secbot ではない誰かが secbot のロールを使用",
    ),
)
"""What rows of the audit trail say of it."""

CAUSED = Text(
    "🤖 *Caused by secbot's own* {execution} (`{runbook}`), approved by {names}",
    ja="🤖 *secbot 自身の操作が原因* {execution}（`{runbook}`）、承認：{names}",
)
CHANGED = Text(
    "🤖 *secbot changed this resource* {when}: {execution} (`{runbook}`), approved by {names}",
    ja="🤖 *secbot がこのリソースを変更* {when}：{execution}（`{runbook}`）、承認：{names}",
)
NO_APPROVER = Text("nobody, since it needs no approval", ja="なし（承認不要のため）")
STOLEN = Text(
    "🚨 *CRITICAL · somebody acts with secbot's own role* `{role}`*, and no execution of ours "
    "knows of it.* {who} secbot's own credentials are in other hands, or somebody else may assume "
    "the role",
    ja="🚨 *CRITICAL · 誰かが secbot 自身のロール* `{role}` *を使っており、secbot "
    "のどの実行にも該当しません。* {who} secbot 自身の認証情報が他者の手に渡ったか、"
    "別の者がロールを引き受けられる状態です",
)
PUSH_STOLEN = Text(
    "CRITICAL: somebody acts with secbot's own role. {incident}.",
    ja="CRITICAL：誰かが secbot 自身のロールを使っています。{incident}。",
)
