"""Who reads a bucket, as far as CloudFront and its website tell: what closing it breaks."""

from __future__ import annotations

from botocore.exceptions import ClientError

from bot.domain.answer import Subject
from bot.questions.contract import About, Found, Missing, Question
from bot.questions.enrich.kinds import BUCKET
from runbooks.kit import radius_bucket
from runbooks.kit.aws import Aws
from runbooks.kit.refusals import code_of
from runbooks.kit.text import SENTENCES, Text, listing

WEBSITE = Text("It serves a website", ja="ウェブサイトを配信しています")
NO_WEBSITE = Text("It serves no website", ja="ウェブサイトは配信していません")
NO_CDN = Text(
    "No CloudFront distribution of this account has it as an origin",
    ja="このアカウントの CloudFront ディストリビューションで、これをオリジンとするものはありません",
)
READERS = Text(
    "Who reads its objects is unknown: data events are not looked up",
    ja="オブジェクトを誰が読んでいるかは不明です：データイベントは参照しません",
)


class BucketRadius(Question):
    """Whether it serves a website, and which CloudFront distributions read it, signed or not."""

    about = About(
        key="radius",
        title=Text("Blast radius", ja="影響範囲"),
        actions=("cloudfront:ListDistributions", "s3:GetBucketWebsite"),
        types=frozenset({BUCKET}),
        source="s3:GetBucketWebsite, cloudfront:ListDistributions",
        cached=60.0,
    )

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        website = WEBSITE if _is_website(aws, subject.name) else NO_WEBSITE
        readers = radius_bucket.distributions(aws, subject.name)
        said = (website.fill(), *(readers or (NO_CDN.fill(),)), READERS.fill())
        return Found(listing(said, SENTENCES))


def _is_website(aws: Aws, bucket: str) -> bool:
    try:
        aws.read("s3").get_bucket_website(Bucket=bucket)
    except ClientError as error:
        if code_of(error) == "NoSuchWebsiteConfiguration":
            return False
        raise
    return True
