"""Ask Amazon Detective, or else CloudTrail and GuardDuty, who is behind a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError
from pydantic import Field, field_validator

from runbooks.kit import (
    behind,
    detective,
    ec2,
    guardduty,
    history,
    holders,
    investigation,
    principals,
)
from runbooks.kit.behind import INSTANCE, Principal
from runbooks.kit.contract import Runbook, WrongInputError
from runbooks.kit.detective import Lens
from runbooks.kit.guardduty import Findings
from runbooks.kit.history import By, Trail
from runbooks.kit.investigation import Investigation
from runbooks.kit.moments import EPOCH, for_people
from runbooks.kit.steps import fill
from runbooks.kit.text import Said, Text
from runbooks.kit.values import (
    About,
    Claim,
    Conflict,
    Inputs,
    Made,
    Plan,
    Proof,
    Reach,
    RiskClass,
    Special,
    State,
    Step,
    Tactic,
    Told,
    from_resource,
)

BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"""

NO_TIME = Text("AWS has not said what time it is", ja="AWS から現在時刻が得られませんでした")
HOW = Text(
    "write `role/NAME`, `user/NAME`, an ARN, an access key, an instance or a bucket",
    ja="`role/NAME`、`user/NAME`、ARN、アクセスキー、インスタンス、またはバケットを"
    "指定してください",
)

CHANGES = Text(
    "Detective in {account}: one more investigation of `{principal}`, {hours} hours back",
    ja="{account} の Detective：`{principal}` の調査を 1 件追加、{hours} 時間前まで",
)
CHANGES_NOTHING = Text("Nothing: it reads only", ja="影響なし：読み取りのみです")
REUSES = Text(
    "An investigation of {created} is there ({status}): it is read, none is started",
    ja="{created} の調査がすでにあります（{status}）：それを読み、新たには開始しません",
)
UNPROVED = Text(
    "Detective knows IAM users and roles, and of them what its graph has taken in: that it finds "
    "nothing does not clear anybody",
    ja="Detective が知るのは IAM のユーザーとロール、そのうちグラフに取り"
    "込まれたものだけです：何も見つからなくても、疑いが晴れたことにはなりません",
)
UNPROVED_TRAIL = Text(
    "CloudTrail's history has management events only, minutes late: nothing in it does not clear "
    "anybody",
    ja="CloudTrail の履歴は管理イベントだけで、数分遅れます：何も載っていなくても、"
    "疑いが晴れたことにはなりません",
)
UNDO = Text(
    "it only looks; an investigation stays in Detective and changes nothing elsewhere",
    ja="調べるだけです。調査は Detective に残り、他には何も変更しません",
)
WITHOUT = Text(
    "Detective is not asked: {why}. CloudTrail and GuardDuty are asked instead",
    ja="Detective には問い合わせません：{why}。代わりに CloudTrail と GuardDuty に問い合わせます",
)
NOBODY = Text(
    "{why}: there is nobody for Detective to investigate",
    ja="{why}：Detective が調査できる相手がいません",
)

CLAIM_DENIED = Text(
    "What Detective knows of `{principal}` could be read",
    ja="Detective にある `{principal}` の情報を読み取れました",
)
CLAIM_READ = Text("The history of {name} was read", ja="{name} の履歴を読み取りました")
EVIDENCE_READ = Text(
    "GuardDuty {guardduty}, CloudTrail {trail}", ja="GuardDuty は{guardduty}、CloudTrail は{trail}"
)
READ = Text("read", ja="読み取り済み")
NOT_READ = Text("not read", ja="未読み取り")

WHO = Text("Who: `{arn}`, {how}", ja="実行者：`{arn}`、{how}")
WHO_NOT = Text("Who is behind {name} is not known: {why}", ja="{name} の実行者は不明です：{why}")


class Subject(Inputs):
    """Whom to ask about: a finding's actor before its resource, and how many hours back.

    `role/NAME` or `user/NAME`, an ARN, an access key; an instance, for its role; or a bucket, for
    whoever GuardDuty saw act on it.
    """

    subject: str = from_resource(
        "AwsIamRole", "AwsIamUser", "AwsIamAccessKey", "AwsEc2Instance", "AwsS3Bucket"
    )
    hours: int = Field(default=48, ge=1, le=720)

    @classmethod
    def spelled(cls, target: str) -> str:
        """Keep of IAM's ARNs what tells a role from a user; of all others the last part."""
        written = principals.spelled(target)
        return written if principals.is_principal(written) else super().spelled(target)

    @field_validator("subject")
    @classmethod
    def _is_subject(cls, value: str) -> str:
        is_thing = INSTANCE.fullmatch(value) or BUCKET.fullmatch(value)
        if not is_thing and not principals.is_principal(value):
            raise WrongInputError(HOW)
        return value


