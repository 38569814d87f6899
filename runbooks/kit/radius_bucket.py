"""Who uses a bucket, as far as anything tells: CloudFront, its website, the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from runbooks.kit import recalling, replay
from runbooks.kit.aws import Aws
from runbooks.kit.own import OURS
from runbooks.kit.recalling import Heard
from runbooks.kit.refusals import code_of
from runbooks.kit.replay import MOST
from runbooks.kit.text import Said, Text

READS = ("cloudfront:ListDistributions", "cloudtrail:LookupEvents")
PAGES = 5

SIGNED = Text(
    "CloudFront distribution {id} ({name}) signs for what it reads here: it goes on",
    ja="CloudFront ディストリビューション {id}（{name}）は署名して読み取っています：継続します",
)
UNSIGNED = Text(
    "CloudFront distribution {id} ({name}) reads it as anybody does: it stops",
    ja="CloudFront ディストリビューション {id}（{name}）は匿名で読み取っています：停止します",
)
NOT_ALL = Text(
    "of CloudFront's distributions only the first {count} were looked at",
    ja="CloudFront ディストリビューションは最初の {count} 個だけを調べました",
)
CDN_UNKNOWN = Text(
    "Whether CloudFront reads it is unknown: {why}",
    ja="CloudFront が読み取っているかどうかは不明です：{why}",
)
USES = Text("{who} manages it: {pace}", ja="{who} が管理しています：{pace}")
NO_USE = Text("Nobody manages it, in the record", ja="記録上、管理している人はいません")
USE_UNKNOWN = Text("Who manages it is unknown: {why}", ja="誰が管理しているかは不明です：{why}")
READERS = Text(
    "Who reads and writes its objects is unknown: data events are not in that record; denied, "
    "they would not be logged there either",
    ja="オブジェクトを誰が読み書きしているかは不明です：データイベントはこの記録に"
    "含まれません。拒否された場合も記録されません",
)


def recall(aws: Aws, bucket: str) -> tuple[Said, ...]:
    """Return what is known of a bucket's users, and what is not; what fails is told."""
    heard = recalling.hear(aws, "ResourceName", bucket)
    return (*distributions(aws, bucket), *uses(heard), READERS.fill())


def uses(heard: Heard) -> Iterator[Said]:
    """Yield who manages a bucket by the calls of the record: pure."""
    if heard.why_not is not None:
        yield USE_UNKNOWN.fill(why=heard.why_not)
        return
    callers = Counter(call.who or "?" for call in heard.calls if not call.is_refused)
    others = {who: count for who, count in callers.items() if not who.startswith(OURS)}
    for who, count in Counter(others).most_common(MOST):
        often = replay.pace(count, heard.since, heard.until)
        yield USES.fill(who=who, pace=often)
    if not others:
        yield NO_USE.fill()
    yield replay.span(heard)


def distributions(aws: Aws, bucket: str) -> list[Said]:
    """Return which distributions have the bucket as an origin, signed for or not.

    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
    """
    try:
        pages = aws.read("cloudfront").get_paginator("list_distributions").paginate()
        lists = [page["DistributionList"] for page in islice(pages, PAGES)]
    except ClientError as error:
        return [CDN_UNKNOWN.fill(why=code_of(error))]
    except BotoCoreError as error:
        return [CDN_UNKNOWN.fill(why=type(error).__name__)]
    all_ = [one for each in lists for one in each.get("Items", [])]
    said = [found for one in all_ for found in _origins(one, bucket)]
    if lists and lists[-1].get("IsTruncated"):
        said.append(CDN_UNKNOWN.fill(why=NOT_ALL.fill(count=len(all_))))
    return said


def _origins(distribution: Any, bucket: str) -> Iterator[Said]:
    for origin in distribution.get("Origins", {}).get("Items", []):
        host = str(origin.get("DomainName", ""))
        if not host.startswith((f"{bucket}.s3.", f"{bucket}.s3-")):
            continue
        by_identity = origin.get("S3OriginConfig", {}).get("OriginAccessIdentity")
        is_signed = bool(by_identity or origin.get("OriginAccessControlId"))
        says = SIGNED if is_signed else UNSIGNED
        yield says.fill(id=distribution["Id"], name=distribution["DomainName"])
