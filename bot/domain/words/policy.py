"""What is said of a policy file that can't be used, and of a changed one."""

from __future__ import annotations

from runbooks.kit.text import Text

POLICY_MISSING = Text(
    "SECBOT_POLICY names {path}, which is not there.", ja="SECBOT_POLICY の {path} が存在しません。"
)
POLICY_FAULT = Text(
    "{path}, line {line}: {field}: {fault}.", ja="{path} の {line} 行目：{field}：{fault}。"
)
POLICY_NOT_BUILT = Text(
    "this version does not serve it yet; take it out",
    ja="このバージョンはまだ対応していません。削除してください",
)
POLICY_UNKNOWN = Text("there is no such key here", ja="ここにこのキーは使えません")
POLICY_LOOSER = Text(
    "approvals may only be made stricter, and here it takes at least {least}",
    ja="承認は厳しくする方向にしか変更できません。ここでは {least} 以上です",
)
POLICY_MOST = Text(
    "a limit may only be made smaller, and here the most is {most}",
    ja="上限は小さくする方向にしか変更できません。ここでは {most} 以下です",
)
POLICY_NOT_YAML = Text(
    "{path}, line {line}: this is not YAML ({fault}).",
    ja="{path} の {line} 行目：YAML ではありません（{fault}）。",
)
POLICY_NOT_A_MAP = Text(
    "{path} should hold keys such as `teams` and `roles`.",
    ja="{path} には `teams` や `roles` などのキーが必要です。",
)
POLICY_DURATION = Text(
    "it should be a time such as 30m, 4h or 2d", ja="30m、4h、2d のような時間を指定してください"
)
POLICY_ACCOUNT = Text(
    "an account is its twelve digits in quotes",
    ja="アカウントは 12 桁の数字を引用符で囲んで指定してください",
)
POLICY_TWICE = Text("it stands here a second time", ja="同じものが 2 回指定されています")
POLICY_SAME_NAME = Text(
    "another account has this name", ja="この名前は別のアカウントが使っています"
)
POLICY_NO_ACCOUNT = Text(
    "it names an account that is not under `accounts`",
    ja="`accounts` にないアカウントを指定しています",
)
POLICY_DISCOVER = Text(
    "it needs `management` or `security_admin` beside it: there Organizations can be asked",
    ja="`management` か `security_admin` も必要です。Organizations への問い合わせ先になります",
)
POLICY_NO_ENVIRONMENT = Text(
    "it names an environment that no account has", ja="どのアカウントにもない環境を指定しています"
)
POLICY_TIME_OF_DAY = Text(
    'it should be a time of day in quotes, such as "09:00"',
    ja='"09:00" のように、引用符付きの時刻を指定してください',
)
POLICY_FLOOR = Text(
    'it should be a severity or above, in quotes, such as ">=HIGH"',
    ja='">=HIGH" のように、引用符付きで下限の重大度を指定してください',
)
POLICY_IN_PRODUCTION = Text(
    "nothing may run unasked in production", ja="本番環境では申請なしの実行を許可できません"
)
POLICY_NO_RUNBOOK = Text(
    "`standing` of the policy file names no runbook that there is: {name}",
    ja="ポリシーファイルの `standing` に、存在しないランブックがあります：{name}",
)
POLICY_NO_SOURCE = Text(
    "`routes` of the policy file name a `source` that secbot reads nothing of: {name}",
    ja="ポリシーファイルの `routes` に、secbot が読み取らない `source` があります：{name}",
)
POLICY_HOURS = Text(
    'it should be two different hours in quotes, such as "22:00-07:00"',
    ja='"22:00-07:00" のように、異なる 2 つの時刻を引用符付きで指定してください',
)
POLICY_TIME_ZONE = Text(
    "it should be an IANA time zone such as Asia/Tokyo or UTC",
    ja="Asia/Tokyo や UTC などの IANA タイムゾーンを指定してください",
)
POLICY_REGIONS = Text(
    "it should be `all`, or a list of Regions such as [ap-northeast-1]",
    ja="`all` か、[ap-northeast-1] のようなリージョンのリストを指定してください",
)
POLICY_NIGHT_HOURS = Text(
    'with `enabled: true` it needs hours in quotes, such as "22:00-07:00"',
    ja='`enabled: true` には、"22:00-07:00" のような引用符付きの時間帯も必要です',
)
POLICY_NIGHT_LONG = Text("a night has at most twelve hours", ja="夜間は 12 時間までです")
POLICY_NIGHT_CONFIRM = Text(
    "it may only be made shorter, and here the most is 60m",
    ja="短くする方向にしか変更できません。ここでは 60m 以下です",
)
POLICY_OTHER_ACCOUNT = Text(
    "it names another account than the one under which it stands",
    ja="記載場所のアカウントとは別のアカウントを指定しています",
)
POLICY_SEVERITY = Text(
    'it should be a severity or bounds, in quotes, such as ">=HIGH" or ">=LOW <HIGH"',
    ja='">=HIGH" や ">=LOW <HIGH" のように、重大度か範囲を引用符付きで指定してください',
)
POLICY_NO_SEVERITY = Text(
    "no severity is within these bounds", ja="この範囲に含まれる重大度がありません"
)
POLICY_ROUTE_TAKEN = Text(
    "a route before it takes all of this, so it would never be reached",
    ja="前のルートがすべて先に受け取るため、このルートには何も届きません",
)
POLICY_TAG_HIDES = Text(
    "tags are an intruder's too, so a route by tag may not keep a finding from having a card",
    ja="タグは侵入者も変更できます。タグによるルートで検出結果のカードを省くことはできません",
)
POLICY_HIDES_CRITICAL = Text(
    'nothing keeps what is CRITICAL from having a card: say which severities, such as "<HIGH"',
    ja='CRITICAL のカードは省けません。"<HIGH" のように重大度を指定してください',
)
POLICY_CALLS_NOBODY = Text(
    "only a card calls somebody, and this route makes none",
    ja="誰かを呼び出せるのはカードだけですが、このルートはカードを作りません",
)
POLICY_DROPS = Text(
    "what is dropped goes to no channel; use `mode: digest` to be told once a day",
    ja="破棄するものはチャンネルに投稿されません。"
    "1 日 1 回の通知には `mode: digest` を使ってください",
)
POLICY_MEMBER_TWICE = Text("a member stands here twice", ja="同じメンバーが 2 回指定されています")
POLICY_WHOLE_DAYS = Text(
    "a turn lasts whole days, such as 7d", ja="当番期間は 7d のように日単位で指定してください"
)
POLICY_ROTATION_OR_GROUP = Text(
    "either a `rotation` or a `group` is on call, not both",
    ja="当番は `rotation` か `group` のどちらか一方で指定してください",
)
POLICY_RAW = Text(
    "a queue may send a message again for 14 days, so raw messages are kept for {least}d at least",
    ja="キューがメッセージを再送する期間は最長 14 日です。"
    "元のメッセージは {least}d 以上保持してください",
)
POLICY_FINDINGS = Text(
    "GuardDuty and Security Hub keep a finding for 90 days and may tell of it again until then, so "
    "findings are kept for {least}d at least",
    ja="GuardDuty と Security Hub は検出結果を 90 日間保持し、その間は再び通知することがあります。"
    "検出結果の保持期間は {least}d 以上にしてください",
)
POLICY_FINDINGS_RAW = Text(
    "raw messages hold the same findings, so these are kept as long as `retention.raw` at least",
    ja="元のメッセージにも同じ検出結果が含まれます。`retention.raw` 以上の期間にしてください",
)
POLICY_RAW_FOREVER = Text(
    "`retention.findings` deletes findings, but the raw messages that brought them stay for ever: "
    "`retention.raw` is not set",
    ja="`retention.findings` で検出結果は削除されますが、`retention.raw` が未設定のため、"
    "元のメッセージは無期限に残ります",
)
POLICY_RAW_FOREVER_MEND = Text(
    "set `retention.raw` in the policy file, to 15d at least",
    ja="ポリシーファイルの `retention.raw` を 15d 以上に設定してください",
)
POLICY_CANARY = Text(
    "a canary is sent every 30m at most, and once a day at least",
    ja="カナリアの送信間隔は 30m 以上、1 日以内で指定してください",
)
POLICY_DETAIL = Text(
    "it should be `minimal`, `standard` or `full`",
    ja="`minimal`、`standard`、`full` のいずれかを指定してください",
)
POLICY_DETAIL_LOOSER = Text(
    "nothing can show more than `slack.detail`, which is `{detail}` and holds everywhere",
    ja="`slack.detail` の `{detail}` はすべてに適用されるため、これより多くは表示できません",
)
POLICY_ONLY = Text(
    "this version serves only `{served}` yet",
    ja="このバージョンが対応しているのは `{served}` だけです",
)
POLICY_NO_LOGS = Text(
    "it names no logs: `flow`, `waf` or `athena`",
    ja="ログの指定がありません：`flow`、`waf`、`athena` のいずれかが必要です",
)
POLICY_CALLS_WHOM = Text(
    "`escalate_after` calls nobody without a `rotation` or a `group`",
    ja="`rotation` か `group` がないと、`escalate_after` で呼び出す相手がいません",
)
POLICY_PAGES_NOBODY = Text(
    "it pages nobody without a topic (`sns`) or an address (`webhook`)",
    ja="トピック（`sns`）か送信先（`webhook`）がないと、呼び出しが誰にも届きません",
)
POLICY_WEBHOOK = Text(
    "it should be an https:// address of a public host, such as https://pages.example.com/page, "
    "without a user name and without `#`",
    ja="https://pages.example.com/page のように、"
    "公開ホストの https:// アドレスを指定してください（ユーザー名と `#` は"
    "使えません）",
)
POLICY_WAITS = Text(
    "an incident that nobody takes calls after 4h at the latest",
    ja="担当者のいないインシデントの呼び出しは、4h 以内に指定してください",
)
POLICY_NETWORK = Text(
    "it should be a network in CIDR form, such as 203.0.113.0/24",
    ja="203.0.113.0/24 のように、CIDR 形式のネットワークを指定してください",
)
POLICY_NETWORK_WIDE = Text(
    "it is wider than /{least}, which is no network of anybody's own",
    ja="/{least} より広い範囲は、自組織のネットワークとは認められません",
)
POLICY_NETWORK_TWICE = Text(
    "it overlaps with one of `own`, and can't be both",
    ja="`own` のネットワークと重なっています。両方には指定できません",
)
POLICY_TTL = Text("a plan may wait for at most a day", ja="計画の待機時間は 1 日までです")

