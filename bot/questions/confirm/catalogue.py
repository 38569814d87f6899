"""The sources that findings are read again at, by the service that a finding's key begins with."""

from __future__ import annotations

from collections.abc import Mapping

from bot.questions.confirm.contract import Source
from bot.questions.confirm.guardduty import GuardDuty
from bot.questions.confirm.securityhub import SecurityHub

SOURCES: Mapping[str, Source] = {"guardduty": GuardDuty(), "securityhub": SecurityHub()}
