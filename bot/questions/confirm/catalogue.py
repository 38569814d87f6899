"""The sources that findings are read again at, by the service that a finding's key begins with."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain import sources
from bot.questions.confirm.access_analyzer import AccessAnalyzer
from bot.questions.confirm.acm import Acm
from bot.questions.confirm.cloudtrail import CloudTrail
from bot.questions.confirm.cloudwatch import CloudWatch
from bot.questions.confirm.config import Config
from bot.questions.confirm.contract import Source
from bot.questions.confirm.guardduty import GuardDuty
from bot.questions.confirm.health import Health
from bot.questions.confirm.inspector import Inspector
from bot.questions.confirm.macie import Macie
from bot.questions.confirm.securityhub import SecurityHub
from bot.questions.confirm.trusted_advisor import TrustedAdvisor

SOURCES: Mapping[str, Source] = {
    "guardduty": GuardDuty(),
    "securityhub": SecurityHub(),
    sources.ACCESS_ANALYZER: AccessAnalyzer(),
    sources.ACM: Acm(),
    sources.CLOUDTRAIL: CloudTrail(),
    sources.CLOUDWATCH: CloudWatch(),
    sources.CONFIG: Config(),
    sources.HEALTH: Health(),
    sources.INSPECTOR: Inspector(),
    sources.MACIE: Macie(),
    sources.TRUSTED_ADVISOR: TrustedAdvisor(),
}
