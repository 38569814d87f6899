"""The page that lists which findings are read and what their words weigh."""

from __future__ import annotations

from runbooks.kit.text import Text

TITLE = Text("# Sources", ja="# 発信元")
INTRO = Text(
    "Which findings secbot reads, how severe each is, and from which severity on it gets a card."
    " What is below is counted in the daily check. Made by `make docs` from the tables that decide.",
    ja="secbot が読み取る検出結果、それぞれの重大度、カードを出す最低の重大度です。"
    "それより低いものは日次チェックで数えます。判定に使う表から `make docs` が作成しました。",
)
TWO_OWN = Text(
    "GuardDuty gets a card from MEDIUM (whichever way it came) and Security Hub from HIGH; both"
    " have severities of their own. The others:",
    ja="GuardDuty は MEDIUM から（届いた経路を問わず）、Security Hub は HIGH "
    "からカードを出します。どちらも独自の重大度があります。その他：",
)
HEAD = Text(
    "| source | its word | severity | card from | why |",
    ja="| 発信元 | 発信元の表現 | 重大度 | カードを出す重大度 | 理由 |",
)
USUAL = Text("any other", ja="その他すべて")
CALLS = Text("## Calls that are findings", ja="## 検出結果とみなす呼び出し")
CALLS_INTRO = Text(
    "CloudTrail tells EventBridge of calls, and of sign-ins to the console. These are findings by"
    " themselves; one that AWS refused is one severity lower. A filter of GuardDuty's counts where"
    " it archives. All other calls are no findings, and no card.",
    ja="CloudTrail は、API 呼び出しとコンソールへのサインインを EventBridge に伝えます。"
    "次のものは、それ自体が検出結果です。AWS が拒否したものは重大度が 1 つ下がります。"
    "GuardDuty のフィルターは、アーカイブするものだけが対象です。"
    "ほかの呼び出しはすべて検出結果ではなく、カードも出ません。",
)
CALLS_HEAD = Text("| service | calls | severity |", ja="| サービス | 呼び出し | 重大度 |")
CONSOLE_SERVICE = Text("console", ja="コンソール")
ROOT_NO_MFA = Text("the root user signs in without MFA", ja="ルートユーザーが MFA なしでサインイン")
ROOT = Text("the root user signs in", ja="ルートユーザーがサインイン")
USER_NO_MFA = Text("a user signs in without MFA", ja="ユーザーが MFA なしでサインイン")
TAGS_SERVICE = Text("any", ja="すべて")
TAGS = Text(
    "somebody who is not secbot sets or takes a tag `secbot:...`",
    ja="secbot ではない誰かがタグ `secbot:...` を付けるか外す",
)