class Context(State):
    """Who it is, the graph and the newest investigation; all else is for telling alone."""

    principal: Principal
    graph: str
    investigation: str
    newest: Investigation = Field(default=Investigation(), exclude=True)
    lens: Lens = Field(default=Lens(), exclude=True)
    findings: Findings = Field(default=Findings(), exclude=True)
    trail: Trail | None = Field(default=None, exclude=True)
    read_at: datetime = Field(default=EPOCH, exclude=True)


class DetectiveContext(Runbook[Subject, Context]):
    """Find out who is behind a finding, and what else they did: it looks, and contains nothing.

    An investigation of Amazon Detective is started in the security admin account, and its
    indicators are told; without Detective, what CloudTrail and GuardDuty tell of the same.
    It takes no approval: all that it makes is an investigation in Detective.

    https://docs.aws.amazon.com/detective/latest/userguide/investigations-about.html
    """

    about = About(
        title=Text("Find out who is behind", ja="実行者の特定"),
        tactic=Tactic.DETECT,
        triggers=(
            "guardduty:*",
            "securityhub:*",
            "cloudtrail:*",
            "health:AWS_RISK_CREDENTIALS_EXPOSED",
        ),
        reads=(
            "cloudtrail:LookupEvents",
            "ec2:DescribeInstances",
            "guardduty:GetFindings",
            "guardduty:ListDetectors",
            "guardduty:ListFindings",
            "iam:GetAccessKeyLastUsed",
            "iam:GetInstanceProfile",
            "iam:GetRole",
            "iam:GetUser",
        ),
        contains=(detective.START,),
        releases=(),
        csf=("RS.AN-03", "DE.AE-02"),
        classes=(RiskClass.A,),
        undo=Reach.NONE,
        acts_in=Special.SECURITY_ADMIN,
        reads_there=(
            "detective:GetInvestigation",
            "detective:ListGraphs",
            "detective:ListIndicators",
            "detective:ListInvestigations",
            "detective:ListMembers",
        ),
    )
    inputs = Subject
    state = Context

    def target(self, inputs: Subject) -> str:
        subject = inputs.subject
        if INSTANCE.fullmatch(subject):
            return ec2.arn(self.aws, "instance", subject)
        if principals.is_principal(subject):
            return principals.arn(self.aws, subject)
        return f"arn:{self.aws.partition}:s3:::{subject}"

    def observe(self, inputs: Subject) -> Context:
        who = behind.resolve(self.aws, inputs.subject)
        read_at = self._now()
        since = read_at - timedelta(hours=inputs.hours)
        lens, newest = detective.look(self.there, self.aws.account, who.arn)
        is_asked = bool(lens.graph and who.arn)
        return Context(
            principal=who,
            graph=lens.graph,
            investigation=newest.id,
            newest=newest,
            lens=lens,
            findings=self._findings(inputs, who, since),
            trail=None if is_asked else self._trail(inputs, who, since),
            read_at=read_at,
        )

    def risk(self, inputs: Subject, state: Context) -> RiskClass:
        return RiskClass.A

    def plan(self, inputs: Subject, state: Context) -> Plan:
        who, is_asked = state.principal, _is_asked(state)
        steps: tuple[Step, ...] = ()
        changes = CHANGES_NOTHING.fill()
        if is_asked and state.newest.is_reused(state.read_at):
            created = for_people(state.newest.created)
            changes = REUSES.fill(created=created, status=state.newest.status)
        elif is_asked:
            hours = inputs.hours
            steps = (detective.start(state.graph, who.arn, state.read_at, hours),)
            account = self.there.account
            changes = CHANGES.fill(account=account, principal=who.name, hours=hours)
        return Plan(
            changes=(changes,),
            steps=steps,
            unproved=((UNPROVED if is_asked else UNPROVED_TRAIL).fill(),),
            warnings=tuple(_warnings(state)),
            undo=Reach.NONE,
            undo_says=UNDO.fill(),
        )

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        return detective.do_start(self.there, fill(step, made))

    def verify(self, inputs: Subject, state: Context) -> tuple[Claim, ...]:
        if _is_asked(state):
            return (investigation.claim(state.newest, state.principal.name, state.read_at),)
        read = _history_read(inputs, state)
        return (_unread(state), read) if state.lens.was_denied else (read,)

    def tells(self, inputs: Subject, state: Context) -> tuple[Told, ...]:
        name = state.principal.name or inputs.subject
        return (
            self._who(inputs, state),
            *_why_without(state),
            *investigation.tell(state.newest, state.principal.name),
            *guardduty.tell(
                state.findings, name, inputs.hours, self.aws.region, self.aws.partition
            ),
            *(history.tell(state.trail, name, inputs.hours) if state.trail else ()),
        )

    def undo(
        self, inputs: Subject, before: Context, after: Context, now: Context
    ) -> Plan | Conflict:
        return Plan(changes=(), steps=(), undo=Reach.NONE, undo_says=UNDO.fill())

    def restored(self, inputs: Subject, before: Context, state: Context) -> tuple[Claim, ...]:
        return ()

    def _now(self) -> datetime:
        """Return what AWS's own clock says: from it the hours are counted back."""
        try:
            answer: Any = self.aws.read("guardduty").list_detectors(MaxResults=1)
        except ClientError as error:
            answer = error.response
        now = holders.time_of(answer)
        if now is None:
            raise ValueError(NO_TIME.en)
        return now

    def _findings(self, inputs: Subject, who: Principal, since: datetime) -> Findings:
        """Return the findings on the principal, and on the resource that it was found by."""
        asked = []
        if who.arn:
            asked.append({"resource.accessKeyDetails.userName": who.name})
        if INSTANCE.fullmatch(inputs.subject):
            asked.append({"resource.instanceDetails.instanceId": inputs.subject})
        elif principals.is_key(inputs.subject):
            asked.append({"resource.accessKeyDetails.accessKeyId": inputs.subject})
        elif not principals.is_principal(inputs.subject):
            asked.append({"resource.s3BucketDetails.name": inputs.subject})
        return guardduty.joined(*(guardduty.findings(self.aws, one, since) for one in asked))

    def _trail(self, inputs: Subject, who: Principal, since: datetime) -> Trail:
        by, value = _attribute(inputs.subject, who)
        return history.events(self.aws, by, value, since)

    def _who(self, inputs: Subject, state: Context) -> Told:
        who = state.principal
        if not who.arn:
            why = who.why_not or "?"
            return Told(says=WHO_NOT.fill(name=inputs.subject, why=why))
        how = who.how or "?"
        return Told(says=WHO.fill(arn=who.arn, how=how), link=self._profile(state))

    def _profile(self, state: Context) -> str:
        """Return the way to the principal's profile in Detective, at the hours asked about.

        https://docs.aws.amazon.com/detective/latest/userguide/profile-navigate-url.html
        """
        who = state.principal
        if not state.graph or not who.id or self.aws.partition != "aws":
            return ""
        kind = "AwsRole" if who.is_role else "AwsUser"
        scope = ""
        if state.newest.id:
            start, end = (int(each.timestamp()) for each in (state.newest.start, state.newest.end))
            scope = f"?scopeStart={start}&scopeEnd={end}"
        base = f"https://console.aws.amazon.com/detective/home?region={self.aws.region}"
        return f"{base}#entities/{kind}/{who.id}{scope}"


