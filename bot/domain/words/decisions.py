"""What docs/decisions.md says around its tables."""

from __future__ import annotations

from collections.abc import Mapping

from runbooks.kit.text import Text
from runbooks.kit.values import RiskClass

TITLE = Text("# What is decided, and how", ja="# 何がどのように決まるか")
INTRO = Text(
    "Written by `make docs` from the code that decides (`bot/domain/decide.py`): each row is a "
    "case that it was given, and what it answered. `/sec why A-...` tells the same of one plan.",
    ja="判定を行うコード（`bot/domain/decide.py`）から `make docs` が作成したものです。各行は、"
    "コードに与えた事例とその答えです。`/sec why A-...` で、"
    "個々の計画について同じことを確認できます。",
)
CLASSES = Text(
    "## How many must say yes\nWhoever asked never counts; a policy file may ask for more.",
    ja="## 必要な承認の数\n申請者は数に入りません。ポリシーファイルでさらに増やせます。",
)
CLASS_HEAD = Text(
    "| class | approvals | a plan waits | what it is |",
    ja="| クラス | 承認数 | 計画の有効時間 | 内容 |",
)
MEANS: Mapping[RiskClass, Text] = {
    RiskClass.A: Text("only looks, or notes something down", ja="調査または記録だけ"),
    RiskClass.B: Text(
        "one resource, little can break, put back exactly",
        ja="リソース 1 つ。影響は小さく、正確に元に戻せる",
    ),
    RiskClass.C: Text(
        "put back exactly, but something may be out of service until then",
        ja="正確に元に戻せるが、それまでサービスが止まるおそれがある",
    ),
    RiskClass.D: Text(
        "a part can't be put back, or it opens again, or it is wider than a resource",
        ja="一部を元に戻せない、再び開放する、またはリソース 1 つより広い",
    ),
}
RAISING = Text(
    "## What makes a class stricter\nEach column is the class that the runbook gives its target.",
    ja="## クラスが厳しくなる条件\n各列は、ランブックがその対象に与えるクラスです。",
)
RAISING_HEAD = Text("| what is so | A | B | C | D |", ja="| 条件 | A | B | C | D |")
AS_IT_IS = Text("nothing else", ja="ほかに何もない")
REOPENING = Text(
    "it opens or re-enables, or a step needs the release role",
    ja="開放または再有効化するもの、または解除ロールが必要なステップがあるもの",
)
PROTECTED = Text(
    "the target bears the tag `secbot:protected`", ja="対象にタグ `secbot:protected` がある"
)
UNREAD = Text("nobody could read the target's tags", ja="対象のタグを読み取れなかった")
BY_THE_FILE = Text(
    "`raises: [{classes: [B, C], environments: [prod]}]` in the policy file",
    ja="ポリシーファイルの `raises: [{classes: [B, C], environments: [prod]}]`",
)
PRECIOUS = Text(
    "the account's `precious` in the policy file names it, and it is no mere look",
    ja="ポリシーファイルでアカウントの `precious` に指定されており、調査だけではない",
)
SPECIAL = Text(
    "its account is named under `organization`, and it is no mere look",
    ja="アカウントが `organization` に指定されており、調査だけではない",
)
VOTES = Text(
    "## Whose yes counts\nA class C plan in a production account, asked for by Ann, unless it says "
    "otherwise. Any vote that does not count refuses; the desk leaves out those of earlier voters "
    "that do not count any more.",
    ja="## 数に入る承認\n特に書かれていないかぎり、本番アカウントでのクラス C の計画で、Ann "
    "が申請したものです。数に入らない承認は、どれも拒否されます。"
    "先に承認した人のうち数に入らなくなった人の分は除かれます。",
)
VOTES_HEAD = Text("| who says yes, to what | answer |", ja="| 誰が何を承認するか | 答え |")
NOBODY_YET = Text("nobody", ja="承認者なし")
ONE = Text("one approver", ja="承認者 1 人")
ONE_FOR_D = Text("one approver, class D (a drill)", ja="承認者 1 人、クラス D（訓練）")
TWO_FOR_D = Text("two approvers, class D (a drill)", ja="承認者 2 人、クラス D（訓練）")
TWIN_FOR_D = Text(
    "two Slack accounts of one mailbox, class D (a drill)",
    ja="同じメールアドレスの Slack アカウント 2 つ、クラス D（訓練）",
)
VOUCHED_FOR_D = Text(
    "an admin, and who joined today and was confirmed by them, class D (a drill)",
    ja="管理者と、今日加わってその管理者に確認された人、クラス D（訓練）",
)
REQUESTER = Text("whoever asked for it", ja="申請者本人")
SUBJECT = Text("whoever the finding or the plan names", ja="検出結果または計画に名前がある人")
GLASS = Text("an admin who breaks the glass, alone", ja="1 人でブレークグラスを行う管理者")
GLASS_NO_ADMIN = Text(
    "an approver who would break the glass", ja="ブレークグラスを行おうとする承認者"
)
GLASS_UNDO = Text(
    "an admin who would break the glass for an undo",
    ja="元に戻すためにブレークグラスを行おうとする管理者",
)
GLASS_D = Text(
    "an admin who would break the glass for class D",
    ja="クラス D でブレークグラスを行おうとする管理者",
)
ALONE = Text(
    "Ann, who would contain alone at 03:00, where `alone_at_night` is from 22:00 to 07:00",
    ja="03:00 に単独で封じ込めようとする Ann（`alone_at_night` が 22:00 から 07:00）",
)
ALONE_OFF = Text(
    "Ann, who would contain alone, without `alone_at_night` in the policy file",
    ja="単独で封じ込めようとする Ann（ポリシーファイルに `alone_at_night` なし）",
)
ALONE_BY_DAY = Text(
    "Ann, who would contain alone at 09:00", ja="09:00 に単独で封じ込めようとする Ann"
)
ALONE_D = Text(
    "Ann, who would contain alone, class D (a drill)",
    ja="単独で封じ込めようとする Ann、クラス D（訓練）",
)
ALONE_UNDO = Text("Ann, who would undo alone", ja="単独で元に戻そうとする Ann")
ALONE_UNCONFIRMED = Text(
    "Ann, who would contain alone what no source has confirmed",
    ja="発信元で確認されていないものを単独で封じ込めようとする Ann",
)
ALONE_OTHER = Text(
    "an approver, who would run alone what Ann asked for",
    ja="Ann の申請を単独で実行しようとする承認者",
)
ALONE_AGAIN = Text(
    "Ann, who would contain alone while nobody has confirmed the one before",
    ja="前回の単独封じ込めが未確認のまま、再び単独で封じ込めようとする Ann",
)
ALONE_NEW = Text(
    "Ann, who would contain alone and joined the responders' group today",
    ja="今日対応者のグループに加わり、単独で封じ込めようとする Ann",
)
ALONE_CLICK = Text(
    "Ann, who would contain alone and did not type the plan's digest",
    ja="計画のダイジェストを入力せずに単独で封じ込めようとする Ann",
)
STANDING = Text(
    "nobody, to class B in staging that a standing rule names",
    ja="承認者なし、事前承認ルールに指定された staging のクラス B",
)
STANDING_C = Text(
    "nobody, to class C in staging that a standing rule names",
    ja="承認者なし、事前承認ルールに指定された staging のクラス C",
)
STANDING_PROD = Text(
    "nobody, to class B in production that a standing rule names",
    ja="承認者なし、事前承認ルールに指定された本番のクラス B",
)
STANDING_PERSON = Text(
    "nobody, to the same as a person asked for it", ja="承認者なし、同じものを人が申請した場合"
)
NO_ROLE = Text(
    "somebody of ours who is no approver there", ja="そのアカウントの承認者ではない当社のメンバー"
)
NEWCOMER = Text(
    "somebody who joined the approvers' group today", ja="今日承認者のグループに加わった人"
)
GUEST = Text("a guest in our workspace", ja="当社ワークスペースのゲスト")
STRANGER = Text(
    "somebody of another workspace, in a shared channel",
    ja="共有チャンネルにいる別のワークスペースの人",
)
OTHER_ADDRESS = Text(
    "an address outside `people.email_domain`", ja="`people.email_domain` 以外のアドレス"
)
NO_ANSWER = Text(
    "an approver, while Slack does not tell their groups",
    ja="承認者（Slack がグループを答えない間）",
)
OTHER_DIGEST = Text(
    "an approver, to a plan that was superseded", ja="承認者、置き換えられた計画に対して"
)
CUT = Text(
    "an approver, to a plan that the card had to cut",
    ja="承認者、カードに収まらなかった計画に対して",
)
CUT_OPENED = Text(
    "the same, once they have opened the whole plan", ja="同じ承認者、計画全体を開いた後"
)
EXPIRED = Text(
    "an approver, at the moment when the plan expires", ja="承認者、計画の期限が切れる瞬間"
)
OTHER_FILE = Text(
    "an approver, after the policy file has changed", ja="承認者、ポリシーファイルが変わった後"
)
FORBIDDEN = Text(
    "an approver, to a target that the policy file protects",
    ja="承認者、ポリシーファイルが保護する対象に対して",
)
UNPROVED = Text(
    "two approvers, class D, with no drill in the account",
    ja="承認者 2 人、クラス D、アカウントでの訓練なし",
)
NO_ACCOUNT = Text(
    "an approver, in an account that is not in the policy file",
    ja="承認者、ポリシーファイルにないアカウントに対して",
)
ALLOWED = Text("**runs**", ja="**実行**")
NEEDS = Text("waits for {count} more", ja="あと {count} 人の承認待ち")
REFUSED = Text("refused: {why}", ja="拒否：{why}")
