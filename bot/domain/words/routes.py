"""What is said of the routes of the policy file, and of what they keep from having a card."""

from __future__ import annotations

from runbooks.kit.text import Text

HIDES_HIGH = Text(
    "The route “{route}” keeps findings that are HIGH from having a card.",
    ja="ルート「{route}」により、HIGH の検出結果にカードが出ません。",
)
HIDES_HIGH_MEND = Text(
    'give the route `severity: "<HIGH"`, or `mode: card`',
    ja='ルートに `severity: "<HIGH"` または `mode: card` を指定してください',
)
CHECK = Text("Routes", ja="ルート")
STATUS_HEAD = Text(
    "*No card, by a route* (since yesterday, UTC)", ja="*ルートによりカードなし*（昨日から、UTC）"
)
STATUS_ROW = Text("{count} by “{route}”: {counts}", ja="「{route}」により {count} 件：{counts}")
DIGESTED = (
    Text(
        "{count} findings of {day} have no card, as the routes say: {routes}",
        ja="ルートにより {day} の検出結果 {count} 件がカードなし：{routes}",
    ),
    Text(
        "the findings of a day that have no card were counted",
        ja="カードのない 1 日分の検出結果を集計",
    ),
)
DIGEST_ROUTE = Text(
    "{count} by “{route}” ({counts})", ja="「{route}」により {count} 件（{counts}）"
)
DIGEST_SEVERITY = Text("{count} {severity}", ja="{severity} {count} 件")
