"""What is said of findings that secbot has looked for by itself, since no message brought them."""

from __future__ import annotations

from runbooks.kit.text import Text

LATE = Text(
    "📮 *Came by looking, not by message: {count} min late*",
    ja="📮 *メッセージではなく確認により取得：{count} 分遅れ*",
    one="📮 *Came by looking, not by message: 1 min late*",
)
SWEPT = Text("Looks for lost findings", ja="取りこぼした検出結果の確認")
HEALED = Text("Findings that no message brought", ja="メッセージが届かなかった検出結果")
NEVER_SWEPT = Text("the detectors were not asked yet", ja="検出器にまだ問い合わせていません")
SWEPT_AT = Text("the detectors were last asked {at}", ja="検出器への最後の問い合わせは {at}")
SWEPT_LONG_AGO = Text(
    "the detectors were last asked {at}: what was lost since is not known",
    ja="検出器への最後の問い合わせは {at}。その後の取りこぼしは不明です",
)
FAILS = Text(
    "{detector} could not be asked: {why}; it was last asked {at}",
    ja="{detector} に問い合わせできませんでした：{why}。最後の問い合わせは {at}",
)
FAILS_EVER = Text(
    "{detector} could not be asked: {why}", ja="{detector} に問い合わせできませんでした：{why}"
)
BEHIND = Text(
    "{detector} has more than is read at a time: it is read up to {at}, and goes on",
    ja="{detector} には一度に読み取れる量を超える検出結果があります。{at} まで読み取り済みで、"
    "続けて読み取ります",
)
BACKLOG = Text(
    "messages wait to be read, so that nobody can tell what is lost",
    ja="読み取り待ちのメッセージがあり、取りこぼしの有無を判断できません",
)
NOT_ENTERED = Text(
    "{count} of its findings could not be entered: the log says why",
    ja="その検出結果のうち {count} 件を登録できませんでした。理由はログにあります",
    one="1 of its findings could not be entered: the log says why",
)
HEALED_SINCE = Text(
    "{count} since yesterday came by looking alone: messages from there are lost",
    ja="昨日から {count} 件が確認だけで見つかっています。そこからのメッセージが失われています",
    one="1 since yesterday came by looking alone: messages from there are lost",
)
REACHED_HEAD = Text("*Detectors that reached secbot last*", ja="*検出器から最後に届いた日時*")
REACHED = Text("{head} {each}", ja="{head} {each}")
REACHED_AT = Text("{detector} {when}", ja="{detector} {when}")
REACHED_SAMPLE = Text("{detector} {when} (a sample)", ja="{detector} {when}（サンプル）")
REACHED_NEVER = Text("{detector} never", ja="{detector} 受信なし")
