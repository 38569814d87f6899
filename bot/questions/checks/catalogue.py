"""The checks of the daily look, in the order in which they are told."""

from __future__ import annotations

from bot.questions.checks.cloudtrail import CloudTrail
from bot.questions.checks.config import Config
from bot.questions.checks.contract import Check
from bot.questions.checks.guardduty import GuardDuty
from bot.questions.checks.regions import Regions
from bot.questions.checks.root_mfa import RootMfa
from bot.questions.checks.s3_block import S3Block
from bot.questions.checks.security_hub import SecurityHub

REGIONS = Regions()
CHECKS: tuple[Check, ...] = (
    GuardDuty(),
    SecurityHub(),
    CloudTrail(),
    Config(),
    S3Block(),
    RootMfa(),
)
ABOUTS = (REGIONS.about, *(check.about for check in CHECKS))
"""What is declared of each key that a look may give: for roles, titles and docs."""
TITLES = {about.key: about.title for about in ABOUTS}
