"""What is said while a runbook is asked for, planned, decided on, run and put back."""

from __future__ import annotations

from runbooks.kit.text import Text

NO_RUNBOOK = Text(
    "I don't know the runbook `{name}`. Nothing was changed. There are: {known}.",
    ja="ランブック `{name}` は見つかりません。何も変更していません。使用できるもの：{known}。",
)
NO_INCIDENT = Text(
    "I don't know {id}. Nothing was changed. `/sec list` shows what is open.",
    ja="{id} は見つかりません。何も変更していません。"
    "オープン中のものは `/sec list` で確認できます。",
)
NO_EXECUTION = Text(
    "I don't know {id}. Nothing was changed. Its card bears the right id.",
    ja="{id} は見つかりません。何も変更していません。正しい ID はカードにあります。",
)
NOT_ITS_TARGET = Text(
    "{incident} names nothing that {runbook} works on. Nothing was changed. "
    "Name the target: `/sec run {runbook} TARGET account=NUMBER`.",
    ja="{incident} には {runbook} の対象になるものがありません。何も変更していません。"
    "対象を指定してください：`/sec run {runbook} TARGET account=NUMBER`。",
)
NOT_CONFIRMED = Text(
    "{incident} is the claim of a product that is not AWS's own, so I fill in nothing from it. "
    "Nothing was changed. Look first, then name the target: `/sec run {runbook} TARGET`.",
    ja="{incident} は AWS 以外の製品の申告のため、対象を自動入力しません。"
    "何も変更していません。内容を確認してから、対象を指定してください："
    "`/sec run {runbook} TARGET`。",
)
NOT_TRUSTED = Text(
    "{incident} comes of a producer that the policy file does not trust, so I fill in nothing from "
    "it. Nothing was changed. Look first, then name the target: `/sec run {runbook} TARGET`.",
    ja="{incident} はポリシーファイルが信頼していない発行元の検出結果のため、"
    "対象を自動入力しません。何も変更していません。内容を確認してから、"
    "対象を指定してください：`/sec run {runbook} TARGET`。",
)
BAD_INPUT = Text(
    "{field}: {fault}. Nothing was changed. `/sec help run` shows how it goes.",
    ja="{field}：{fault}。何も変更していません。書き方は `/sec help run` で確認できます。",
)
NOT_THAT_ARN = Text(
    "{runbook} does not work on {arn}: it would work on {target}. Nothing was changed.",
    ja="{runbook} は {arn} を扱えません。このランブックの対象は {target} です。"
    "何も変更していません。",
)
OTHER_PLACE = Text(
    "The ARN says {arn} and you say {typed}. Nothing was changed. Leave one of them out.",
    ja="ARN の指定は {arn}、入力は {typed} で一致しません。何も変更していません。"
    "どちらか一方を省いてください。",
)
WHICH_ACCOUNT = Text(
    "Say which account: `account=NUMBER`. The policy file has these: {known}. Nothing was changed.",
    ja="アカウントを指定してください：`account=NUMBER`。ポリシーファイルにあるもの："
    "{known}。何も変更していません。",
)
WHICH_REGION = Text(
    "Say which Region: `region=CODE`, such as eu-west-1. Nothing was changed.",
    ja="リージョンを指定してください：`region=CODE`（例：eu-west-1）。何も変更していません。",
)
OTHER_REGION = Text(
    "The policy file does not let me act in {region} of {account}, only in {known}. "
    "Nothing was changed. With `plan` you can look all the same.",
    ja="ポリシーファイルにより、{account} の {region} では操作できません。"
    "操作できるのは {known} だけです。何も変更していません。"
    "`plan` を付ければ計画の確認はできます。",
)
NO_REASON = Text(
    "Say why, in at least {least} letters: the approver reads it. Nothing was changed.",
    ja="理由を {least} 文字以上で入力してください。承認者が読みます。何も変更していません。",
)
LONG_REASON = Text(
    "That reason is longer than {most} letters. Nothing was changed. Say it more shortly: "
    "the approver has a phone.",
    ja="理由が {most} 文字を超えています。何も変更していません。短くしてください。"
    "承認者はスマートフォンで読みます。",
)
TOO_FAST = Text(
    "You have asked for too much within a minute: each time Slack is asked who you are, and its "
    "answers must last for all. Nothing was changed. Try again in {seconds} s.",
    ja="1 分間の操作が多すぎます。操作のたびに Slack へ本人確認を問い合わせており、"
    "その回数は全員で共有しています。何も変更していません。"
    "{seconds} 秒後にもう一度実行してください。",
)
INCIDENT_OVER = Text(
    "{incident} is closed: what is contained for it would be held no more. Nothing was asked for. "
    "`/sec reopen {incident}` opens it again; with `plan` you can look all the same, and "
    "`/sec undo A-...` needs no open incident.",
    ja="{incident} はクローズ済みのため、封じ込めても維持されません。"
    "何も申請していません。`/sec reopen {incident}` で再オープンできます。"
    "`plan` を付ければ計画の確認はでき、`/sec undo A-...` はオープン中の"
    "インシデントがなくても使えます。",
)
MANY_PLANS = Text(
    "You have looked at {count} plans within the hour, which is the most for one person. Nothing "
    "was done. Look again after {when} UTC, or ask for the runbook itself.",
    ja="1 時間以内に {count} 件の計画を確認しており、1 人あたりの上限に達しています。"
    "何も行っていません。{when} UTC 以降にもう一度確認するか、"
    "ランブックの実行を申請してください。",
)
MANY_LOOKS = Text(
    "You have asked for {count} looks within the hour, which is the most for one person: each may "
    "start an investigation that costs money. Nothing was done. Ask again after {when} UTC, or "
    "let somebody else look.",
    ja="1 時間以内に {count} 件の調査を申請しており、1 人あたりの上限に達しています。"
    "調査には費用がかかることがあります。何も行っていません。"
    "{when} UTC 以降にもう一度申請するか、別の人に依頼してください。",
)
IS_SAMPLE = Text(
    "{incident} is a sample finding: no runbook can be run from it. Nothing was changed.",
    ja="{incident} はサンプル検出結果です。ランブックは実行できません。何も変更していません。",
)

