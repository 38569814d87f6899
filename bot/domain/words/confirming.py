"""What is said of reading a finding again at its source: how it is done, and why it was not borne out."""

from __future__ import annotations

from collections.abc import Mapping

from runbooks.kit.text import Text

UNKNOWN_THERE = Text(
    "{service} knows no such finding", ja="{service} にそのような検出結果はありません"
)
NOT_THERE_YET = Text(
    "{service} does not show it yet, which may take up to {minutes} minutes",
    ja="{service} にまだ表示されていません（最大 {minutes} 分かかります）",
)
OTHER_TYPE = Text("{service} calls it {type}", ja="{service} ではタイプが {type} です")
OTHER_CONTROL = Text(
    "at {service} it is no finding of the control {control}",
    ja="{service} ではコントロール {control} の検出結果ではありません",
)
OTHER_SEVERITY = Text("{service} calls it {severity}", ja="{service} での重大度は {severity} です")
OTHER_STATE = Text("at {service} it is {state} now", ja="{service} での現在の状態は {state} です")
OTHER_RESOURCE = Text(
    "at {service} it does not name {resource}",
    ja="{service} の検出結果には {resource} がありません",
)
OTHER_PEOPLE = Text(
    "{service} does not name the same users and sessions",
    ja="{service} の検出結果ではユーザーとセッションが異なります",
)
CUSTOM_RULE = Text(
    "{rule} is a custom rule of AWS Config, so that whoever made it chooses what it finds",
    ja="{rule} は AWS Config のカスタムルールであり、何を検出するかは作成者が決められます",
)
HUB_ONLY = Text(
    "Security Hub CSPM knows no such finding, and {call} was denied in {account}",
    ja="Security Hub CSPM にそのような検出結果はなく、{account} での {call} は拒否されました",
)
NO_PLAN = Text(
    "{call} needs a Support plan with the API, which {account} has not",
    ja="{call} には API を使えるサポートプランが必要ですが、{account} にはありません",
)
NO_SOURCE = Text("secbot can't read {service} again", ja="secbot は {service} を読み直せません")

HOW: Mapping[str, Text] = {
    "guardduty": Text(
        "`guardduty:GetFindings` by its id, in each detector (`guardduty:ListDetectors`)",
        ja="各ディテクター（`guardduty:ListDetectors`）で、ID を指定した `guardduty:GetFindings`",
    ),
    "securityhub": Text(
        "`securityhub:GetFindings` by its id and product; where that knows none, GetFindingsV2 by "
        "the same, which IAM lets by the same action",
        ja="ID と製品を指定した `securityhub:GetFindings`、なければ GetFindingsV2（IAM の"
        "アクションは同じです）",
    ),
    "access-analyzer": Text(
        "`access-analyzer:GetFinding` by its id, in each analyzer of the account "
        "(`access-analyzer:ListAnalyzers`); what only an organization's analyzer in another "
        "account knows is not found",
        ja="アカウントの各アナライザー（`access-analyzer:ListAnalyzers`）で、ID を指定した "
        "`access-analyzer:GetFinding`。別アカウントにある組織のアナライザーだけが知るものは"
        "見つかりません",
    ),
    "acm": Text(
        "`acm:DescribeCertificate`: the certificate as it stands now",
        ja="`acm:DescribeCertificate`：証明書の現在の状態",
    ),
    "cloudtrail": Text(
        "`cloudtrail:LookupEvents` by the event's id (a call that AWS refused, by its name and "
        "time), asked again until 15 minutes after the call",
        ja="イベント ID（拒否された呼び出しは名前と時刻）を指定した `cloudtrail:LookupEvents`。"
        "呼び出しの 15 分後まで繰り返します",
    ),
    "cloudwatch": Text(
        "`cloudwatch:DescribeAlarms`: the alarm as it stands now",
        ja="`cloudwatch:DescribeAlarms`：アラームの現在の状態",
    ),
    "config": Text(
        "`config:GetComplianceDetailsByResource`: what the rule says of the resource now; "
        "`config:DescribeConfigRules`: what a custom rule says is never confirmed",
        ja="`config:GetComplianceDetailsByResource`：ルールによるリソースの現在の評価。"
        "`config:DescribeConfigRules`：カスタムルールの評価は確認済みになりません",
    ),
    "health": Text(
        "`health:DescribeEventDetails` by the event's ARN, and `health:DescribeAffectedEntities`; "
        "needs a Support plan with the API",
        ja="イベントの ARN を指定した `health:DescribeEventDetails` と "
        "`health:DescribeAffectedEntities`。API を使えるサポートプランが必要です",
    ),
    "inspector2": Text(
        "`inspector2:ListFindings` by its ARN", ja="ARN を指定した `inspector2:ListFindings`"
    ),
    "macie": Text("`macie2:GetFindings` by its id", ja="ID を指定した `macie2:GetFindings`"),
    "trustedadvisor": Text(
        "`support:DescribeTrustedAdvisorCheckResult` of the check of that name "
        "(`support:DescribeTrustedAdvisorChecks`); needs a Support plan with the API",
        ja="その名前のチェック（`support:DescribeTrustedAdvisorChecks`）の "
        "`support:DescribeTrustedAdvisorCheckResult`。API を使えるサポートプランが必要です",
    ),
}
"""How the findings of each service are read again, by the service that their keys begin with."""

NEVER: Mapping[str, Text] = {
    "controltower": Text(
        "Control Tower keeps no list of its notices that could be read again",
        ja="Control Tower の通知は保存されておらず、再確認できません",
    ),
    "opensearch": Text(
        "what a monitor says stands in no AWS API that could be read again",
        ja="モニターの通知は AWS API から再確認できません",
    ),
    "secbot": Text(
        "it is secbot's own, about its own pipe", ja="secbot 自身の経路についての検出結果です"
    ),
}
"""Why the findings of the other services can't be read again."""
