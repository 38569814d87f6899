"""What is said of the queue that findings may be received from."""

from __future__ import annotations

from runbooks.kit.text import Text

SIGNED_ONLY = Text(
    "nothing in the dead letters; messages without SNS's signature stay in the queue"
)
BOTH = Text(
    "nothing in the dead letters; its policy admits the topic alone, so that raw messages are taken"
)
DEAD = Text(
    "{count} messages were not taken in and lie in {queue}",
    one="{count} message was not taken in and lies in {queue}",
)
NO_DEAD_LETTERS = Text("it has no dead-letter queue: what is never taken in is lost in the end")
DEAD_LETTERS_UNREAD = Text("{queue}, where its dead letters lie, could not be read")
UNREAD = Text("the queue could not be read ({code})")
NEVER = Text("the queue was not looked at yet")
OLD = Text("the queue was last looked at {at}")

UNPROVED = Text(
    "This message has no signature of SNS's, and the queue's policy does not keep out everybody but"
    " one topic of SECBOT_SNS_TOPICS; it stays in the queue."
)
NOT_A_NOTIFICATION = Text("SNS sends no message of this type to a queue; it stays there.")

CHECK = Text("queue")
FINE = Text("Messages are received from {queue}: {says}.")
FAULT = Text("{queue}: {says}.")
MEND_DEAD = Text(
    "read them, mend what kept them out, and have SQS move them back (StartMessageMoveTask)"
)
MEND_REDRIVE = Text(
    "make a queue secbot-findings-dead-letters and name it in the RedrivePolicy of {queue},"
    " with maxReceiveCount 5"
)
MEND_RIGHTS = Text("`python -m bot iam run` prints the rights that the bot needs: attach them")
