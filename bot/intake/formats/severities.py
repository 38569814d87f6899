"""Turns the numbers and words of AWS services into the five severities."""

from __future__ import annotations

from bot.domain.finding import Severity
from bot.intake.formats.tolerant import Tolerant

UNREADABLE = Severity.MEDIUM
"""Where a severity can't be read: neither an alarm for nothing nor silence."""

GUARDDUTY_BANDS = (
    (9.0, Severity.CRITICAL),
    (7.0, Severity.HIGH),
    (4.0, Severity.MEDIUM),
    (1.0, Severity.LOW),
)
"""https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html"""

NORMALIZED_BANDS = (
    (90.0, Severity.CRITICAL),
    (70.0, Severity.HIGH),
    (40.0, Severity.MEDIUM),
    (1.0, Severity.LOW),
)
"""https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html"""

FATAL = "fatal"
"""OCSF's one word above critical."""
OCSF_IDS = {
    1: Severity.INFORMATIONAL,
    2: Severity.LOW,
    3: Severity.MEDIUM,
    4: Severity.HIGH,
    5: Severity.CRITICAL,
    6: Severity.CRITICAL,
}
"""https://schema.ocsf.io/1.6.0/classes/detection_finding: `severity_id`, where 6 is fatal, 0
unknown and 99 another, which is told by its word."""

Bands = tuple[tuple[float, Severity], ...]


def band(number: float, bands: Bands) -> Severity:
    """Return the severity whose lower bound the number has reached."""
    return next((severity for floor, severity in bands if number >= floor), Severity.INFORMATIONAL)


def labelled(label: str) -> Severity | None:
    """Return the severity that a word names, whatever its case, or None."""
    upper = label.strip().upper()
    return Severity(upper) if upper in set(Severity) else None


def of_guardduty(body: Tolerant) -> Severity:
    """Return the severity of a finding in GuardDuty's own format."""
    score = body.number("severity")
    if score is None:
        return labelled(body.text("severity")) or UNREADABLE
    return band(score, GUARDDUTY_BANDS)


def of_ocsf(body: Tolerant) -> Severity:
    """Return the severity of a finding in OCSF: by its number, else by its word."""
    word = body.text("severity")
    known = OCSF_IDS.get(int(body.number("severity_id") or 0)) or labelled(word)
    if known:
        return known
    return Severity.CRITICAL if word.strip().casefold() == FATAL else UNREADABLE


def of_asff(body: Tolerant, product_bands: Bands) -> Severity:
    """Return the severity of a finding in ASFF.

    It is the label, else the normalised number, else what the provider first said, else the
    product's own number, which counts by the product's own bands.
    """
    stated = body.child("Severity")
    first = body.child("FindingProviderFields", "Severity")
    label = labelled(stated.text("Label"))
    if label:
        return label
    normalized = stated.number("Normalized")
    if normalized is not None:
        return band(normalized, NORMALIZED_BANDS)
    said = labelled(first.text("Label")) or _original(first, product_bands)
    if said:
        return said
    product = stated.number("Product")
    if product is not None:
        return band(product, product_bands)
    return _original(stated, product_bands) or UNREADABLE


def _original(severity: Tolerant, product_bands: Bands) -> Severity | None:
    """Return what `Original` says, be it a word or the product's own number."""
    number = severity.number("Original")
    if number is not None:
        return band(number, product_bands)
    return labelled(severity.text("Original"))
