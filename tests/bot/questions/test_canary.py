"""A canary is put on the account's own bus, and why it could not be is told."""

from __future__ import annotations

import json
from typing import Any

from bot.aws.access import AwsEstate
from bot.aws.threads import AwsThreads
from bot.domain.policy import Account
from bot.questions.canary import PuttingCanaries
from bot.questions.reasons import DENIED
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION


def listen(aws: SimulatedAws, account: str) -> Any:
    """Let a queue of the account take every canary; return what receives from it."""
    sqs, events = aws.client("sqs", account, REGION), aws.client("events", account, REGION)
    url = sqs.create_queue(QueueName="canaries")["QueueUrl"]
    pattern = {"source": ["secbot.canary"], "detail-type": ["secbot canary"]}
    events.put_rule(Name="secbot-canary", EventPattern=json.dumps(pattern))
    target = {"Id": "t", "Arn": f"arn:aws:sqs:{REGION}:{account}:canaries"}
    events.put_targets(Rule="secbot-canary", Targets=[target])
    return lambda: sqs.receive_message(QueueUrl=url).get("Messages", [])


async def test_it_comes_with_the_place_that_eventbridge_writes_on_it(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    receive = await threads.run(lambda: listen(aws, prod.number))
    why = await PuttingCanaries(estate, threads).send(prod, REGION, "n1")
    (message,) = await threads.run(receive)
    event = json.loads(message["Body"])

    assert why is None
    assert (event["account"], event["region"]) == (prod.number, REGION)
    assert event["detail"] == {"nonce": "n1"}


async def test_that_the_role_may_not_send_is_told(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    aws.faults.place(Fault(Failing.DENIED, account=prod.number, service="events"))
    why = await PuttingCanaries(estate, threads).send(prod, REGION, "n1")

    assert why is not None
    assert why.text == DENIED


async def test_one_that_takes_too_long_is_told(
    estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    why = await PuttingCanaries(estate, threads, longest=0.0).send(prod, REGION, "n1")

    assert why is not None
