"""What is said of who may do what, and why not."""

from __future__ import annotations

from runbooks.kit.text import Text

NOT_OURS = Text(
    "You are not of one of this bot's own teams, so you can't do that here. Nothing was changed.",
    ja="あなたはこのボットのチームのメンバーではないため、ここではその操作はできません。"
    "何も変更していません。",
)
GUEST = Text(
    "Guests can't do that here. Nothing was changed.",
    ja="ゲストはここではその操作はできません。何も変更していません。",
)
NO_ANSWER = Text(
    "Slack did not tell in time which groups you are in, so I can't let you decide. "
    "Nothing was changed. Try again in a moment.",
    ja="あなたの所属グループを Slack が時間内に答えなかったため、判断を受け付けられません。"
    "何も変更していません。少し待ってからもう一度実行してください。",
)
NO_ADDRESS = Text(
    "Slack did not tell your e-mail address, so I can't tell you from another person. "
    "Nothing was changed.",
    ja="あなたのメールアドレスを Slack が答えなかったため、別の人と区別できません。"
    "何も変更していません。",
)
NEEDS_RESPONDER = Text(
    "You can't ask for changes in *{account}* (needs responder). Nothing was changed.",
    ja="*{account}* での変更は申請できません（対応者のロールが必要）。何も変更していません。",
)
NEEDS_APPROVER = Text(
    "You can't approve changes in *{account}* (needs approver). Nothing was changed.",
    ja="*{account}* での変更は承認できません（承認者のロールが必要）。何も変更していません。",
)
TOO_NEW = Text(
    "{name} has joined an approvers' group within the last 24 hours, and can't approve by it yet. "
    "Nothing was changed. An admin can let it count at once: `/sec confirm @{name}`",
    ja="{name} は承認者のグループに加わってから 24 時間以内のため、まだ承認できません。"
    "何も変更していません。管理者が `/sec confirm @{name}` を実行すれば、"
    "すぐに有効になります。",
)
OWN_MEMBERSHIP = Text(
    "Another admin must confirm you. Nothing was changed.",
    ja="あなたの確認は別の管理者が行う必要があります。何も変更していません。",
)
NEEDS_ADMIN = Text(
    "You can't confirm who is in a group (needs admin). Nothing was changed.",
    ja="グループの所属は確認できません（管理者のロールが必要）。何も変更していません。",
)
IMPLICATED = Text(
    "The finding or the plan names you, so somebody else must take this and decide on it. Nothing "
    "was changed.",
    ja="検出結果または計画にあなたの名前があるため、別の人が担当し、判断する必要があります。"
    "何も変更していません。",
)
OWN_REQUEST = Text(
    "You asked for {execution}, so somebody else must approve it. Nothing was changed.",
    ja="{execution} はあなたが申請したため、別の人が承認する必要があります。何も変更していません。",
)
VOUCHED = Text(
    "Whoever asked for {execution} has confirmed {name} within the last 24 hours, and until those "
    "are over the two count as one: somebody else must approve it. Nothing was changed.",
    ja="{execution} の申請者が 24 時間以内に {name} を確認しており、その間は 2 人が 1 "
    "人と数えられます。別の人が承認する必要があります。何も変更していません。",
)
VOUCHED_FOR_ASKER = Text(
    "Whoever asked for it has confirmed {name} within the last 24 hours, and until those are over "
    "the two count as one: somebody else must agree. Nothing was changed.",
    ja="申請者が 24 時間以内に {name} を確認しており、その間は 2 人が 1 人と数えられます。"
    "別の人が同意する必要があります。何も変更していません。",
)
UNKNOWN_ACCOUNT = Text(
    "Account {account} is not in the policy file, so nothing can be changed there. "
    "Add it under `accounts`.",
    ja="アカウント {account} はポリシーファイルにないため、そこでは何も変更できません。"
    "`accounts` に追加してください。",
)
PROTECTED = Text(
    "The policy file protects {target}: nobody can change it from here.",
    ja="ポリシーファイルが {target} を保護しています。ここからは誰も変更できません。",
)
PLAN_EXPIRED = Text(
    "{plan} has expired. Nothing ran. Ask again for a fresh plan.",
    ja="{plan} は期限切れです。何も実行されませんでした。"
    "もう一度申請して新しい計画を作成してください。",
)
OTHER_PLAN = Text(
    "That is not the plan that waits now ({digest}). Nothing was changed. Read the new one first.",
    ja="それは現在承認待ちの計画（{digest}）ではありません。何も変更していません。"
    "先に新しい計画を読んでください。",
)
OTHER_POLICY = Text(
    "The policy file has changed since {plan} was made, so it can't be approved any more. "
    "Nothing was changed. Ask again.",
    ja="{plan} の作成後にポリシーファイルが変わったため、もう承認できません。"
    "何も変更していません。もう一度申請してください。",
)
UNPROVED = Text(
    "Class D, and no drill has proved {runbook} in {account}: it can't be approved. Nothing was "
    "changed. Drill it first: run it on a thing there that bears the tag `secbot:drill` (an "
    "account: `drill: true` in the policy file), and undo it.",
    ja="クラス D ですが、{account} の {runbook} は訓練で検証されていないため、承認できません。"
    "何も変更していません。先に訓練してください。そこでタグ `secbot:drill` "
    "のあるもの（アカウントの場合はポリシーファイルの `drill: true`）に対して実行し、"
    "元に戻します。",
)
UNPROVED_CODE = Text(
    "Class D, and the last drill of {runbook} in {account}, on {day}, proved other code than runs "
    "now: it can't be approved. Nothing was changed. Drill it first: run it on a thing there that "
    "bears the tag `secbot:drill` (an account: `drill: true` in the policy file), and undo it.",
    ja="クラス D ですが、{account} の {runbook} の最後の訓練（{day}）"
    "で検証されたのは現在と異なるコードのため、承認できません。何も変更していません。"
    "先に訓練してください。そこでタグ `secbot:drill` "
    "のあるもの（アカウントの場合はポリシーファイルの `drill: true`）に対して実行し、"
    "元に戻します。",
)
UNPROVED_PART = Text(
    "Class D, and the drills of {runbook} in {account} have never called {actions}: it can't be "
    "approved. Nothing was changed. Drill it first with the same inputs, on a thing there that "
    "bears the tag `secbot:drill`, and undo it.",
    ja="クラス D ですが、{account} の {runbook} の訓練では {actions} "
    "が一度も呼び出されていないため、承認できません。何も変更していません。"
    "先に同じ入力で訓練してください。そこでタグ `secbot:drill` のあるものに対して実行し、"
    "元に戻します。",
)
NO_DRILL_TARGET = Text(
    "{target} is no drill target: a drill takes only what bears the tag `secbot:drill` (an account: "
    "`drill: true` in the policy file). Nothing was changed.",
    ja="{target} は訓練の対象ではありません。訓練できるのはタグ `secbot:drill` "
    "のあるもの（アカウントの場合はポリシーファイルの `drill: true`）だけです。"
    "何も変更していません。",
)
DRILL_PROTECTED = Text(
    "{target} bears the tag `secbot:protected`, or nobody could read its tags: no drill touches "
    "it. Nothing was changed.",
    ja="{target} にタグ `secbot:protected` があるか、タグを読み取れませんでした。"
    "訓練では触れません。何も変更していません。",
)
GLASS_OPENS = Text(
    "The glass can't be broken for an undo, or for what opens or re-enables: two must approve it. "
    "Nothing was changed.",
    ja="元に戻す操作や、開放または再有効化する操作にはブレークグラスを使えません。2 "
    "人の承認が必要です。何も変更していません。",
)
GLASS_TOO_WIDE = Text(
    "The glass can't be broken for a class D plan: two must approve it. Nothing was changed.",
    ja="クラス D の計画にはブレークグラスを使えません。2 人の承認が必要です。"
    "何も変更していません。",
)
GLASS_NEEDS_ADMIN = Text(
    "Only an admin of this account can break the glass, and not one who has just joined. "
    "Nothing was changed.",
    ja="ブレークグラスを使えるのはこのアカウントの管理者だけで、加わったばかりの人は使えません。"
    "何も変更していません。",
)
ALONE_OFF = Text(
    "The policy file lets nobody contain alone (`alone_at_night`): somebody else must approve it. "
    "Nothing was changed.",
    ja="ポリシーファイルは単独での封じ込め（`alone_at_night`）を誰にも許可していません。"
    "別の人が承認する必要があります。何も変更していません。",
)
ALONE_ELSEWHERE = Text(
    "The policy file lets nobody contain alone in {account}: somebody else must approve it. "
    "Nothing was changed.",
    ja="ポリシーファイルは {account} での単独の封じ込めを誰にも許可していません。"
    "別の人が承認する必要があります。何も変更していません。",
)
ALONE_BY_DAY = Text(
    "One may contain alone from {begins} to {ends} ({timezone}) only: somebody else must approve "
    "it. Nothing was changed.",
    ja="単独で封じ込められるのは {begins} から {ends} まで（{timezone}）だけです。"
    "別の人が承認する必要があります。何も変更していません。",
)
ALONE_OPENS = Text(
    "An undo, and what opens or re-enables, never runs on one word: two must approve it. "
    "Nothing was changed.",
    ja="元に戻す操作と、開放または再有効化する操作は、単独判断では実行できません。2 "
    "人の承認が必要です。何も変更していません。",
)
ALONE_CLASS = Text(
    "Class {risk}: alone one may only contain what is class B or C. Nothing was changed.",
    ja="クラス {risk} です。単独で封じ込められるのはクラス B か C だけです。何も変更していません。",
)
ALONE_NO_CONTAINMENT = Text(
    "This does not only contain, so it never runs on one word. Nothing was changed.",
    ja="これは封じ込めだけではないため、単独判断では実行できません。何も変更していません。",
)
ALONE_QUIET = Text(
    "This is about a restricted incident, of which the channel hears nothing, so it never runs on "
    "one word at night. Nothing was changed.",
    ja="これは閲覧制限中のインシデントに関するもので、チャンネルには何も伝わらないため、"
    "夜間に単独判断では実行できません。何も変更していません。",
)
ALONE_ABROAD = Text(
    "This acts in another account than its target's, so it never runs on one word. "
    "Nothing was changed.",
    ja="これは対象とは別のアカウントで動作するため、単独判断では実行できません。"
    "何も変更していません。",
)
ALONE_UNCONFIRMED = Text(
    "One may contain alone only for an incident whose finding was confirmed at its source. "
    "Nothing was changed.",
    ja="単独で封じ込められるのは、検出結果が発信元で確認済みのインシデントだけです。"
    "何も変更していません。",
)
ALONE_NOT_YOURS = Text(
    "Only whoever asked for {execution} can run it alone. Nothing was changed.",
    ja="{execution} を単独で実行できるのは申請者だけです。何も変更していません。",
)
ALONE_TOO_NEW = Text(
    "{name} has joined their group within the last 24 hours, or only an admin's word lets them "
    "count, so they contain nothing alone. Nothing was changed.",
    ja="{name} はグループに加わってから 24 時間以内か、管理者の確認だけで有効になっているため、"
    "単独では何も封じ込められません。何も変更していません。",
)
ALONE_ONE_AT_A_TIME = Text(
    "{ids} ran on one word, and nobody has looked at that yet: one at a time. Nothing was changed.",
    ja="{ids} が単独判断で実行され、まだ誰も確認していません。一度に 1 件だけです。"
    "何も変更していません。",
)
NOT_OPENED = Text(
    "The card could not show all of {plan}. Open the whole plan first, then approve. "
    "Nothing was changed.",
    ja="カードに {plan} の全体を表示できませんでした。先に計画全体を開いてから承認してください。"
    "何も変更していません。",
)
NOBODY_MAY_APPROVE = Text(
    "Nobody may approve in {account}: the policy file gives no one the role approver there.",
    ja="{account} で承認できる人がいません。ポリシーファイルが、"
    "そこでの承認者のロールを誰にも与えていません。",
)
