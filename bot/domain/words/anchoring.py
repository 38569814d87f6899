"""What is said of audit anchors: where they can't be kept, and what they prove."""

from __future__ import annotations

from runbooks.kit.text import Text

NOT_KEPT = Text("the audit trail could not be anchored at {target} ({code} at {action})")
NOT_READ = Text("the anchors at {target} could not be read ({code} at {action})")
NO_SIGNING_KEY = Text(
    "the key of {target} can't sign anchors: it must be an asymmetric key for SIGN_VERIFY that "
    "knows one of {algorithms}"
)
CALL_NOT_MADE = Text("{why}, so {action} was not called. I stopped there and left what was done.")

NOT_AN_ANCHOR = Text(
    "{name} is {value}: it should be kms:KEY_ARN (arn:aws:kms:REGION:ACCOUNT:key/ID) or "
    "s3://BUCKET/PREFIX."
)

UNLOCKED = Text("the bucket {bucket} has no Object Lock, so whoever may delete there can")
NO_RETENTION = Text(
    "the bucket {bucket} has no default retention, so what is put there is not locked"
)
LOCKED = Text("The bucket locks what is put there for {span}, in {mode} mode.")
GOVERNED = Text("Whoever has s3:BypassGovernanceRetention can lift a lock of that mode.")
HIDDEN = Text(
    "{count} anchors were hidden by delete markers; their locked versions still count.",
    one="1 anchor was hidden by a delete marker; its locked version still counts.",
)
SIGNED = Text(
    "A signature proves the chain up to its record. It can't show that the newest executions "
    "were cut off together with their signatures, nor that the bot's own identity has signed a "
    "chain anew: the CloudTrail of the key's account has every call of Sign."
)

ANCHORED = Text(
    "consistent and anchored at {target}: {count} records, head {head}. "
    "Every change since record {began} was anchored before it was made; record {covered} is the "
    "newest that is. Records behind it, consistent only: {loose}.",
    one="consistent and anchored at {target}: 1 record, head {head}. Every change since record "
    "{began} was anchored before it was made; record {covered} is the newest that is. Records "
    "behind it, consistent only: {loose}.",
)
EARLIER = Text(
    "{count} changes before record {began} were made before anchoring began; they were "
    "anchored with it.",
    one="1 change before record {began} was made before anchoring began; it was anchored with it.",
)
UNPROTECTED = Text(
    "consistent, not protected: {count} records, head {head}: {why}.",
    one="consistent, not protected: 1 record, head {head}: {why}.",
)
UNREAD = Text("{why}; so nothing is known of anchors")
NOTHING_KEPT = Text(
    "nothing is anchored at {target} yet; the bot does so when it starts with this setting"
)
BEGAN_LATE = Text(
    "{count} changes were made before the first signature, at record {began}. Either anchoring "
    "began late, or signatures were deleted: a database can't show which",
    one="1 change was made before the first signature, at record {began}. Either anchoring began "
    "late, or signatures were deleted: a database can't show which",
)
OPEN_ENDS = Text(
    "the outcomes of {count} executions are not anchored yet; the newest anchor is of record "
    "{covered}. The bot tries again every minute",
    one="the outcome of 1 execution is not anchored yet; the newest anchor is of record {covered}. "
    "The bot tries again every minute",
)
REWRITTEN = Text(
    "BROKEN at record {number}: it is not the record that was anchored at {target}. "
    "It, or one before it, was rewritten."
)
OTHER_CHAIN = Text(
    "BROKEN from the first record: {target} holds anchors of a chain with another beginning. "
    "Either this one was rewritten, or another database uses the same place."
)
CUT_OFF = Text(
    "CUT after record {number}: {place} places of the chain were anchored at {target}, and the "
    "newest are missing."
)
UNPROVED = Text(
    "BROKEN: the database has a receipt of an anchor of place {place} of the chain at {target}, "
    "which does not bear it out."
)
BARE = Text(
    "BROKEN at record {number}: a change without its anchor. {count} changes have none at "
    "{target}, and none can be made so: they were written in past the bot, or their anchors' "
    "receipts were deleted.",
    one="BROKEN at record {number}: a change without its anchor at {target}, and none can be made "
    "so: it was written in past the bot, or its anchor's receipt was deleted.",
)
NEVER_SIGNED = Text(
    "BROKEN: {count} changes, and no signature at all. Either SECBOT_ANCHOR was set only now "
    "and the bot has not started with it, or all signatures were deleted.",
    one="BROKEN: 1 change, and no signature at all. Either SECBOT_ANCHOR was set only now and the "
    "bot has not started with it, or all signatures were deleted.",
)

EXPORTED = Text(
    "{count} records are in {path}, and their anchors; number of anchors: {anchors}; head {head}.",
    one="1 record is in {path}, and its anchors; number of anchors: {anchors}; head {head}.",
)
EXPORT_EXISTS = Text("{path} is there already; an export never overwrites. Name another file.")
EXPORT_FAILED = Text("{path} can't be written: {why}.")
OLD_SCHEMA = Text("The database has an older schema. Run `python -m bot migrate` first.")

HELP_EXPORT = Text("write the audit chain and its anchors as JSON Lines")
HELP_OUT = Text("the file to write; it must not be there yet")
