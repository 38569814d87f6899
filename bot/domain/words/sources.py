"""What the sources of findings are told by: titles of what has none, and why each has its floor."""

from __future__ import annotations

from runbooks.kit.text import Text

ANALYZER_PUBLIC = Text("Anybody can reach {resource}", ja="{resource} に誰でもアクセスできます")
ANALYZER_EXTERNAL = Text(
    "{resource} can be reached from outside the zone of trust",
    ja="{resource} に信頼ゾーンの外からアクセスできます",
)
ANALYZER_INTERNAL = Text(
    "{resource} can be reached from inside the organization",
    ja="{resource} に組織内からアクセスできます",
)
ANALYZER_UNUSED = Text(
    "{resource} has access that is not used: {kind}",
    ja="{resource} に未使用のアクセスがあります：{kind}",
)

ACM_EXPIRES = Text(
    "The certificate of {name} expires in {count} days",
    ja="{name} の証明書はあと {count} 日で期限が切れます",
    one="The certificate of {name} expires in a day",
)
ACM_EXPIRED = Text("The certificate of {name} has expired", ja="{name} の証明書は期限が切れました")
ACM_OTHER = Text("{kind}: {name}", ja="{kind}：{name}")

ALARM = Text("Alarm: {name}", ja="アラーム：{name}")
CONFIG_RULE = Text("{rule}: {resource} is {state}", ja="{rule}：{resource} は {state}")
CONTROL_TOWER_DID = Text("Control Tower: {call} {state}", ja="Control Tower：{call} {state}")
CONTROL_TOWER_DRIFT = Text(
    "Control Tower sees drift: {kind}", ja="Control Tower がドリフトを検出：{kind}"
)
HEALTH_EXPOSED = Text(
    "AWS has found an access key of this account where others can read it",
    ja="このアカウントのアクセスキーが他者の読める場所にあることを AWS が発見しました",
)
HEALTH_ABUSE = Text(
    "AWS was told of abuse from this account: {code}",
    ja="このアカウントからの不正使用が AWS に報告されました：{code}",
)
HEALTH_OTHER = Text("AWS Health: {code}", ja="AWS Health：{code}")
OPENSEARCH_ALERT = Text("{monitor}: {trigger}", ja="{monitor}：{trigger}")
TRUSTED_ADVISOR_CHECK = Text("Trusted Advisor: {check}", ja="Trusted Advisor：{check}")

ROOT_SIGNED_IN = Text(
    "The root user has signed in to the console",
    ja="ルートユーザーがコンソールにサインインしました",
)
ROOT_WITHOUT_MFA = Text(
    "The root user has signed in to the console without MFA",
    ja="ルートユーザーが MFA なしでコンソールにサインインしました",
)
SIGNED_IN_WITHOUT_MFA = Text(
    "{name} has signed in to the console without MFA",
    ja="{name} が MFA なしでコンソールにサインインしました",
)
SECBOT_TAG = Text(
    "Somebody who is not secbot has changed a tag of secbot's: {keys}",
    ja="secbot ではない誰かが secbot のタグを変更しました：{keys}",
)
TRIED = Text("{title}; AWS refused it ({code})", ja="{title}（AWS が拒否：{code}）")
LOGS_STOPPED = Text("Logging was stopped: {call}", ja="ログ記録が停止されました：{call}")
LOGS_CHANGED = Text(
    "What is logged was changed: {call}", ja="ログの記録対象が変更されました：{call}"
)
RECORDER_STOPPED = Text(
    "AWS Config records no more: {call}", ja="AWS Config の記録が停止しました：{call}"
)
DETECTOR_OFF = Text(
    "A detector was switched off or let go: {call}", ja="検出器が無効化または解除されました：{call}"
)
DETECTOR_CHANGED = Text(
    "A detector may see or tell less than before: {call}",
    ja="検出器の監視または通知の範囲が狭くなった可能性があります：{call}",
)
ORGANIZATION_LEFT = Text(
    "An account was taken out of the organization's reach: {call}",
    ja="アカウントが組織の管理から外されました：{call}",
)
ORGANIZATION_CHANGED = Text(
    "The organization's guardrails were changed: {call}",
    ja="組織のガードレールが変更されました：{call}",
)

FLOOR_ANALYZER = Text(
    "what is public is seen at once; what is shared or unused is a list to work off",
    ja="公開されているものはすぐに表示し、共有または未使用のものは順に片付ける一覧とする",
)
FLOOR_ACM = Text(
    "a certificate is renewed by day until it is about to take something down",
    ja="何かが止まりそうになるまでは、証明書の更新は日中の作業",
)
FLOOR_CLOUDTRAIL = Text(
    "what is in this table blinds or frees somebody: it is always shown",
    ja="この表にあるものは、誰かの目をふさぐか誰かを自由にする。常に表示する",
)
FLOOR_CLOUDWATCH = Text(
    "only alarms that you send to the topic arrive",
    ja="届くのは、トピックに送るよう設定したアラームだけ",
)
FLOOR_CONFIG = Text(
    "a rule that is not met is a list to work off",
    ja="満たされていないルールは、順に片付ける一覧とする",
)
FLOOR_CONTROL_TOWER = Text(
    "a guardrail that is taken down is seen at once; the rest is everyday work",
    ja="外されたガードレールはすぐに表示する。残りは日常の作業",
)
FLOOR_HEALTH = Text(
    "exposed keys and abuse can't wait; maintenance can",
    ja="漏えいしたキーと不正使用は待てない。メンテナンスは待てる",
)
FLOOR_INSPECTOR = Text(
    "vulnerabilities come by the thousand: the worst alone interrupt somebody",
    ja="脆弱性は千件単位で届く。人の手を止めるのは最悪のものだけ",
)
FLOOR_MACIE = Text(
    "Macie's High is data that is open or leaving; the rest is a list to work off",
    ja="Macie の High は、公開または流出しているデータ。残りは順に片付ける一覧とする",
)
FLOOR_OPENSEARCH = Text(
    "a monitor's word is a claim: what it calls 1 or 2 is shown",
    ja="モニターの言葉は申告。1 または 2 としたものを表示する",
)
FLOOR_TRUSTED_ADVISOR = Text(
    "most checks are about cost; exposed keys and root without MFA are not",
    ja="ほとんどのチェックはコストに関するもの。漏えいしたキーと MFA なしのルートは別",
)