HELD = Text("## Changes to what is contained", ja="## 封じ込めたものへの変更")
HELD_INTRO = Text(
    "A call that changed something and names a thing that a containment has touched (its id, name,"
    " key or ARN, in the same account) has that containment checked at once, not only at its next"
    " turn. secbot's own executions are left out. It opens no incident by itself: a slip is told as"
    " always. Which calls come is the stack's rule `secbot-held`: every changing call that a"
    " runbook makes, and its opposite.",
    ja="何かを変更し、封じ込めが触れたもの（同じアカウントの ID、名前、キー、ARN）"
    "を指す呼び出しがあると、その封じ込めを次の順番を待たずにすぐ確認します。secbot "
    "自身の実行は除きます。これ自体がインシデントになることはなく、"
    "崩れはいつもどおり伝えます。届く呼び出しはスタックのルール `secbot-held` で決まり、"
    "ランブックが行うすべての変更の呼び出しと、その逆の呼び出しです。",
)
TRUST = Text("## Whose word it is", ja="## 誰の言葉か")
TRUST_INTRO = Text(
    "Nobody but AWS can put an event on a bus whose source begins with `aws.`, so such an event,"
    " whole and as it was sent, is AWS's word. Whatever stands inside something else (an input"
    " transformer's template), and what comes without an event (an alarm's own notice, a monitor's,"
    " Control Tower's topic), is a claim: it has a key of its own, so that it never changes or"
    " closes the real finding, and gets a card from HIGH at the lowest. No claim is ever offered a"
    " runbook.",
    ja="発信元が `aws.` で始まるイベントをバスに置けるのは AWS だけです。そのため、"
    "送られたままの完全なイベントは AWS の言葉です。"
    "別のものに埋め込まれたもの（入力トランスフォーマーのテンプレート）や、"
    "イベントなしで届くもの（アラームやモニターの通知、Control Tower のトピック）は申告です。"
    "申告は独自のキーを持つため、本物の検出結果を変更したりクローズしたりすることはなく、"
    "カードを出すのは HIGH 以上に限られます。申告に対してランブックは提示しません。",
)
AGAIN = Text(
    "## How each is confirmed at its source",
    ja="## 発信元での確認方法",
)
AGAIN_INTRO = Text(
    "What AWS has sent is read again in the finding's own account and Region under the read role,"
    " before a runbook is offered and again before it runs: type, severity, resources and people"
    " must be the same there. Where they differ, where the source knows no such finding, and where"
    " the look is denied, the card says so and offers nothing. Where AWS throttles it or gives no"
    " answer, secbot asks again.",
    ja="AWS から届いた検出結果は、ランブック を提示する前と実行する前に、その検出結果のアカウントと"
    "リージョンで読み取りロールにより再確認されます。種類、重大度、リソース、ユーザーが一致しなければ"
    "なりません。異なる場合、発信元にない場合、読み取りが拒否された場合は、カードにその旨が表示され、"
    "ランブック は提示されません。スロットリングや応答なしの場合は再試行します。",
)
AGAIN_HEAD = Text("| source | how |", ja="| 発信元 | 方法 |")
NOT_AGAIN = Text("not at all: {why}", ja="確認できません：{why}")
WAYS = Text("## What the stack sends, and what you add", ja="## スタックが送るものと、追加するもの")
WAYS_INTRO = Text(
    "The stack's rules send GuardDuty, Security Hub, Health, Macie, Access Analyzer, Control Tower,"
    " Inspector's CRITICAL and HIGH, the sign-ins and calls above, and the changes to what may be"
    " contained. EventBridge works by Region: deploy the stack where the findings arrive. Calls to"
    " IAM and Organizations, root's sign-ins, Trusted Advisor and most of Health come in"
    " `us-east-1`; a rule there may send to the bus of your Region. For the rest, make rules of"
    " your own with the topic as target and **no input transformer**:",
    ja="スタックのルールが送るのは、GuardDuty、Security Hub、Health、Macie、Access Analyzer、"
    "Control Tower、Inspector の CRITICAL と HIGH、上記のサインインと呼び出し、"
    "封じ込めの対象になりうるものへの変更です。EventBridge はリージョン単位で動作するため、"
    "検出結果が届く場所にスタックをデプロイしてください。IAM と Organizations の呼び出し、"
    "ルートのサインイン、Trusted Advisor、Health の大部分は `us-east-1` に届きます。"
    "そこのルールから、お使いのリージョンのバスに送れます。それ以外は、"
    "トピックをターゲットとし、 **入力トランスフォーマーなし** "
    "の独自のルールを作成してください：",
)
ALARMS = Text(
    "Shield, WAF and Network Firewall report by metrics: make an alarm of CloudWatch for each, and"
    " write its severity into its name or description (`HIGH`), else it is MEDIUM. Shield's"
    " `DDoSDetected` is HIGH by itself.",
    ja="Shield、WAF、Network Firewall はメトリクスで報告します。それぞれに CloudWatch "
    "のアラームを作成し、名前か説明に重大度（`HIGH`）を書いてください。書かない場合は "
    "MEDIUM です。Shield の `DDoSDetected` は、それ自体で HIGH です。",
)
MONITORS = Text(
    "OpenSearch: let the monitor's action publish this message to a topic that is named in"
    " `SECBOT_SNS_TOPICS`, with the account's number in place of the zeros:",
    ja="OpenSearch：モニターのアクションで、`SECBOT_SNS_TOPICS` "
    "に指定したトピックへ次のメッセージを発行してください。"
    "ゼロの並びはアカウント番号に置き換えます：",
)
