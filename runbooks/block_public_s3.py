"""Block public access to an S3 bucket."""

from __future__ import annotations

from collections.abc import Mapping

from botocore.exceptions import ClientError
from pydantic import Field

from runbooks.kit import public_access, radius_bucket, shield
from runbooks.kit.contract import DoesNotExistError, Runbook
from runbooks.kit.public_access import ALL_ON, Settings, are_on, spoken
from runbooks.kit.refusals import code_of
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

PUT = "s3:PutBucketPublicAccessBlock"

CHANGES = Text(
    "Block Public Access of `{bucket}`: {now} → all four settings on",
    ja="`{bucket}` の Block Public Access：{now} → 4 設定すべてオン",
)
CHANGES_BACK = Text(
    "Block Public Access of `{bucket}`: all four settings on → {before}",
    ja="`{bucket}` の Block Public Access：4 設定すべてオン → {before}",
)
SAYS_PUT = Text(
    "Turn on all four Block Public Access settings of `{bucket}`",
    ja="`{bucket}` の Block Public Access の 4 設定をすべてオンにします",
)
SAYS_BACK = Text(
    "Set Block Public Access of `{bucket}` to {before}",
    ja="`{bucket}` の Block Public Access を {before} に設定します",
)
SAYS_DELETE = Text(
    "Take away the Block Public Access settings of `{bucket}`: it had none",
    ja="`{bucket}` の Block Public Access の設定を削除します：元は設定がありませんでした",
)
BREAKS_READERS = Text(
    "Whoever reads `{bucket}` without signing in loses access at once",
    ja="サインインせずに `{bucket}` を読んでいる相手は、ただちにアクセスできなくなります",
)
BREAKS_WEBSITE = Text(
    "`{bucket}` serves a website: its pages stop unless CloudFront signs for them",
    ja="`{bucket}` はウェブサイトを配信しています：CloudFront が署名しない限りページは停止します",
)
BREAKS_NOBODY = Text(
    "Nothing that is known: neither policy nor ACL makes `{bucket}` public now",
    ja="既知の影響はありません：現在 `{bucket}` はポリシーでも ACL でも公開されていません",
)
REOPENS = Text(
    "`{bucket}` will be as open as its policy and ACL let it be",
    ja="`{bucket}` はポリシーと ACL が許す範囲で公開されます",
)
UNPROVED_COPIES = Text(
    "What was read or copied before stays with whoever has it",
    ja="すでに読まれたりコピーされたりしたものは、相手の手元に残ります",
)
UNDO_SAYS = Text(
    "puts the bucket's own settings back as they are now: {now}",
    ja="バケット自身の設定を現在の状態に戻します：{now}",
)
UNDO_NOTHING = Text(
    "asks again: an undo can be undone by blocking anew",
    ja="改めて申請：もう一度ブロックすれば済みます",
)
MISSING = Text(
    "There is no bucket `{bucket}` in account {account}. Nothing was changed.",
    ja="アカウント {account} にバケット `{bucket}` はありません。何も変更していません。",
)
MOVED = Text(
    "Block Public Access of `{bucket}` was changed since, so I did not touch it.",
    ja="`{bucket}` の Block Public Access はその後変更されたため、触れていません。",
)
WARN_SHUT = Text(
    "The account's own Block Public Access is on, and S3 goes by the stricter of the two: "
    "`{bucket}` is shut by it already, and stays shut after an undo. This holds should that one "
    "be taken away",
    ja="アカウント自身の Block Public Access がオンで、S3 は 2 つのうち厳しいほうに"
    "従います：`{bucket}` はすでに閉じられており、元に戻した後も閉じたままです。"
    "これはアカウントの設定が外された場合に効きます",
)
WARN_PARTLY = Text(
    "Of the account's own Block Public Access, {now}; S3 goes by the stricter of the two",
    ja="アカウント自身の Block Public Access は {now} です。S3 は 2 つのうち厳しいほうに従います",
)
CLAIM_SETTINGS = Text(
    "All four Block Public Access settings of `{bucket}` are on",
    ja="`{bucket}` の Block Public Access の 4 設定はすべてオンです",
)
CLAIM_NOT_PUBLIC = Text(
    "S3 itself calls the policy of `{bucket}` not public",
    ja="S3 自身が `{bucket}` のポリシーを公開ではないと判定しています",
)
CLAIM_BACK = Text(
    "Block Public Access of `{bucket}` is as it was: {before}",
    ja="`{bucket}` の Block Public Access は元の状態です：{before}",
)


class Bucket(Inputs):
    """The bucket to close; names are 3 to 63 characters of a known set."""

    bucket: str = from_resource(
        "AwsS3Bucket", min_length=3, max_length=63, pattern=r"^[a-z0-9][a-z0-9.-]+[a-z0-9]$"
    )


