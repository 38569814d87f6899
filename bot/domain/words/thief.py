"""What is said of what a thief of the bot's credentials could do."""

from __future__ import annotations

from runbooks.kit.text import Text

INTRO = Text(
    "Computed by `python -m bot iam prove` from the very policies that `iam` prints and "
    "`deploy/secbot.yaml` deploys, and written here by `make docs`. AWS asks nobody for an "
    "approval: who approves, and what, is the bot's to check. So a thief of its credentials is "
    "held by IAM alone.",
    ja="`iam` が出力し `deploy/secbot.yaml` がデプロイするポリシーそのものから "
    "`python -m bot iam prove` が計算し、`make docs` がここに書き込みました。AWS "
    "は誰にも承認を求めません。誰が何を承認するかを確かめるのはボットです。したがって、"
    "認証情報の窃取者を抑えるのは IAM だけです。",
)
HEAD = Text(
    "| stolen | changes by itself | changes through roles, with no approval |",
    ja="| 盗まれたもの | それ自体での変更 | 承認なしにロール経由でできる変更 |",
)
RULE = "|---|---|---|"
ROW = Text("| {stolen} | {itself} | {roles} |", ja="| {stolen} | {itself} | {roles} |")
NOTHING = Text("nothing", ja="なし")
ITSELF = Text(
    "nothing in your accounts ({actions})", ja="お使いのアカウントでは何もなし（{actions}）"
)
THROUGH = Text(
    "all that `{roles}` may: {count} actions",
    ja="`{roles}` にできるすべて：{count} アクション",
    one="all that `{roles}` may: 1 action",
)
NARROWED = Text(
    "the steps of that one plan, on their ARNs, for 15 minutes at most",
    ja="その計画 1 つのステップのみ。対象の ARN に限り、最長 15 分",
)
NO_ROLE = Text(
    "nothing: its session policy reaches no role",
    ja="なし：セッションポリシーによりどのロールも引き受けられない",
)

WEB = Text("`web`'s credentials", ja="`web` の認証情報")
RUN = Text(
    "those of `run`, or of `worker`, and the policy file with its external ids",
    ja="`run` または `worker` の認証情報と、外部 ID を含むポリシーファイル",
)
KEYS_ONLY = Text("those without the external ids", ja="同じ認証情報（外部 ID なし）")
APART = Text(
    "those of `run`, where another identity releases (`ReleasePrincipalArn`)",
    ja="`run` の認証情報（解除は別のプリンシパル `ReleasePrincipalArn` が行う場合）",
)
SESSION = Text("the session of an execution", ja="実行のセッション")
READ = Text("a session of the read role", ja="読み取りロールのセッション")
CONTAIN = Text(
    "a session of the contain role, not narrowed", ja="封じ込めロールのセッション（絞り込みなし）"
)
RELEASE = Text(
    "a session of the release role, not narrowed", ja="解除ロールのセッション（絞り込みなし）"
)
SYNC = Text("a session of the sync role, not narrowed", ja="同期ロールのセッション（絞り込みなし）")

CLAIMS = Text("| | claim | shown by |", ja="| | 主張 | 根拠 |")
CLAIM = Text("| {verdict} | {says} | {evidence} |", ja="| {verdict} | {says} | {evidence} |")
HOLDS = Text("holds", ja="成立")
LIMIT = Text("**does not hold**", ja="**不成立**")
BROKEN = Text("**BROKEN**", ja="**BROKEN**")

