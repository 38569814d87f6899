"""Runbooks of the tests, of two steps each: one that works, and ones that misbehave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from runbooks.kit.contract import Runbook, UnsupportedError
from runbooks.kit.shield import LOOKUP, marks_of
from runbooks.kit.steps import fill, make_step
from runbooks.kit.text import Said, Text
from runbooks.kit.values import (
    About,
    Claim,
    Conflict,
    Inputs,
    Made,
    Marks,
    Plan,
    Power,
    Proof,
    Reach,
    RiskClass,
    State,
    Step,
    Tactic,
    from_resource,
)

GET, PUT = "s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"
CLOSED: Mapping[str, bool] = dict.fromkeys(
    ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
)
OPEN: Mapping[str, bool] = dict.fromkeys(CLOSED, False)
NO_MARKS = Marks().model_dump(mode="json")
CLOSES = Text("Close {bucket}")
UNDOES = Text("opens what was open")
MOVED = Text("Somebody has changed {bucket} since.")
NOT_THIS = Text("Not this one.")
LAST = Text("nothing else serves")
SEEN = Text("seen: {addresses}")


class Pair(Inputs):
    """Two buckets; only the first is a finding's."""

    first: str = from_resource("AwsS3Bucket")
    second: str


class Doors(State):
    """Whether each bucket is closed."""

    closed: dict[str, bool]


class CloseTwo(Runbook[Pair, Doors]):
    """Close two buckets, one after the other."""

    about = About(
        title=Text("Close two buckets"),
        tactic=Tactic.HARDEN,
        triggers=(),
        reads=(GET,),
        contains=(PUT,),
        releases=(PUT,),
        csf=(),
    )
    inputs = Pair
    state = Doors

    def target(self, inputs: Pair) -> str:
        return f"arn:aws:s3:::{inputs.first}"

    def observe(self, inputs: Pair) -> Doors:
        return Doors(closed={name: self._is_closed(name) for name in (inputs.first, inputs.second)})

    def risk(self, inputs: Pair, state: Doors) -> RiskClass:
        return RiskClass.B

    def plan(self, inputs: Pair, state: Doors) -> Plan:
        steps = [self._step(name, CLOSED) for name, closed in state.closed.items() if not closed]
        return Plan(
            changes=tuple(step.says for step in steps),
            steps=tuple(steps),
            undo=Reach.FULL,
            undo_says=UNDOES.fill(),
        )

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        parameters = fill(step, made)
        wanted = parameters["PublicAccessBlockConfiguration"] == CLOSED
        if self._is_closed(parameters["Bucket"]) is wanted:
            return Made(already=True)
        self.aws.change("s3").put_public_access_block(**parameters)
        return Made()

    def verify(self, inputs: Pair, state: Doors) -> tuple[Claim, ...]:
        return tuple(self._claim(name, is_so=closed) for name, closed in state.closed.items())

    def undo(self, inputs: Pair, before: Doors, after: Doors, now: Doors) -> Plan | Conflict:
        moved = [name for name in now.closed if now.closed[name] != after.closed[name]]
        if moved:
            return Conflict(says=MOVED.fill(bucket=moved[0]), differences=tuple(moved))
        steps = [self._step(name, OPEN) for name in now.closed if not before.closed[name]]
        return Plan(
            changes=(),
            steps=tuple(steps),
            undo=Reach.FULL,
            undo_says=UNDOES.fill(),
            reopens=True,
        )

    def restored(self, inputs: Pair, before: Doors, state: Doors) -> tuple[Claim, ...]:
        return tuple(
            self._claim(name, is_so=state.closed[name] == closed)
            for name, closed in before.closed.items()
        )

    def _is_closed(self, bucket: str) -> bool:
        answer = self.aws.read("s3").get_public_access_block(Bucket=bucket)
        return dict(answer["PublicAccessBlockConfiguration"]) == CLOSED

    def _step(self, bucket: str, settings: Mapping[str, bool]) -> Step:
        return make_step(
            bucket,
            PUT,
            (f"arn:aws:s3:::{bucket}",),
            {"Bucket": bucket, "PublicAccessBlockConfiguration": dict(settings)},
            CLOSES.fill(bucket=bucket),
            Power.CONTAIN if settings == CLOSED else Power.RELEASE,
        )

    def _claim(self, bucket: str, *, is_so: bool) -> Claim:
        proof = Proof.PASSED if is_so else Proof.FAILED
        return Claim(key=bucket, proof=proof, says=CLOSES.fill(bucket=bucket), evidence="")


