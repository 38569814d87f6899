"""What `doctor` says of the way in: the topic, the rules that lead to it, and the Guard."""

from __future__ import annotations

from runbooks.kit.text import Text

TOPICS = Text("topic", ja="トピック")
RULES = Text("EventBridge rules", ja="EventBridge ルール")
GUARD = Text("Guard", ja="Guard")

TOPIC_NONE = Text(
    "SECBOT_SNS_TOPICS is empty: every finding is refused.",
    ja="SECBOT_SNS_TOPICS が空です。検出結果をすべて拒否します。",
)
TOPIC_NONE_MEND = Text(
    "set SECBOT_SNS_TOPICS to the topic's ARN, which the stack's outputs tell",
    ja="SECBOT_SNS_TOPICS にトピックの ARN を設定してください。スタックの出力にあります",
)
TOPIC_MISSING = Text("There is no such topic.", ja="このトピックは存在しません。")
TOPIC_MISSING_MEND = Text(
    "deploy deploy/secbot.yaml in its account and Region, or mend the ARN",
    ja="トピックのアカウントとリージョンに deploy/secbot.yaml をデプロイするか、"
    "ARN を直してください",
)
TOPIC_CLOSED = Text(
    "Its policy does not let EventBridge publish, so no finding gets in.",
    ja="トピックのポリシーが EventBridge の発行を許可していないため、検出結果が届きません。",
)
TOPIC_CLOSED_MEND = Text(
    "deploy deploy/secbot.yaml again: it allows sns:Publish to events.amazonaws.com on {topic}",
    ja="deploy/secbot.yaml をもう一度デプロイしてください。"
    "{topic} への sns:Publish を events.amazonaws.com に許可します",
)
TOPIC_FINE = Text(
    "{endpoint} is subscribed and confirmed, with {retries} retries and a queue for the rest.",
    ja="{endpoint} のサブスクリプションは確認済みです。再試行 {retries} 回、"
    "残りを受けるキューもあります。",
)
TOPIC_UNSUBSCRIBED = Text(
    "Nobody at an address that ends in /sns is subscribed.",
    ja="/sns で終わるアドレスのサブスクリプションがありません。",
)
TOPIC_ELSEWHERE = Text(
    "{endpoint} is not subscribed.", ja="{endpoint} のサブスクリプションがありません。"
)
TOPIC_SUBSCRIBE = Text(
    "start the bot, then: aws sns subscribe --topic-arn {topic} --protocol https "
    "--notification-endpoint {endpoint}",
    ja="ボットを起動してから実行してください：aws sns subscribe --topic-arn {topic} "
    "--protocol https --notification-endpoint {endpoint}",
)
TOPIC_PENDING = Text(
    "{endpoint} has not confirmed its subscription.",
    ja="{endpoint} がサブスクリプションを確認していません。",
)
TOPIC_INSECURE = Text(
    "{endpoint} is subscribed without TLS: findings cross the network in clear.",
    ja="{endpoint} のサブスクリプションに TLS がありません。"
    "検出結果が平文でネットワークを通ります。",
)
TOPIC_RAW = Text(
    "{endpoint} gets messages raw, so without their signature: the bot refuses them.",
    ja="{endpoint} には raw メッセージが届き、署名が付かないため、ボットが拒否します。",
)
TOPIC_RAW_MEND = Text(
    "aws sns set-subscription-attributes --subscription-arn {arn} "
    "--attribute-name RawMessageDelivery --attribute-value false",
    ja="aws sns set-subscription-attributes --subscription-arn {arn} --attribute-name "
    "RawMessageDelivery --attribute-value false",
)
TOPIC_FEW = Text(
    "SNS gives up on {endpoint} after {retries} retries: about a minute of downtime.",
    ja="SNS は {retries} 回の再試行で {endpoint} への配信をあきらめます。"
    "約 1 分の停止しか許容できません。",
)
TOPIC_FEW_MEND = Text(
    "aws sns set-subscription-attributes --subscription-arn {arn} --attribute-name DeliveryPolicy "
    "--attribute-value '{policy}'",
    ja="aws sns set-subscription-attributes --subscription-arn {arn} --attribute-name "
    "DeliveryPolicy --attribute-value '{policy}'",
)
TOPIC_LOST = Text(
    "What {endpoint} does not take in time is lost: there is no dead-letter queue.",
    ja="{endpoint} が時間内に受け取れなかったものは失われます。デッドレターキューがありません。",
)
TOPIC_LOST_MEND = Text(
    "aws sns set-subscription-attributes --subscription-arn {arn} --attribute-name RedrivePolicy "
    """--attribute-value '{{"deadLetterTargetArn": "QUEUE_ARN"}}'""",
    ja="aws sns set-subscription-attributes --subscription-arn {arn} --attribute-name "
    'RedrivePolicy --attribute-value \'{{"deadLetterTargetArn": "QUEUE_ARN"}}\'',
)
TOPIC_QUEUE_MISSING = Text(
    "Its dead-letter queue {queue} is not there.", ja="デッドレターキュー {queue} が存在しません。"
)
TOPIC_DEAD = Text(
    "{count} messages never arrived: they lie in {queue}.",
    ja="{count} 件のメッセージが届かず、{queue} に残っています。",
    one="1 message never arrived: it lies in {queue}.",
)
TOPIC_DEAD_MEND = Text(
    "read them, `python -m bot` running, and publish them to the topic again",
    ja="`python -m bot` を動かした状態で内容を確認し、トピックに発行し直してください",
)
TOPIC_OWN_KEY = Text(
    "Messages are verified by a certificate of your own, not by AWS's.",
    ja="メッセージの検証に、AWS ではなく独自の証明書を使っています。",
)
TOPIC_OWN_KEY_MEND = Text(
    "unset SECBOT_SNS_CERTIFICATE unless this is a range or a private endpoint",
    ja="演習環境やプライベートエンドポイントでなければ、"
    "SECBOT_SNS_CERTIFICATE の設定を外してください",
)

