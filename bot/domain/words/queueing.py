"""What is said of the queue that findings may be received from."""

from __future__ import annotations

from runbooks.kit.text import Text

SIGNED_ONLY = Text(
    "nothing in the dead letters; messages without SNS's signature stay in the queue",
    ja="デッドレターはありません。SNS の署名のないメッセージはキューに残します",
)
BOTH = Text(
    "nothing in the dead letters; its policy admits the topic alone, so that raw messages are taken",
    ja="デッドレターはありません。キューのポリシーがそのトピックだけを許可しているため、raw "
    "メッセージも受け取ります",
)
DEAD = Text(
    "{count} messages were not taken in and lie in {queue}",
    ja="取り込めなかったメッセージ {count} 件が {queue} にあります",
    one="{count} message was not taken in and lies in {queue}",
)
NO_DEAD_LETTERS = Text(
    "it has no dead-letter queue: what is never taken in is lost in the end",
    ja="デッドレターキューがありません。取り込めないメッセージは最後には失われます",
)
DEAD_LETTERS_UNREAD = Text(
    "{queue}, where its dead letters lie, could not be read",
    ja="デッドレターのある {queue} を読み取れませんでした",
)
UNREAD = Text("the queue could not be read ({code})", ja="キューを読み取れませんでした（{code}）")
NEVER = Text("the queue was not looked at yet", ja="キューをまだ確認していません")
OLD = Text("the queue was last looked at {at}", ja="キューの最後の確認は {at}")

UNPROVED = Text(
    "This message has no signature of SNS's, and the queue's policy does not keep out everybody but"
    " one topic of SECBOT_SNS_TOPICS; it stays in the queue.",
    ja="このメッセージには SNS の署名がなく、キューのポリシーは送信元を SECBOT_SNS_TOPICS の "
    "1 つのトピックに限定していません。メッセージはキューに残します。",
)
NOT_A_NOTIFICATION = Text(
    "SNS sends no message of this type to a queue; it stays there.",
    ja="SNS がこの種類のメッセージをキューに送ることはありません。キューに残します。",
)

CHECK = Text("queue", ja="キュー")
FINE = Text(
    "Messages are received from {queue}: {says}.",
    ja="メッセージを {queue} から受信しています：{says}。",
)
FAULT = Text("{queue}: {says}.", ja="{queue}：{says}。")
MEND_DEAD = Text(
    "read them, mend what kept them out, and have SQS move them back (StartMessageMoveTask)",
    ja="内容を読み、取り込めなかった原因を直してから、SQS "
    "に戻させてください（StartMessageMoveTask）",
)
MEND_REDRIVE = Text(
    "make a queue secbot-findings-dead-letters and name it in the RedrivePolicy of {queue},"
    " with maxReceiveCount 5",
    ja="キュー secbot-findings-dead-letters を作成し、maxReceiveCount 5 で {queue} の "
    "RedrivePolicy に指定してください",
)
MEND_RIGHTS = Text(
    "`python -m bot iam run` prints the rights that the bot needs: attach them",
    ja="ボットに必要な権限は `python -m bot iam run` で出力できます。アタッチしてください",
)
