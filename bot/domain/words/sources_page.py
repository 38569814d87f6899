"""The page that lists which findings are read and what their words weigh."""

from __future__ import annotations

from runbooks.kit.text import Text

TITLE = Text("# Sources")
INTRO = Text(
    "Which findings secbot reads, how severe each is, and from which severity on it gets a card."
    " What is below is counted in the daily check. Made by `make docs` from the tables that decide."
)
TWO_OWN = Text(
    "GuardDuty gets a card from MEDIUM (whichever way it came) and Security Hub from HIGH; both"
    " have severities of their own. The others:"
)
HEAD = Text("| source | its word | severity | card from | why |")
USUAL = Text("any other")
CALLS = Text("## Calls that are findings")
CALLS_INTRO = Text(
    "CloudTrail tells EventBridge of calls, and of sign-ins to the console. These are findings by"
    " themselves; one that AWS refused is one severity lower. A filter of GuardDuty's counts where"
    " it archives. All other calls are no findings, and no card."
)
CALLS_HEAD = Text("| service | calls | severity |")
CONSOLE_SERVICE = Text("console")
ROOT_NO_MFA = Text("the root user signs in without MFA")
ROOT = Text("the root user signs in")
USER_NO_MFA = Text("a user signs in without MFA")
TAGS_SERVICE = Text("any")
TAGS = Text("somebody who is not secbot sets or takes a tag `secbot:...`")

HELD = Text("## Changes to what is contained")
HELD_INTRO = Text(
    "A call that changed something and names a thing that a containment has touched (its id, name,"
    " key or ARN, in the same account) has that containment checked at once, not only at its next"
    " turn. secbot's own executions are left out. It opens no incident by itself: a slip is told as"
    " always. Which calls come is the stack's rule `secbot-held`: every changing call that a"
    " runbook makes, and its opposite."
)
TRUST = Text("## Whose word it is")
TRUST_INTRO = Text(
    "Nobody but AWS can put an event on a bus whose source begins with `aws.`, so such an event,"
    " whole and as it was sent, is AWS's word. Whatever stands inside something else (an input"
    " transformer's template), and what comes without an event (an alarm's own notice, a monitor's,"
    " Control Tower's topic), is a claim: it has a key of its own, so that it never changes or"
    " closes the real finding, and gets a card from HIGH at the lowest. No claim is ever offered a"
    " runbook."
)
AGAIN = Text(
    "## How each is confirmed at its source",
    ja="## 検出元での確認方法",
)
AGAIN_INTRO = Text(
    "What AWS has sent is read again in the finding's own account and Region under the read role,"
    " before a runbook is offered and again before it runs: type, severity, resources and people"
    " must be the same there. Where they differ, where the source knows no such finding, and where"
    " the look is denied, the card says so and offers nothing. Where AWS throttles it or gives no"
    " answer, secbot asks again.",
    ja="AWS から届いた検出結果は、Runbook を提示する前と実行する前に、その検出結果のアカウントと"
    "リージョンで読み取りロールにより再確認されます。種類、重要度、リソース、ユーザーが一致しなければ"
    "なりません。異なる場合、検出元にない場合、読み取りが拒否された場合は、カードにその旨が表示され、"
    "Runbook は提示されません。スロットリングや応答なしの場合は再試行します。",
)
AGAIN_HEAD = Text("| source | how |", ja="| 検出元 | 方法 |")
NOT_AGAIN = Text("not at all: {why}", ja="確認できません：{why}")
WAYS = Text("## What the stack sends, and what you add")
WAYS_INTRO = Text(
    "The stack's rules send GuardDuty, Security Hub, Health, Macie, Access Analyzer, Control Tower,"
    " Inspector's CRITICAL and HIGH, the sign-ins and calls above, and the changes to what may be"
    " contained. EventBridge works by Region: deploy the stack where the findings arrive. Calls to"
    " IAM and Organizations, root's sign-ins, Trusted Advisor and most of Health come in"
    " `us-east-1`; a rule there may send to the bus of your Region. For the rest, make rules of"
    " your own with the topic as target and **no input transformer**:"
)
ALARMS = Text(
    "Shield, WAF and Network Firewall report by metrics: make an alarm of CloudWatch for each, and"
    " write its severity into its name or description (`HIGH`), else it is MEDIUM. Shield's"
    " `DDoSDetected` is HIGH by itself."
)
MONITORS = Text(
    "OpenSearch: let the monitor's action publish this message to a topic that is named in"
    " `SECBOT_SNS_TOPICS`, with the account's number in place of the zeros:"
)