ALONE = Text(
    "The bot's own identity changes nothing in an account without assuming a role.",
    ja="ボット自身のプリンシパルは、ロールを引き受けないかぎりアカウント内の何も変更できません。",
)
ALONE_NOT = Text(
    "The bot's own identity changes accounts by itself: it must not.",
    ja="ボット自身のプリンシパルが、それ自体でアカウントを変更できます。あってはならないことです。",
)
FRONT = Text(
    "`web` reaches no role. Not served yet: `run` is both halves in one process, so whoever "
    "takes over its front has the worker's way too.",
    ja="`web` はどのロールも引き受けません。まだ提供されていません。`run` は両方の側を 1 "
    "つのプロセスで動かすため、前面を乗っ取った者は worker の経路も得ます。",
)
FRONT_NOT = Text(
    "`web` reaches a role: it must not.",
    ja="`web` がロールを引き受けられます。あってはならないことです。",
)
READS = Text(
    "The read role changes nothing, and reads configuration, not data.",
    ja="読み取りロールは何も変更せず、読むのは設定だけで、データは読みません。",
)
READS_DATA = Text(
    "The read role changes nothing, but a thief of it reads data too.",
    ja="読み取りロールは何も変更しませんが、その窃取者はデータも読めます。",
)
READS_NOT = Text(
    "The read role changes something: it must not.",
    ja="読み取りロールが何かを変更できます。あってはならないことです。",
)
GIVES = Text(
    "The contain role can give nobody a right: it makes no credentials, writes no policy, passes "
    "no role, and the one policy that it can attach is `SecbotDenyAll`.",
    ja="封じ込めロールは誰にも権限を与えられません。認証情報を作らず、ポリシーを書かず、"
    "ロールを渡さず、アタッチできるポリシーは `SecbotDenyAll` だけです。",
)
GIVES_NOT = Text(
    "The contain role can give rights: that is the release role's alone.",
    ja="封じ込めロールが権限を与えられます。それができるのは解除ロールだけのはずです。",
)
TELLS = Text(
    "The sync role changes nothing but findings: their workflow status and note, whether they are "
    "archived, and whether they were of use. It can change no severity and reaches nothing that is "
    "watched.",
    ja="同期ロールが変更するのは検出結果だけです。ワークフローの状態とメモ、アーカイブの有無、"
    "有用性の評価に限られます。重大度は変更できず、監視対象には触れられません。",
)
TELLS_NOT = Text(
    "The sync role changes more than that of findings: it must not.",
    ja="同期ロールが検出結果以外も変更できます。あってはならないことです。",
)
PASSES = Text(
    "A role is passed to EC2 only, and only one that the stack was told of.",
    ja="ロールを渡す先は EC2 だけで、渡せるのはスタックに指定されたロールだけです。",
)
PASSES_NOT = Text(
    "`iam:PassRole` is not pinned by resource and service.",
    ja="`iam:PassRole` がリソースとサービスに固定されていません。",
)
SHIELDED = Text(
    "No role of secbot's changes secbot's own roles, policies, topic, queue, rules or stack, "
    "nor a service's.",
    ja="secbot のどのロールも、secbot 自身のロール、ポリシー、トピック、キュー、ルール、"
    "スタックを変更できません。サービスのものも変更できません。",
)
SHIELDED_NOT = Text(
    "A role of secbot's can change secbot's own things.",
    ja="secbot のロールが secbot 自身のものを変更できます。",
)
BOUNDED = Text(
    "Whoever rewrites the policy of one of these roles gets no more than all three may: the "
    "permissions boundary. It does not stop whoever uses a role as it is.",
    ja="これらのロールのポリシーを書き換えても、得られるのは 3 "
    "つのロールの権限の合計までです（アクセス許可の境界）。"
    "ロールをそのまま使う者は止められません。",
)
BOUNDED_NOT = Text(
    "The permissions boundary allows more than the roles declare, or less.",
    ja="アクセス許可の境界が、ロールの宣言より多く、または少なく許可しています。",
)
KNOWING = Text(
    "Credentials alone assume no role: the trust asks for an external id, which is in the policy "
    "file. AWS does not treat it as a secret; whoever reads the bot's memory or files has it.",
    ja="認証情報だけではどのロールも引き受けられません。信頼ポリシーが、"
    "ポリシーファイルにある外部 ID を求めます。AWS はこれを秘密として扱いません。"
    "ボットのメモリやファイルを読める者は、これも得られます。",
)
KNOWING_NOT = Text(
    "A role can be assumed without an external id.",
    ja="外部 ID なしで引き受けられるロールがあります。",
)