POLICY_CHANGED = Text(
    "*A changed policy file was loaded*, `{digest}`: every waiting plan is void",
    ja="*変更されたポリシーファイルを読み込みました*：`{digest}`。待機中の計画はすべて無効です",
)
POLICY_DIFFERENCE = Text("{says}", ja="{says}")
POLICY_DIFFERENCES_MORE = Text(
    "… and {count} more: `python -m bot audit export` has all of them",
    ja="…ほか {count} 件：全件は `python -m bot audit export` で確認できます",
)
POLICY_NEEDS = Text("class {risk} needs {count}", ja="クラス {risk} には {count} 人の承認が必要")
POLICY_TOO_FEW = Text(
    "In {account} at most {most} besides whoever asks could approve, as far as the policy "
    "file tells, so some changes never can be made there: {listed}.",
    ja="ポリシーファイルで見る限り、{account} で申請者以外に承認できるのは最大 {most} "
    "人です。実行できない変更があります：{listed}。",
)
POLICY_NOBODY_CONFIRMS = Text(
    "In {account} one may contain alone at night, and besides them nobody could confirm it, as far "
    "as the policy file tells: the undo would be asked for each time.",
    ja="ポリシーファイルで見る限り、{account} では夜間に単独で封じ込めできますが、"
    "実行者以外に確認できる人がいません。毎回、元に戻す操作の申請が必要になります。",
)
POLICY_NIGHT_UNPAGED = Text(
    "One may contain alone at night, and nobody is paged of it beyond Slack: `on_call.page` of the "
    "policy file is not set.",
    ja="夜間に単独で封じ込めできますが、Slack 以外への呼び出しがありません。"
    "ポリシーファイルの `on_call.page` が未設定です。",
)

TOLD_LOADED = (
    Text(
        "a changed policy file was loaded, `{digest}`: {differences}",
        ja="変更されたポリシーファイルを読み込み、`{digest}`：{differences}",
    ),
    Text("a policy file was loaded: `{digest}`", ja="ポリシーファイルを読み込み：`{digest}`"),
    Text("a policy file was loaded", ja="ポリシーファイルを読み込み"),
)