RULES_FINE = Text("{source}: {rule} leads there.", ja="{source}：{rule} がトピックに送ります。")
RULES_MISSING = Text(
    "No rule leads {source} findings to the topic.",
    ja="{source} の検出結果をトピックに送るルールがありません。",
)
RULES_OFF = Text(
    "{rule} would lead {source} findings there, and is disabled.",
    ja="{source} の検出結果をトピックに送る {rule} が無効になっています。",
)
RULES_NO_CALLS = Text(
    "No rule leads calls that CloudTrail tells of to the topic: nothing says what blinds a detector,"
    " and a containment that slips is found at its next check only.",
    ja="CloudTrail が伝える API 呼び出しをトピックに送るルールがありません。"
    "検出器を止める操作を知らせるものがなく、"
    "封じ込めの崩れも次回の点検まで分かりません。",
)
RULES_MISSING_MEND = Text(
    "deploy deploy/secbot.yaml again in the topic's account and Region",
    ja="トピックのアカウントとリージョンに deploy/secbot.yaml をもう一度デプロイしてください",
)
RULES_OFF_MEND = Text(
    "aws events enable-rule --name {rule} --region {region}",
    ja="aws events enable-rule --name {rule} --region {region}",
)

GUARD_FINE = Text(
    "{count} rules page by it; {endpoints} confirmed.",
    ja="{count} 個のルールがここから呼び出します。確認済みの送り先：{endpoints}。",
)
GUARD_MISSING = Text(
    "Nobody guards secbot there: the topic that pages beyond the bot is missing.",
    ja="ここでは secbot を見張るものがありません。"
    "ボットを介さずに呼び出すためのトピックがありません。",
)
GUARD_MISSING_MEND = Text(
    "deploy deploy/{template} in {account}, {region}, with GuardEndpoint (docs/deploying.md)",
    ja="{account} の {region} に deploy/{template} を GuardEndpoint 付きで"
    "デプロイしてください（docs/deploying.md）",
)
GUARD_CLOSED = Text(
    "Its policy does not let EventBridge publish, so nothing pages.",
    ja="トピックのポリシーが EventBridge の発行を許可していないため、呼び出しが行われません。",
)
GUARD_NOBODY = Text(
    "Nobody is subscribed but the bot itself: what it should page, it would hide.",
    ja="ボット自身のほかにサブスクリプションがありません。"
    "ボットの異常をボット自身が隠せてしまいます。",
)
GUARD_NOBODY_MEND = Text(
    "aws sns subscribe --topic-arn {topic} --protocol email --notification-endpoint ADDRESS, "
    "and confirm it there",
    ja="aws sns subscribe --topic-arn {topic} --protocol email --notification-endpoint "
    "ADDRESS を実行し、届いたメールで確認してください",
)
GUARD_PENDING = Text(
    "{endpoint} has not confirmed its subscription, so it is not paged.",
    ja="{endpoint} がサブスクリプションを確認していないため、呼び出しが届きません。",
)
GUARD_PENDING_MEND = Text(
    "open the letter that SNS sent to {endpoint}, and confirm",
    ja="SNS から {endpoint} に届いたメールを開き、確認してください",
)
GUARD_RULE_MISSING = Text(
    "The rule {rule} does not lead there.",
    ja="ルール {rule} の送り先がこのトピックではありません。",
)
GUARD_RULE_OFF = Text("The rule {rule} is disabled.", ja="ルール {rule} が無効になっています。")
