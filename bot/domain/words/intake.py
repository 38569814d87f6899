"""What is said of messages that come in: kept, turned away, or not to be read as findings."""

from __future__ import annotations

from runbooks.kit.text import Text

KEPT = Text("Kept.", ja="保存しました。")
STORE_FAILED = Text(
    "The database could not keep this just now; send it again.",
    ja="データベースに保存できませんでした。再送してください。",
)
TOO_LARGE = Text(
    "A message may have {limit} bytes at most.", ja="メッセージは最大 {limit} バイトです。"
)
TOO_SLOW = Text(
    "The message did not arrive in time; send it again.",
    ja="メッセージが時間内に届きませんでした。再送してください。",
)

NOT_JSON = Text(
    "This is not an SNS message: it is not JSON.",
    ja="SNS メッセージではありません：JSON ではありません。",
)
PACKED = Text(
    "SNS sends its messages as they are; send this without a Content-Encoding.",
    ja="SNS はメッセージをそのまま送ります。Content-Encoding なしで送ってください。",
)
NOT_UNPACKED = Text(
    "This is not an SNS message: its body can't be unpacked.",
    ja="SNS メッセージではありません：本文を展開できません。",
)
NOT_SNS = Text(
    "This is not an SNS message: {field} is missing or is not one line of text.",
    ja="SNS メッセージではありません：{field} がないか、1 行のテキストではありません。",
)
RAW_DELIVERY = Text(
    "Raw message delivery carries no signature; turn it off for this subscription.",
    ja="raw メッセージ配信には署名がありません。このサブスクリプションでは無効にしてください。",
)
UNKNOWN_TYPE = Text(
    "SNS sends no message of this type here.",
    ja="SNS がこの種類のメッセージをここに送ることはありません。",
)
UNKNOWN_TOPIC = Text(
    "This topic is not in SECBOT_SNS_TOPICS.", ja="このトピックは SECBOT_SNS_TOPICS にありません。"
)
FOREIGN_CERTIFICATE = Text(
    "The signing certificate is not from SNS in the topic's own Region.",
    ja="署名証明書が、トピックのリージョンの SNS のものではありません。",
)
NO_TIMESTAMP = Text(
    "The timestamp of this message can't be read.",
    ja="このメッセージのタイムスタンプを読み取れません。",
)
TOO_OLD = Text(
    "This message is more than an hour old.", ja="このメッセージは 1 時間以上前のものです。"
)
FROM_THE_FUTURE = Text("This message is from the future.", ja="このメッセージの日時が未来です。")
UNKNOWN_SIGNATURE_VERSION = Text(
    "This signature version is not known; SNS has 1 and 2.",
    ja="この署名バージョンは不明です。SNS のものは 1 と 2 です。",
)
BAD_SIGNATURE = Text(
    "The signature does not fit this message.", ja="署名がこのメッセージと一致しません。"
)
CERTIFICATE_OUT_OF_DATE = Text(
    "The signing certificate is not valid today.", ja="署名証明書が有効期間外です。"
)

CERTIFICATE_NOT_FETCHED = Text(
    "The signing certificate could not be fetched; send it again.",
    ja="署名証明書を取得できませんでした。再送してください。",
)
CERTIFICATE_UNREADABLE = Text(
    "The signing certificate could not be read; send it again.",
    ja="署名証明書を読み取れませんでした。再送してください。",
)
CERTIFICATES_BUSY = Text(
    "Too many signing certificates are being fetched; send it again.",
    ja="取得中の署名証明書が多すぎます。再送してください。",
)
NOT_CONFIRMED = Text(
    "The subscription could not be confirmed just now; send it again.",
    ja="サブスクリプションを確認できませんでした。再送してください。",
)

READY = Text("Ready.", ja="準備完了。")
NOT_READY = Text("Not ready.", ja="準備未完了。")
ALIVE = Text("Alive.", ja="稼働中。")
NO_ANSWER = Text("it did not answer in time", ja="時間内に応答がありませんでした")
SLACK_FAILED = Text(
    "the last call, {method}, was {result}", ja="直近の呼び出し {method} の結果は {result} でした"
)
CHECK_BROKE = Text("it could not be asked", ja="確認できませんでした")

PLAIN_TEXT = Text("It is text, not JSON.", ja="JSON ではなくテキストです。")
BROKEN_JSON = Text(
    "It looks like JSON but can't be read as such.", ja="JSON のようですが、読み取れません。"
)
EMPTY = Text("It holds nothing.", ja="中身がありません。")
TOO_DEEP = Text("It is wrapped in too many layers.", ja="入れ子が深すぎます。")
TOO_MANY = Text(
    "It holds more than {limit} findings; the rest was not read.",
    ja="検出結果が {limit} 件を超えています。残りは読み取っていません。",
)
NO_FORMAT = Text(
    "{kind} is not read as a finding yet.", ja="{kind} はまだ検出結果として読み取れません。"
)
ANY_JSON = Text("JSON of a kind that is not known", ja="不明な種類の JSON")
FOREIGN_SOURCE = Text(
    "It claims to be a finding of {service}, but the event came from {source}.",
    ja="{service} の検出結果を名乗っていますが、イベントの発信元は {source} です。",
)
NO_IDENTITY = Text(
    "It is a finding of {service} without {field}.",
    ja="{service} の検出結果ですが、{field} がありません。",
)
FOREIGN_OCSF = Text(
    "It is OCSF of {product}, which neither came from Security Hub nor is a product of AWS's.",
    ja="{product} の OCSF ですが、Security Hub から来たものでも AWS の製品のものでもありません。",
)
INSIGHT = Text(
    "The insight {name} of Security Hub has {count} results and no findings: {numbers}.",
    ja="Security Hub のインサイト {name} の結果は {count} 件で、検出結果は含まれません："
    "{numbers}。",
    one="The insight {name} of Security Hub has one result and no findings: {numbers}.",
)
INSIGHT_UNNAMED = Text(
    "It is what an insight of Security Hub counted, without the insight's name.",
    ja="Security Hub のインサイトの集計ですが、インサイト名がありません。",
)
NONE = Text("none", ja="なし")
NO_NAME = Text("an unnamed product", ja="名前のない製品")
PARSER_BROKE = Text(
    "Reading it failed ({error}); it is kept and can be read again.",
    ja="読み取りに失敗しました（{error}）。保存してあり、読み直せます。",
)
FILING_BROKE = Text(
    "Filing it failed {times} times ({error}); it is kept and can be read again.",
    ja="登録に {times} 回失敗しました（{error}）。保存してあり、読み直せます。",
)
NOT_SLACK = Text("This is not signed as Slack signs.", ja="Slack の署名がありません。")
UNREADABLE_FOR_SLACK = Text(
    "This is signed, but it can't be read as anything that Slack sends.",
    ja="署名はありますが、Slack が送るものとして読み取れません。",
)
NOBODY_LISTENS = Text(
    "This is signed, but nothing here listens to it.",
    ja="署名はありますが、これを受け取る処理がありません。",
)
TOO_LONG_FOR_SLACK = Text(
    "This is longer than anything that Slack sends.",
    ja="Slack が送るどのメッセージよりも長いものです。",
)