SOURCE_DENIES = Text(
    "{incident} is not confirmed at its source: {why}. Nothing was changed. Look first, then name "
    "the target with `/sec run`.",
    ja="{incident} は発信元で確認できません：{why}。何も変更していません。"
    "内容を確認してから、`/sec run` で対象を指定してください。",
)

NAMED_NO_MORE = Text(
    "none of its findings names the target any more",
    ja="この対象を示す検出結果はもうありません",
)

ASKED = Text(
    "{execution}: I am planning *{runbook}*. The plan comes in the thread of {where}.",
    ja="{execution}：*{runbook}* を計画しています。計画は {where} のスレッドに投稿します。",
)
ASKED_HERE = Text(
    "{execution}: I am planning *{runbook}*. The plan comes in this channel.",
    ja="{execution}：*{runbook}* を計画しています。計画はこのチャンネルに投稿します。",
)
ASKED_ALOUD = Text(
    "{execution}: I am planning *{runbook}*. The plan comes in the channel of the alerts, where "
    "everybody sees it.",
    ja="{execution}：*{runbook}* を計画しています。"
    "計画は全員が見られるアラートのチャンネルに投稿します。",
)
LOOKED = Text(
    "{execution}: I am looking what *{runbook}* would do. It comes in the thread of {where}, and "
    "nobody can approve it: leave `plan` out to ask for the change.",
    ja="{execution}：*{runbook}* の計画を確認しています。"
    "結果は {where} のスレッドに投稿します。承認はできません。"
    "変更を申請するには `plan` を外してください。",
)
LOOKED_HERE = Text(
    "{execution}: I am looking what *{runbook}* would do. It comes in this channel, and "
    "nobody can approve it: leave `plan` out to ask for the change.",
    ja="{execution}：*{runbook}* の計画を確認しています。"
    "結果はこのチャンネルに投稿します。承認はできません。"
    "変更を申請するには `plan` を外してください。",
)
ASKED_ALREADY = Text("That is taken up already.", ja="すでに受け付けています。")
APPROVED = Text(
    "{execution} is approved and runs now.", ja="{execution} が承認されました。実行します。"
)
COUNTED = Text(
    "Your approval of {execution} counts. {count} more needed.",
    ja="{execution} への承認を受け付けました。あと {count} 人の承認が必要です。",
)
VOTED_ALREADY = Text(
    "You have approved {plan} already. {count} more needed, from somebody else.",
    ja="{plan} はすでに承認済みです。あと {count} 人、別の人の承認が必要です。",
)
REJECTED = Text(
    "{execution} is rejected. Nothing ran.", ja="{execution} を却下しました。何も実行していません。"
)
REJECTED_BY = Text("rejected by {name}: {reason}", ja="{name} が却下：{reason}")
REJECTED_UNSAID = Text("rejected by {name}", ja="{name} が却下")
NOT_WAITING = Text(
    "{execution} does not wait for a decision: it is {stage}. Nothing was changed. "
    "`/sec show {execution}` says how it stands.",
    ja="{execution} は判断待ちではありません（状態：{stage}）。何も変更していません。"
    "状況は `/sec show {execution}` で確認できます。",
)
STOPPED = Text(
    "{name} is stopped by {by}: nothing runs there until two people have said "
    "`/sec start {account}`. Nothing was changed.",
    ja="{name} は {by} により停止中です。2 人が `/sec start {account}` を実行するまで、"
    "何も実行されません。何も変更していません。",
)
STOPPED_ALL = Text(
    "All accounts are stopped by {by}: nothing runs until two people have said `/sec start`. "
    "Nothing was changed.",
    ja="すべてのアカウントが {by} により停止中です。2 人が `/sec start` を実行するまで、"
    "何も実行されません。何も変更していません。",
)
ALL_ACCOUNTS = Text("all accounts", ja="すべてのアカウント")
ASK_APPROVER = Text("Ask an approver of {account}.", ja="{account} の承認者に依頼してください。")
ASK_RESPONDER = Text("Ask a responder of {account}.", ja="{account} の対応者に依頼してください。")
MAY_NOT_REJECT = Text(
    "Only an approver or whoever asked can reject {execution}. Nothing was changed.",
    ja="{execution} を却下できるのは承認者か申請者だけです。何も変更していません。",
)
TAMPERED = Text(
    "{plan} is not stored as it was shown, so it can't be approved. Nothing was changed. "
    "Tell the operator, and ask again.",
    ja="{plan} の保存内容が表示した内容と一致しないため、承認できません。"
    "何も変更していません。運用担当者に知らせて、もう一度申請してください。",
)
UPGRADED = Text(
    "secbot was upgraded since {plan} was made, so it is planned anew. Nothing was changed. "
    "Decide on the new plan.",
    ja="{plan} の作成後に secbot が更新されたため、再計画します。何も変更していません。"
    "新しい計画で判断してください。",
)

