"""Block public access to every S3 bucket of an account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from botocore.exceptions import ClientError
from pydantic import Field, JsonValue

from runbooks.kit import public_access, shield
from runbooks.kit.contract import Runbook, UnsupportedError
from runbooks.kit.public_access import ALL_ON, Settings, are_on, spoken
from runbooks.kit.refusals import code_of
from runbooks.kit.shield import PROTECTED
from runbooks.kit.steps import fill, make_step
from runbooks.kit.text import Said, Text, listing
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

PUT = "s3:PutAccountPublicAccessBlock"
LOOKED_AT = 20
"""Buckets whose policy is looked at: a plan is waited for, and an account may have thousands."""
NAMED = 5

CHANGES = Text(
    "Block Public Access of account {account}: {now} → all four settings on",
    ja="アカウント {account} の Block Public Access：{now} → 4 設定すべてオン",
)
CHANGES_BACK = Text(
    "Block Public Access of account {account}: all four settings on → {before}",
    ja="アカウント {account} の Block Public Access：4 設定すべてオン → {before}",
)
SAYS_PUT = Text(
    "Turn on all four Block Public Access settings of account {account}",
    ja="アカウント {account} の Block Public Access の 4 設定をすべてオンにします",
)
SAYS_BACK = Text(
    "Set Block Public Access of account {account} to {before}",
    ja="アカウント {account} の Block Public Access を {before} に設定します",
)
SAYS_DELETE = Text(
    "Take away the settings of account {account}: it had none of its own",
    ja="アカウント {account} の設定を削除します：元は独自の設定がありませんでした",
)
BREAKS_ALL = Text(
    "Every bucket of {account}, {count} of them and all that are made later: websites, public "
    "downloads, and other accounts that a public policy lets in",
    ja="{account} のすべてのバケット（{count} 個と今後作られるもの）：ウェブサイト、"
    "公開ダウンロード、公開ポリシーで許可された他アカウント",
    one="Every bucket of {account}, the 1 it has and all that are made later: websites, public "
    "downloads, and other accounts that a public policy lets in",
)
AND_MORE = Text("{named} and {count} more", ja="{named}、ほか {count} 個")
BREAKS_PUBLIC = Text(
    "Public by their policy now, and shut at once: {buckets}",
    ja="現在ポリシーで公開されており、ただちに閉じられるもの：{buckets}",
)
BREAKS_NONE = Text(
    "Of the {count} buckets looked at, none is public by its policy",
    ja="調べた {count} 個のバケットに、ポリシーで公開されているものはありません",
    one="The 1 bucket looked at is not public by its policy",
)
WARN_REST = Text(
    "Only {count} of {all} buckets were looked at",
    ja="{all} 個のうち {count} 個のバケットだけを調べました",
    one="Only 1 of {all} buckets was looked at",
)
WARN_UNREAD = Text(
    "The policies of {count} buckets could not be read: they may be public",
    ja="{count} 個のバケットのポリシーを読めませんでした：公開されている可能性があります",
    one="The policy of 1 bucket could not be read: it may be public",
)
WARN_PROTECTED = Text(
    "These bear the tag `{tag}`, and are shut all the same: {buckets}",
    ja="タグ `{tag}` が付いていますが、同様に閉じられるもの：{buckets}",
)
REOPENS = Text(
    "Every bucket of {account} will be as open as its own settings let it be",
    ja="{account} のすべてのバケットは、それぞれの設定が許す範囲で公開されます",
)
UNPROVED_ACLS = Text(
    "Which buckets are public by an ACL was not looked at; they are shut too",
    ja="ACL で公開されているバケットは調べていません。それらも閉じられます",
)
UNPROVED_COPIES = Text(
    "What was read or copied before stays with whoever has it",
    ja="すでに読まれたりコピーされたりしたものは、相手の手元に残ります",
)
UNDO_SAYS = Text(
    "puts the account's own settings back as they are now: {now}",
    ja="アカウント自身の設定を現在の状態に戻します：{now}",
)
UNDO_NOTHING = Text(
    "asks again: an undo can be undone by blocking anew",
    ja="改めて申請：もう一度ブロックすれば済みます",
)
OTHER = Text(
    "I am in account {here}, not in {account}. Nothing was changed.",
    ja="現在のアカウントは {here} で、{account} ではありません。何も変更していません。",
)
MOVED = Text(
    "Block Public Access of account {account} was changed since, so I did not touch it.",
    ja="アカウント {account} の Block Public Access はその後変更されたため、触れていません。",
)
CLAIM_SETTINGS = Text(
    "All four Block Public Access settings of account {account} are on",
    ja="アカウント {account} の Block Public Access の 4 設定はすべてオンです",
)
CLAIM_BACK = Text(
    "Block Public Access of account {account} is as it was: {before}",
    ja="アカウント {account} の Block Public Access は元の状態です：{before}",
)


class WholeAccount(Inputs):
    """The account to close, by its number."""

    account: str = from_resource("AwsAccount", pattern=r"^[0-9]{12}$")


class Doors(State):
    """The account's own four settings (None where it has none).

    What its buckets are is for planning only: `public` by their policy, `unread` where that was
    refused, `protected` by their tags, among the `looked_at` of `buckets`.
    """

    settings: dict[str, bool] | None
    buckets: int = Field(default=0, exclude=True)
    looked_at: int = Field(default=0, exclude=True)
    public: tuple[str, ...] = Field(default=(), exclude=True)
    protected: tuple[str, ...] = Field(default=(), exclude=True)
    unread: int = Field(default=0, exclude=True)


class BlockPublicS3Account(Runbook[WholeAccount, Doors]):
    """Turn on all four S3 Block Public Access settings of a whole account.

    It is what `/sec run block_public_s3 ACCOUNT scope=account` asks for. Class D: it reaches
    every bucket, and S3 goes by the stricter of account and bucket. IAM knows no resource for
    it, so that its session is narrowed by the action and by the account alone:
    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    """

    about = About(
        title=Text("Block public access, account", ja="アカウントのパブリックアクセスのブロック"),
        tactic=Tactic.HARDEN,
        triggers=(
            "guardduty:Policy:S3/AccountBlockPublicAccessDisabled",
            "securityhub:S3.1",
            "config:s3-account-level-public-access-blocks*",
        ),
        reads=(
            "s3:GetAccountPublicAccessBlock",
            "s3:ListAllMyBuckets",
            "s3:GetBucketPolicyStatus",
            "s3:GetBucketTagging",
        ),
        contains=(PUT,),
        releases=(PUT,),
        csf=("RS.MI-01",),
        classes=(RiskClass.D,),
        undo=Reach.FULL,
    )
    inputs = WholeAccount
    state = Doors

    def target(self, inputs: WholeAccount) -> str:
        # The Reference names no ARN for this; an account's own, wherever IAM needs one, is this.
        return f"arn:{self.aws.partition}:iam::{inputs.account}:root"

    def observe(self, inputs: WholeAccount) -> Doors:
        if inputs.account != self.aws.account:
            says = OTHER.fill(here=self.aws.account, account=inputs.account)
            raise UnsupportedError(says)
        settings = public_access.of_account(self.aws)
        if are_on(settings):  # no bucket is public now, and nothing is left to plan
            return Doors(settings=settings)
        pages = self.aws.read("s3").get_paginator("list_buckets").paginate()
        names = [each["Name"] for page in pages for each in page.get("Buckets", [])]
        looked_at = list(islice(names, LOOKED_AT))
        found = {name: self._is_public(name) for name in looked_at}
        return Doors(
            settings=settings,
            buckets=len(names),
            looked_at=len(looked_at),
            public=tuple(name for name, is_public in found.items() if is_public),
            unread=sum(is_public is None for is_public in found.values()),
            protected=tuple(
                name for name in looked_at if shield.of_bucket(self.aws, name).is_protected
            ),
        )

    def risk(self, inputs: WholeAccount, state: Doors) -> RiskClass:
        return RiskClass.D

    def plan(self, inputs: WholeAccount, state: Doors) -> Plan:
        account, now = inputs.account, spoken(state.settings)
        step = _put(account, ALL_ON, Power.CONTAIN, SAYS_PUT.fill(account=account))
        return Plan(
            changes=(CHANGES.fill(account=account, now=now),),
            steps=() if are_on(state.settings) else (step,),
            breaks=(BREAKS_ALL.fill(account=account, count=state.buckets), _public(state)),
            unproved=(UNPROVED_ACLS.fill(), UNPROVED_COPIES.fill()),
            warnings=tuple(_warnings(state)),
            undo=Reach.FULL,
            undo_says=UNDO_SAYS.fill(now=now),
        )

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        parameters = fill(step, made)
        if public_access.of_account(self.aws) == parameters.get("PublicAccessBlockConfiguration"):
            return Made(already=True)
        client = self.aws.change("s3control")
        if "PublicAccessBlockConfiguration" in parameters:
            client.put_public_access_block(**parameters)
        else:
            client.delete_public_access_block(**parameters)
        return Made()

    def verify(self, inputs: WholeAccount, state: Doors) -> tuple[Claim, ...]:
        says = CLAIM_SETTINGS.fill(account=inputs.account)
        return (_claim(says, state, holds=are_on(state.settings)),)

    def undo(
        self, inputs: WholeAccount, before: Doors, after: Doors, now: Doors
    ) -> Plan | Conflict:
        account, earlier = inputs.account, spoken(before.settings)
        if now.settings not in (after.settings, before.settings):
            differences = (
                f"now {spoken(now.settings).plain()}",
                f"left {spoken(after.settings).plain()}",
            )
            return Conflict(says=MOVED.fill(account=account), differences=differences)
        says = SAYS_BACK.fill(account=account, before=earlier)
        if before.settings is None:
            says = SAYS_DELETE.fill(account=account)
        step = _put(account, before.settings, Power.RELEASE, says)
        return Plan(
            changes=(CHANGES_BACK.fill(account=account, before=earlier),),
            steps=() if now.settings == before.settings else (step,),
            breaks=(REOPENS.fill(account=account),),
            undo=Reach.FULL,
            undo_says=UNDO_NOTHING.fill(),
            reopens=True,
        )

    def restored(self, inputs: WholeAccount, before: Doors, state: Doors) -> tuple[Claim, ...]:
        says = CLAIM_BACK.fill(account=inputs.account, before=spoken(before.settings))
        return (_claim(says, state, holds=state.settings == before.settings),)

    def _is_public(self, bucket: str) -> bool | None:
        """Say whether a bucket is public by its policy; None where S3 does not tell.

        A bucket that shuts the account's own readers out is one that is worth a plan all the
        same, so that its refusal is counted and does not stop it.
        """
        try:
            answer = self.aws.read("s3").get_bucket_policy_status(Bucket=bucket)
        except ClientError as error:
            if code_of(error) in {"NoSuchBucketPolicy", "NoSuchBucket"}:
                return False
            if code_of(error) == "AccessDenied":
                return None
            raise
        return answer["PolicyStatus"].get("IsPublic")


def _put(account: str, settings: Settings | None, power: Power, says: Said) -> Step:
    """Return the one step; without settings it deletes, which needs the same IAM action."""
    parameters: dict[str, JsonValue] = {"AccountId": account}
    if settings is not None:
        parameters["PublicAccessBlockConfiguration"] = dict(settings)
    return make_step("settings", PUT, ("*",), parameters, says, power)


def _public(state: Doors) -> Said:
    if not state.public:
        return BREAKS_NONE.fill(count=state.looked_at - state.unread)
    return BREAKS_PUBLIC.fill(buckets=_named(state.public))


def _named(buckets: tuple[str, ...]) -> Said:
    named = listing(buckets[:NAMED])
    more = len(buckets) - NAMED
    return AND_MORE.fill(named=named, count=more) if more > 0 else named


def _warnings(state: Doors) -> Iterator[Said]:
    if state.protected:
        yield WARN_PROTECTED.fill(tag=PROTECTED, buckets=_named(state.protected))
    if state.looked_at < state.buckets:
        yield WARN_REST.fill(count=state.looked_at, all=state.buckets)
    if state.unread:
        yield WARN_UNREAD.fill(count=state.unread)


def _claim(says: Said, state: Doors, *, holds: bool) -> Claim:
    return Claim(
        key="settings",
        proof=Proof.PASSED if holds else Proof.FAILED,
        says=says,
        evidence=f"s3:GetAccountPublicAccessBlock {spoken(state.settings).plain()}",
    )
