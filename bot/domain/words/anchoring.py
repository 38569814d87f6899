"""What is said of audit anchors: where they can't be kept, and what they prove."""

from __future__ import annotations

from runbooks.kit.text import Text

NOT_KEPT = Text(
    "the audit trail could not be anchored at {target} ({code} at {action})",
    ja="監査証跡を {target} にアンカーできませんでした（{action} で {code}）",
)
NOT_READ = Text(
    "the anchors at {target} could not be read ({code} at {action})",
    ja="{target} のアンカーを読み取れませんでした（{action} で {code}）",
)
NO_SIGNING_KEY = Text(
    "the key of {target} can't sign anchors: it must be an asymmetric key for SIGN_VERIFY that "
    "knows one of {algorithms}",
    ja="{target} のキーではアンカーに署名できません。{algorithms} のいずれかに対応した "
    "SIGN_VERIFY 用の非対称キーが必要です",
)
CALL_NOT_MADE = Text(
    "{why}, so {action} was not called. I stopped there and left what was done.",
    ja="{why}。そのため {action} は呼び出していません。ここで中断し、"
    "実行済みのものはそのままにしました。",
)

NOT_AN_ANCHOR = Text(
    "{name} is {value}: it should be kms:KEY_ARN (arn:aws:kms:REGION:ACCOUNT:key/ID) or "
    "s3://BUCKET/PREFIX.",
    ja="{name} が {value} です。kms:KEY_ARN（arn:aws:kms:REGION:ACCOUNT:key/ID）または "
    "s3://BUCKET/PREFIX にしてください。",
)

UNLOCKED = Text(
    "the bucket {bucket} has no Object Lock, so whoever may delete there can",
    ja="バケット {bucket} に Object Lock がないため、削除権限のある人は削除できます",
)
NO_RETENTION = Text(
    "the bucket {bucket} has no default retention, so what is put there is not locked",
    ja="バケット {bucket} に既定の保持期間がないため、置かれたものはロックされません",
)
LOCKED = Text(
    "The bucket locks what is put there for {span}, in {mode} mode.",
    ja="バケットは置かれたものを {span} の間、{mode} モードでロックします。",
)
GOVERNED = Text(
    "Whoever has s3:BypassGovernanceRetention can lift a lock of that mode.",
    ja="s3:BypassGovernanceRetention のある人は、このモードのロックを解除できます。",
)
HIDDEN = Text(
    "{count} anchors were hidden by delete markers; their locked versions still count.",
    ja="{count} 件のアンカーが削除マーカーで隠されましたが、ロックされたバージョンは有効です。",
    one="1 anchor was hidden by a delete marker; its locked version still counts.",
)
SIGNED = Text(
    "A signature proves the chain up to its record. It can't show that the newest executions "
    "were cut off together with their signatures, nor that the bot's own identity has signed a "
    "chain anew: the CloudTrail of the key's account has every call of Sign.",
    ja="署名は、その記録までのチェーンを証明します。最新の実行が署名ごと切り取られていないこと、"
    "ボット自身のプリンシパルがチェーンに署名し直していないことは示せません。Sign "
    "の呼び出しはすべて、キーのアカウントの CloudTrail にあります。",
)

