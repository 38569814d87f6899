"""The management account tells which accounts there are; why it does not is told, never guessed."""

from __future__ import annotations

from bot.aws.access import AwsEstate
from bot.aws.threads import AwsThreads
from bot.domain.policy import Account
from bot.domain.words import organization as words
from bot.questions.organization import ListingOrganization
from bot.questions.reasons import DENIED
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.kit.text import Said

MANY = 25
"""More than the twenty that AWS puts on a page."""


def found(aws: SimulatedAws, management: str) -> list[str]:
    """Make an organization of many accounts, one of which is closed; return their numbers."""
    client = aws.client("organizations", management)
    client.create_organization(FeatureSet="ALL")
    made = [
        client.create_account(AccountName=f"sandbox-{at}", Email=f"s{at}@example.com")
        for at in range(MANY)
    ]
    numbers = [str(one["CreateAccountStatus"]["AccountId"]) for one in made]
    client.close_account(AccountId=numbers[0])
    return numbers


async def test_every_account_is_told_with_its_name_and_how_it_stands(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    numbers = await threads.run(lambda: found(aws, prod.number))

    members = await ListingOrganization(estate, threads).call(prod)

    assert not isinstance(members, Said)
    listed = {one.number: one for one in members}
    assert set(listed) == {prod.number, *numbers}
    assert listed[numbers[1]].name == "sandbox-1"
    assert listed[numbers[1]].state == "ACTIVE"
    assert listed[numbers[0]].is_closed


async def test_an_account_that_may_not_ask_or_is_slow_says_why(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    slow = await ListingOrganization(estate, threads, longest=0.0).call(prod)
    aws.faults.place(Fault(Failing.DENIED, account=prod.number, service="organizations"))
    denied = await ListingOrganization(estate, threads).call(prod)

    assert isinstance(slow, Said)
    assert isinstance(denied, Said)
    assert denied.text == DENIED


async def test_a_list_without_the_account_that_was_asked_is_a_reason_and_no_list(
    estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    told = await ListingOrganization(estate, threads).call(prod)

    assert told == words.INCOMPLETE.fill(account=prod.number)
