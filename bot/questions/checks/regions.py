"""Which Regions of an account are watched, and whether any is left out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.posture import Standing
from bot.questions.checks.contract import About, Look
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

SOME = Text(
    "{count} of {all} enabled Regions are watched, as the policy file says",
    ja="ポリシーファイルの指定どおり、有効な {all} リージョンのうち {count} "
    "リージョンを監視しています",
)
NOT_ENABLED = Text(
    "the policy file has Regions watched that are not enabled here: {names}",
    ja="ポリシーファイルで監視対象のリージョンが、このアカウントでは有効になっていません：{names}",
)
NONE_TOLD = Text("AWS names no enabled Region", ja="AWS が有効なリージョンを 1 つも返しません")


class Regions:
    """The Regions that an account has enabled; every other check rests on it.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
    """

    about = About(
        key="regions",
        title=Text("Regions watched", ja="監視対象リージョン"),
        actions=("ec2:DescribeRegions",),
        is_regional=False,
    )

    def enabled(self, aws: Aws) -> tuple[str, ...]:
        """Return the enabled Regions' codes, in order. Whatever AWS refuses rises."""
        answer = aws.read("ec2").describe_regions(AllRegions=False)
        return tuple(sorted(each["RegionName"] for each in answer["Regions"]))

    def judge(self, enabled: Sequence[str], named: Sequence[str]) -> Look:
        """Say how the watch stands; `named` are the policy file's Regions, none meaning all."""
        if not enabled:
            return Look(Standing.NOT_AVAILABLE, NONE_TOLD.fill())
        strange = sorted(set(named) - set(enabled))
        if strange:
            return Look(Standing.WARNING, NOT_ENABLED.fill(names=", ".join(strange)))
        if named and len(set(named)) < len(enabled):
            said = SOME.fill(count=len(set(named)), all=len(enabled))
            return Look(Standing.PASSED, said)
        return Look(Standing.PASSED)