ANCHORED = Text(
    "consistent and anchored at {target}: {count} records, head {head}. "
    "Every change since record {began} was anchored before it was made; record {covered} is the "
    "newest that is. Records behind it, consistent only: {loose}.",
    ja="整合しており、{target} にアンカー済み：記録 {count} 件、先頭ハッシュ {head}。記録 "
    "{began} 以降の変更は、すべて実行前にアンカー済みです。アンカー済みの最新は記録 "
    "{covered} です。その後の、整合のみの記録：{loose}。",
    one="consistent and anchored at {target}: 1 record, head {head}. Every change since record "
    "{began} was anchored before it was made; record {covered} is the newest that is. Records "
    "behind it, consistent only: {loose}.",
)
EARLIER = Text(
    "{count} changes before record {began} were made before anchoring began; they were "
    "anchored with it.",
    ja="記録 {began} より前の {count} 件の変更はアンカーの開始前に行われたもので、"
    "開始時にまとめてアンカーされました。",
    one="1 change before record {began} was made before anchoring began; it was anchored with it.",
)
UNPROTECTED = Text(
    "consistent, not protected: {count} records, head {head}: {why}.",
    ja="整合しているが未保護：記録 {count} 件、先頭ハッシュ {head}：{why}。",
    one="consistent, not protected: 1 record, head {head}: {why}.",
)
UNREAD = Text(
    "{why}; so nothing is known of anchors", ja="{why}。そのためアンカーについては不明です"
)
NOTHING_KEPT = Text(
    "nothing is anchored at {target} yet; the bot does so when it starts with this setting",
    ja="{target} にはまだ何もアンカーされていません。この設定でボットを起動すると実行されます",
)
BEGAN_LATE = Text(
    "{count} changes were made before the first signature, at record {began}. Either anchoring "
    "began late, or signatures were deleted: a database can't show which",
    ja="最初の署名（記録 {began}）より前に {count} 件の変更があります。"
    "アンカーの開始が遅かったか、署名が削除されたかのどちらかで、"
    "データベースからは判別できません",
    one="1 change was made before the first signature, at record {began}. Either anchoring began "
    "late, or signatures were deleted: a database can't show which",
)
OPEN_ENDS = Text(
    "the outcomes of {count} executions are not anchored yet; the newest anchor is of record "
    "{covered}. The bot tries again every minute",
    ja="{count} 件の実行の結果がまだアンカーされていません。最新のアンカーは記録 {covered} "
    "です。ボットが 1 分ごとに再試行します",
    one="the outcome of 1 execution is not anchored yet; the newest anchor is of record {covered}. "
    "The bot tries again every minute",
)
REWRITTEN = Text(
    "BROKEN at record {number}: it is not the record that was anchored at {target}. "
    "It, or one before it, was rewritten.",
    ja="記録 {number} で BROKEN：{target} にアンカーされた記録と異なります。この記録か、"
    "それより前の記録が書き換えられています。",
)
OTHER_CHAIN = Text(
    "BROKEN from the first record: {target} holds anchors of a chain with another beginning. "
    "Either this one was rewritten, or another database uses the same place.",
    ja="最初の記録から BROKEN：{target} には始まりの異なるチェーンのアンカーがあります。"
    "このチェーンが書き換えられたか、別のデータベースが同じ場所を使っています。",
)
CUT_OFF = Text(
    "CUT after record {number}: {place} places of the chain were anchored at {target}, and the "
    "newest are missing.",
    ja="記録 {number} の後で CUT：チェーンの {place} 個の位置が {target} "
    "にアンカーされていますが、最新の部分がありません。",
)
UNPROVED = Text(
    "BROKEN: the database has a receipt of an anchor of place {place} of the chain at {target}, "
    "which does not bear it out.",
    ja="BROKEN：データベースには {target} のチェーンの位置 {place} "
    "のアンカーの受領記録がありますが、{target} で裏付けられません。",
)
BARE = Text(
    "BROKEN at record {number}: a change without its anchor. {count} changes have none at "
    "{target}, and none can be made so: they were written in past the bot, or their anchors' "
    "receipts were deleted.",
    ja="記録 {number} で BROKEN：アンカーのない変更です。{target} にアンカーのない変更が "
    "{count} 件ありますが、そのような変更は行えません。ボットを介さずに書き込まれたか、"
    "アンカーの受領記録が削除されています。",
    one="BROKEN at record {number}: a change without its anchor at {target}, and none can be made "
    "so: it was written in past the bot, or its anchor's receipt was deleted.",
)
NEVER_SIGNED = Text(
    "BROKEN: {count} changes, and no signature at all. Either SECBOT_ANCHOR was set only now "
    "and the bot has not started with it, or all signatures were deleted.",
    ja="BROKEN：変更が {count} 件あるのに署名が 1 つもありません。SECBOT_ANCHOR "
    "が今設定されたばかりでボットがまだその設定で起動していないか、"
    "すべての署名が削除されたかのどちらかです。",
    one="BROKEN: 1 change, and no signature at all. Either SECBOT_ANCHOR was set only now and the "
    "bot has not started with it, or all signatures were deleted.",
)

EXPORTED = Text(
    "{count} records are in {path}, and their anchors; number of anchors: {anchors}; head {head}.",
    ja="{count} 件の記録とそのアンカーを {path} に書き出しました。アンカー数：{anchors}、"
    "先頭ハッシュ：{head}。",
    one="1 record is in {path}, and its anchors; number of anchors: {anchors}; head {head}.",
)
EXPORT_EXISTS = Text(
    "{path} is there already; an export never overwrites. Name another file.",
    ja="{path} はすでにあります。エクスポートは上書きしません。別のファイルを指定してください。",
)
EXPORT_FAILED = Text("{path} can't be written: {why}.", ja="{path} に書き込めません：{why}。")
OLD_SCHEMA = Text(
    "The database has an older schema. Run `python -m bot migrate` first.",
    ja="データベースのスキーマが古いバージョンです。先に `python -m bot migrate` "
    "を実行してください。",
)

HELP_EXPORT = Text(
    "write the audit chain and its anchors as JSON Lines",
    ja="監査チェーンとそのアンカーを JSON Lines で書き出す",
)
HELP_OUT = Text(
    "the file to write; it must not be there yet",
    ja="書き出すファイル。既存のファイルは指定できない",
)
