"""What stands in the place of a secret or of a person's number that was taken out."""

from __future__ import annotations

from runbooks.kit.text import Text

REMOVED = Text("[{kind} removed]", ja="[{kind}を削除]")

PRIVATE_KEY = Text("private key", ja="秘密鍵")
ACCESS_KEY = Text("access key", ja="アクセスキー")
SECRET_KEY = Text("secret key", ja="シークレットキー")
TOKEN = Text("token", ja="トークン")
PASSWORD = Text("password", ja="パスワード")
SIGNATURE = Text("signature", ja="署名")
CARD = Text("card number", ja="カード番号")
PHONE = Text("phone number", ja="電話番号")
MY_NUMBER = Text("My Number", ja="マイナンバー")
