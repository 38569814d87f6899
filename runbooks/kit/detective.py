"""Amazon Detective, in its administrator's account: is it there, and what did it find of whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, EndpointConnectionError

from runbooks.kit.aws import Aws
from runbooks.kit.contract import ClosedError
from runbooks.kit.investigation import Investigation
from runbooks.kit.moments import EPOCH, for_api
from runbooks.kit.refusals import why_not
from runbooks.kit.steps import make_step
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Frozen, Made, Power, Step

if TYPE_CHECKING:
    from mypy_boto3_detective import DetectiveClient

START = "detective:StartInvestigation"
ENABLED = "ENABLED"
PAGE = 100
PAGES = 3
"""Of a hundred indicators each: no more are read."""

OFF = Text(
    "there is no behavior graph in account {account} in {region}: Detective is off",
    ja="{region} のアカウント {account} に動作グラフがありません：Detective は無効です",
)
NOT_MEMBER = Text(
    "account {account} is no member of the behavior graph of account {admin}",
    ja="アカウント {account} は、アカウント {admin} の動作グラフのメンバーではありません",
)
NOT_ENABLED = Text(
    "account {account} is a member of the behavior graph, but {status}",
    ja="アカウント {account} は動作グラフのメンバーですが、状態は {status} です",
)
DENIED = Text(
    "{why} to {action} in account {account}", ja="アカウント {account} での {action}：{why}"
)
UNREACHED = Text(
    "Detective can't be reached in {region}: it may not exist there",
    ja="{region} の Detective に到達できません：このリージョンでは提供されていない可能性があります",
)
SAYS_START = Text(
    "Start a Detective investigation of `{principal}`",
    ja="`{principal}` の Detective 調査を開始します",
)


class Lens(Frozen):
    """What Detective offers for one account: a graph, or why not.

    `was_denied` tells a right that is lacking from a Detective that is not there.
    """

    graph: str = ""
    why_not: Said | None = None
    was_denied: bool = False


class _UnseenError(Exception):
    """Detective can't be used; the lens says why."""

    def __init__(self, lens: Lens) -> None:
        super().__init__()
        self.lens = lens


def look(there: Aws, account: str, entity: str) -> tuple[Lens, Investigation]:
    """Return the graph that has an account's data, and its newest investigation of an entity.

    Without an entity no investigation is looked for. Where Detective is off, closed or denied
    the lens says why; all else rises.
    """
    try:
        graph = _graph(there, account)
        newest = _newest(there, graph, entity) if entity else Investigation()
        if newest.is_good:
            newest = _with_indicators(there, graph, newest)
    except _UnseenError as error:
        return error.lens, Investigation()
    return Lens(graph=graph), newest


def start(graph: str, entity: str, until: datetime, hours: int) -> Step:
    """Return the step that starts an investigation of the hours before a moment.

    https://docs.aws.amazon.com/detective/latest/APIReference/API_StartInvestigation.html
    """
    return make_step(
        "investigation",
        START,
        (graph,),
        {
            "GraphArn": graph,
            "EntityArn": entity,
            "ScopeStartTime": for_api(until - timedelta(hours=hours)),
            "ScopeEndTime": for_api(until),
        },
        SAYS_START.fill(principal=entity.rpartition("/")[2]),
        Power.CONTAIN,
    )


def do_start(there: Aws, parameters: Mapping[str, Any]) -> Made:
    """Start an investigation, unless one runs or was begun since the plan was made.

    StartInvestigation knows no second try of itself: where an answer was lost, the investigation
    that it began is found by looking.
    """
    graph, entity = parameters["GraphArn"], parameters["EntityArn"]
    newest = _listed(there.read("detective"), graph, entity)
    if newest and (
        newest["Status"] == "RUNNING"
        or newest["CreatedTime"] >= datetime.fromisoformat(parameters["ScopeEndTime"])
    ):
        return Made(values={"investigation": newest["InvestigationId"]}, already=True)
    answer = there.change("detective").start_investigation(**parameters)
    return Made(values={"investigation": answer["InvestigationId"]})


