"""What the alert card of an incident says."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.finding import Severity
from bot.domain.incident import Contained, Status
from bot.domain.networks import Whose
from runbooks.kit.text import Text

SIGNS: Mapping[Severity, str] = {
    Severity.CRITICAL: "🚨",
    Severity.HIGH: "🔴",
    Severity.MEDIUM: "🟠",
    Severity.LOW: "🟡",
    Severity.INFORMATIONAL: "⚪",
}
SERVICES: Mapping[str, str] = {
    "guardduty": "GuardDuty",
    "securityhub": "Security Hub",
    "access-analyzer": "IAM Access Analyzer",
    "acm": "Certificate Manager",
    "cloudtrail": "CloudTrail",
    "cloudwatch": "CloudWatch",
    "config": "AWS Config",
    "controltower": "Control Tower",
    "health": "AWS Health",
    "inspector2": "Inspector",
    "macie": "Macie",
    "opensearch": "OpenSearch",
    "trustedadvisor": "Trusted Advisor",
    "secbot": "secbot",
}

SAMPLE = Text(
    "🧪 *SAMPLE · a made-up finding that tests the alarm: no button of this card changes anything*",
    ja="🧪 *SAMPLE · アラートを試すための架空の検出結果です。"
    "このカードのボタンでは何も変更されません*",
)
HEAD = Text("{sign} *{severity} · {title}*", ja="{sign} *{severity} · {title}*")
PLACE = Text("{resource} · {account} · {region}", ja="{resource} · {account} · {region}")
RESOURCE = Text("`{resource}`", ja="`{resource}`")
RESOURCE_NAMED = Text("`{resource}` *{name}*", ja="`{resource}` *{name}*")
RESOURCES = Text("{first} and {count} more", ja="{first} ほか {count} 件")
NO_RESOURCE = Text("no resource named", ja="リソースの記載なし")
NO_REGION = Text("no Region named", ja="リージョンの記載なし")
ACCOUNT = Text("{name} {number}", ja="{name} {number}")
ACCOUNT_UNNAMED = Text("account {number} (name: {why})", ja="アカウント {number}（名前：{why}）")

TOLD = Text("{value} _({source}, {when})_", ja="{value} _（{source}、{when}）_")
UNKNOWN = Text("unknown ({reason})", ja="不明（{reason}）")
NOT_ANSWERED = Text("not answered yet", ja="まだ回答なし")
NAME = Text("*Name* {name}", ja="*名前* {name}")
OWNER = Text("*Owner* {owner}", ja="*所有者* {owner}")
EXPOSURE = Text("*Exposure* {exposure}", ja="*公開状況* {exposure}")
RADIUS = Text("*Blast radius* {radius}", ja="*影響範囲* {radius}")
SEEN = Text(
    "*Seen* {count}× since {since}, last {last} · {confirmed}",  # noqa: RUF001 - the sign that means "times"
    ja="*検出* {count} 回、初回 {since}、最終 {last} · {confirmed}",
)
UNKNOWN_TIME = Text("a time that the source did not give", ja="発信元による時刻の記載なし")
CONFIRMED = Text("confirmed at {service} {when}", ja="{service} で確認済み（{when}）")
UNCONFIRMED = Text("not confirmed at its source yet", ja="発信元で未確認")
UNCONFIRMED_BECAUSE = Text("not confirmed at its source: {why}", ja="発信元で未確認：{why}")
PRINCIPALS = Text("*Principal* {names}", ja="*プリンシパル* {names}")
OURS = Text(
    "`{name}` is {whose}, who can't decide on this",
    ja="`{name}`（{whose}。本件の承認はできません）",
)
NOBODYS = Text("`{name}`, who matches nobody of ours", ja="`{name}`（該当するメンバーなし）")
UNTRUSTED = Text(
    "claim by a producer that the policy file does not trust, not confirmed",
    ja="ポリシーファイルが信頼していない発行元の申告（未確認）",
)
CLAIMED = Text(
    "claim by a product that is not AWS's own, not confirmed", ja="AWS 以外の製品の申告（未確認）"
)
REMOTE = Text("*Remote* {addresses}", ja="*通信先* {addresses}")
REMOTE_BY_FILE = Text(
    "*Remote* {addresses} _(as the policy file has it)_",
    ja="*通信先* {addresses} _（ポリシーファイルによる判定）_",
)
ADDRESS = Text("`{address}`", ja="`{address}`")
ASKED = Text(
    "*Asked for* by somebody in Security Hub, custom action {action}",
    ja="*対応の依頼* Security Hub のカスタムアクション {action} から",
)
PROCESS = Text("*Process* `{process}`", ja="*プロセス* `{process}`")
THREATS = Text("*Malware* {names}", ja="*マルウェア* {names}")
THREAT = Text("`{name}`", ja="`{name}`")
ADDRESSES: Mapping[Whose, Text] = {
    Whose.OWN: Text("`{address}` yours", ja="`{address}` 自組織"),
    Whose.ALLOWED: Text("`{address}` allow-listed", ja="`{address}` 許可リスト登録済み"),
    Whose.NEITHER: Text("`{address}` not allow-listed", ja="`{address}` 許可リスト未登録"),
}
PRECIOUS = Text(
    "*Precious* {resources}: the policy file makes a change of it at least class C",
    ja="*重要資産* {resources}：ポリシーファイルにより、変更はクラス C 以上",
)
SPECIAL = Text(
    "*Special account* {parts} of the organization: a change there is class D",
    ja="*特別なアカウント* 組織の {parts}：変更はクラス D",
)
FOR = Text("*For* {who}", ja="*宛先* {who}")
SAYS = Text("*{service} says* {description}", ja="*{service} の説明* {description}")
FINDINGS = Text(
    "*Findings* {count} handled together, this is the most severe",
    ja="*検出結果* {count} 件をまとめて対応、表示は最も重大なもの",
)

TAKE = Text("Ack", ja="担当する")
OFFER = Text("{title}…", ja="{title}…")
OFFER_ON = Text("{title}: {target}…", ja="{title}：{target}…")
OFFER_ON_MORE = Text("{title}: {target} and {count} more…", ja="{title}：{target} ほか {count} 件…")
OTHER = Text("Other runbooks…", ja="ほかのランブック…")
SNOOZE = Text("Snooze…", ja="スヌーズ…")
CLEAR = Text("Not a threat…", ja="脅威ではない…")
REASSIGN = Text("Reassign…", ja="担当を変更…")
NO_OFFER = Text("*No runbook on offer* {why}", ja="*実行できるランブックなし* {why}")

NOBODY = Text("nobody has it", ja="担当者なし")
OWNED = Text("{name} has it", ja="担当者 {name}")
STATE = Text("{incident} · *{state}* · {source}", ja="{incident} · *{state}* · {source}")
TYPE = Text("{service} `{type}`", ja="{service} `{type}`")
CONSOLE = Text("console", ja="コンソール")
CLOSED_AS = Text("Closed: {verdict}", ja="クローズ済み：{verdict}")
STATUSES: Mapping[Status, Text] = {
    Status.NEW: Text("New", ja="新規"),
    Status.IN_PROGRESS: Text("In progress", ja="対応中"),
    Status.ON_HOLD: Text("On hold", ja="保留中"),
    Status.RESOLVED: Text("Resolved", ja="解決済み"),
    Status.CLOSED: Text("Closed", ja="クローズ済み"),
}
CONTAINED: Mapping[Contained, Text] = {
    Contained.WAITING: Text("Waiting for approval: {execution}", ja="承認待ち：{execution}"),
    Contained.RUNNING: Text("{execution} is running", ja="{execution} を実行中"),
    Contained.YES: Text("Contained by {execution}", ja="{execution} で封じ込め済み"),
    Contained.PARTLY: Text("Partly contained by {execution}", ja="{execution} で一部封じ込め済み"),
    Contained.UNDONE: Text("Put back", ja="元に戻し済み"),
}
ABOUT_TO_RUN = Text("{execution} is about to run", ja="{execution} をまもなく実行")

SNOOZED = Text(
    "💤 *Snoozed until {until}* by {name}: {what} · “{why}”",
    ja="💤 *{until} までスヌーズ中*（{name}）：{what} · 「{why}」",
)
SNOOZED_BY_TWO = Text(
    "💤 *Snoozed until {until}* by {name}, agreed by {agreed}: {what} · “{why}”",
    ja="💤 *{until} までスヌーズ中*（{name}、同意 {agreed}）：{what} · 「{why}」",
)
SNOOZE_ASKED = Text(
    "⏳ *{name} asked to snooze* {what} for {span}: “{why}” · until {until} an approver who is not "
    "{name} may agree: `/sec snooze {incident}`",
    ja="⏳ *{name} がスヌーズを申請しました：* {what}、{span}："
    "「{why}」 · {until} までに {name} 以外の承認者が同意できます："
    "`/sec snooze {incident}`",
)
CLOSE_ASKED = Text(
    "⏳ *{name} asked to close it*, which ends its holds: “{why}” · until {until} an approver who "
    "is not {name} may agree: `/sec close {incident}`",
    ja="⏳ *{name} がクローズを申請しました*（封じ込めの維持も終了します）："
    "「{why}」 · {until} までに {name} 以外の承認者が同意できます："
    "`/sec close {incident}`",
)
MERGE_ASKED = Text(
    "⏳ *{name} asked to merge it into {into}*: “{why}” · until {until} an approver who is not "
    "{name} may agree: `/sec merge {incident} {into}`",
    ja="⏳ *{name} が {into} への統合を申請しました*："
    "「{why}」 · {until} までに {name} 以外の承認者が同意できます："
    "`/sec merge {incident} {into}`",
)
CLEAR_ASKED = Text(
    "⏳ *{name} asked to close it as a false positive:* “{why}” · until {until} an approver who is "
    "not {name} may agree: `/sec fp {incident}`",
    ja="⏳ *{name} が誤検知としてのクローズを申請しました：* 「{why}」 · {until} まで"
    "に {name} 以外の承認者が同意できます：`/sec fp {incident}`",
)
THIS_FINDING = Text("this finding", ja="この検出結果")
THIS_RESOURCE = Text("all about this resource", ja="このリソースに関するすべて")
THIS_TYPE = Text("all of this type in the account", ja="アカウント内のこのタイプすべて")

PUSH = Text(
    "{severity}: {title}. {incident}, {owner}.", ja="{severity}：{title}。{incident}、{owner}。"
)
PUSH_SAMPLE = Text(
    "SAMPLE, nothing has happened. {severity}: {title}. {incident}.",
    ja="SAMPLE：実際には何も起きていません。{severity}：{title}。{incident}。",
)

PROVED = Text("*Proved by {execution}*", ja="*{execution} で検証済み*")
UNPROVED = Text("*Not proved by {execution}*", ja="*{execution} で未検証*")
