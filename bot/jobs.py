"""The jobs of the schedule, for the composition root."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.daily.digest import JOB as DIGEST
from bot.daily.digest import DigestPost
from bot.daily.discovering import THE_ORGANIZATION
from bot.daily.morning import JOB, MorningPost
from bot.daily.refreshing import EVERYTHING
from bot.delivery import outages
from bot.domain import organization
from bot.domain.canary import is_due as canary_is_due
from bot.domain.policy import Policy
from bot.domain.routes import Mode
from bot.domain.run import Work
from bot.domain.sweeping import is_due
from bot.durable.schedule import Job
from bot.guarding.watching import EVERY_ROLE
from bot.intake import purging
from bot.intake.canaries import EVERY_WAY, tend
from bot.intake.forgetting import forget
from bot.intake.sweeping import EVERY_PLACE, Sorting
from bot.ports.clock import Clock
from bot.ports.unit import Unit
from bot.response.deciding.expiring import expire
from bot.response.deciding.paging import page
from bot.response.holding.holding import EVERY_HOLD
from bot.response.incidents import storm_calling
from bot.response.incidents.escalating import escalate
from bot.response.incidents.reminding import remind
from bot.response.incidents.snoozing import end_over
from bot.response.incidents.storming import start_all
from bot.response.keeping.rescuing import rescue
from bot.response.limits.breaker import Breaker
from bot.response.people.memberships import EVERY_GROUP
from bot.response.people.refusing import close_hours
from bot.response.upstream.syncing import go_on
from bot.triage import forgetting
from bot.triage.sorting import sort

EVERY_MINUTE = "* * * * *"
EVERY_FIVE_MINUTES = "*/5 * * * *"
EVERY_TEN_MINUTES = "*/10 * * * *"
TWICE_AN_HOUR = "25,55 * * * *"
"""A little before the full and the half hour, at which mornings begin."""


def jobs(policy: Policy, channel: str, clock: Clock) -> list[Job]:
    """Return all that is done at set times; the morning post where the policy has an hour."""
    found = [
        Job("expire", EVERY_MINUTE, _expire),
        Job("rescue", EVERY_MINUTE, partial(_rescue, breaker=Breaker(policy, channel))),
        Job("page", EVERY_MINUTE, partial(_page, policy)),
        Job("hold", EVERY_MINUTE, _hold),
        Job("snooze", EVERY_MINUTE, _snooze),
        Job("refusals", EVERY_MINUTE, _refusals),
        Job("sync", EVERY_MINUTE, _sync),
        Job("night", EVERY_MINUTE, _night),
        Job("outage", EVERY_MINUTE, partial(_outage, policy)),
        Job("remind", EVERY_FIVE_MINUTES, partial(_remind, policy)),
        Job("storm", EVERY_MINUTE, _storm),
        Job("look", TWICE_AN_HOUR, _look),
        Job("members", EVERY_TEN_MINUTES, _members),
        Job("guard", EVERY_TEN_MINUTES, _guard),
        Job("untie", EVERY_FIVE_MINUTES, _untie),
        Job("sweep", EVERY_MINUTE, _sweep),
    ]
    if policy.morning is not None:
        post = MorningPost(policy.morning, channel, clock)
        found.append(Job(JOB, post.cron, post, post.timezone))
    if policy.canary is not None:
        sorting = Sorting(partial(sort, policy=policy), channel)
        found.append(Job("canary", EVERY_MINUTE, partial(_canary, policy, sorting)))
    if organization.asked(policy) is not None:
        found.append(Job("discover", TWICE_AN_HOUR, _discover))
    if policy.on_call is not None and policy.on_call.escalate_after is not None:
        found.append(Job("escalate", EVERY_MINUTE, partial(_escalate, policy)))
    if policy.raw_kept is not None:
        found.append(Job("forget", EVERY_MINUTE, partial(_forget, policy.raw_kept)))
    if policy.findings_kept is not None:
        timezone = policy.morning.timezone if policy.morning else "UTC"
        found.append(Job("purge", TWICE_AN_HOUR, partial(_purge, timezone)))
    if any(route.mode is Mode.DIGEST for route in policy.routes):
        digest = DigestPost(policy.morning, clock)
        found.append(Job(DIGEST, digest.cron, digest, digest.timezone))
    return found


def _expire(unit: Unit, slot: datetime) -> None:
    expire(unit, slot)


def _rescue(unit: Unit, slot: datetime, breaker: Breaker) -> None:
    rescue(unit, slot, breaker)


def _page(policy: Policy, unit: Unit, slot: datetime) -> None:
    page(unit, policy, slot)


def _escalate(policy: Policy, unit: Unit, slot: datetime) -> None:
    storm_calling.call(unit, policy, slot)  # first, since it waits for channels as triage does
    escalate(unit, policy, slot)


def _remind(policy: Policy, unit: Unit, slot: datetime) -> None:
    remind(unit, policy, slot)


def _forget(age: timedelta, unit: Unit, slot: datetime) -> None:
    forget(unit, age, slot)


def _purge(timezone: str, unit: Unit, slot: datetime) -> None:
    purging.start(unit, slot, timezone)


def _untie(unit: Unit, slot: datetime) -> None:
    forgetting.forget(unit, slot)


def _hold(unit: Unit, _: datetime) -> None:
    if unit.holds.grasp().count:
        unit.runs.start(Work.HOLD, EVERY_HOLD)


def _snooze(unit: Unit, slot: datetime) -> None:
    end_over(unit, slot)


def _refusals(unit: Unit, slot: datetime) -> None:
    close_hours(unit, slot)


def _sync(unit: Unit, _: datetime) -> None:
    go_on(unit)


def _night(unit: Unit, slot: datetime) -> None:
    for execution in unit.reviews.unsettled(slot):
        unit.runs.start(Work.NIGHT, execution)


def _outage(policy: Policy, unit: Unit, slot: datetime) -> None:
    outages.look(unit, policy, slot)


def _storm(unit: Unit, _: datetime) -> None:
    start_all(unit)


def _look(unit: Unit, _: datetime) -> None:
    unit.runs.start(Work.LOOK, EVERYTHING)


def _discover(unit: Unit, slot: datetime) -> None:
    """List the organization's accounts once a day, and where that failed at the next slot."""
    if organization.is_due(unit.coverage.noted(organization.CHECK), slot):
        unit.runs.start(Work.DISCOVER, THE_ORGANIZATION)


def _members(unit: Unit, _: datetime) -> None:
    unit.runs.start(Work.MEMBERS, EVERY_GROUP)


def _guard(unit: Unit, _: datetime) -> None:
    unit.runs.start(Work.GUARD, EVERY_ROLE)


def _sweep(unit: Unit, slot: datetime) -> None:
    """Look for what was lost: every quarter of an hour, and at once after a downtime."""
    if is_due(slot, unit.sweeps.beat(slot)):
        unit.runs.start(Work.SWEEP, EVERY_PLACE)


def _canary(policy: Policy, sorting: Sorting, unit: Unit, slot: datetime) -> None:
    """Tell what has fallen silent, and send canaries where it is time."""
    tend(unit, policy, sorting, slot)
    last = max((way.at for way in unit.canaries.all()), default=None)
    if policy.canary is not None and canary_is_due(last, policy.canary, slot):
        unit.runs.start(Work.CANARY, EVERY_WAY)