NOT_UNDONE_YET = Text(
    "{execution} has not ended, it is {stage}, so it can't be put back yet. Nothing was changed. "
    "`/sec stop` ends it before its next step.",
    ja="{execution} は終了していないため（状態：{stage}）、まだ元に戻せません。"
    "何も変更していません。`/sec stop` で次の手順の前に止められます。",
)
NOT_UNDONE_NOTHING = Text(
    "{execution} changed nothing, so there is nothing to put back: it is {stage}.",
    ja="{execution} は何も変更していないため（状態：{stage}）、元に戻すものがありません。",
)
NOT_UNDONE_NONE = Text(
    "{execution} can't be put back: {why}. Nothing was changed.",
    ja="{execution} は元に戻せません：{why}。何も変更していません。",
)
NOT_UNDONE_LOOK = Text(
    "{execution} only looked, so there is nothing to put back: leave `plan` out of "
    "`/sec run {runbook}` to ask for the change.",
    ja="{execution} は計画の確認のみのため、元に戻すものがありません。"
    "変更を申請するには `/sec run {runbook}` の `plan` を外してください。",
)
NOT_UNDONE_TWICE = Text(
    "{execution} is being put back by {other} already. Nothing else was changed. "
    "`/sec show {other}` says how that stands.",
    ja="{execution} は {other} で元に戻している途中です。他には何も変更していません。"
    "状況は `/sec show {other}` で確認できます。",
)
NOT_UNDONE_DONE = Text(
    "{execution} was put back by {other} already, so nothing was changed: to make the change "
    "once more, ask for `{runbook}` anew.",
    ja="{execution} は {other} で元に戻し済みのため、何も変更していません。"
    "もう一度変更するには、`{runbook}` を改めて申請してください。",
)
NOT_UNDONE_UNDO = Text(
    "{execution} is an undo itself, so nothing was changed: to make the change once more, ask "
    "for `{runbook}` anew.",
    ja="{execution} 自体が元に戻す操作のため、何も変更していません。"
    "もう一度変更するには、`{runbook}` を改めて申請してください。",
)
UNREAD_AFTER = Text(
    "What {execution} left behind was never read, so I can't tell whether anybody has changed it "
    "since",
    ja="{execution} の実行後の状態を読み取れていないため、その後に変更されたかどうか分かりません",
)

NO_SPECIAL = Text(
    "the policy file names no {key} under organization",
    ja="ポリシーファイルの organization に {key} の指定がありません",
)
OTHER_SPECIAL = Text(
    "The policy file names another account to act in since. Nothing was changed. Ask again.",
    ja="ポリシーファイルの操作先アカウントが、その後変更されました。"
    "何も変更していません。もう一度申請してください。",
)

READ_FAILED = Text(
    "I could not read the target: {code} in {account}. Nothing was changed. Ask again; if it "
    "stays so, the operator should look at the read role.",
    ja="対象を読み取れませんでした：{account} で {code}。何も変更していません。"
    "もう一度申請してください。解消しない場合は、"
    "運用担当者が読み取りロールを確認してください。",
)
ROLE_FAILED = Text(
    "I could not enter {account}: {why}. Nothing was changed.",
    ja="{account} に入れませんでした：{why}。何も変更していません。",
)
LOOK_BROKE_DOWN = Text(
    "I broke down while I looked at the target, again and again. Nothing was changed. The "
    "operator finds why in the log.",
    ja="対象の確認中に障害が繰り返し発生しました。何も変更していません。"
    "原因はログにあります。運用担当者に知らせてください。",
)
CONFLICT = Text("{why} ({differences})", ja="{why}（{differences}）")
SAME_ALREADY = Text(
    "It is so already. Nothing was changed.", ja="すでにその状態です。何も変更していません。"
)

