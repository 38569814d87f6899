"""What is said where somebody splits an incident, or makes one of two."""

from __future__ import annotations

from runbooks.kit.text import Text

SAME = Text(
    "{incident} and itself are one already. Nothing was changed.",
    ja="{incident} は同じインシデントのため、統合できません。何も変更していません。",
)
BOTH_HAVE_EXECUTIONS = Text(
    "Something was asked for on {one} and on {other}, and what was asked for stays with its "
    "incident. Nothing was changed.",
    ja="{one} と {other} の両方で申請が行われており、"
    "申請されたものは元のインシデントに残ります。何も変更していません。",
)
SNOOZED = Text(
    "A snooze hides {incident}, or was begun at it. Nothing was changed. `/sec wake {incident}` "
    "ends it.",
    ja="{incident} はスヌーズで隠されているか、そこからスヌーズが始まっています。"
    "何も変更していません。`/sec wake {incident}` でスヌーズを解除できます。",
)
RESTRICTED = Text(
    "{incident} is for named people alone, and stays by itself. Nothing was changed.",
    ja="{incident} は閲覧制限中のため、単独のままにします。何も変更していません。",
)
TWO_ACCOUNTS = Text(
    "They are of two accounts, and who may do what goes by account. Nothing was changed.",
    ja="アカウントが異なります。権限はアカウントごとに決まります。何も変更していません。",
)
SAMPLE = Text(
    "One of them is a sample, the other is not. Nothing was changed.",
    ja="一方はサンプルで、もう一方はそうではありません。何も変更していません。",
)
CLAIM = Text(
    "One of them is borne out by AWS, the other is only claimed. Nothing was changed.",
    ja="一方は AWS で裏付けられていますが、もう一方は申告だけです。何も変更していません。",
)
TOO_MANY = Text(
    "Together they have more than {most} findings. Nothing was changed.",
    ja="合わせると検出結果が {most} 件を超えます。何も変更していません。",
)
ONE_STAYS = Text(
    "{incident} must keep a finding, and another must leave. Nothing was changed. "
    "`/sec why {incident}` tells its findings.",
    ja="{incident} には検出結果を 1 件以上残し、1 件以上を移す必要があります。"
    "何も変更していません。検出結果は `/sec why {incident}` で確認できます。",
)
LEAD_STAYS = Text(
    "Something was asked for on {incident} because of that finding, so it stays. Nothing was "
    "changed.",
    ja="その検出結果を理由に {incident} で申請が行われているため、移せません。"
    "何も変更していません。",
)
NOT_OF_ONE = Text(
    "These findings are not of one incident. Nothing was changed.",
    ja="これらの検出結果は 1 つのインシデントのものではありません。何も変更していません。",
)
OTHER_WISH = Text(
    "{name} has asked to merge {gone} into {into}, not what you say. Nothing was changed.",
    ja="{name} が申請しているのは {gone} の {into} への統合で、今の内容とは異なります。"
    "何も変更していません。",
)

SPLIT = Text(
    "{into} has {findings} now, on a card of its own.",
    ja="{findings} は {into} に移り、専用のカードになりました。",
)
MERGED = Text(
    "{gone} is part of {into} now, which nobody has.",
    ja="{gone} は {into} に統合されました。現在、担当者はいません。",
)
ASKED = Text(
    "One of two: an approver who is not you must say `/sec merge {gone} {into}` as well, within "
    "{minutes} minutes. Until then nothing is changed.",
    ja="2 人中 1 人目です：あなた以外の承認者も {minutes} 分以内に `/sec merge {gone} {into}` "
    "を実行する必要があります。それまでは何も変更しません。",
)

TOLD_SPLIT = (
    Text(
        "{name} moved {findings} from {source} into {into}, an incident of their own: “{reason}”",
        ja="{name} が {findings} を {source} から新しいインシデント {into} に分割：「{reason}」",
    ),
    Text("{name} split the incident", ja="{name} がインシデントを分割"),
)
TOLD_MERGE_ASKED = (
    Text(
        "{name} asked to merge {source} into {into}: “{reason}”",
        ja="{name} が {source} の {into} への統合を申請：「{reason}」",
    ),
    Text("{name} asked for a merge", ja="{name} が統合を申請"),
)
TOLD_MERGED = (
    Text(
        "{name} merged {source} into {into}, as {asked_by} asked: “{reason}”",
        ja="{asked_by} の申請を受け、{name} が {source} を {into} に統合：「{reason}」",
    ),
    Text(
        "{name} merged {source} into {into}: “{reason}”",
        ja="{name} が {source} を {into} に統合：「{reason}」",
    ),
    Text("{name} merged two incidents", ja="{name} が 2 つのインシデントを統合"),
)
ALOUD_SPLIT = Text(
    "✂️ *{name} moved {findings} from {source} into {into}*: “{reason}”",
    ja="✂️ *{name} が {findings} を {source} から {into} に移しました*：「{reason}」",
)
ALOUD_MERGE_ASKED = Text(
    "⏳ *{name} asked to merge {source} into {into}*: “{reason}”. {who}: one of you must agree, "
    "within 30 minutes: `/sec merge {source} {into}`",
    ja="⏳ *{name} が {source} の {into} への統合を申請しました*：「{reason}」。{who}：30 "
    "分以内に、どなたか 1 人の同意が必要です：`/sec merge {source} {into}`",
)
ALOUD_MERGED = Text(
    "🔗 {who}: *{name} merged {source} into {into}*, which nobody has now: “{reason}”",
    ja="🔗 {who}：*{name} が {source} を {into} に統合しました。* 現在、担当者はいません："
    "「{reason}」",
)
ALOUD_MERGED_UNOWNED = Text(
    "🔗 *{name} merged {source} into {into}*: “{reason}”",
    ja="🔗 *{name} が {source} を {into} に統合しました*：「{reason}」",
)

STUB = Text(
    "🔗 {incident} was merged into {into}. It goes on there.",
    ja="🔗 {incident} は {into} に統合されました。以後はそちらで続きます。",
)
WHY_MERGED = Text(
    "{incident} was merged into {into}, which has its findings.",
    ja="{incident} は {into} に統合され、検出結果はそちらにあります。",
)
