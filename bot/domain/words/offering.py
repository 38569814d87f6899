"""Why a card offers no runbook."""

from __future__ import annotations

from runbooks.kit.text import Text

OFFER_NONE_SAMPLE = Text(
    "A sample finding: it offers no runbook.",
    ja="サンプル検出結果のため、実行できるランブックはありません。",
)
OFFER_NONE_CLAIMED = Text(
    "A claim by a product that is not AWS's own, not confirmed: look first, then name the target "
    "with `/sec run`.",
    ja="AWS 以外の製品の申告で、未確認です。内容を確認してから、"
    "`/sec run` で対象を指定してください。",
)
OFFER_NONE_UNTRUSTED = Text(
    "A claim by a producer that `producers.trusted` of the policy file does not name: look first, "
    "then name the target with `/sec run`.",
    ja="ポリシーファイルの `producers.trusted` にない発行元の申告です。"
    "内容を確認してから、`/sec run` で対象を指定してください。",
)
OFFER_NONE_UNCONFIRMED = Text(
    "Not confirmed at its source, so no runbook is offered: look first, then name the target "
    "with `/sec run`.",
    ja="発信元で未確認のため、ランブックを提示しません。内容を確認してから、"
    "`/sec run` で対象を指定してください。",
)
OFFER_NONE_ACCOUNT = Text(
    "Nothing can be changed in {account}: it is not under `accounts` in the policy file.",
    ja="{account} はポリシーファイルの `accounts` にないため、何も変更できません。",
)
OFFER_NONE_FITS = Text(
    "No runbook is for this type of finding and what it names: look in the console, then name a "
    "target with `/sec run`. `/sec help run` lists what there is.",
    ja="この検出結果のタイプと対象に合うランブックがありません。"
    "コンソールで確認してから、`/sec run` で対象を指定してください。"
    "一覧は `/sec help run` で確認できます。",
)
OFFER_NONE_APPROVER = Text(
    "Nothing can be changed in {account}: the policy file makes nobody an approver there. "
    "Add one under `roles`.",
    ja="ポリシーファイルに {account} の承認者がいないため、何も変更できません。"
    "`roles` に追加してください。",
)
