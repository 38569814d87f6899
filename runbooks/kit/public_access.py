"""The four settings of S3 Block Public Access, of a bucket or of a whole account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from runbooks.kit.aws import Aws
from runbooks.kit.refusals import code_of
from runbooks.kit.text import Said, Text, listing

NAMES = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
ALL_ON = dict.fromkeys(NAMES, True)
NONE_SET = "NoSuchPublicAccessBlockConfiguration"

Settings = Mapping[str, bool]

SPOKEN_NONE = Text("none set", ja="設定なし")
SPOKEN_ON = Text("all on", ja="すべてオン")
SPOKEN_OFF = Text("all off", ja="すべてオフ")
SPOKEN_SOME = Text("only {names} on", ja="{names} のみオン")


def of_account(aws: Aws) -> dict[str, bool] | None:
    """Read the account's own settings; None where it has none, which is not all of them off.

    S3 holds a bucket to the stricter of its own and its account's:
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    """
    try:
        answer = aws.read("s3control").get_public_access_block(AccountId=aws.account)
    except ClientError as error:
        if code_of(error) == NONE_SET:
            return None
        raise
    return read(answer)


def read(answer: Any) -> dict[str, bool]:
    """Return the four settings of an answer; one that is left out is off."""
    settings = answer["PublicAccessBlockConfiguration"]
    return {name: bool(settings.get(name, False)) for name in NAMES}


def are_on(settings: Settings | None) -> bool:
    """Say whether all four are on."""
    return settings is not None and all(settings.get(name) for name in NAMES)


def spoken(settings: Settings | None) -> Said:
    """Return the four settings in words."""
    if settings is None:
        return SPOKEN_NONE.fill()
    on = [name for name in NAMES if settings.get(name)]
    if len(on) == len(NAMES):
        return SPOKEN_ON.fill()
    return SPOKEN_SOME.fill(names=listing(on)) if on else SPOKEN_OFF.fill()
