"""What is said when the database can't do what was asked of it."""

from __future__ import annotations

from runbooks.kit.text import Text

BAD_ADDRESS = Text(
    "DATABASE_URL should be sqlite:///PATH or postgresql://USER@HOST/NAME.",
    ja="DATABASE_URL は sqlite:///PATH または postgresql://USER@HOST/NAME にしてください。",
)
CANT_OPEN = Text(
    "The database {path} can't be opened: {why}.", ja="データベース {path} を開けません：{why}。"
)
NOT_PRIVATE = Text(
    "Others may read the database {path}. Run chmod 600 on it.",
    ja="データベース {path} はほかの人が読める状態です。chmod 600 を実行してください。",
)
CLOSED = Text("The database is closed.", ja="データベースは閉じられています。")
FAILED = Text(
    "The database could not do it, and nothing was kept: {why}.",
    ja="データベースで処理できず、何も保存されませんでした：{why}。",
)
