"""The composition root: builds every part, in order of dependency."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from aiohttp import ClientSession, web

import runbooks
from bot.aws.access import AwsEstate
from bot.aws.anchors.opening import open_anchor
from bot.aws.confirmer import SnsConfirmer
from bot.aws.limiter import Limiter, Rank
from bot.aws.queue import SqsQueue
from bot.aws.sessions import Sessions
from bot.aws.threads import AwsThreads
from bot.daily.desk import StatusDesk
from bot.daily.gathering import Gathering
from bot.delivery.courier import Courier
from bot.domain import ours
from bot.domain.cards import Look
from bot.domain.policy import Policy
from bot.domain.words import policy as policy_words
from bot.durable.bell import LocalBell
from bot.durable.schedule import Schedule
from bot.errors import SettingsError
from bot.ground import Ground
from bot.intake.certificates import Certificates
from bot.intake.desk import IntakeDesk
from bot.intake.formats.sources import FORMATS
from bot.intake.reader import Filing, Reader
from bot.intake.sns import SnsVerifier
from bot.intake.sqs import QueueReceiver
from bot.jobs import jobs
from bot.logs import Scrubber
from bot.policy import file as policy_file
from bot.ports.bell import Ring
from bot.ports.clock import Clock
from bot.ports.notifier import LimitedError, RefusedError, UncertainError, UnreachableError
from bot.ports.store import Store
from bot.questions.checks.catalogue import TITLES
from bot.response.batch.batch_deciding import BatchDecisionDesk
from bot.response.batch.batch_desk import BatchDesk
from bot.response.bench import offering
from bot.response.bench.anchoring import Anchoring
from bot.response.bench.prefill import Catalogue
from bot.response.brakes.braking import BrakeDesk
from bot.response.brakes.lifting import LiftDesk
from bot.response.deciding.deciding import DecisionDesk
from bot.response.deciding.glass import GlassDesk
from bot.response.deciding.night import NightDesk
from bot.response.deciding.reviewing import ReviewDesk
from bot.response.drills.drills import DrillDesk
from bot.response.explaining.explaining import WhyDesk
from bot.response.holding.hastening import look_now
from bot.response.holding.holding_desk import HoldDesk
from bot.response.incidents.duty import DutyDesk
from bot.response.incidents.incidents import IncidentDesk
from bot.response.incidents.noise import NoiseDesk
from bot.response.incidents.regrouping import RegroupDesk
from bot.response.incidents.restricting import RestrictDesk
from bot.response.incidents.silencing import SilenceDesk
from bot.response.incidents.snoozing import SnoozeDesk
from bot.response.incidents.storming import StormDesk
from bot.response.people import loading
from bot.response.people.memberships import MemberDesk
from bot.response.people.refusing import RefusalDesk
from bot.response.planning.asking import AskDesk, can_undo
from bot.settings import Settings
from bot.store.store import open_store
from bot.triage.sorting import sort
from bot.works import worker
from handlers.http import admin, health, sns
from handlers.http.certificates import HttpCertificateFetcher
from handlers.http.listeners import Address, Ports, listening
from handlers.http.metrics import Metrics
from handlers.http.reach import Reach
from handlers.http.watch import Watch
from handlers.jobs.clockwork import Clockwork
from handlers.slack import bolt
from handlers.slack.directory import SlackDirectory
from handlers.slack.entrance import Entrance, entrance
from handlers.slack.notifier import SlackNotifier
from handlers.slack.reception import Desks, Reception
from handlers.slack.sheets import Sources
from handlers.slack.web_client import Count, SlackWeb, open_web
from runbooks.kit import catalog

log = logging.getLogger(__name__)

RESPONSE_THREADS = 8
QUESTION_THREADS = 16
WARM = ("sts", "ec2", "s3")
OWN_TEAM_SECONDS = 1.0


class Loop(Protocol):
    """Works until told to stop."""

    async def run(self, stop: asyncio.Event) -> None:
        """Work, and return soon after the event is set."""
        ...


@dataclass(slots=True)
class Bot:
    """Everything, built; `run` starts it and drains it."""

    settings: Settings
    store: Store
    policy: Policy
    bell: LocalBell
    desks: Desks
    reception: Reception
    intake: IntakeDesk
    loops: tuple[Loop, ...]
    clockwork: Clockwork
    public: Sequence[web.RouteDef]
    admin: Sequence[web.RouteDef]
    warm: Callable[[], Coroutine[Any, Any, None]]

    async def run(self, stop: asyncio.Event, started: Callable[[Ports], None]) -> None:
        """Listen and work until told to stop; then finish what runs and hand back the rest.

        `started` is told the ports. Raises OSError where one can't be listened on.
        """
        settings = self.settings
        ending = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            for loop in self.loops:
                group.create_task(loop.run(ending))
            try:
                public = (Address(settings.host, settings.port), self.public)
                admin_ = (Address(settings.admin_host, settings.admin_port), self.admin)
                async with listening(public, admin_) as ports:
                    self.clockwork.start()
                    started(ports)
                    group.create_task(self.warm())
                    await stop.wait()
                    await self.clockwork.stop()
            finally:
                ending.set()
                for ring in Ring:
                    self.bell.ring(ring)
        await self.reception.close()


@asynccontextmanager
async def build(settings: Settings, *, clock: Clock, sessions: Sessions) -> AsyncIterator[Bot]:
    """Build everything on a database of the newest schema, and close it again at the end.

    Nothing listens and nothing runs before `Bot.run`. Raises SettingsError for a policy file
    that can't be used, StoreError for a database that can't be opened.
    """
    async with AsyncExitStack() as stack:
        metrics, reach = Metrics(), Reach(clock)
        store = await stack.enter_async_context(
            open_store(settings.database_url.get_secret_value())
        )
        token = settings.slack_bot_token.get_secret_value()
        web_api = await stack.enter_async_context(
            open_web(token, settings.slack_api_url, _both(metrics.slack_post, reach.count))
        )
        fetching = await stack.enter_async_context(ClientSession())
        loaded = policy_file.load(settings.policy_path, own_team=await own_team(web_api))
        policy = replace(loaded, own=ours.named(settings.sns_topics, settings.anchor))
        audited = partial(loading.audit, policy=policy, channel=settings.channel, now=clock.now())
        await store.write(audited)
        limiter = Limiter()
        estates = {rank: AwsEstate(sessions, limiter, clock, rank) for rank in Rank}
        for estate in estates.values():
            stack.callback(estate.close)
        anchor = open_anchor(settings.anchor, sessions, clock)
        if anchor is not None:
            stack.callback(anchor.close)
        threads = {Rank.RESPONSE: AwsThreads("response", RESPONSE_THREADS)}
        threads[Rank.QUESTION] = AwsThreads("questions", QUESTION_THREADS)
        for pool in threads.values():
            stack.push_async_callback(pool.close)
        yield _assemble(
            Ground(
                settings=settings,
                store=store,
                policy=policy,
                clock=clock,
                sessions=sessions,
                metrics=metrics,
                reach=reach,
                web=web_api,
                fetching=fetching,
                threads=threads,
                estates=estates,
                anchor=anchor,
            )
        )


def _assemble(ground: Ground) -> Bot:
    bell, catalogue = LocalBell(), catalog.load(runbooks)
    strange = {rule.runbook for rule in ground.policy.standing} - set(catalogue)
    if strange:
        named = ", ".join(sorted(strange))
        raise SettingsError((policy_words.POLICY_NO_RUNBOOK.fill(name=named),))
    named_sources = {each.match.source for each in ground.policy.routes if each.match.source}
    unknown = named_sources - {each.name for each in FORMATS}
    if unknown:
        named = ", ".join(sorted(unknown))
        raise SettingsError((policy_words.POLICY_NO_SOURCE.fill(name=named),))
    settings, store, clock, policy = ground.settings, ground.store, ground.clock, ground.policy
    sources = Sources(
        offers=lambda case: offering.offers(case, catalogue, policy),
        title=lambda name: catalogue[name].about.title,
        policy=lambda: policy,
        now=clock.now,
    )
    has_queue = bool(settings.sqs_queue_url)
    gathering = Gathering(store, clock, policy, can_undo, TITLES, has_queue=has_queue)
    look = partial(Look, policy.language)
    reception = _reception(ground, bell, catalogue, sources, gathering)
    verifier = _verifier(ground)
    intake = _intake(ground, bell, verifier)
    notifier = SlackNotifier(ground.web, store, sources, look, clock, gathering.picture)
    anchoring, ways_in = _anchoring(ground), _entrance(ground, reception)
    loops: tuple[Loop, ...] = (
        _reader(ground, bell, intake),
        *_receivers(ground, bell, verifier),
        Courier(store, notifier, clock, bell),
        worker(ground, bell, catalogue, anchoring, intake.waiting),
        *((anchoring,) if anchoring else ()),
        *ways_in.loops,
    )
    schedule = Schedule(store, jobs(policy, settings.channel, clock))
    checks = (ground.reach.check, *ways_in.checks)
    watch = Watch(store, clock, ground.metrics, policy.teams, *checks)
    return Bot(
        settings=settings,
        store=store,
        policy=policy,
        bell=bell,
        desks=reception.desks,
        reception=reception,
        intake=intake,
        loops=loops,
        clockwork=Clockwork(schedule.tick, clock),
        public=[
            *sns.routes(intake, ground.metrics),
            *ways_in.routes,
            *health.routes(watch.checks),
        ],
        admin=admin.routes(watch.checks, ground.metrics, watch.refresh),
        warm=lambda: ground.threads[Rank.QUESTION].run(lambda: ground.sessions.warm(WARM)),
    )


def _reception(
    ground: Ground,
    bell: LocalBell,
    catalogue: Catalogue,
    sources: Sources,
    gathering: Gathering,
) -> Reception:
    settings, store, clock, policy = ground.settings, ground.store, ground.clock, ground.policy
    asking = AskDesk(
        store, bell, clock, catalogue=catalogue, policy=policy, channel=settings.channel
    )
    desks = Desks(
        asking,
        DecisionDesk(store, bell, clock, policy=policy, count=ground.metrics.approval),
        BrakeDesk(store, bell, clock, policy=policy, channel=settings.channel),
        IncidentDesk(store, bell, clock, policy=policy),
        StatusDesk(gathering, store, bell, policy),
        DrillDesk(asking),
        WhyDesk(store, clock, policy=policy),
        MemberDesk(store, bell, clock, policy=policy, channel=settings.channel),
        GlassDesk(store, bell, clock, policy=policy, count=ground.metrics.approval),
        HoldDesk(store, bell, clock, policy=policy),
        LiftDesk(store, bell, clock, policy=policy, channel=settings.channel),
        SilenceDesk(store, bell, clock, policy=policy),
        SnoozeDesk(store, bell, clock, policy=policy),
        BatchDesk(asking),
        BatchDecisionDesk(store, bell, clock, policy=policy, count=ground.metrics.approval),
        RefusalDesk(store, clock),
        ReviewDesk(store, bell, clock, policy=policy),
        NightDesk(store, bell, clock, policy=policy, count=ground.metrics.approval),
        DutyDesk(store, bell, clock, policy=policy, channel=settings.channel),
        NoiseDesk(store, clock, policy=policy),
        RestrictDesk(store, bell, clock, policy=policy),
        StormDesk(store, bell, clock, policy=policy),
        RegroupDesk(store, bell, clock, policy=policy),
    )
    return Reception(
        desks=desks,
        directory=SlackDirectory(ground.web),
        store=store,
        sources=sources,
        web=ground.web,
        policy=policy,
        look=partial(Look, policy.language),
        clock=clock,
        scrub=Scrubber(settings.secrets()).scrub,
    )


def _entrance(ground: Ground, reception: Reception) -> Entrance:
    settings = ground.settings
    return entrance(
        bolt.assemble(reception, token=settings.slack_bot_token.get_secret_value()),
        ground.metrics,
        ground.clock,
        secret=settings.slack_signing_secret.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value(),
        api_url=settings.slack_api_url,
    )


def _reader(ground: Ground, bell: LocalBell, intake: IntakeDesk) -> Reader:
    return Reader(
        ground.store,
        ground.clock,
        bell,
        Filing(partial(sort, policy=ground.policy), partial(look_now, policy=ground.policy)),
        intake.rush,
        channel=ground.settings.channel,
        meter=ground.metrics,
    )


def _verifier(ground: Ground) -> SnsVerifier:
    certificates = Certificates(
        ground.settings.sns_certificates, HttpCertificateFetcher(ground.fetching)
    )
    return SnsVerifier(ground.settings.sns_topics, certificates, ground.clock)


def _intake(ground: Ground, bell: LocalBell, verifier: SnsVerifier) -> IntakeDesk:
    return IntakeDesk(
        ground.store,
        verifier,
        ground.clock,
        bell,
        SnsConfirmer(ground.sessions, ground.threads[Rank.RESPONSE]),
        ground.metrics,
    )


def _receivers(ground: Ground, bell: LocalBell, verifier: SnsVerifier) -> tuple[QueueReceiver, ...]:
    """Return what receives from the queue, where one is set; it holds a thread while it waits."""
    url = ground.settings.sqs_queue_url
    if not url:
        return ()
    queue = SqsQueue(ground.sessions, ground.threads[Rank.QUESTION], url)
    return (QueueReceiver(queue, ground.store, verifier, ground.clock, bell, ground.metrics),)


def _anchoring(ground: Ground) -> Anchoring | None:
    if ground.anchor is None:
        return None
    return Anchoring(ground.store, ground.clock, ground.threads[Rank.RESPONSE], ground.anchor)


async def own_team(web: SlackWeb) -> str:
    """Return the workspace that the bot token belongs to, which is ours by default.

    Where Slack does not answer it is empty, and until a restart only the teams that the policy
    file names are ours; intake must not wait for Slack.
    """
    try:
        async with asyncio.timeout(OWN_TEAM_SECONDS):
            answer = await web.ask("auth.test", web.client.auth_test())
    except (LimitedError, RefusedError, UncertainError, UnreachableError, TimeoutError) as error:
        log.warning("Slack did not tell our team (%s): only `teams` of the policy count", error)
        return ""
    return str(answer.get("team_id", ""))


def _both(first: Count, second: Count) -> Count:
    """Return what tells two of every call to Slack."""

    def count(method: str, result: str) -> None:
        first(method, result)
        second(method, result)

    return count
