"""Every check, in the order in which an operator sets things up."""

from __future__ import annotations

from bot.deploying.doctor.anchor import ANCHOR
from bot.deploying.doctor.app_token import APP_TOKEN
from bot.deploying.doctor.called import CALLED
from bot.deploying.doctor.channel import CHANNEL
from bot.deploying.doctor.clock import CLOCK
from bot.deploying.doctor.contract import Check
from bot.deploying.doctor.database import DATABASE
from bot.deploying.doctor.front import FRONT
from bot.deploying.doctor.guard import GUARD
from bot.deploying.doctor.identity import IDENTITY
from bot.deploying.doctor.people import PEOPLE
from bot.deploying.doctor.policy import POLICY
from bot.deploying.doctor.queue import QUEUE
from bot.deploying.doctor.rights import RIGHTS
from bot.deploying.doctor.roles import ROLES
from bot.deploying.doctor.rules import RULES
from bot.deploying.doctor.scopes import SCOPES
from bot.deploying.doctor.settings import SETTINGS
from bot.deploying.doctor.token import TOKEN
from bot.deploying.doctor.topics import TOPICS

CHECKS: tuple[Check, ...] = (
    SETTINGS,
    POLICY,
    DATABASE,
    CLOCK,
    TOKEN,
    SCOPES,
    CHANNEL,
    APP_TOKEN,
    PEOPLE,
    CALLED,
    IDENTITY,
    TOPICS,
    QUEUE,
    RULES,
    GUARD,
    ROLES,
    RIGHTS,
    FRONT,
    ANCHOR,
)
