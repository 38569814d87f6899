"""Whoever a finding names is told apart by address or by the policy file, never by a tag."""

from __future__ import annotations

import pytest

from bot.domain.implicated import implicated, matched
from tests.bot.domain.makers import a_policy
from tests.bot.response.office import a_finding

POLICY = a_policy(principals={"ci-deploy": "Bob@example.com"})


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("ann@example.com", "ann@example.com"),
        ("Ann+aws@Example.com", "ann@example.com"),
        ("ci-deploy", "bob@example.com"),
        ("CI-Deploy", "bob@example.com"),
        ("mallory@elsewhere.example", ""),
        ("web-7", ""),
        ("@", ""),
    ],
)
def test_a_principal_is_a_person_s_by_address_or_by_the_policy_file(name: str, whose: str) -> None:
    findings = [a_finding(principals=(name,))]
    assert matched(findings, POLICY) == {name: whose}
    assert implicated(findings, POLICY) == ({whose} if whose else frozenset())


def test_without_a_domain_of_our_own_any_address_may_be_one_of_us() -> None:
    findings = [a_finding(principals=("ann@example.com", "eve@other.example"))]
    assert implicated(findings, a_policy(email_domain="")) == {
        "ann@example.com",
        "eve@other.example",
    }


def test_the_principals_of_all_findings_count() -> None:
    findings = [a_finding(), a_finding(key="2", principals=("ann@example.com",))]
    assert implicated(findings, POLICY) == {"ann@example.com"}
