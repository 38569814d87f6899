"""What is said of canaries: events of secbot's own that prove the way of findings, or its silence."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK = Text("Canaries", ja="カナリア")
NEVER_SENT = Text("no canary was sent from here yet", ja="ここからはまだカナリアを送っていません")
HEARD = Text("the last canary came {at}", ja="最後のカナリアは {at} に到着")
FLIES = Text("a canary was sent {at} and is awaited", ja="{at} に送ったカナリアの到着待ち")
MISSED = Text(
    "the canary that was sent {at} has not come", ja="{at} に送ったカナリアが届いていません"
)
SILENT = Text(
    "silent for {hours} h: no canary that was sent since {at} has come",
    ja="{hours} 時間途絶：{at} 以降に送ったカナリアが 1 つも届いていません",
)
NOT_SENT = Text(
    "no canary could be sent {at}: {why}", ja="{at} にカナリアを送れませんでした：{why}"
)
REFUSED = Text(
    "EventBridge did not take it: {code}", ja="EventBridge が受け付けませんでした：{code}"
)
FORGED = Text(
    "it says that it is a canary of secbot's, and secbot sent none such from there: somebody may "
    "be keeping a broken way of findings looking well",
    ja="secbot のカナリアを名乗っていますが、secbot はそこから送っていません。"
    "検出結果の経路の異常を、誰かが正常に見せている可能性があります",
)
TITLE = Text(
    "{place} silent for {hours} h: canaries from there do not arrive",
    ja="{place} が {hours} 時間途絶：カナリアが届いていません",
)
DESCRIPTION = Text(
    "events of its own that were put on EventBridge there since {at} UTC have not come, nor has any "
    "finding. Look at the rules, the topic and "
    "its subscription, and who changed them. Until it is mended, findings from here come by "
    "looking alone.",
    ja="{at} UTC 以降にそこの EventBridge に置いた secbot 自身のイベントが届いておらず、"
    "検出結果も届いていません。ルール、トピックとそのサブスクリプション、"
    "およびそれらを変更した人を調べてください。直るまで、"
    "ここの検出結果は取りこぼしの確認だけで取得します。",
)
HEARD_AGAIN = Text("canaries from there arrive again", ja="カナリアが再び届くようになりました")
