"""Builds the worker: everything that touches the AWS estate, each kind of run with who does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.aws.limiter import Rank
from bot.aws.pager import SnsPager
from bot.daily.discovering import Discovering
from bot.daily.refreshing import Refreshing
from bot.delivery.pagers import Pagers, Way
from bot.delivery.paging import OutagePager
from bot.domain.paging import SNS, WEBHOOK
from bot.domain.run import Work
from bot.durable.bell import LocalBell
from bot.durable.runs import Runner, Worker
from bot.ground import Ground
from bot.guarding.watching import Watching
from bot.intake.canaries import Sending
from bot.intake.purging import Purging
from bot.intake.sweeping import Sorting, Sweeping
from bot.questions.canary import PuttingCanaries
from bot.questions.confirming import Confirming
from bot.questions.enrich.catalogue import ENRICHERS
from bot.questions.enriching import Enriching
from bot.questions.organization import ListingOrganization
from bot.questions.posture import LookingPosture
from bot.questions.role_uses import LookingTrail
from bot.questions.runner import Runner as Questions
from bot.questions.sweeping import LookingSweeper
from bot.response.batch.sealing import Sealer
from bot.response.bench.anchoring import Anchoring
from bot.response.bench.prefill import Catalogue
from bot.response.bench.workbench import Workbench
from bot.response.deciding.night_watch import NightWatch
from bot.response.drills.drills_chain import DrillChain
from bot.response.holding.holding import Holding
from bot.response.incidents.escalating import Paging
from bot.response.incidents.storming import Storming
from bot.response.keeping.digest import code_hash
from bot.response.people.memberships import GroupReader
from bot.response.planning.asking import can_undo
from bot.response.planning.planning import Planner
from bot.response.planning.standing import Stander
from bot.response.running.executing import Executor
from bot.response.running.witnessing import Witness
from bot.response.upstream.settled import SettledBy
from bot.response.upstream.upstream import Upstream
from bot.triage.sorting import sort
from handlers.http.webhook import WebhookPager
from handlers.slack.directory import SlackDirectory
from handlers.slack.rendering import batch_is_cut, fingerprint


def worker(
    ground: Ground,
    bell: LocalBell,
    catalogue: Catalogue,
    anchoring: Anchoring | None,
    busy: Callable[[], int],
) -> Runner:
    """Build everything that touches the estate; `busy` says how many POSTs wait here.

    The runbooks' code is hashed now, as it was loaded: an upgrade may change the files later.
    """
    for runbook in catalogue.values():
        code_hash(runbook)
    asking, policy = ground.estates[Rank.QUESTION], lambda: ground.policy
    confirming = Confirming(asking, ground.threads[Rank.QUESTION], policy, ground.clock)
    bench = Workbench(
        store=ground.store,
        bell=bell,
        clock=ground.clock,
        estate=ground.estates[Rank.RESPONSE],
        threads=ground.threads[Rank.RESPONSE],
        confirming=confirming,
        catalogue=catalogue,
        policy=ground.policy,
        channel=ground.settings.channel,
        anchoring=anchoring,
    )
    questions = Questions(
        asking,
        ground.threads[Rank.QUESTION],
        ground.clock,
        ENRICHERS,
        measure=ground.metrics.enrichment_seconds,
    )
    enriching = Enriching(ground.store, questions, confirming, policy, ground.clock, bell)
    aside = replace(bench, estate=asking, threads=ground.threads[Rank.QUESTION])
    return Runner(
        ground.store,
        bell,
        {
            Work.ENRICH: enriching,
            Work.PLAN: Planner(bench, partial(fingerprint, policy=ground.policy)).run,
            Work.BATCH: _sealer(ground, bell, catalogue).run,
            Work.EXECUTE: Executor(bench, count=ground.metrics.execution).run,
            Work.WITNESS: Witness(bench).run,
            Work.DRILL: DrillChain(bench).run,
            Work.STAND: Stander(ground.store, bell, ground.clock, catalogue, ground.policy),
            Work.HOLD: Holding(aside).run,
            Work.SYNC: Upstream(bench).run,
            Work.SETTLED: SettledBy(aside).run,
            Work.PAGE: Paging(ground.store, _pager(ground)),
            Work.NIGHT: NightWatch(aside, _pager(ground)).run,
            **_by_the_clock(ground, bell, busy),
        },
    )


def _by_the_clock(
    ground: Ground, bell: LocalBell, busy: Callable[[], int]
) -> Mapping[Work, Worker]:
    """Build what is done at set times, whatever anybody does."""
    return {
        Work.MEMBERS: _group_reader(ground, bell),
        Work.LOOK: _looking(ground),
        Work.GUARD: _watching(ground, bell),
        Work.OUTAGE: OutagePager(ground.store, _pager(ground), ground.clock, lambda: ground.policy),
        Work.SWEEP: _sweeping(ground, bell),
        Work.CANARY: _sending(ground),
        Work.DISCOVER: _discovering(ground, bell),
        Work.PURGE: Purging(ground.store, ground.clock, ground.policy, can_undo, busy),
        Work.STORM: Storming(ground.store, bell, ground.clock),
    }


def _sealer(ground: Ground, bell: LocalBell, catalogue: Catalogue) -> Sealer:
    """Build what seals a batch once all of it is planned."""
    return Sealer(
        ground.store,
        bell,
        ground.clock,
        catalogue=catalogue,
        policy=ground.policy,
        must_open=partial(batch_is_cut, policy=ground.policy),
    )


def _group_reader(ground: Ground, bell: LocalBell) -> GroupReader:
    """Build what reads who is in the approvers' groups."""
    directory, channel = SlackDirectory(ground.web), ground.settings.channel
    return GroupReader(ground.store, directory, bell, ground.clock, ground.policy, channel)