RELEASES = Text(
    "Stolen bot credentials mean an outage, not a breach. They would, if the thief stopped at "
    "the contain role; but the same identity may assume the release role, with any session policy "
    "or none, and then hands roles to machines, opens what was closed, starts what was stopped. "
    "Session policies limit our mistakes, not a thief; the SCP keeps the roles from those who mend "
    "secbot, and stops no other use. What does stop it: `ReleasePrincipalArn` (then the bot can't "
    "undo), and against a thief elsewhere `BotNetworks`.",
    ja="ボットの認証情報が盗まれても起きるのは停止であって侵害ではない、と言えるのは、"
    "窃取者が封じ込めロールで止まる場合だけです。同じプリンシパルは、"
    "任意のセッションポリシーで、またはそれなしで解除ロールも引き受けられ、"
    "マシンにロールを渡し、閉じたものを開き、止めたものを起動できます。"
    "セッションポリシーが抑えるのは当方の誤りであり、窃取者ではありません。SCP は secbot "
    "を保守する人からロールを遠ざけますが、それ以外の使用は止めません。止められるのは "
    "`ReleasePrincipalArn`（その場合ボットは元に戻せません）と、"
    "別の場所にいる窃取者に対しては `BotNetworks` です。",
)
SILENCES = Text(
    "What hides a finding upstream takes two. IAM knows neither incidents nor people: a thief of "
    "the bot's credentials resolves, suppresses and archives every finding in the account, alone. "
    "The bot keeps an open incident open and says so; other readers of Security Hub and GuardDuty "
    "are blinded. Where nothing is told upstream, deploy no sync role.",
    ja="連携元で検出結果を見えなくする操作には 2 人が必要です。しかし IAM "
    "はインシデントも人も知りません。ボットの認証情報の窃取者は、"
    "アカウント内のすべての検出結果を 1 人で解決、抑制、アーカイブできます。"
    "ボットは未解決のインシデントを未解決のまま保ち、そう伝えますが、Security Hub と "
    "GuardDuty のほかの利用者には見えなくなります。連携元に通知しない場合は、"
    "同期ロールをデプロイしないでください。",
)
BOTH_WAYS = Text(
    "The contain role only takes away. IAM can't tell taking away from giving back for these "
    "actions, which both roles hold alike: a thief of the contain role can turn them round.",
    ja="封じ込めロールは取り上げるだけです。ただし、次のアクションについて IAM "
    "は取り上げることと返すことを区別できず、両方のロールが同じように持っています。"
    "封じ込めロールの窃取者は逆向きにも使えます。",
)
MARKING = Text(
    "The contain role moves interfaces into quarantine groups only. IAM knows those by their "
    "tag, which the same role sets, since a group that somebody else made under that name must be "
    "taken over: a thief tags any group first.",
    ja="封じ込めロールがインターフェイスを移す先は隔離用グループだけです。IAM "
    "はこれをタグで見分けますが、別の人が同じ名前で作ったグループを引き継ぐ必要があるため、"
    "タグは同じロールが付けます。窃取者は先に任意のグループにタグを付けます。",
)
EVERYTHING = Text(
    "Each change is granted on one kind of thing only. For these IAM takes no resource, or none is "
    "known to secbot: they are granted on everything in the account.",
    ja="各変更は 1 種類のものにだけ許可されています。次のものは IAM がリソースを受け付けないか、"
    "secbot が対象を把握していないため、アカウント内のすべてに許可されています。",
)

VERDICT_HOLDS = Text("All claims hold.", ja="すべての主張が成立しています。")
VERDICT_LIMITS = Text(
    "{count} claims do not hold, as SECURITY.md says: a thief of the bot's credentials can do more "
    "than cause an outage.",
    ja="{count} 件の主張が成立していません（SECURITY.md のとおり）。ボットの認証情報の窃取者は、"
    "停止を引き起こす以上のことができます。",
    one="1 claim does not hold, as SECURITY.md says: a thief of the bot's credentials can do more "
    "than cause an outage.",
)
VERDICT_BROKEN = Text(
    "{count} claims are BROKEN that the policies must hold.",
    ja="ポリシーが守るべき {count} 件の主張が BROKEN です。",
    one="1 claim is BROKEN that the policies must hold.",
)
