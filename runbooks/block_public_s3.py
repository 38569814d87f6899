"""Block public access to an S3 bucket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from runbooks.kit.contract import DoesNotExistError, Runbook
from runbooks.kit.steps import fill
from runbooks.kit.text import Said, Text
from runbooks.kit.values import (
    About,
    Claim,
    Conflict,
    Inputs,
    Made,
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

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import PublicAccessBlockConfigurationTypeDef

NAMES = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
PUT = "s3:PutBucketPublicAccessBlock"

CHANGES = Text("Block Public Access of `{bucket}`: {now} -> all four settings on")
CHANGES_BACK = Text("Block Public Access of `{bucket}`: all four settings on -> {before}")
SAYS_PUT = Text("Turn on all four Block Public Access settings of `{bucket}`")
SAYS_BACK = Text("Set Block Public Access of `{bucket}` to {before}")
SAYS_DELETE = Text("Take away the Block Public Access settings of `{bucket}`: it had none")
BREAKS_READERS = Text("Whoever reads `{bucket}` without signing in loses access at once")
BREAKS_WEBSITE = Text(
    "`{bucket}` serves a website: its pages stop unless CloudFront signs for them"
)
BREAKS_NOBODY = Text("Nothing that is known: neither policy nor ACL makes `{bucket}` public now")
REOPENS = Text("`{bucket}` will be as open as its policy and ACL let it be")
UNPROVED_COPIES = Text("What was read or copied before stays with whoever has it")
UNDO_SAYS = Text("puts the bucket's own settings back as they are now: {now}")
UNDO_NOTHING = Text("asks again: an undo can be undone by blocking anew")
MISSING = Text("There is no bucket `{bucket}` in account {account}. Nothing was changed.")
MOVED = Text("Block Public Access of `{bucket}` was changed since, so I did not touch it.")
CLAIM_SETTINGS = Text("All four Block Public Access settings of `{bucket}` are on")
CLAIM_NOT_PUBLIC = Text("S3 itself calls the policy of `{bucket}` not public")
CLAIM_BACK = Text("Block Public Access of `{bucket}` is as it was: {before}")

Settings = Mapping[str, bool]


class Bucket(Inputs):
    """The bucket to close; names are 3 to 63 characters of a known set."""

    bucket: str = from_resource(
        "AwsS3Bucket", min_length=3, max_length=63, pattern=r"^[a-z0-9][a-z0-9.-]+[a-z0-9]$"
    )


class Access(State):
    """Who may reach the bucket: its own four settings (None where it has none), policy, ACL."""

    settings: dict[str, bool] | None
    is_policy_public: bool | None
    has_public_grant: bool
    is_website: bool


class BlockPublicS3(Runbook[Bucket, Access]):
    """Turn on all four S3 Block Public Access settings of one bucket.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    """

    about = About(
        title=Text("Block public access"),
        tactic=Tactic.HARDEN,
        triggers=(
            "guardduty:Policy:S3/BucketAnonymousAccessGranted",
            "guardduty:Policy:S3/BucketPublicAccessGranted",
            "guardduty:Policy:S3/BucketBlockPublicAccessDisabled",
            "guardduty:Impact:S3/AnomalousBehavior.Permission",
            "guardduty:AttackSequence:S3/CompromisedData",
            "securityhub:S3.2",
            "securityhub:S3.3",
            "securityhub:S3.8",
        ),
        reads=(
            "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketPolicyStatus",
            "s3:GetBucketAcl",
            "s3:GetBucketWebsite",
        ),
        contains=(PUT,),
        releases=(PUT,),
        csf=("RS.MI-01",),
        classes=(RiskClass.B,),
        undo=Reach.FULL,
    )
    inputs = Bucket
    state = Access

    def target(self, inputs: Bucket) -> str:
        return f"arn:{self.aws.partition}:s3:::{inputs.bucket}"

    def observe(self, inputs: Bucket) -> Access:
        return Access(
            settings=self._settings(inputs.bucket),
            is_policy_public=self._is_policy_public(inputs.bucket),
            has_public_grant=self._has_public_grant(inputs.bucket),
            is_website=self._is_website(inputs.bucket),
        )

    def risk(self, inputs: Bucket, state: Access) -> RiskClass:
        return RiskClass.B

    def plan(self, inputs: Bucket, state: Access) -> Plan:
        bucket, now = inputs.bucket, _spoken(state.settings)
        is_closed = state.settings is not None and all(state.settings.values())
        is_open = bool(state.is_policy_public) or state.has_public_grant
        breaks = [(BREAKS_READERS if is_open else BREAKS_NOBODY).fill(bucket=bucket)]
        if state.is_website:
            breaks.append(BREAKS_WEBSITE.fill(bucket=bucket))
        step = self._put(
            inputs, dict.fromkeys(NAMES, True), Power.CONTAIN, SAYS_PUT.fill(bucket=bucket)
        )
        return Plan(
            changes=(CHANGES.fill(bucket=bucket, now=now),),
            steps=() if is_closed else (step,),
            breaks=tuple(breaks),
            unproved=(UNPROVED_COPIES.fill(),),
            undo=Reach.FULL,
            undo_says=UNDO_SAYS.fill(now=now),
        )

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        parameters = fill(step, made)
        bucket = parameters["Bucket"]
        wanted = parameters.get("PublicAccessBlockConfiguration")
        if self._settings(bucket) == wanted:
            return Made(already=True)
        if wanted is None:
            self.aws.change("s3").delete_public_access_block(Bucket=bucket)
        else:
            self.aws.change("s3").put_public_access_block(
                Bucket=bucket, PublicAccessBlockConfiguration=wanted
            )
        return Made()

    def verify(self, inputs: Bucket, state: Access) -> tuple[Claim, ...]:
        settings = state.settings or {}
        is_closed = all(settings.get(name) for name in NAMES)
        judged = {True: Proof.FAILED, False: Proof.PASSED, None: Proof.INCONCLUSIVE}
        return (
            Claim(
                key="settings",
                proof=Proof.PASSED if is_closed else Proof.FAILED,
                says=CLAIM_SETTINGS.fill(bucket=inputs.bucket),
                evidence=f"s3:GetBucketPublicAccessBlock {_spoken(state.settings)}",
            ),
            Claim(
                key="policy",
                proof=judged[state.is_policy_public],
                says=CLAIM_NOT_PUBLIC.fill(bucket=inputs.bucket),
                evidence=f"s3:GetBucketPolicyStatus IsPublic={state.is_policy_public}",
            ),
        )

    def undo(self, inputs: Bucket, before: Access, after: Access, now: Access) -> Plan | Conflict:
        bucket = inputs.bucket
        if now.settings not in (after.settings, before.settings):
            differences = (f"now {_spoken(now.settings)}", f"left {_spoken(after.settings)}")
            return Conflict(says=MOVED.fill(bucket=bucket), differences=differences)
        earlier = _spoken(before.settings)
        says = SAYS_DELETE if before.settings is None else SAYS_BACK
        said = (
            says.fill(bucket=bucket)
            if says is SAYS_DELETE
            else says.fill(bucket=bucket, before=earlier)
        )
        step = self._put(inputs, before.settings, Power.RELEASE, said)
        return Plan(
            changes=(CHANGES_BACK.fill(bucket=bucket, before=earlier),),
            steps=() if now.settings == before.settings else (step,),
            breaks=(REOPENS.fill(bucket=bucket),),
            undo=Reach.FULL,
            undo_says=UNDO_NOTHING.fill(),
            reopens=True,
        )

    def restored(self, inputs: Bucket, before: Access, state: Access) -> tuple[Claim, ...]:
        earlier = _spoken(before.settings)
        return (
            Claim(
                key="settings",
                proof=Proof.PASSED if state.settings == before.settings else Proof.FAILED,
                says=CLAIM_BACK.fill(bucket=inputs.bucket, before=earlier),
                evidence=f"s3:GetBucketPublicAccessBlock {_spoken(state.settings)}",
            ),
        )

    def _put(self, inputs: Bucket, settings: Settings | None, power: Power, says: Said) -> Step:
        """Return the one step; without settings it deletes, which needs the same IAM action."""
        parameters: dict[str, object] = {"Bucket": inputs.bucket}
        if settings is not None:
            parameters["PublicAccessBlockConfiguration"] = dict(settings)
        return Step.model_validate(
            {
                "key": "settings",
                "action": PUT,
                "resources": (self.target(inputs),),
                "power": power,
                "parameters": parameters,
                "says": says,
            }
        )

    def _settings(self, bucket: str) -> dict[str, bool] | None:
        try:
            answer = self.aws.read("s3").get_public_access_block(Bucket=bucket)
        except ClientError as error:
            if _code(error) == "NoSuchPublicAccessBlockConfiguration":
                return None
            if _code(error) == "NoSuchBucket":
                says = MISSING.fill(bucket=bucket, account=self.aws.account)
                raise DoesNotExistError(says) from error
            raise
        settings: PublicAccessBlockConfigurationTypeDef = answer["PublicAccessBlockConfiguration"]
        return {name: bool(settings.get(name, False)) for name in NAMES}

    def _is_policy_public(self, bucket: str) -> bool | None:
        try:
            answer = self.aws.read("s3").get_bucket_policy_status(Bucket=bucket)
        except ClientError as error:
            if _code(error) == "NoSuchBucketPolicy":
                return False
            raise
        return answer["PolicyStatus"].get("IsPublic")

    def _has_public_grant(self, bucket: str) -> bool:
        grants = self.aws.read("s3").get_bucket_acl(Bucket=bucket).get("Grants", [])
        groups = (grant.get("Grantee", {}).get("URI", "") for grant in grants)
        return any(group.endswith(("/AllUsers", "/AuthenticatedUsers")) for group in groups)

    def _is_website(self, bucket: str) -> bool:
        try:
            self.aws.read("s3").get_bucket_website(Bucket=bucket)
        except ClientError as error:
            if _code(error) == "NoSuchWebsiteConfiguration":
                return False
            raise
        return True


def _code(error: ClientError) -> str:
    return error.response.get("Error", {}).get("Code", "")


def _spoken(settings: Settings | None) -> str:
    """Return the four settings in words."""
    if settings is None:
        return "none set"
    on = [name for name in NAMES if settings.get(name)]
    return {0: "all off", len(NAMES): "all on"}.get(len(on), "only " + ", ".join(on) + " on")
