"""What is said of the roles, the template, and what a thief of the bot's credentials could do."""

from __future__ import annotations

from runbooks.kit.text import Text

HELP_IAM = Text(
    "print IAM policies and the template, made from what the runbooks declare",
    ja="ランブックの宣言から作った IAM ポリシーとテンプレートを出力する",
)
HELP_KIND = Text("what to print", ja="出力するもの")
HELP_RUN = Text(
    "the policy of the bot's own identity, from its settings and its policy file",
    ja="ボット自身のプリンシパルのポリシー（設定とポリシーファイルから作成）",
)
HELP_WEB = Text(
    "of the half that speaks HTTP and Slack: it reaches no role",
    ja="HTTP と Slack を受け持つ側。どのロールも引き受けない",
)
HELP_WORKER = Text("of the half that touches AWS", ja="AWS を操作する側")
HELP_READ = Text("the policy of the role that only looks", ja="調査だけを行うロールのポリシー")
HELP_CONTAIN = Text(
    "the policy of the role that takes away", ja="取り上げるロール（封じ込め）のポリシー"
)
HELP_RELEASE = Text("the policy of the role that gives back", ja="返すロール（解除）のポリシー")
HELP_CANARY = Text(
    "what the role that looks needs besides, where canaries are sent",
    ja="カナリアを送る場合に読み取りロールがさらに必要とする権限",
)
HELP_SYNC = Text(
    "the policy of the role that tells detective services what became of findings",
    ja="検出結果の扱いを連携元に通知するロールのポリシー",
)
HELP_BOUNDARY = Text("the permissions boundary of the roles", ja="各ロールのアクセス許可の境界")
HELP_DENY_ALL = Text("the policy that contains a principal", ja="プリンシパルを封じ込めるポリシー")
HELP_TRUST = Text(
    "who may assume the roles: a principal that knows the external id",
    ja="ロールを引き受けられるもの：外部 ID を知るプリンシパル",
)
HELP_TEMPLATE = Text(
    "the CloudFormation template of one account: deploy/secbot.yaml",
    ja="アカウント 1 つ分の CloudFormation テンプレート：deploy/secbot.yaml",
)
HELP_SCP = Text(
    "the service control policy that shields secbot: deploy/scp.json",
    ja="secbot を守るサービスコントロールポリシー：deploy/scp.json",
)
HELP_PROVE = Text(
    "what a thief of the bot's credentials could do; exit 3: not all that was meant can be held",
    ja="ボットの認証情報の窃取者にできること。終了コード 3：意図した制限の一部が成り立たない",
)
HELP_ACCOUNT = Text(
    "the account that the policy is for (default: any)",
    ja="ポリシーの対象アカウント（既定：すべて）",
)
HELP_PARTITION = Text("its partition (default: aws)", ja="そのパーティション（既定：aws）")
HELP_PASS = Text(
    "ARN of a role that an undo may hand back to a machine; may be given often",
    ja="元に戻す操作でマシンに返してよいロールの ARN。複数回指定できる",
)
HELP_DEPLOYER = Text(
    "ARN pattern of who may still change what is shielded; may be given often",
    ja="保護対象を引き続き変更できる人の ARN パターン。複数回指定できる",
)
HELP_KEEP = Text(
    "ARN pattern of whom secbot's roles never touch; may be given often",
    ja="secbot のロールが決して触れない人の ARN パターン。複数回指定できる",
)
HELP_INTO = Text(
    "write it into this page instead, between the marks that are there",
    ja="代わりにこのページの目印の間に書き込む",
)
HELP_PRINCIPAL = Text("ARN of the bot's own identity", ja="ボット自身のプリンシパルの ARN")
HELP_EXTERNAL_ID = Text("what it must know", ja="プリンシパルが知っているべき値")

NO_MARKS = Text(
    "{path} has no lines {begin} and {end} to write between.",
    ja="{path} に、書き込む範囲を示す行 {begin} と {end} がありません。",
)
NOT_WRITTEN = Text("{path} could not be written: {why}", ja="{path} に書き込めませんでした：{why}")
NOTHING_PASSES = Text(
    "No --pass was given: an undo that hands a role back to a machine will be refused.",
    ja="--pass が指定されていません。マシンにロールを返す元に戻す操作は拒否されます。",
)
NO_ACCOUNTS = Text(
    "The policy file has no account: the bot's own policy is for roles of these names in any.",
    ja="ポリシーファイルにアカウントがないため、ボット自身のポリシーは任意のアカウントにある同"
    "名のロールを対象とします。",
)
NO_TOPICS = Text(
    "SECBOT_SNS_TOPICS is not set: no right to confirm a subscription is in it.",
    ja="SECBOT_SNS_TOPICS が未設定のため、サブスクリプションを確認する権限は含まれません。",
)

