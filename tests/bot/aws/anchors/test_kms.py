"""Anchors as signatures: made by the key, proved with its public half, forged by nobody else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.aws.anchors.kms import KmsAnchor
from bot.aws.sessions import Sessions
from bot.domain.anchor import Mark, Receipt
from bot.ports.anchor import AnchorError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.anchors import HOME, a_signing_key, by_key
from tests.bot.aws.estates import home_sessions
from tests.clocks import MORNING

MARK = Mark(7, "ab" * 32, "cd" * 32)


@pytest.fixture
def sessions(aws: SimulatedAws) -> Iterator[Sessions]:
    with home_sessions(aws) as made:
        yield made
    aws.faults.clear(HOME)


@pytest.fixture
def anchor(aws: SimulatedAws, sessions: Sessions) -> Iterator[KmsAnchor]:
    made = by_key(sessions, a_signing_key(aws))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("spec", "algorithm"),
    [
        ("ECC_NIST_P256", "ECDSA_SHA_256"),
        ("ECC_SECG_P256K1", "ECDSA_SHA_256"),
        ("RSA_2048", "RSASSA_PSS_SHA_256"),
    ],
)
def test_what_a_key_has_signed_is_proved_with_its_public_half(
    aws: SimulatedAws, sessions: Sessions, spec: str, algorithm: str
) -> None:
    anchor = by_key(sessions, a_signing_key(aws, spec))

    receipt = anchor.anchor(MARK, MORNING)
    found = anchor.check([receipt])
    anchor.close()

    assert (receipt.mark, receipt.at, receipt.target) == (MARK, MORNING, anchor.target)
    assert receipt.proof.startswith(f"{algorithm}:")
    assert found.marks == {MARK}
    assert (found.unproved, found.is_complete) == ((), False)


def test_the_key_is_asked_what_it_can_once_and_then_only_to_sign(
    aws: SimulatedAws, anchor: KmsAnchor
) -> None:
    before = aws.calls_made
    anchor.anchor(MARK, MORNING)
    anchor.anchor(replace(MARK, place=8), MORNING)

    made = [call.operation for call in aws.calls(account=HOME, since=before)]
    assert made == ["GetPublicKey", "Sign", "Sign"]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda one: replace(one, mark=replace(MARK, hash="ee" * 32)), id="hash"),
        pytest.param(lambda one: replace(one, mark=replace(MARK, place=8)), id="place"),
        pytest.param(lambda one: replace(one, mark=replace(MARK, origin="ee" * 32)), id="database"),
        pytest.param(lambda one: replace(one, at=MORNING + timedelta(seconds=1)), id="moment"),
        pytest.param(lambda one: replace(one, proof=""), id="no proof"),
        pytest.param(lambda one: replace(one, proof="ECDSA_SHA_256:%%%"), id="no base64"),
        pytest.param(lambda one: replace(one, proof="NONE:" + one.proof), id="no algorithm"),
        pytest.param(
            lambda one: replace(
                one, proof=one.proof.replace("ECDSA_SHA_256", "RSASSA_PSS_SHA_256")
            ),
            id="another algorithm",
        ),
        pytest.param(
            lambda one: replace(one, proof="ECDSA_SHA_256:" + b64encode(b"0" * 70).decode()),
            id="no signature",
        ),
    ],
)
def test_a_receipt_that_was_altered_proves_nothing(anchor: KmsAnchor, changed: object) -> None:
    assert callable(changed)
    forged: Receipt = changed(anchor.anchor(MARK, MORNING))

    found = anchor.check([forged])

    assert (found.marks, found.unproved) == (frozenset(), (forged.mark.place,))


def test_another_key_s_signature_proves_nothing(
    aws: SimulatedAws, sessions: Sessions, anchor: KmsAnchor
) -> None:
    thief = by_key(sessions, a_signing_key(aws))
    receipt = replace(thief.anchor(MARK, MORNING), target=anchor.target)
    thief.close()

    assert anchor.check([receipt]).unproved == (7,)


@pytest.mark.parametrize(
    ("usage", "spec"),
    [("SIGN_VERIFY", "ECC_NIST_P384"), ("ENCRYPT_DECRYPT", "RSA_2048")],
)
def test_a_key_that_can_t_sign_so_is_told_with_what_it_should_know(
    aws: SimulatedAws, sessions: Sessions, usage: str, spec: str
) -> None:
    kms = aws.client("kms", HOME, "us-east-1")
    arn = kms.create_key(KeySpec=spec, KeyUsage=usage)["KeyMetadata"]["Arn"]
    anchor = by_key(sessions, arn)

    with pytest.raises(AnchorError, match="ECDSA_SHA_256") as told:
        anchor.anchor(MARK, MORNING)
    anchor.close()

    assert told.value.may_pass is False
    assert arn in str(told.value)


def test_a_key_that_refuses_is_named_with_the_action(aws: SimulatedAws, anchor: KmsAnchor) -> None:
    aws.faults.place(Fault(Failing.DENIED, account=HOME, operation="Sign"))

    with pytest.raises(AnchorError, match="AccessDeniedException at kms:Sign") as told:
        anchor.anchor(MARK, MORNING)

    assert anchor.target in str(told.value)
    assert told.value.may_pass is False