def _graph(there: Aws, account: str) -> str:
    """Return the graph in which this account is an enabled member."""
    try:
        graphs = _client(there).list_graphs()["GraphList"]
    except EndpointConnectionError as error:
        raise _UnseenError(Lens(why_not=UNREACHED.fill(region=there.region))) from error
    except ClientError as error:
        raise _denied(there, "detective:ListGraphs", error) from error
    graph = next((one.get("Arn", "") for one in graphs), "")
    if not graph:
        off = OFF.fill(account=there.account, region=there.region)
        raise _UnseenError(Lens(why_not=off))
    if account != there.account:
        _check_member(there, graph, account)
    return graph


def _check_member(there: Aws, graph: str, account: str) -> None:
    try:
        status = next(_statuses(there.read("detective"), graph, account), "")
    except ClientError as error:
        raise _denied(there, "detective:ListMembers", error) from error
    if not status:
        raise _UnseenError(Lens(why_not=NOT_MEMBER.fill(account=account, admin=there.account)))
    if status != ENABLED:
        raise _UnseenError(Lens(why_not=NOT_ENABLED.fill(account=account, status=status)))


def _statuses(client: DetectiveClient, graph: str, account: str) -> Iterator[str]:
    token: dict[str, str] = {}
    while True:
        answer = client.list_members(GraphArn=graph, **token)  # type: ignore[arg-type]  # a token or none
        for member in answer.get("MemberDetails", []):
            if member.get("AccountId") == account:
                yield member.get("Status", "")
        if not answer.get("NextToken"):
            return
        token = {"NextToken": answer["NextToken"]}


def _newest(there: Aws, graph: str, entity: str) -> Investigation:
    client = there.read("detective")
    try:
        listed = _listed(client, graph, entity)
    except ClientError as error:
        raise _denied(there, "detective:ListInvestigations", error) from error
    if listed is None:
        return Investigation()
    number = listed["InvestigationId"]
    try:
        one = client.get_investigation(GraphArn=graph, InvestigationId=number)
    except ClientError as error:
        raise _denied(there, "detective:GetInvestigation", error) from error
    return Investigation(
        id=number,
        status=one.get("Status", ""),
        severity=one.get("Severity", ""),
        created=one.get("CreatedTime", EPOCH),
        start=one.get("ScopeStartTime", EPOCH),
        end=one.get("ScopeEndTime", EPOCH),
    )


def _listed(client: DetectiveClient, graph: str, entity: str) -> Any:
    """Return the newest investigation of an entity as it is listed, or None."""
    answer = client.list_investigations(
        GraphArn=graph,
        FilterCriteria={"EntityArn": {"Value": entity}},
        SortCriteria={"Field": "CREATED_TIME", "SortOrder": "DESC"},
        MaxResults=1,
    )
    return next(iter(answer.get("InvestigationDetails", [])), None)


def _with_indicators(there: Aws, graph: str, one: Investigation) -> Investigation:
    client = there.read("detective")
    found: list[dict[str, Any]] = []
    pages, token = PAGES, {"NextToken": ""}
    try:
        while pages:
            given = token if token["NextToken"] else {}
            answer = client.list_indicators(
                GraphArn=graph,
                InvestigationId=one.id,
                MaxResults=PAGE,
                **given,  # type: ignore[arg-type]  # a token or none
            )
            found += [dict(each) for each in answer.get("Indicators", [])]
            token = {"NextToken": answer.get("NextToken", "")}
            pages = pages - 1 if token["NextToken"] else 0
    except ClientError as error:
        raise _denied(there, "detective:ListIndicators", error) from error
    is_cut = bool(token["NextToken"])
    return one.model_copy(update={"indicators": tuple(found), "is_cut": is_cut})


def _client(there: Aws) -> DetectiveClient:
    try:
        return there.read("detective")
    except ClosedError as error:
        raise _UnseenError(Lens(why_not=error.says, was_denied=bool(there.account))) from error


def _denied(there: Aws, action: str, error: ClientError) -> _UnseenError:
    """Return that a call is not allowed; what is no denial rises."""
    why = why_not(error)
    says = DENIED.fill(why=why, action=action, account=there.account)
    return _UnseenError(Lens(why_not=says, was_denied=True))
