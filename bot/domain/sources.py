"""What each source's own words weigh, and from which severity on it gets a card by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.finding import Severity
from bot.domain.words import sources as words
from runbooks.kit.text import Text

INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL = Severity

OTHER = "any other"


@dataclass(frozen=True, slots=True)
class Source:
    """One service that reports.

    `levels` are its own words for how bad a thing is, or what it names the thing where it has
    none; `usual` is for a word that is not among them. `floor` is the lowest severity with a card
    of its own, `why` the reason; what is below is counted in the daily check.
    """

    floor: Severity
    why: Text
    usual: Severity
    levels: Mapping[str, Severity] = field(default_factory=dict)

    def severity(self, word: str) -> Severity:
        """Return what a word of the source's weighs, whatever its case."""
        folded = word.strip().casefold()
        found = (level for name, level in self.levels.items() if name.casefold() == folded)
        return next(found, self.usual)


ACCESS_ANALYZER = "access-analyzer"
ACM = "acm"
CLOUDTRAIL = "cloudtrail"
CLOUDWATCH = "cloudwatch"
CONFIG = "config"
CONTROL_TOWER = "controltower"
HEALTH = "health"
INSPECTOR = "inspector2"
MACIE = "macie"
OPENSEARCH = "opensearch"
TRUSTED_ADVISOR = "trustedadvisor"

PUBLIC, EXTERNAL, INTERNAL, UNUSED = "public", "external", "internal", "unused"
EXPIRED, SOON, NEAR, FAR = "expired", "3 days or less", "14 days or less", "more than 14 days"
ABUSE = "AWS Health Abuse Event"
DDOS = "AWS/DDoSProtection DDoSDetected"

SOURCES: Mapping[str, Source] = {
    ACCESS_ANALYZER: Source(
        HIGH,
        words.FLOOR_ANALYZER,
        MEDIUM,
        {PUBLIC: HIGH, EXTERNAL: MEDIUM, INTERNAL: LOW, UNUSED: LOW},
    ),
    ACM: Source(
        HIGH,
        words.FLOOR_ACM,
        MEDIUM,
        {
            EXPIRED: HIGH,
            SOON: HIGH,
            NEAR: MEDIUM,
            FAR: LOW,
            "ACM Certificate Revoked": HIGH,
            "ACM Certificate Renewal Action Required": MEDIUM,
        },
    ),
    CLOUDTRAIL: Source(MEDIUM, words.FLOOR_CLOUDTRAIL, MEDIUM),
    CLOUDWATCH: Source(
        MEDIUM,
        words.FLOOR_CLOUDWATCH,
        MEDIUM,
        {DDOS: HIGH, **{severity.value: severity for severity in Severity}},
    ),
    CONFIG: Source(
        HIGH,
        words.FLOOR_CONFIG,
        INFORMATIONAL,
        {"NON_COMPLIANT": MEDIUM, "INSUFFICIENT_DATA": LOW},
    ),
    CONTROL_TOWER: Source(
        HIGH,
        words.FLOOR_CONTROL_TOWER,
        LOW,
        {
            "DisableGuardrail": HIGH,
            "DeregisterOrganizationalUnit": HIGH,
            "DisableBaseline": HIGH,
            "FAILED": MEDIUM,
            "drift of a service control policy": HIGH,
            "drift": MEDIUM,
        },
    ),
    HEALTH: Source(
        HIGH,
        words.FLOOR_HEALTH,
        LOW,
        {
            "AWS_RISK_CREDENTIALS_EXPOSED": CRITICAL,
            "RISK": HIGH,
            "SHIELD": HIGH,
            ABUSE: HIGH,
            "investigation": MEDIUM,
            "issue": LOW,
            "accountNotification": LOW,
            "scheduledChange": INFORMATIONAL,
        },
    ),
    INSPECTOR: Source(
        CRITICAL,
        words.FLOOR_INSPECTOR,
        MEDIUM,
        {**{severity.value: severity for severity in Severity}, "UNTRIAGED": MEDIUM},
    ),
    MACIE: Source(HIGH, words.FLOOR_MACIE, MEDIUM, {"Low": LOW, "Medium": MEDIUM, "High": HIGH}),
    OPENSEARCH: Source(
        HIGH,
        words.FLOOR_OPENSEARCH,
        MEDIUM,
        {"1": CRITICAL, "2": HIGH, "3": MEDIUM, "4": LOW, "5": INFORMATIONAL},
    ),
    TRUSTED_ADVISOR: Source(
        HIGH,
        words.FLOOR_TRUSTED_ADVISOR,
        LOW,
        {
            "Exposed Access Keys": CRITICAL,
            "MFA on Root Account": HIGH,
            "ERROR": MEDIUM,
            "WARN": LOW,
            "OK": INFORMATIONAL,
        },
    ),
}
