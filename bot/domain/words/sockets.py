"""What is said of the sockets to Slack: how they stand, and why one does not work."""

from __future__ import annotations

from runbooks.kit.text import Text

NO_HELLO = Text("a socket was open, but Slack said no hello in {seconds} s; it is opened again")
NO_ROUND_TRIP = Text(
    "a socket was open, but for {seconds} s nothing came through it and our listeners and back; "
    "it is opened again"
)
NOT_ANSWERED = Text(
    "what Slack sent through a socket has waited {seconds} s for its answer; it is opened again"
)
BROKE = Text("a socket could not be read (the log tells why); it is opened again")
CLOSED = Text("the socket was closed (code {code})")
LEFT = Text("Slack asked for a new socket ({reason})")
RETIRED = Text("the socket was given back")
DISABLED = Text(
    "Socket Mode is switched off at Slack: switch it on under Socket Mode in the app's settings, "
    "or unset SLACK_APP_TOKEN"
)
CROWDED = Text(
    "this app has too many sockets open (Slack allows ten): end other processes that use "
    "SLACK_APP_TOKEN, or wait until Slack has dropped dead ones"
)
NOT_OPENED = Text("Slack opened no socket (apps.connections.open: {code})")
NO_ADDRESS = Text("Slack gave an address that is no wss://, so it was not used")
NOT_CONNECTED = Text("the socket could not be connected ({code})")
NONE_YET = Text("no socket to Slack has been proved yet")
STALE = Text("no socket to Slack was proved within {seconds} s")
STANDS = Text("{open} of {most} sockets, proved {proved} s ago, last envelope {envelope}")
AGO = Text("{seconds} s ago")
NEVER = Text("never")
BESIDES = Text("Slack counts {count} sockets of this app", one="Slack counts 1 socket of this app")
