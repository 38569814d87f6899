"""The verbs of /sec: how each is typed, what it does, and an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from runbooks.kit.text import Text


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: `usage` is how it is typed, `example` something to try."""

    usage: Text
    says: Text
    example: Text


VERBS: Mapping[str, Verb] = {
    "status": Verb(
        Text("/sec status [ACCOUNT]", ja="/sec status [ACCOUNT]"),
        Text(
            "the daily check: what needs somebody, and whether the quiet can be trusted",
            ja="日次チェック：対応が必要なもの、平穏が信頼できるか",
        ),
        Text("/sec status prod-payments", ja="/sec status prod-payments"),
    ),
    "noise": Verb(
        Text("/sec noise", ja="/sec noise"),
        Text(
            "which findings had most cards this week, what came of them, what might be snoozed",
            ja="今週カードが多かった検出結果、その結末、スヌーズの候補",
        ),
        Text("/sec noise", ja="/sec noise"),
    ),
    "list": Verb(
        Text(
            "/sec list [sev>=high] [owner=me|none|@x] [page 2]",
            ja="/sec list [sev>=high] [owner=me|none|@x] [page 2]",
        ),
        Text("open incidents, the most severe first", ja="未解決のインシデントを重大な順に表示"),
        Text("/sec list sev>=high owner=none", ja="/sec list sev>=high owner=none"),
    ),
    "show": Verb(
        Text("/sec show I-…|A-…|B-…", ja="/sec show I-…|A-…|B-…"),
        Text("a card, here and for you alone", ja="カードをここで自分だけに表示"),
        Text("/sec show I-3M9K", ja="/sec show I-3M9K"),
    ),
    "why": Verb(
        Text("/sec why A-…|B-…|I-…", ja="/sec why A-…|B-…|I-…"),
        Text(
            "which rules make a plan need what it needs, and who has decided what; what joined an "
            "incident, and why",
            ja="計画に必要な承認のルールと判断した人、インシデントにまとめられたものとその理由",
        ),
        Text("/sec why A-19X", ja="/sec why A-19X"),
    ),
    "ack": Verb(
        Text("/sec ack I-…", ja="/sec ack I-…"),
        Text(
            "take an incident: you have it, and everybody sees that; again: you are still on it",
            ja="インシデントを担当する。担当は全員に表示される。もう一度実行すると対応中と伝わる",
        ),
        Text("/sec ack I-3M9K", ja="/sec ack I-3M9K"),
    ),
    "assign": Verb(
        Text("/sec assign I-… @PERSON", ja="/sec assign I-… @PERSON"),
        Text(
            "give an incident to somebody, who is called in its thread",
            ja="インシデントを割り当てる。相手をスレッドで呼び出す",
        ),
        Text("/sec assign I-3M9K @ryo", ja="/sec assign I-3M9K @ryo"),
    ),
    "close": Verb(
        Text("/sec close I-… reason", ja="/sec close I-… 理由"),
        Text(
            "close an incident; where something is held it takes two people",
            ja="インシデントをクローズする。封じ込めの維持中は 2 人必要",
        ),
        Text(
            "/sec close I-3M9K rebuilt from a clean image",
            ja="/sec close I-3M9K クリーンなイメージから再構築",
        ),
    ),
    "fp": Verb(
        Text("/sec fp I-… reason", ja="/sec fp I-… 理由"),
        Text(
            "close it as a false positive; of HIGH and above, or contained, it takes two people",
            ja="誤検知としてクローズする。HIGH 以上か封じ込め済みなら 2 人必要",
        ),
        Text("/sec fp I-3M9K our own scanner", ja="/sec fp I-3M9K 自社のスキャナー"),
    ),
    "reopen": Verb(
        Text("/sec reopen I-… [reason]", ja="/sec reopen I-… [理由]"),
        Text("open a closed incident again", ja="クローズ済みのインシデントを再オープンする"),
        Text("/sec reopen I-3M9K it beacons again", ja="/sec reopen I-3M9K 通信が再発"),
    ),
    "snooze": Verb(
        Text(
            "/sec snooze I-… 4h [scope=finding|resource|type] reason",
            ja="/sec snooze I-… 4h [scope=finding|resource|type] 理由",
        ),
        Text(
            "keep what you know of from the channel, 7 days at most; never what is CRITICAL",
            ja="既知のものをチャンネルに出さない。最長 7 日。CRITICAL は対象外",
        ),
        Text(
            "/sec snooze I-3M9K 4h scope=type the penetration test of this week",
            ja="/sec snooze I-3M9K 4h scope=type 今週のペネトレーションテスト",
        ),
    ),
    "wake": Verb(
        Text("/sec wake I-…", ja="/sec wake I-…"),
        Text(
            "end a snooze: what it has hidden is shown",
            ja="スヌーズを解除する。隠していたものを表示する",
        ),
        Text("/sec wake I-3M9K", ja="/sec wake I-3M9K"),
    ),
    "restrict": Verb(
        Text(
            "/sec restrict I-… @PERSON… reason, or +@PERSON reason",
            ja="/sec restrict I-… @PERSON… 理由、または +@PERSON 理由",
        ),
        Text(
            "keep an incident for you and these people alone, approvals too; to name one more "
            "takes two of them",
            ja="インシデントの閲覧と承認を、自分と指名した人だけに制限する。"
            "さらに 1 人加えるには指名された 2 人が必要",
        ),
        Text(
            "/sec restrict I-3M9K @bob @ryo it may be one of us",
            ja="/sec restrict I-3M9K @bob @ryo 内部関係者の可能性",
        ),
    ),
    "unrestrict": Verb(
        Text("/sec unrestrict I-… reason", ja="/sec unrestrict I-… 理由"),
        Text(
            "show a restricted incident to all again; it takes two of the named",
            ja="閲覧制限を解除して全員に表示する。指名された 2 人が必要",
        ),
        Text(
            "/sec unrestrict I-3M9K it was a test of ours",
            ja="/sec unrestrict I-3M9K 社内テストと判明",
        ),
    ),
    "split": Verb(
        Text(
            "/sec split F-… [F-…] reason, or I-… reason",
            ja="/sec split F-… [F-…] 理由、または I-… 理由",
        ),
        Text(
            "let findings go into an incident of their own, or all but the one on the card",
            ja="検出結果を別のインシデントに分ける。I-… ならカードの 1 件以外すべて",
        ),
        Text(
            "/sec split F-7K2QX another machine, another attacker",
            ja="/sec split F-7K2QX 別のマシン、別の攻撃者",
        ),
    ),
    "merge": Verb(
        Text("/sec merge I-… I-… reason", ja="/sec merge I-… I-… 理由"),
        Text(
            "make one incident of two, the younger into the older; of HIGH and above, or into "
            "what was contained, it takes two people",
            ja="2 つのインシデントを古いほうに統合する。HIGH 以上か、"
            "封じ込め済みへの統合は 2 人必要",
        ),
        Text(
            "/sec merge I-3M9K I-3M9J the same intruder", ja="/sec merge I-3M9K I-3M9J 同じ侵入者"
        ),
    ),
    "run": Verb(
        Text(
            "/sec run RUNBOOK I-…|TARGET[,TARGET…] [account=N] [region=R] [hold=4h] [k=v …] "
            "reason… or plan",
            ja="/sec run RUNBOOK I-…|TARGET[,TARGET…] [account=N] [region=R] [hold=4h] [k=v "
            "…] 理由… または plan",
        ),
        Text(
            "ask for a runbook; several targets are approved as one; with `plan` you only look at what it would do, with `hold=4h` "
            "somebody is asked after that long whether to put it back",
            ja="ランブックを申請する。複数の対象は一括で承認する。`plan` は計画の確認のみ、"
            "`hold=4h` はその時間の後に元に戻すかどうかを確認する",
        ),
        Text(
            "/sec run block_public_s3 my-bucket account=111122223333 plan",
            ja="/sec run block_public_s3 my-bucket account=111122223333 plan",
        ),
    ),
    "approve": Verb(
        Text("/sec approve A-…|B-… DIGEST", ja="/sec approve A-…|B-… DIGEST"),
        Text(
            "approve a plan, or a batch, that you have read; its digest is on the card",
            ja="読んだ計画または一括実行を承認する。ダイジェストはカードにある",
        ),
        Text("/sec approve A-19X 9f31c2", ja="/sec approve A-19X 9f31c2"),
    ),
    "reject": Verb(
        Text("/sec reject A-…|B-… [reason]", ja="/sec reject A-…|B-… [理由]"),
        Text("reject a plan; nothing runs", ja="計画を却下する。何も実行されない"),
        Text("/sec reject A-19X the wrong bucket", ja="/sec reject A-19X 対象バケットの誤り"),
    ),
    "undo": Verb(
        Text("/sec undo A-…|B-… reason", ja="/sec undo A-…|B-… 理由"),
        Text(
            "ask to put back what an execution, or all of a batch, has changed",
            ja="実行または一括実行の変更を元に戻す申請をする",
        ),
        Text("/sec undo A-19X false alarm", ja="/sec undo A-19X 誤報のため"),
    ),
    "stop": Verb(
        Text("/sec stop [ACCOUNT] [reason]", ja="/sec stop [ACCOUNT] [理由]"),
        Text(
            "pull the brake: nothing more is changed there, or anywhere",
            ja="停止スイッチを作動させる。指定アカウントまたは全体で、これ以上何も変更しない",
        ),
        Text("/sec stop 111122223333", ja="/sec stop 111122223333"),
    ),
    "start": Verb(
        Text("/sec start [ACCOUNT]", ja="/sec start [ACCOUNT]"),
        Text("release the brake; it takes two people", ja="停止を解除して再開する。2 人必要"),
        Text("/sec start 111122223333", ja="/sec start 111122223333"),
    ),
    "lift": Verb(
        Text("/sec lift [ACCOUNT] 1h reason", ja="/sec lift [ACCOUNT] 1h 理由"),
        Text(
            "lift the hourly ceiling of changes for an hour at most; an approver must agree",
            ja="1 時間あたりの変更数の上限を最長 1 時間解除する。承認者の同意が必要",
        ),
        Text(
            "/sec lift prod-payments 1h a worm in every web server",
            ja="/sec lift prod-payments 1h 全 Web サーバーでワーム感染",
        ),
    ),
    "drill": Verb(
        Text(
            "/sec drill [list] | start containment [RUNBOOK] TARGET [account=N] | stop [A-…]",
            ja="/sec drill [list] | start containment [RUNBOOK] TARGET [account=N] | stop [A-…]",
        ),
        Text(
            "drill on a thing to lose: contain, read back, put back, read back",
            ja="失ってもよい対象で訓練する：封じ込め、読み戻し、元に戻す、読み戻し",
        ),
        Text(
            "/sec drill start containment i-0abc1234 account=111122223333",
            ja="/sec drill start containment i-0abc1234 account=111122223333",
        ),
    ),
    "break-glass": Verb(
        Text("/sec break-glass A-… reason…", ja="/sec break-glass A-… 理由…"),
        Text(
            "contain at once, with no second person; everybody is told, and one must review it",
            ja="2 人目を待たずにすぐ封じ込める。全員に通知され、別の人の事後レビューが必要",
        ),
        Text(
            "/sec break-glass A-19X exfiltration goes on and nobody answers",
            ja="/sec break-glass A-19X 情報流出が継続中で応答者なし",
        ),
    ),
    "alone": Verb(
        Text("/sec alone A-… DIGEST reason…", ja="/sec alone A-… DIGEST 理由…"),
        Text(
            "at night, where the policy file lets you: contain alone what you asked for",
            ja="ポリシーファイルが許す場合、自分が申請した封じ込めを夜間に単独で実行する",
        ),
        Text(
            "/sec alone A-19X 9f31c2 exfiltration goes on and nobody answers",
            ja="/sec alone A-19X 9f31c2 情報流出が継続中で応答者なし",
        ),
    ),
    "review": Verb(
        Text("/sec review A-… [wrong] what you found…", ja="/sec review A-… [wrong] 確認結果…"),
        Text(
            "close the review of what ran on one word; `wrong` asks for its undo",
            ja="単独判断による実行の事後レビューを完了する。`wrong` は元に戻す申請になる",
        ),
        Text(
            "/sec review A-19X the beacon was real, isolated rightly",
            ja="/sec review A-19X ビーコンは本物で隔離は妥当",
        ),
    ),
    "confirm": Verb(
        Text("/sec confirm @PERSON", ja="/sec confirm @PERSON"),
        Text(
            "let somebody who has just joined an approvers' group approve at once",
            ja="承認者グループに参加したばかりの人の承認をすぐ有効にする",
        ),
        Text("/sec confirm @ryo", ja="/sec confirm @ryo"),
    ),
    "release": Verb(
        Text("/sec release I-…|A-… [reason]", ja="/sec release I-…|A-… [理由]"),
        Text(
            "end a hold: what was contained is not checked any more; it takes two people",
            ja="封じ込めの維持を終了する。以後は点検しない。2 人必要",
        ),
        Text("/sec release I-3M9K", ja="/sec release I-3M9K"),
    ),
    "oncall": Verb(
        Text(
            "/sec oncall [next | swap @PERSON until 18:00]",
            ja="/sec oncall [next | swap @PERSON until 18:00]",
        ),
        Text(
            "who is on call now or next, or let somebody step in for a while",
            ja="現在か次の当番を表示する。または一時的に交代する",
        ),
        Text("/sec oncall swap @ryo until 18:00", ja="/sec oncall swap @ryo until 18:00"),
    ),
    "audit": Verb(
        Text("/sec audit I-…|A-…|B-…|E-…|@person", ja="/sec audit I-…|A-…|B-…|E-…|@person"),
        Text("what happened, record by record", ja="起きたことを記録ごとに表示する"),
        Text("/sec audit A-19X", ja="/sec audit A-19X"),
    ),
    "help": Verb(
        Text("/sec help [verb]", ja="/sec help [verb]"),
        Text(
            "what you can do, or how one verb is typed", ja="使える操作の一覧、または 1 つの書き方"
        ),
        Text("/sec help run", ja="/sec help run"),
    ),
}

HEAD = Text("*What you can do*", ja="*使える操作*")
ROW = Text("• `{usage}` {says}", ja="• `{usage}` {says}")
FOOT = Text(
    "Nothing in AWS changes without a card that you can see.",
    ja="カードに表示されない AWS の変更は行われません。",
)
ONE = Text("`{usage}` {says}", ja="`{usage}` {says}")
EXAMPLE = Text("For example: `{example}`", ja="例：`{example}`")
RUNBOOKS = Text("*There are*", ja="*ランブック一覧*")
RUNBOOK = Text("• `{name}` {title}, on {types}", ja="• `{name}` {title}、対象 {types}")
RUNBOOK_WITH = Text(
    "• `{name}` {title}, on {types}; goes further with `{options}`",
    ja="• `{name}` {title}、対象 {types}、拡張オプション `{options}`",
)
FROM_CARD = Text(
    "A button of a card fills in the target; docs/runbooks.md tells what each does.",
    ja="カードのボタンを使うと対象が自動入力されます。"
    "各ランブックの説明は docs/runbooks.md にあります。",
)
PUSH = Text("What you can do with /sec", ja="/sec で使える操作")
