"""What is said of an input of a runbook that can't be used; its name stands before it."""

from __future__ import annotations

from runbooks.kit.text import Text

MISSING = Text("it is missing", ja="入力がありません")
UNKNOWN = Text(
    "there is no such input; there are {known}", ja="その入力はありません。選択肢：{known}"
)
TOO_SHORT = Text(
    "it should have at least {min_length} characters", ja="{min_length} 文字以上にしてください"
)
TOO_LONG = Text(
    "it should have at most {max_length} characters", ja="{max_length} 文字以下にしてください"
)
OTHER_SHAPE = Text(
    "it does not have the shape that it should, {pattern}", ja="形式 {pattern} に合っていません"
)
NOT_WHOLE = Text("it should be a whole number", ja="整数にしてください")
NOT_A_NUMBER = Text("it should be a number", ja="数値にしてください")
NOT_A_TRUTH = Text("it should be true or false", ja="true または false にしてください")
NOT_TEXT = Text("it should be text", ja="テキストにしてください")
NOT_AT_LEAST = Text("it should be at least {ge}", ja="{ge} 以上にしてください")
NOT_AT_MOST = Text("it should be at most {le}", ja="{le} 以下にしてください")
NOT_MORE = Text("it should be more than {gt}", ja="{gt} より大きくしてください")
NOT_LESS = Text("it should be less than {lt}", ja="{lt} より小さくしてください")
NOT_A_CHOICE = Text("it should be {expected}", ja="{expected} にしてください")
NOT_FIT = Text("it can't be used", ja="使用できません")