class NeverProved(CloseTwo):
    """Fails every claim, whatever was done."""

    def verify(self, inputs: Pair, state: Doors) -> tuple[Claim, ...]:
        return tuple(self._claim(name, is_so=False) for name in state.closed)


class Inconclusive(CloseTwo):
    """Can't tell."""

    def verify(self, inputs: Pair, state: Doors) -> tuple[Claim, ...]:
        claims = super().verify(inputs, state)
        return tuple(each.model_copy(update={"proof": Proof.INCONCLUSIVE}) for each in claims)


class Claimless(CloseTwo):
    """Claims nothing."""

    def verify(self, inputs: Pair, state: Doors) -> tuple[Claim, ...]:
        return ()


class Blind(CloseTwo):
    """Breaks down whenever it looks."""

    def observe(self, inputs: Pair) -> Doors:
        message = "a fault of its own"
        raise RuntimeError(message)


class Nosy(CloseTwo):
    """Reads what it never declared."""

    def observe(self, inputs: Pair) -> Doors:
        self.aws.read("s3").list_buckets()
        return super().observe(inputs)


class Clumsy(CloseTwo):
    """Breaks down at its second step."""

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        if made:
            message = "a fault of its own"
            raise RuntimeError(message)
        return super().do(step, made)


class Greedy(CloseTwo):
    """Calls something else than its step's call."""

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        self.aws.change("s3").delete_bucket(Bucket=fill(step, made)["Bucket"])
        return Made()


class Picky(CloseTwo):
    """Finds at its step that it can't work on this."""

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        raise UnsupportedError(NOT_THIS.fill())


class Tagged(CloseTwo):
    """Reads secbot's own tags on the first bucket."""

    about = CloseTwo.about.model_copy(update={"reads": (GET, "s3:GetBucketTagging", LOOKUP)})

    def observe(self, inputs: Pair) -> Doors:
        try:
            found = self.aws.read("s3").get_bucket_tagging(Bucket=inputs.first)["TagSet"]
        except ClientError:
            found = []
        marks = marks_of(inputs.first, {tag["Key"]: tag["Value"] for tag in found})
        return super().observe(inputs).model_copy(update={"marks": marks})


class Grave(Tagged):
    """Is class D, wherever it works."""

    def risk(self, inputs: Pair, state: Doors) -> RiskClass:
        return RiskClass.D


class TaggedUnproved(Tagged):
    """Reads the tags, and fails every claim of its change."""

    def verify(self, inputs: Pair, state: Doors) -> tuple[Claim, ...]:
        return tuple(self._claim(name, is_so=False) for name in state.closed)


class Wide(CloseTwo):
    """Is the last to serve, and knows whom the other side's addresses have been."""

    def plan(self, inputs: Pair, state: Doors) -> Plan:
        return super().plan(inputs, state).model_copy(update={"wide": (LAST.fill(),)})

    def recall(self, inputs: Pair, state: Doors, suspects: frozenset[str]) -> tuple[Said, ...]:
        return (SEEN.fill(addresses=", ".join(sorted(suspects))),)


RUNBOOKS: Mapping[str, type[Runbook[Any, Any]]] = {
    "close_two": CloseTwo,
    "never_proved": NeverProved,
    "inconclusive": Inconclusive,
    "claimless": Claimless,
    "blind": Blind,
    "nosy": Nosy,
    "clumsy": Clumsy,
    "greedy": Greedy,
    "picky": Picky,
    "tagged": Tagged,
    "grave": Grave,
    "wide": Wide,
    "tagged_unproved": TaggedUnproved,
}
