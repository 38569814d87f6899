"""The reasons of the checks that are made of what the database knows."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.run import Work
from runbooks.kit.text import Text

NO_ACCOUNTS = Text(
    "the policy file has no account, so nothing in AWS is looked at",
    ja="ポリシーファイルにアカウントがないため、AWS では何も確認していません",
)
NEVER_LOOKED = Text("it was not looked at yet", ja="まだ確認していません")
OLD = Text(
    "it is not known how it stands now: it was {standing} when last looked at, {at}",
    ja="現在の状態は不明です。最後の確認（{at}）では {standing} でした",
)
NO_REGIONS = Text(
    "it is not known yet which Regions are enabled", ja="有効なリージョンがまだ不明です"
)
SEEN_AT = Text("the last one came {at}", ja="最後の検出結果は {at}")
SILENT = Text(
    "none for {count} days, since {at}: a sample finding would prove the way",
    ja="{at} から {count} 日間なし。サンプル検出結果を送れば経路を検証できます",
    one="none for a day, since {at}: a sample finding would prove the way",
)
NEVER_SEEN = Text(
    "none has come yet: a sample finding would prove the way",
    ja="まだ届いていません。サンプル検出結果を送れば経路を検証できます",
)
STRANGE_ACCOUNT = Text(
    "findings come from it, but it is not in the policy file: nobody looks at it",
    ja="検出結果は届いていますが、ポリシーファイルになく、誰も確認していません",
)
EMPTY = Text("nothing waits", ja="待機なし")
YOUNG = Text(
    "{count} wait, the oldest for {seconds} s",
    ja="{count} 件が待機中、最も古いものは {seconds} 秒前から",
    one="1 waits, for {seconds} s",
)
STUCK = Text(
    "{count} wait, the oldest since {at}: it is not worked off",
    ja="{count} 件が待機中、最も古いものは {at} から。処理が進んでいません",
    one="1 waits, since {at}: it is not worked off",
)
UNREADABLE = Text(
    "{count} messages of the last day could not be read as findings",
    ja="過去 1 日のメッセージのうち {count} 件を検出結果として読み取れませんでした",
    one="1 message of the last day could not be read as a finding",
)
GIVEN_UP = Text(
    "{what} gave up in the last day, after several tries: the log says why",
    ja="過去 1 日に、数回の試行の後に断念：{what}。理由はログにあります",
)
GAVE_UP: Mapping[Work, Text] = {
    Work.ENRICH: Text("{count} enrichments", ja="情報の補足 {count} 件", one="1 enrichment"),
    Work.PLAN: Text("{count} plannings", ja="計画の作成 {count} 件", one="1 planning"),
    Work.EXECUTE: Text("{count} executions", ja="実行 {count} 件", one="1 execution"),
    Work.LOOK: Text("{count} looks at AWS", ja="AWS の確認 {count} 件", one="1 look at AWS"),
    Work.DRILL: Text(
        "{count} steps of drills", ja="訓練のステップ {count} 件", one="1 step of a drill"
    ),
    Work.SYNC: Text(
        "{count} syncs upstream", ja="連携元への同期 {count} 件", one="1 sync upstream"
    ),
    Work.SETTLED: Text(
        "{count} looks at who settled a finding",
        ja="検出結果を処理済みにした人の調査 {count} 件",
        one="1 look at who settled a finding",
    ),
    Work.HOLD: Text(
        "{count} checks of holds", ja="封じ込めの維持の確認 {count} 件", one="1 check of holds"
    ),
    Work.STAND: Text(
        "{count} looks at standing rules",
        ja="事前承認ルールの確認 {count} 件",
        one="1 look at standing rules",
    ),
    Work.MEMBERS: Text(
        "{count} looks at approvers' groups",
        ja="承認者のグループの確認 {count} 件",
        one="1 look at approvers' groups",
    ),
    Work.GUARD: Text(
        "{count} looks at who uses secbot's roles",
        ja="secbot のロールの使用者の確認 {count} 件",
        one="1 look at who uses secbot's roles",
    ),
    Work.PAGE: Text("{count} pages", ja="呼び出し {count} 件", one="1 page"),
    Work.OUTAGE: Text(
        "{count} pages of an outage", ja="障害の呼び出し {count} 件", one="1 page of an outage"
    ),
    Work.BATCH: Text(
        "{count} sealings of a batch", ja="一括の確定 {count} 件", one="1 sealing of a batch"
    ),
    Work.NIGHT: Text(
        "{count} looks at what was contained alone",
        ja="単独での封じ込めの確認 {count} 件",
        one="1 look at what was contained alone",
    ),
    Work.STORM: Text(
        "{count} looks at storms", ja="ストームの確認 {count} 件", one="1 look at storms"
    ),
    Work.CANARY: Text(
        "{count} flights of canaries", ja="カナリアの送信 {count} 件", one="1 flight of canaries"
    ),
    Work.SWEEP: Text(
        "{count} looks for lost findings",
        ja="取りこぼした検出結果の確認 {count} 件",
        one="1 look for lost findings",
    ),
    Work.DISCOVER: Text(
        "{count} looks at the organization's accounts",
        ja="組織のアカウントの確認 {count} 件",
        one="1 look at the organization's accounts",
    ),
    Work.WITNESS: Text(
        "{count} later readings of a claim",
        ja="申告の再確認 {count} 件",
        one="1 later reading of a claim",
    ),
    Work.PURGE: Text(
        "{count} deletions of old findings",
        ja="古い検出結果の削除 {count} 件",
        one="1 deletion of old findings",
    ),
}
