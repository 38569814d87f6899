"""The on-call part of the policy file: who is called when, and how."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from bot.domain.words import policy as words
from bot.policy.part import Part
from bot.policy.scalars import Duration, PersonId, TimeOfDay, TopicArn, WebhookAddress, Zone

A_DAY = timedelta(days=1)
LONGEST_WAIT = timedelta(hours=4)
GroupId = Annotated[str, StringConstraints(pattern=r"^S[A-Z0-9]{2,}$")]


def _soon(value: timedelta) -> timedelta:
    if value > LONGEST_WAIT:
        raise ValueError(words.POLICY_WAITS.en)
    return value


class RotationPart(Part):
    """People who take turns, each for some days, from a day on."""

    members: tuple[PersonId, ...] = Field(strict=False, min_length=1)
    starts: date
    every: Duration
    handover_at: TimeOfDay = time(9)
    timezone: Zone = "UTC"

    @field_validator("members")
    @classmethod
    def _are_different(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(value)) < len(value):
            raise ValueError(words.POLICY_MEMBER_TWICE.en)
        return value

    @field_validator("every")
    @classmethod
    def _is_of_days(cls, value: timedelta) -> timedelta:
        if value % A_DAY:
            raise ValueError(words.POLICY_WHOLE_DAYS.en)
        return value


class PagePart(Part):
    """How people are paged beyond Slack."""

    sns: TopicArn | None = None
    webhook: WebhookAddress | None = Field(default=None, repr=False)

    @model_validator(mode="after")
    def _leads_somewhere(self) -> PagePart:
        if not (self.sns or self.webhook):
            raise ValueError(words.POLICY_PAGES_NOBODY.en)
        return self


class OnCallPart(Part):
    """Who is called, and how."""

    rotation: RotationPart | None = None
    group: GroupId | None = None
    escalate_after: Annotated[Duration, AfterValidator(_soon)] | None = None
    page: PagePart | None = None

    @model_validator(mode="after")
    def _is_one(self) -> OnCallPart:
        if self.rotation and self.group:
            raise ValueError(words.POLICY_ROTATION_OR_GROUP.en)
        if self.escalate_after and not (self.rotation or self.group):
            raise ValueError(words.POLICY_CALLS_WHOM.en)
        return self