def _watching(ground: Ground, bell: LocalBell) -> Watching:
    """Build what holds every use of the roles against the record."""
    threads = ground.threads[Rank.QUESTION]
    return Watching(
        ground.store,
        bell,
        ground.clock,
        trail=LookingTrail(ground.estates[Rank.QUESTION], threads),
        policy=ground.policy,
        channel=ground.settings.channel,
        pager=_pager(ground),
    )


def _sweeping(ground: Ground, bell: LocalBell) -> Sweeping:
    """Build what looks for findings that no message has brought."""
    sweeper = LookingSweeper(ground.estates[Rank.QUESTION], ground.threads[Rank.QUESTION])
    sorting = Sorting(partial(sort, policy=ground.policy), ground.settings.channel)
    return Sweeping(ground.store, bell, ground.clock, sweeper, ground.policy, sorting)


def _sending(ground: Ground) -> Sending:
    """Build what sends canaries."""
    sender = PuttingCanaries(ground.estates[Rank.QUESTION], ground.threads[Rank.QUESTION])
    return Sending(ground.store, ground.clock, sender, ground.policy)


def _pager(ground: Ground) -> Pagers | None:
    """Return what pages beyond Slack, by each way that the policy file names for it."""
    topic, webhook = ground.policy.page_topic, ground.policy.page_webhook
    ways: dict[str, Way] = {}
    if topic:
        ways[SNS] = Way(SnsPager(ground.sessions, ground.threads[Rank.QUESTION], topic), topic)
    if webhook:
        ways[WEBHOOK] = Way(WebhookPager(ground.fetching, webhook, ground.clock), webhook.host)
    return Pagers(ways, ground.store, ground.clock) if ways else None


def _looking(ground: Ground) -> Refreshing:
    """Build what looks at how accounts are set."""
    posture = LookingPosture(
        ground.estates[Rank.QUESTION],
        ground.threads[Rank.QUESTION],
        ground.clock,
        lambda account: account.watch_regions,
    )
    return Refreshing(ground.store, posture, ground.policy, ground.clock)


def _discovering(ground: Ground, bell: LocalBell) -> Discovering:
    """Build what asks which accounts the organization has."""
    roll = ListingOrganization(ground.estates[Rank.QUESTION], ground.threads[Rank.QUESTION])
    channel, policy = ground.settings.channel, ground.policy
    return Discovering(ground.store, bell, ground.clock, roll=roll, policy=policy, channel=channel)