STOP_DONE = Text(
    "Stopped: {name}. Nothing more is changed there. Two people together start it again, each "
    "with `/sec start {account}`.",
    ja="停止しました：{name}。これ以上の変更は行いません。"
    "再開には 2 人がそれぞれ `/sec start {account}` を実行します。",
)
STOP_DONE_ALL = Text(
    "Stopped: all accounts. Nothing more is changed. Two people together start them again, each "
    "with `/sec start`.",
    ja="停止しました：すべてのアカウント。これ以上の変更は行いません。"
    "再開には 2 人がそれぞれ `/sec start` を実行します。",
)
STOP_ALREADY = Text(
    "Stopped already by {name}: {account}. Nothing runs there.",
    ja="すでに {name} が停止しています：{account}。何も実行されません。",
)
START_ASKED = Text(
    "One of two: somebody else must say `/sec start {account}` as well, within {minutes} minutes. "
    "Until then nothing runs there.",
    ja="2 人中 1 人目です：{minutes} 分以内に、別の人も `/sec start {account}` を"
    "実行する必要があります。それまで何も実行されません。",
)
START_ASKED_ALL = Text(
    "One of two: somebody else must say `/sec start` as well, within {minutes} minutes. "
    "Until then nothing runs.",
    ja="2 人中 1 人目です：{minutes} 分以内に、別の人も `/sec start` を実行する必要が"
    "あります。それまで何も実行されません。",
)
START_TWICE = Text(
    "You have asked for that already. Somebody else must say it as well; until then nothing runs.",
    ja="すでに申請済みです。別の人も実行する必要があります。それまで何も実行されません。",
)
START_DONE = Text("Started again: {account}.", ja="再開しました：{account}。")
START_STILL = Text(
    "Started again: {account}. Still stopped: {others}.",
    ja="再開しました：{account}。停止中：{others}。",
)
START_NOT_STOPPED = Text(
    "No brake is pulled for {account}. Nothing was changed.",
    ja="{account} は停止していません。何も変更していません。",
)
START_OTHERS = Text(
    "No brake is pulled for {account}, but for these: {others}. Nothing was changed. "
    "`/sec start ACCOUNT` releases one.",
    ja="{account} は停止していません。停止中：{others}。何も変更していません。"
    "`/sec start ACCOUNT` で 1 つずつ再開できます。",
)
START_WIDER = Text(
    "All accounts are stopped, {account} with them. Nothing was changed. Two people start them "
    "again, each with `/sec start`.",
    ja="{account} を含むすべてのアカウントが停止中です。何も変更していません。"
    "再開には 2 人がそれぞれ `/sec start` を実行します。",
)

TAKEN = Text("You have {incident}.", ja="{incident} の担当になりました。")
TAKEN_ALREADY = Text(
    "{name} has {incident} already. Nothing was changed.",
    ja="{incident} はすでに {name} が担当しています。何も変更していません。",
)
CLOSED_ALREADY = Text(
    "{incident} is closed. Nothing was changed.",
    ja="{incident} はクローズ済みです。何も変更していません。",
)
NO_PAGE = Text(
    "There is no page {number}: there are {pages}. `/sec list` shows the first.",
    ja="{number} ページはありません。全 {pages} ページです。"
    "最初のページは `/sec list` で表示できます。",
)

NO_REPORT = Text("I don't know {id}.", ja="{id} は見つかりません。")
REPORT = Text("`{id}` {at}: {what}", ja="`{id}` {at}：{what}")
NOT_ADMIN = Text("Error reports are for admins.", ja="エラーレポートを見られるのは管理者だけです。")
CONFIRMED = Text(
    "{name} counts as an approver from now on, wherever the policy file says so. For 24 hours after "
    "they joined, you and they count as one.",
    ja="{name} を承認者として確認しました。ポリシーファイルが認める範囲で承認が有効に"
    "なります。参加後 24 時間は、2 人の承認を合わせて 1 人として数えます。",
)
NOT_NEW = Text(
    "{name} is new in no approvers' group: nothing was changed.",
    ja="{name} は承認者グループの新しいメンバーではありません。何も変更していません。",
)
JUST_JOINED = Text(
    "{name} has joined an approvers' group just now, which the channel is told. Nothing was "
    "changed. Once you have read it, confirm again.",
    ja="{name} はたった今承認者グループに参加しました。チャンネルに通知しています。"
    "何も変更していません。通知を確認してから、もう一度確認操作をしてください。",
)
