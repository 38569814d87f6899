"""What is said of the logs that the policy file names."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK = Text("Logs", ja="ログ")
UNUSED = Text(
    "`logs` of the policy file ({named}) is read, and used by nothing yet.",
    ja="ポリシーファイルの `logs`（{named}）を読み取りましたが、まだ何にも使われていません。",
)
UNUSED_MEND = Text(
    "nothing is to be done; until it is used, no answer rests on these logs",
    ja="必要な操作はありません。使われるまで、どの答えもこれらのログに基づきません",
)
