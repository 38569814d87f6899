"""What is said of messages that come in: kept, turned away, or not to be read as findings."""

from __future__ import annotations

from runbooks.kit.text import Text

KEPT = Text("Kept.")
STORE_FAILED = Text("The database could not keep this just now; send it again.")
TOO_LARGE = Text("A message may have {limit} bytes at most.")
TOO_SLOW = Text("The message did not arrive in time; send it again.")

NOT_JSON = Text("This is not an SNS message: it is not JSON.")
PACKED = Text("SNS sends its messages as they are; send this without a Content-Encoding.")
NOT_UNPACKED = Text("This is not an SNS message: its body can't be unpacked.")
NOT_SNS = Text("This is not an SNS message: {field} is missing or is not one line of text.")
RAW_DELIVERY = Text("Raw message delivery carries no signature; turn it off for this subscription.")
UNKNOWN_TYPE = Text("SNS sends no message of this type here.")
UNKNOWN_TOPIC = Text("This topic is not in SECBOT_SNS_TOPICS.")
FOREIGN_CERTIFICATE = Text("The signing certificate is not from SNS in the topic's own Region.")
NO_TIMESTAMP = Text("The timestamp of this message can't be read.")
TOO_OLD = Text("This message is more than an hour old.")
FROM_THE_FUTURE = Text("This message is from the future.")
UNKNOWN_SIGNATURE_VERSION = Text("This signature version is not known; SNS has 1 and 2.")
BAD_SIGNATURE = Text("The signature does not fit this message.")
CERTIFICATE_OUT_OF_DATE = Text("The signing certificate is not valid today.")

CERTIFICATE_NOT_FETCHED = Text("The signing certificate could not be fetched; send it again.")
CERTIFICATE_UNREADABLE = Text("The signing certificate could not be read; send it again.")
CERTIFICATES_BUSY = Text("Too many signing certificates are being fetched; send it again.")
NOT_CONFIRMED = Text("The subscription could not be confirmed just now; send it again.")

READY = Text("Ready.")
NOT_READY = Text("Not ready.")
ALIVE = Text("Alive.")
NO_ANSWER = Text("it did not answer in time")
SLACK_FAILED = Text("the last call, {method}, was {result}")
CHECK_BROKE = Text("it could not be asked")

PLAIN_TEXT = Text("It is text, not JSON.")
BROKEN_JSON = Text("It looks like JSON but can't be read as such.")
EMPTY = Text("It holds nothing.")
TOO_DEEP = Text("It is wrapped in too many layers.")
TOO_MANY = Text("It holds more than {limit} findings; the rest was not read.")
NO_FORMAT = Text("{kind} is not read as a finding yet.")
ANY_JSON = Text("JSON of a kind that is not known")
FOREIGN_SOURCE = Text("It claims to be a finding of {service}, but the event came from {source}.")
NO_IDENTITY = Text("It is a finding of {service} without {field}.")
FOREIGN_OCSF = Text(
    "It is OCSF of {product}, which neither came from Security Hub nor is a product of AWS's."
)
INSIGHT = Text(
    "The insight {name} of Security Hub has {count} results and no findings: {numbers}.",
    one="The insight {name} of Security Hub has one result and no findings: {numbers}.",
)
INSIGHT_UNNAMED = Text("It is what an insight of Security Hub counted, without the insight's name.")
NONE = Text("none")
NO_NAME = Text("an unnamed product")
PARSER_BROKE = Text("Reading it failed ({error}); it is kept and can be read again.")
FILING_BROKE = Text("Filing it failed {times} times ({error}); it is kept and can be read again.")
NOT_SLACK = Text("This is not signed as Slack signs.")
UNREADABLE_FOR_SLACK = Text("This is signed, but it can't be read as anything that Slack sends.")
NOBODY_LISTENS = Text("This is signed, but nothing here listens to it.")
TOO_LONG_FOR_SLACK = Text("This is longer than anything that Slack sends.")
