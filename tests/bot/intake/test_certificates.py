"""Signing keys: pinned, fetched once, kept, and never on a forger's pace."""

from __future__ import annotations

import asyncio

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.intake.certificates import (
    MOST_FETCHES_AT_ONCE,
    MOST_KEPT,
    Certificates,
    read_certificate,
)
from bot.intake.errors import NotNowError
from tests.bot.intake.fakes import ShelfFetcher
from tests.clocks import MORNING
from tests.sns_sender import CERTIFICATE_URL, TOPIC, SnsSender


def elliptic_certificate() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    sender = SnsSender()
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    dated = builder.not_valid_before(sender.at).not_valid_after(MORNING.replace(year=2030))
    signed = dated.public_key(key.public_key()).serial_number(1).sign(key, hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.PEM)


async def test_a_certificate_is_fetched_once_and_kept() -> None:
    fetcher = ShelfFetcher({CERTIFICATE_URL: SnsSender().certificate})
    certificates = Certificates({}, fetcher)
    first = await certificates.find(TOPIC, CERTIFICATE_URL)
    second = await certificates.find(TOPIC, CERTIFICATE_URL)
    assert first == second
    assert fetcher.fetched == [CERTIFICATE_URL]


async def test_many_messages_at_once_share_one_fetch() -> None:
    fetcher = ShelfFetcher({CERTIFICATE_URL: SnsSender().certificate})
    certificates = Certificates({}, fetcher)
    fetcher.gate.clear()
    asked = [asyncio.create_task(certificates.find(TOPIC, CERTIFICATE_URL)) for _ in range(20)]
    await asyncio.sleep(0)
    fetcher.gate.set()
    assert len({id(key) for key in await asyncio.gather(*asked)}) == 1
    assert fetcher.fetched == [CERTIFICATE_URL]


async def test_one_who_hangs_up_does_not_stop_the_fetch_for_the_others() -> None:
    fetcher = ShelfFetcher({CERTIFICATE_URL: SnsSender().certificate})
    certificates = Certificates({}, fetcher)
    fetcher.gate.clear()
    leaver, stayer = (
        asyncio.create_task(certificates.find(TOPIC, CERTIFICATE_URL)) for _ in range(2)
    )
    await asyncio.sleep(0)
    leaver.cancel()
    await asyncio.sleep(0)
    fetcher.gate.set()
    assert (await stayer).is_valid(MORNING)
    assert leaver.cancelled()


async def test_a_failed_fetch_is_tried_again_with_the_next_message() -> None:
    fetcher = ShelfFetcher({})
    certificates = Certificates({}, fetcher)
    with pytest.raises(NotNowError):
        await certificates.find(TOPIC, CERTIFICATE_URL)
    fetcher.shelf[CERTIFICATE_URL] = SnsSender().certificate
    assert (await certificates.find(TOPIC, CERTIFICATE_URL)).is_valid(MORNING)


async def test_what_is_no_certificate_is_not_kept() -> None:
    fetcher = ShelfFetcher({CERTIFICATE_URL: b"<html>not today</html>"})
    certificates = Certificates({}, fetcher)
    for _ in range(2):
        with pytest.raises(NotNowError):
            await certificates.find(TOPIC, CERTIFICATE_URL)
    assert len(fetcher.fetched) == 2


async def test_a_forger_with_many_addresses_waits_for_the_fetches_under_way() -> None:
    fetcher = ShelfFetcher({})
    certificates = Certificates({}, fetcher)
    fetcher.gate.clear()
    under_way = [
        asyncio.create_task(certificates.find(TOPIC, f"https://x/{number}.pem"))
        for number in range(MOST_FETCHES_AT_ONCE)
    ]
    await asyncio.sleep(0)
    with pytest.raises(NotNowError):
        await certificates.find(TOPIC, "https://x/one-more.pem")
    fetcher.gate.set()
    failures = await asyncio.gather(*under_way, return_exceptions=True)
    assert len(fetcher.fetched) == MOST_FETCHES_AT_ONCE
    assert {type(failure) for failure in failures} == {NotNowError}


async def test_only_so_many_are_kept_and_the_one_in_use_is_among_them() -> None:
    pem = SnsSender().certificate
    addresses = [f"https://x/{number}.pem" for number in range(MOST_KEPT)]
    fetcher = ShelfFetcher(dict.fromkeys((CERTIFICATE_URL, *addresses), pem))
    certificates = Certificates({}, fetcher)
    await certificates.find(TOPIC, CERTIFICATE_URL)
    for address in addresses:
        await certificates.find(TOPIC, address)
        await certificates.find(TOPIC, CERTIFICATE_URL)
    await certificates.find(TOPIC, addresses[0])
    assert fetcher.fetched.count(CERTIFICATE_URL) == 1
    assert fetcher.fetched.count(addresses[0]) == 2


async def test_nothing_is_fetched_for_a_pinned_topic() -> None:
    fetcher = ShelfFetcher({})
    certificates = Certificates({TOPIC: SnsSender().certificate}, fetcher)
    assert certificates.are_pinned(TOPIC)
    assert (await certificates.find(TOPIC, "http://anywhere/at/all")).is_valid(MORNING)
    assert fetcher.fetched == []


def test_a_certificate_without_an_rsa_key_is_refused() -> None:
    with pytest.raises(ValueError, match="RSA"):
        read_certificate(elliptic_certificate())


def test_a_pinned_certificate_that_is_none_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="PEM"):
        Certificates({TOPIC: b"not a certificate"}, ShelfFetcher({}))