class Access(State):
    """Who may reach the bucket: its own four settings (None where it has none), policy, ACL.

    The account's settings are for planning only: they are not this runbook's to change.
    """

    settings: dict[str, bool] | None
    is_policy_public: bool | None
    has_public_grant: bool
    is_website: bool
    account: dict[str, bool] | None = Field(default=None, exclude=True)


class BlockPublicS3(Runbook[Bucket, Access]):
    """Turn on all four S3 Block Public Access settings of one bucket.

    With `scope=account` it is `block_public_s3_account` that is asked for: all buckets at once.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    """

    about = About(
        title=Text("Block public access", ja="パブリックアクセスのブロック"),
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
            "access-analyzer:public",
            "config:s3-bucket-level-public-access-prohibited*",
            "config:s3-bucket-public-read-prohibited*",
            "config:s3-bucket-public-write-prohibited*",
            "macie:Policy:IAMUser/S3BlockPublicAccessDisabled",
            "macie:Policy:IAMUser/S3BucketPublic",
        ),
        reads=(
            "s3:GetAccountPublicAccessBlock",
            "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketPolicyStatus",
            "s3:GetBucketAcl",
            "s3:GetBucketWebsite",
            "s3:GetBucketTagging",
            *radius_bucket.READS,
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
            marks=shield.of_bucket(self.aws, inputs.bucket),
            account=public_access.of_account(self.aws),
        )

    def risk(self, inputs: Bucket, state: Access) -> RiskClass:
        return RiskClass.B

    def plan(self, inputs: Bucket, state: Access) -> Plan:
        bucket, now = inputs.bucket, spoken(state.settings)
        is_open = bool(state.is_policy_public) or state.has_public_grant
        breaks = [(BREAKS_READERS if is_open else BREAKS_NOBODY).fill(bucket=bucket)]
        if state.is_website:
            breaks.append(BREAKS_WEBSITE.fill(bucket=bucket))
        step = self._put(inputs, ALL_ON, Power.CONTAIN, SAYS_PUT.fill(bucket=bucket))
        return Plan(
            changes=(CHANGES.fill(bucket=bucket, now=now),),
            steps=() if are_on(state.settings) else (step,),
            breaks=tuple(breaks),
            unproved=(UNPROVED_COPIES.fill(),),
            warnings=_warnings(inputs.bucket, state),
            undo=Reach.FULL,
            undo_says=UNDO_SAYS.fill(now=now),
        )

    def recall(self, inputs: Bucket, state: Access, suspects: frozenset[str]) -> tuple[Said, ...]:
        return radius_bucket.recall(self.aws, inputs.bucket)

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
        judged = {True: Proof.FAILED, False: Proof.PASSED, None: Proof.INCONCLUSIVE}
        return (
            Claim(
                key="settings",
                proof=Proof.PASSED if are_on(state.settings) else Proof.FAILED,
                says=CLAIM_SETTINGS.fill(bucket=inputs.bucket),
                evidence=f"s3:GetBucketPublicAccessBlock {spoken(state.settings).plain()}",
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
            differences = (
                f"now {spoken(now.settings).plain()}",
                f"left {spoken(after.settings).plain()}",
            )
            return Conflict(says=MOVED.fill(bucket=bucket), differences=differences)
        earlier = spoken(before.settings)
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
        earlier = spoken(before.settings)
        return (
            Claim(
                key="settings",
                proof=Proof.PASSED if state.settings == before.settings else Proof.FAILED,
                says=CLAIM_BACK.fill(bucket=inputs.bucket, before=earlier),
                evidence=f"s3:GetBucketPublicAccessBlock {spoken(state.settings).plain()}",
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
            if code_of(error) == public_access.NONE_SET:
                return None
            if code_of(error) == "NoSuchBucket":
                says = MISSING.fill(bucket=bucket, account=self.aws.account)
                raise DoesNotExistError(says) from error
            raise
        return public_access.read(answer)

    def _is_policy_public(self, bucket: str) -> bool | None:
        try:
            answer = self.aws.read("s3").get_bucket_policy_status(Bucket=bucket)
        except ClientError as error:
            if code_of(error) == "NoSuchBucketPolicy":
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
            if code_of(error) == "NoSuchWebsiteConfiguration":
                return False
            raise
        return True


def _warnings(bucket: str, state: Access) -> tuple[Said, ...]:
    """Say what the account's settings do to this bucket, where they do anything."""
    if are_on(state.account):
        return (WARN_SHUT.fill(bucket=bucket),)
    if state.account and any(state.account.values()):
        return (WARN_PARTLY.fill(now=spoken(state.account)),)
    return ()
