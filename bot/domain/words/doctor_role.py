"""What `doctor` says of the roles: who the bot is, what it may enter and do, what `web` may not."""

from __future__ import annotations

from runbooks.kit.text import Text

IDENTITY = Text("AWS identity", ja="AWS アイデンティティ")
ROLES = Text("roles", ja="ロール")
RIGHTS = Text("rights", ja="権限")
FRONT = Text("power of web", ja="web の権限")

IDENTITY_FINE = Text("{arn}, in {region}.", ja="{arn}（{region}）です。")
IDENTITY_ROOT = Text(
    "It is the root user of {account}, whom no policy holds back.",
    ja="{account} のルートユーザーです。どのポリシーでも制限できません。",
)
IDENTITY_ROOT_MEND = Text(
    "make an IAM role for the bot (deploy/ has it) and use its credentials",
    ja="ボット用の IAM ロールを作成し（deploy/ にあります）、その認証情報を使ってください",
)
IDENTITY_NONE = Text(
    "AWS does not know who the bot is ({code}).",
    ja="AWS がボットのアイデンティティを認識しません（{code}）。",
)
IDENTITY_NONE_MEND = Text(
    "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run it under a role",
    ja="AWS_PROFILE、または AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY を設定するか、"
    "ロールの下で実行してください",
)
IDENTITY_NO_REGION = Text(
    "No Region is set; {region} is taken.", ja="リージョンが未設定のため、{region} を使います。"
)
IDENTITY_NO_REGION_MEND = Text(
    "set AWS_REGION to the Region of your topic",
    ja="AWS_REGION にトピックのリージョンを設定してください",
)

ROLE_FINE = Text(
    "The bot enters it, with its external id only.",
    ja="ボットはこのロールに入れます（外部 ID がある場合のみ）。",
)
ROLE_FINE_OPEN = Text(
    "The bot enters it; the policy file sets no external id.",
    ja="ボットはこのロールに入れますが、ポリシーファイルに外部 ID がありません。",
)
ROLE_FINE_OPEN_MEND = Text(
    "set `external_id` under `accounts` of the policy file and deploy the stack with the same one",
    ja="ポリシーファイルの `accounts` に `external_id` を設定し、"
    "同じ値でスタックをデプロイしてください",
)
ROLE_MISSING = Text(
    "There is no role {role} in {account}.", ja="{account} にロール {role} がありません。"
)
ROLE_OTHER_ID = Text(
    "{role} in {account} asks for another external id than the policy file has.",
    ja="{account} の {role} が求める外部 ID が、ポリシーファイルと一致しません。",
)
ROLE_UNTRUSTING = Text(
    "{role} in {account} does not trust {identity} to assume it.",
    ja="{account} の {role} は、{identity} による引き受けを信頼していません。",
)
ROLE_CLOSED = Text(
    "{role} in {account} can't be entered ({code}): it is not there, or does not trust "
    "{identity}, or asks for another external id.",
    ja="{account} の {role} に入れません（{code}）。存在しない、"
    "{identity} を信頼していない、外部 ID が異なる、のいずれかです。",
)
ROLE_MEND = Text(
    "deploy deploy/secbot.yaml in {account}, with the bot's identity {identity} and the "
    "external id of the policy file",
    ja="ボットのアイデンティティ {identity} とポリシーファイルの外部 ID を指定して、"
    "{account} に deploy/secbot.yaml をデプロイしてください",
)
ROLE_OPEN = Text(
    "{role} in {account} is entered without the external id too.",
    ja="{account} の {role} には、外部 ID がなくても入れます。",
)

RIGHTS_FINE = Text(
    "It may do all {count} actions that it needs to {purpose}: {runbooks}.",
    ja="{purpose}に必要な {count} 件のアクションがすべて許可されています：{runbooks}。",
    one="It may do the 1 action that it needs to {purpose}: {runbooks}.",
)
RIGHTS_MISSING = Text(
    "{role} may not {action}, needed by {runbooks} to {purpose}.",
    ja="{role} に {action} が許可されていません。{purpose}のために {runbooks} が必要とします。",
)
RIGHTS_MISSING_MEND = Text(
    "deploy deploy/secbot.yaml in {account} again: it gives {role} {action} (`python -m bot iam`)",
    ja="{account} に deploy/secbot.yaml をもう一度デプロイしてください。"
    "{role} に {action} を付与します（`python -m bot iam`）",
)
RIGHTS_UNPROVABLE = Text(
    "{action} of {role} is not provable from here: it depends on {keys}.",
    ja="{role} の {action} はここからは検証できません。{keys} に左右されます。",
)
RIGHTS_UNPROVABLE_MEND = Text(
    "prove it once by a drill on a tagged target in {account}",
    ja="{account} のタグ付きの対象で訓練を 1 回行い、検証してください",
)
RIGHTS_DENIED = Text(
    "{role} is denied {action} outright, needed by {runbooks} to {purpose}.",
    ja="{role} の {action} が明示的に拒否されています。"
    "{purpose}のために {runbooks} が必要とします。",
)
RIGHTS_DENIED_MEND = Text(
    "find the Deny (the role's policies, its permissions boundary, an SCP) and except {role} there",
    ja="Deny の場所（ロールのポリシー、アクセス許可の境界、SCP）を探し、{role} を除外してください",
)
PASSABLE = Text(
    "which roles the stack was given to hand to machines (PassableRoleArns)",
    ja="マシンに渡せるロールとしてスタックに指定されたもの（PassableRoleArns）",
)
RIGHTS_UNENTERED = Text(
    "Could not look: the read role of {account} can't be entered.",
    ja="確認できませんでした：{account} の読み取りロールに入れません。",
)
RIGHTS_UNENTERED_MEND = Text("mend the roles first", ja="先にロールを直してください")
APPLY = Text("contain", ja="封じ込め")
UNDO = Text("undo", ja="元に戻す操作")
LOOK = Text("look", ja="確認")
CANARY = Text("send canaries", ja="カナリアの送信")
CANARY_PART = "canary"
SYNC = Text("tell upstream", ja="連携元への通知")
SYNC_PART = "sync"

FRONT_BOTH = Text(
    "`run` is both halves: what parses strangers' bytes has the worker's power too.",
    ja="`run` は両方の役割を兼ねます。外部から来るデータを解析するプロセスが、"
    "ワーカーの権限も持ちます。",
)
FRONT_BOTH_MEND = Text(
    "for a larger team, let `web` and `worker` have identities of their own",
    ja="チームが大きい場合は、`web` と `worker` に別々のアイデンティティを割り当ててください",
)
FRONT_FINE = Text("It can't enter {role} in {account}.", ja="{account} の {role} には入れません。")
FRONT_POWER = Text(
    "It can enter {role} in {account}.", ja="{account} の {role} に入れてしまいます。"
)
FRONT_POWER_MEND = Text(
    "take sts:AssumeRole on {role} away from {identity}",
    ja="{identity} から {role} への sts:AssumeRole を取り上げてください",
)
