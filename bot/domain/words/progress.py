"""What is said of an execution: where it is, what its steps did, what was proved."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.execution import Outcome, Stage
from runbooks.kit.text import Text
from runbooks.kit.values import Proof

STAGES: Mapping[Stage, Text] = {
    Stage.ASKED: Text("is being planned", ja="計画中"),
    Stage.WAITING: Text("waits for approval", ja="承認待ち"),
    Stage.APPROVED: Text("is approved and about to run", ja="承認済み、まもなく実行"),
    Stage.RUNNING: Text("is running", ja="実行中"),
    Stage.DONE: Text("has run", ja="実行済み"),
    Stage.PLANNED: Text("was planned only; nothing was changed", ja="計画のみ、変更なし"),
    Stage.NOTHING_TO_DO: Text(
        "had nothing to do: it is so already", ja="すでにその状態のため変更不要"
    ),
    Stage.REJECTED: Text("was rejected; nothing was changed", ja="却下、変更なし"),
    Stage.EXPIRED: Text(
        "expired before it was approved; nothing was changed",
        ja="承認前に期限切れ、変更なし",
    ),
    Stage.REFUSED: Text("was refused", ja="拒否"),
}
STATES: Mapping[Stage, Text] = {
    Stage.ASKED: Text("asked", ja="計画中"),
    Stage.WAITING: Text("waiting", ja="承認待ち"),
    Stage.APPROVED: Text("approved", ja="承認済み"),
    Stage.RUNNING: Text("running", ja="実行中"),
    Stage.DONE: Text("done", ja="実行済み"),
    Stage.PLANNED: Text("planned only", ja="計画のみ"),
    Stage.NOTHING_TO_DO: Text("nothing to do", ja="変更不要"),
    Stage.REJECTED: Text("rejected", ja="却下"),
    Stage.EXPIRED: Text("expired", ja="期限切れ"),
    Stage.REFUSED: Text("refused", ja="拒否"),
}
"""The same in a word or two, within a sentence."""
OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.SUCCESS: Text("is done, and read back to prove it", ja="完了、読み戻しで確認済み"),
    Outcome.FAILURE: Text(
        "failed: what was read back is not as it should be",
        ja="失敗、読み戻した内容が期待と異なる",
    ),
    Outcome.DOES_NOT_EXIST: Text(
        "found no such target; nothing was changed", ja="対象が存在せず、変更なし"
    ),
    Outcome.PARTIAL: Text(
        "is done in part only: not all of it happened, or not all is proved",
        ja="一部のみ完了、未実行または未確認の部分あり",
    ),
    Outcome.UNSUPPORTED: Text("can't be done on this target", ja="この対象には実行不可"),
    Outcome.ERROR: Text(
        "broke off with an error; see which steps were made",
        ja="エラーで中断、実行済みのステップを要確認",
    ),
}
LOOKED = Text("has looked: its reply tells what it found", ja="調査完了、結果は返信を参照")
BECAUSE = Text("{says}: {why}", ja="{says}：{why}")

HEAD = Text("{sign} *{execution} {title}* {says}", ja="{sign} *{execution}：{title}* · {says}")
HEAD_UNDO = Text(
    "{sign} *{execution} Undo of {undone}: {title}* {says}",
    ja="{sign} *{execution}（{undone} を元に戻す）：{title}* · {says}",
)
SIGN_RUNNING = "▶"
SIGN_WAITING = "⏳"
SIGN_DONE = "✅"
SIGN_PROBLEM = "⚠️"
SIGN_ENDED = "⏹"
LAST = Text("*Last* {execution} *{title}* {says}", ja="*前回* {execution}：*{title}* · {says}")
LAST_UNDO = Text(
    "*Last* {execution} *Undo of {undone}: {title}* {says}",
    ja="*前回* {execution}（{undone} を元に戻す）：*{title}* · {says}",
)
ACCOUNT = Text("{name} {number}", ja="{name} {number}")
ACTS_IN = Text("acts in {account}", ja="{account} で動作")
FOR = Text("for {incident}", ja="関連 {incident}")
PLACE = Text("{parts}", ja="{parts}")

STEPS = Text("*Steps*", ja="*ステップ*")
STEP = Text("{number}. {says}", ja="{number}. {says}")
STEP_MADE = Text("{number}. ✅ {says}", ja="{number}. ✅ {says}")
STEP_ALREADY = Text(
    "{number}. ✅ {says} (was so already)", ja="{number}. ✅ {says}（すでにその状態でした）"
)
STEP_FAILED = Text("{number}. ❌ {says}", ja="{number}. ❌ {says}")
STEP_RUNNING = Text("{number}. ▶ {says}", ja="{number}. ▶ {says}")
STEP_OPEN = Text("{number}. … {says} (not made)", ja="{number}. … {says}（未実行）")
CALLED = Text(
    "     `{action}` · request `{request}`", ja="     `{action}` · リクエスト `{request}`"
)
CALLED_UNTOLD = Text(
    "     `{action}` · no request id recorded", ja="     `{action}` · リクエスト ID の記録なし"
)
CALL_FAILED = Text(
    "     `{action}` · request `{request}` · AWS answered `{code}`",
    ja="     `{action}` · リクエスト `{request}` · AWS の応答 `{code}`",
)
CALL_UNTOLD = Text(
    "     `{action}` · no request id recorded · `{code}`",
    ja="     `{action}` · リクエスト ID の記録なし · `{code}`",
)
CALL_OPEN = Text(
    "     `{action}` · called, no answer recorded",
    ja="     `{action}` · 呼び出し済み、応答の記録なし",
)
MADE = Text("     made `{name}` = `{value}`", ja="     作成 `{name}` = `{value}`")
NO_STEPS = Text("_No step has been made yet._", ja="_まだどのステップも実行していません。_")
NO_STEP_MADE = Text("_No step was made._", ja="_どのステップも実行していません。_")

CHANGES = Text("*Before → after*", ja="*変更前 → 変更後*")

CLAIMS = Text("*Read back*", ja="*読み戻し確認*")
NO_CLAIMS = Text("_Nothing has been read back yet._", ja="_まだ何も読み戻していません。_")
PROOFS: Mapping[Proof, Text] = {
    Proof.PASSED: Text("✅ *PASSED* {says}{evidence}", ja="✅ *PASSED* {says}{evidence}"),
    Proof.FAILED: Text("❌ *FAILED* {says}{evidence}", ja="❌ *FAILED* {says}{evidence}"),
    Proof.INCONCLUSIVE: Text(
        "❔ *INCONCLUSIVE* {says}{evidence}", ja="❔ *INCONCLUSIVE* {says}{evidence}"
    ),
}
EVIDENCE = Text(" _({evidence})_", ja=" _（{evidence}）_")
NO_EVIDENCE = Text(" _(no evidence kept)_", ja=" _（証拠の保存なし）_")
FOUND = Text("*Found*", ja="*判明したこと*")
FOUND_ROW = Text("• {says}", ja="• {says}")
FOUND_LINK = Text("• {says} · {link}", ja="• {says} · {link}")
CONSOLE = Text("console", ja="コンソール")
UNPROVED = Text("*Not proved*", ja="*確認できていないこと*")
UNDO = Text("Undo…", ja="元に戻す…")
PUT_BACK = Text(
    "↩️ *{undo} has put it back*: what stands here was so until then.",
    ja="↩️ *{undo} が元に戻しました*：ここに書かれているのは、それまでの状態です。",
)
PUT_BACK_IN_PART = Text(
    "↩️ *{undo} has put it back in part*: see there what stands now.",
    ja="↩️ *{undo} が一部を元に戻しました*：現在の状態はそちらを確認してください。",
)
UNDO_HINT = Text(
    "It can be put back: `/sec undo {execution}`", ja="元に戻せます：`/sec undo {execution}`"
)
PUSH = Text("{execution} {title} {says}.", ja="{execution} {title}：{says}。")
