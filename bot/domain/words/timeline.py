"""What the timeline, the audit rows and the word lines say of each kind of record."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.record import What
from bot.domain.words import (
    guarding,
    holding,
    joining,
    lone,
    members,
    oncall,
    organization,
    policy,
    regrouping,
    reminding,
    restricting,
    retention,
    routes,
    silencing,
    stopping,
    syncing,
)
from runbooks.kit.text import Text

HEAD = Text("🕓 *Timeline of {incident}*", ja="🕓 *{incident} のタイムライン*")
ROW = Text("{when}  {sentence}", ja="{when}  {sentence}")
EARLIER = Text(
    "_… {count} earlier rows are left out: `/sec audit {incident}` has them._",
    ja="_…これより前の {count} 件は省略しています。`/sec audit {incident}` で確認できます。_",
    one="_… 1 earlier row is left out: `/sec audit {incident}` has it._",
)
EMPTY = Text("_Nothing has happened yet._", ja="_まだ何も起きていません。_")
PUSH = Text("Timeline of {incident}", ja="{incident} のタイムライン")

SECBOT = Text("secbot", ja="secbot")
WAYS = {
    "click": Text("click", ja="クリック"),
    "typed": Text("typed", ja="コマンド"),
    "contain": Text("contain", ja="封じ込め"),
    "release": Text("release", ja="解除"),
}
"""How somebody decided, and under which role something ran, by what the records call it."""
ACCOUNT = Text("{name} {number}", ja="{name} {number}")

# The first is said of which every blank is filled: no record is told with a hole in it.
SENTENCES: Mapping[What, tuple[Text, ...]] = {
    What.FINDING_OPENED: joining.TOLD_OPENED,
    What.FINDING_CHANGED: (Text("the finding has changed", ja="検出結果が変化"),),
    What.FINDING_JOINED: joining.TOLD_JOINED,
    What.FINDING_RETURNED: retention.TOLD_RETURNED,
    What.FINDINGS_DELETED: retention.TOLD_DELETED,
    What.MATERIAL: joining.TOLD_MATERIAL,
    What.SPLIT: regrouping.TOLD_SPLIT,
    What.MERGE_ASKED: regrouping.TOLD_MERGE_ASKED,
    What.MERGED: regrouping.TOLD_MERGED,
    What.INCIDENT_TAKEN: (Text("{name} took it", ja="{name} が担当を開始"),),
    What.INCIDENT_ASSIGNED: silencing.TOLD_ASSIGNED,
    What.CLOSE_ASKED: silencing.TOLD_CLOSE_ASKED,
    What.INCIDENT_CLOSED: silencing.TOLD_CLOSED,
    What.INCIDENT_REOPENED: silencing.TOLD_REOPENED,
    What.RESTRICTED: restricting.TOLD_RESTRICTED,
    What.WIDEN_ASKED: restricting.TOLD_WIDEN_ASKED,
    What.WIDENED: restricting.TOLD_WIDENED,
    What.UNRESTRICT_ASKED: restricting.TOLD_LIFT_ASKED,
    What.UNRESTRICTED: restricting.TOLD_UNRESTRICTED,
    What.SNOOZE_ASKED: silencing.TOLD_SNOOZE_ASKED,
    What.SNOOZED: silencing.TOLD_SNOOZED,
    What.WOKEN: silencing.TOLD_WOKEN,
    What.SNOOZE_ENDED: silencing.TOLD_SNOOZE_ENDED,
    What.ASKED: (
        Text(
            "{name} asked for {execution} `{runbook}`: “{reason}”",
            ja="{name} が {execution} `{runbook}` を申請：「{reason}」",
        ),
        Text(
            "{name} asked for {execution} `{runbook}`",
            ja="{name} が {execution} `{runbook}` を申請",
        ),
        Text("{name} asked for {execution}", ja="{name} が {execution} を申請"),
    ),
    What.PLANNED: (
        Text(
            "{execution} was planned: class {risk}, plan `{digest}`, needs {needs}",
            ja="{execution} を計画：クラス {risk}、計画 `{digest}`、必要な承認 {needs}",
        ),
        Text("{execution} was planned", ja="{execution} を計画"),
    ),
    What.PLAN_OPENED: (
        Text(
            "{name} opened the whole plan of {execution}",
            ja="{name} が {execution} の計画全体を表示",
        ),
    ),
    What.REFUSED: (
        Text("{execution} was refused: {why}", ja="{execution} を拒否：{why}"),
        Text("{execution} was refused", ja="{execution} を拒否"),
    ),
    What.DECIDED: (
        Text(
            "{name} approved {execution}, plan `{digest}` ({via})",
            ja="{name} が {execution} を承認、計画 `{digest}`（{via}）",
        ),
        Text("{name} approved {execution}", ja="{name} が {execution} を承認"),
    ),
    What.REJECTED: (
        Text(
            "{name} rejected {execution}: “{reason}”",
            ja="{name} が {execution} を却下：「{reason}」",
        ),
        Text("{name} rejected {execution}", ja="{name} が {execution} を却下"),
    ),
    What.EXPIRED: (
        Text("{execution} expired; nothing ran", ja="{execution} は期限切れ。何も実行していません"),
    ),
    What.SUPERSEDED: (
        Text(
            "{execution} was planned again: {why} ({differences})",
            ja="{execution} を再計画：{why}（{differences}）",
        ),
        Text("{execution} was planned again: {why}", ja="{execution} を再計画：{why}"),
        Text(
            "{execution} was planned again: {differences}", ja="{execution} を再計画：{differences}"
        ),
        Text("{execution} was planned again", ja="{execution} を再計画"),
    ),
    What.PUT_OFF: (
        Text("{execution} waits: {why}", ja="{execution} は待機中：{why}"),
        Text("{execution} waits for another", ja="{execution} は別の実行を待機中"),
    ),
    What.BATCHED: (
        Text(
            "{execution} is decided on with {batch}, plan `{digest}`: needs {needs}",
            ja="{execution} は {batch} として一括で判断、計画 `{digest}`：必要な承認 {needs}",
        ),
        Text("{execution} is decided on with others", ja="{execution} はほかの実行と一括で判断"),
    ),
    What.STARTED: (
        Text("{execution} started under the {power} role", ja="{execution} を{power}ロールで開始"),
        Text("{execution} started", ja="{execution} を開始"),
    ),
    What.INTENT: (
        Text(
            "{execution} is about to call `{action}` on {resources}",
            ja="{execution} が {resources} に対して `{action}` を呼び出す直前",
        ),
        Text(
            "{execution} is about to call `{action}`", ja="{execution} が `{action}` を呼び出す直前"
        ),
        Text("{execution} is about to call AWS", ja="{execution} が AWS を呼び出す直前"),
    ),
    What.RESULT: (
        Text(
            "{execution} called `{action}`: request `{request_id}`, AWS answered `{code}`",
            ja="{execution} が `{action}` を呼び出し：リクエスト `{request_id}`、"
            "AWS の応答 `{code}`",
        ),
        Text(
            "{execution} called `{action}`: request `{request_id}`",
            ja="{execution} が `{action}` を呼び出し：リクエスト `{request_id}`",
        ),
        Text(
            "{execution} called `{action}`: `{code}`",
            ja="{execution} が `{action}` を呼び出し：`{code}`",
        ),
        Text("{execution} called `{action}`", ja="{execution} が `{action}` を呼び出し"),
        Text("{execution} called AWS", ja="{execution} が AWS を呼び出し"),
    ),
    What.STEP: (
        Text("{execution}: {says}", ja="{execution}：{says}"),
        Text("{execution} made a step", ja="{execution} が手順を 1 つ実施"),
    ),
    What.CLAIM: (
        Text(
            "{execution} read back: {proof} {says}", ja="{execution} を読み戻し確認：{proof} {says}"
        ),
        Text("{execution} was read back", ja="{execution} を読み戻し確認"),
    ),
    What.FOUND: (
        Text(
            "{execution} found {count} things: see its reply",
            ja="{execution} が {count} 件を発見。詳細は返信を参照",
            one="{execution} found 1 thing: see its reply",
        ),
        Text("{execution} has looked", ja="{execution} の確認が完了"),
    ),
    What.ENDED: (
        Text("{execution} ended: *{outcome}*, {why}", ja="{execution} が終了：*{outcome}*、{why}"),
        Text("{execution} ended: *{outcome}*", ja="{execution} が終了：*{outcome}*"),
        Text("{execution} ended", ja="{execution} が終了"),
    ),
    What.PROVED: (
        Text(
            "{execution} proved `{runbook}` in {account}: the drill {drill} went well",
            ja="{execution} が {account} で `{runbook}` を検証：訓練 {drill} は成功",
        ),
        Text("{execution} ended a drill that went well", ja="{execution} の訓練が成功して終了"),
    ),
    What.DRILL_STARTED: (
        Text(
            "{name} started the drill of {execution}, `{runbook}` in {account}",
            ja="{name} が {execution} の訓練を開始（{account} の `{runbook}`）",
        ),
        Text("{name} started the drill of {execution}", ja="{name} が {execution} の訓練を開始"),
    ),
    What.DRILL_STOPPED: (
        Text("{name} stopped the drill of {execution}", ja="{name} が {execution} の訓練を停止"),
    ),
    What.DRILL_ENDED: (
        Text("the drill of {execution} ended: {result}", ja="{execution} の訓練が終了：{result}"),
        Text("the drill of {execution} ended", ja="{execution} の訓練が終了"),
    ),
    What.SLIPPED: holding.TOLD_SLIPPED,
    What.TRACED: holding.TOLD_TRACED,
    What.HELD_AGAIN: holding.TOLD_HELD_AGAIN,
    What.UNCHECKED: holding.TOLD_UNCHECKED,
    What.BLIND: holding.TOLD_BLIND,
    What.REVERT_ASKED: holding.TOLD_REVERT_ASKED,
    What.RELEASE_ASKED: holding.TOLD_RELEASE_ASKED,
    What.HOLD_RELEASED: holding.TOLD_HOLD_RELEASED,
    What.HOLD_ENDED: holding.TOLD_HOLD_ENDED,
    What.STOPPED: stopping.TOLD_STOPPED,
    What.START_ASKED: stopping.TOLD_START_ASKED,
    What.RELEASED: stopping.TOLD_RELEASED,
    What.LIFT_ASKED: stopping.TOLD_LIFT_ASKED,
    What.LIFTED: stopping.TOLD_LIFTED,
    What.STOOD: lone.TOLD_STOOD,
    What.GLASS_BROKEN: lone.TOLD_GLASS_BROKEN,
    What.REVIEWED: lone.TOLD_REVIEWED,
    What.ALONE: lone.TOLD_ALONE,
    What.CONFIRMED: lone.TOLD_CONFIRMED,
    What.DENIED: lone.TOLD_DENIED,
    What.UNCONFIRMED: lone.TOLD_UNCONFIRMED,
    What.PAGED: (
        Text(
            "{execution} has waited for {minutes} min: an approver was called",
            ja="{execution} は {minutes} 分間待機中。承認者を呼び出し",
        ),
        Text("an approver was called", ja="承認者を呼び出し"),
    ),
    What.GROUP_READ: members.TOLD_GROUP_READ,
    What.GROUP_JOINED: members.TOLD_GROUP_JOINED,
    What.GROUP_LEFT: members.TOLD_GROUP_LEFT,
    What.MEMBER_CONFIRMED: members.TOLD_MEMBER_CONFIRMED,
    What.POLICY_LOADED: policy.TOLD_LOADED,
    What.REMINDED: reminding.TOLD_REMINDED,
    What.STILL_ON: reminding.TOLD_STILL_ON,
    What.UNACKED: reminding.TOLD_UNACKED,
    What.ESCALATED: oncall.ESCALATED,
    What.STORM_ESCALATED: oncall.STORM_ESCALATED,
    What.DUTY_SWAPPED: oncall.SWAPPED_TOLD,
    What.DIGESTED: routes.DIGESTED,
    What.CLICK_REFUSED: (
        Text("{name} was refused: {why}", ja="{name} の操作を拒否：{why}"),
        Text("{name} was refused", ja="{name} の操作を拒否"),
    ),
    What.CLICKS_COUNTED: (
        Text(
            "{name} was refused {count} times more in the hour from {since}, counted only",
            ja="{name} の操作を {since} からの 1 時間にさらに {count} 回拒否（件数のみ記録）",
        ),
        Text(
            "{name} was refused more often than is written down",
            ja="{name} の操作を記録件数より多く拒否",
        ),
    ),
    What.UNKNOWN_USE: guarding.TOLD,
    What.ACCOUNTS_FOUND: organization.TOLD,
    What.SYNC_INTENT: syncing.TOLD_INTENT,
    What.SYNC_RESULT: syncing.TOLD_RESULT,
    What.SYNCED: syncing.TOLD_SYNCED,
    What.SYNC_DRIFTED: syncing.TOLD_DRIFTED,
    What.SYNC_FAILED: syncing.TOLD_FAILED,
    What.SETTLED: syncing.TOLD_SETTLED,
    What.SETTLED_BY: syncing.TOLD_SETTLED_BY,
}

# Said instead where the body has this value under this key.
VARIANTS: Mapping[What, tuple[str, object, tuple[Text, ...]]] = {
    What.ASKED: (
        "kind",
        "undo",
        (
            Text(
                "{name} asked for {execution}, the undo of `{runbook}`: “{reason}”",
                ja="{name} が {execution} を申請、`{runbook}` を元に戻す操作：「{reason}」",
            ),
            Text(
                "{name} asked for {execution}, the undo of `{runbook}`",
                ja="{name} が {execution} を申請、`{runbook}` を元に戻す操作",
            ),
            Text(
                "{name} asked for {execution}, an undo",
                ja="{name} が {execution} を申請、元に戻す操作",
            ),
        ),
    ),
    What.GROUP_JOINED: (
        "is_responders",
        True,
        members.TOLD_RESPONDERS_JOINED,
    ),
    What.DECIDED: (
        "approved",
        False,
        (
            Text(
                "{name} decided against {execution}, plan `{digest}` ({via})",
                ja="{name} が {execution} を承認しないと判断、計画 `{digest}`（{via}）",
            ),
            Text(
                "{name} decided against {execution}", ja="{name} が {execution} を承認しないと判断"
            ),
        ),
    ),
    What.GROUP_READ: (
        "is_responders",
        True,
        members.TOLD_RESPONDERS_READ,
    ),
    What.GROUP_LEFT: (
        "is_responders",
        True,
        members.TOLD_RESPONDERS_LEFT,
    ),
    What.CLOSE_ASKED: ("verdict", "False Positive", silencing.TOLD_CLEAR_ASKED),
    What.SNOOZE_ENDED: ("how", "worse", silencing.TOLD_OUTGROWN),
    What.SYNCED: ("fate", "already", syncing.TOLD_ALREADY),
    What.INCIDENT_CLOSED: ("verdict", "False Positive", silencing.TOLD_CLEARED),
    What.STEP: (
        "already",
        True,
        (
            Text(
                "{execution}: {says} (was so already)", ja="{execution}：{says}（すでにその状態）"
            ),
            Text(
                "{execution} made a step (was so already)",
                ja="{execution} が手順を 1 つ実施（すでにその状態）",
            ),
        ),
    ),
}

NOBODY = Text("nobody", ja="該当者なし")