TEMPLATE_WRITTEN = Text(
    "Written by `make docs`. Do not edit: see docs/deploying.md.",
    ja="`make docs` が作成しました。編集しないでください。docs/deploying.md を参照してください。",
)
TEMPLATE = Text(
    "secbot in one account: the way of findings, its roles, what bounds them.",
    ja="アカウント 1 つ分の secbot：検出結果の経路、そのロール、それらを縛るもの。",
)
DENY_ALL = Text(
    "Attached by secbot to contain a user or a role. Do not edit or delete.",
    ja="secbot がユーザーまたはロールを封じ込めるためにアタッチしたものです。"
    "編集も削除もしないでください。",
)
BOUNDARY = Text(
    "The most that any of secbot's roles can ever do.",
    ja="secbot のどのロールにもこれ以上のことはできません。",
)
RUN = Text(
    "What secbot's own identity needs. Attach it to the user or role that it runs as.",
    ja="secbot 自身のプリンシパルに必要な権限です。secbot "
    "を動かすユーザーまたはロールにアタッチしてください。",
)
RECEIVE = Text(
    "What takes findings in from the queue. Attach it to whatever receives: run, or web.",
    ja="キューから検出結果を受信するもの。受信する側（run または web）にアタッチしてください。",
)
READ = Text("secbot looks with this role.", ja="secbot はこのロールで調査します。")
CONTAIN = Text(
    "secbot takes away with this role, after an approval.",
    ja="secbot は承認後にこのロールで封じ込めます。",
)
RELEASE = Text(
    "secbot gives back with this role, after a stricter approval.",
    ja="secbot はより厳しい承認の後にこのロールで元に戻します。",
)
SYNC = Text(
    "secbot tells Security Hub and GuardDuty with this role what became of findings.",
    ja="secbot はこのロールで検出結果の扱いを Security Hub と GuardDuty に通知します。",
)
QUARANTINE = Text("No traffic: secbot", ja="通信なし：secbot")
NOWHERE = Text(
    "Nowhere: secbot takes this rule out at the first isolation",
    ja="宛先なし：最初の隔離の際に secbot がこのルールを外します",
)
RULE = Text("{kind} to secbot", ja="{kind} を secbot へ")
TOPIC_OUT = Text("For SECBOT_SNS_TOPICS.", ja="SECBOT_SNS_TOPICS に設定する値。")
QUEUE_URL_OUT = Text("For SECBOT_SQS_QUEUE_URL.", ja="SECBOT_SQS_QUEUE_URL に設定する値。")
QUEUE = Text(
    "yes: make a queue that the bot receives findings from, with no inbound port.",
    ja="yes：ボットが検出結果を受信するキューを作成します（インバウンドポートは不要）。",
)
QUEUE_OUT = Text(
    "Findings that could not be delivered. Alarm on its depth.",
    ja="配信できなかった検出結果。件数にアラームを設定してください。",
)

BOT_PRINCIPAL = Text(
    "ARN of the user or role that secbot runs as.", ja="secbot を動かすユーザーまたはロールの ARN。"
)
EXTERNAL_ID = Text(
    "A long random word; the policy file has the same as external_id.",
    ja="長いランダムな文字列。ポリシーファイルの external_id と同じ値にします。",
)
RELEASE_PRINCIPAL = Text(
    "Who may assume the release role instead of secbot; then secbot itself can undo nothing.",
    ja="secbot の代わりに解除ロールを引き受けるもの。指定すると secbot 自身は何も元に戻せません。",
)
PASSABLE = Text(
    "ARNs of roles that an undo may hand back to an instance, comma-separated. None: it is refused.",
    ja="元に戻す操作でインスタンスに返してよいロールの ARN（コンマ区切り）。"
    "なしの場合は拒否されます。",
)
CANARIES = Text(
    "`yes` lets the role that looks send canaries, which prove the way of findings: `canary` of the "
    "policy file.",
    ja="`yes` で、読み取りロールが検出結果の経路を検証するカナリアを送れるようになります（ポリ"
    "シーファイルの `canary`）。",
)
SYNC_UPSTREAM = Text(
    "yes: make the role that tells Security Hub and GuardDuty, as the policy file's sync has it.",
    ja="yes：ポリシーファイルの sync のとおり、Security Hub と GuardDuty "
    "に通知するロールを作成します。",
)
NETWORKS = Text(
    "CIDR blocks that secbot calls AWS from. The roles can be assumed from nowhere else.",
    ja="secbot が AWS を呼び出す CIDR ブロック。これ以外からはロールを引き受けられません。",
)
ENDPOINT = Text(
    "https address of secbot's /sns. Empty: subscribe by hand.",
    ja="secbot の /sns の https アドレス。空の場合は手動でサブスクライブします。",
)
QUARANTINE_VPC = Text(
    "A VPC to make the quarantine group in. In others secbot does so at need.",
    ja="隔離用グループを作成しておく VPC。ほかの VPC では必要時に secbot が作成します。",
)
