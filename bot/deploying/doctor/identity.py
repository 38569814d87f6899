"""Who is the bot to AWS, and in which Region is it at home?"""

from __future__ import annotations

from collections.abc import Iterator

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
)

from bot.aws.surroundings import REGION
from bot.deploying.doctor.aws import client, code_of
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, warned
from bot.domain.words import doctor_role as words

ROOT = ":root"
UNKNOWN = frozenset(
    {
        "ExpiredToken",
        "InvalidClientTokenId",
        "SignatureDoesNotMatch",
        NoCredentialsError.__name__,
        PartialCredentialsError.__name__,
        ProfileNotFound.__name__,
    }
)
"""What says that nobody is named, or nobody whom AWS knows; all else is AWS's silence.

https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
"""


def look(ground: Ground) -> Iterator[Row]:
    """Yield what GetCallerIdentity tells. Raises botocore's errors where AWS gives no answer."""
    region = ground.sessions.region
    try:
        with client(ground.sessions, "sts") as sts:
            told = sts.get_caller_identity()
    except (ClientError, BotoCoreError) as error:
        if (code := code_of(error)) not in UNKNOWN:
            raise
        yield failed("", words.IDENTITY_NONE.fill(code=code), words.IDENTITY_NONE_MEND.fill())
        return
    arn = str(told["Arn"])
    if arn.endswith(ROOT):
        says = words.IDENTITY_ROOT.fill(account=told["Account"])
        yield failed("", says, words.IDENTITY_ROOT_MEND.fill())
    else:
        yield passed("", words.IDENTITY_FINE.fill(arn=arn, region=region))
    if not any(ground.environ.get(name) for name in REGION):
        mend = words.IDENTITY_NO_REGION_MEND.fill()
        yield warned(REGION[0], words.IDENTITY_NO_REGION.fill(region=region), mend)


IDENTITY = Check(words.IDENTITY, look)