def _attribute(subject: str, who: Principal) -> tuple[By, str]:
    """Return by what CloudTrail is asked: sessions of an instance's role are named as it is.

    Of any other role, whoever has assumed it is told.
    """
    if principals.is_key(subject):
        return "AccessKeyId", subject
    if INSTANCE.fullmatch(subject):
        return "Username", subject
    if who.arn:
        return ("ResourceName", who.arn) if who.is_role else ("Username", who.name)
    return ("Username" if subject == principals.ROOT else "ResourceName"), subject


def _is_asked(state: Context) -> bool:
    """Say whether there is somebody to investigate, and Detective to do it."""
    return bool(state.graph and state.principal.arn)


def _warnings(state: Context) -> Iterator[Said]:
    if state.principal.warning:
        yield state.principal.warning
    if state.principal.why_not:
        yield NOBODY.fill(why=state.principal.why_not)
    if state.lens.why_not:
        yield WITHOUT.fill(why=state.lens.why_not)


def _unread(state: Context) -> Claim:
    return Claim(
        key=investigation.KEY,
        proof=Proof.INCONCLUSIVE,
        says=CLAIM_DENIED.fill(principal=state.principal.name or "?"),
        evidence=state.lens.why_not.plain() if state.lens.why_not else "",
    )


def _history_read(inputs: Subject, state: Context) -> Claim:
    seen = state.findings.why_not is None
    told = state.trail is not None and state.trail.why_not is None
    proof = {2: Proof.PASSED, 1: Proof.INCONCLUSIVE, 0: Proof.FAILED}[seen + told]
    evidence = EVIDENCE_READ.fill(
        guardduty=(READ if seen else NOT_READ).en, trail=(READ if told else NOT_READ).en
    )
    name = state.principal.name or inputs.subject
    return Claim(
        key="history", proof=proof, says=CLAIM_READ.fill(name=name), evidence=evidence.plain()
    )


def _why_without(state: Context) -> Iterator[Told]:
    if state.principal.warning:
        yield Told(says=state.principal.warning)
    if state.lens.why_not:
        yield Told(says=WITHOUT.fill(why=state.lens.why_not))
    elif not state.principal.arn:
        why = state.principal.why_not or "?"
        yield Told(says=WITHOUT.fill(why=NOBODY.fill(why=why)))
