"""The questions that enrich an alert, in the order of the card."""

from __future__ import annotations

from bot.questions.contract import Question
from bot.questions.enrich.account import AccountName
from bot.questions.enrich.bucket_exposure import BucketExposure
from bot.questions.enrich.bucket_radius import BucketRadius
from bot.questions.enrich.instance_exposure import InstanceExposure
from bot.questions.enrich.instance_radius import InstanceRadius
from bot.questions.enrich.name import Name
from bot.questions.enrich.owner import Owner
from bot.questions.enrich.principal_radius import PrincipalRadius

ENRICHERS: tuple[Question, ...] = (
    Name(),
    AccountName(),
    Owner(),
    InstanceExposure(),
    BucketExposure(),
    InstanceRadius(),
    PrincipalRadius(),
    BucketRadius(),
)
