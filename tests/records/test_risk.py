from __future__ import annotations

from decimal import Decimal

import pytest

from docaudit.records.labels import Severity
from docaudit.records.money_bar import NO_AMOUNT_FEN, finding_risk, risk_fen


def finding(key, amount="100000.00", severity="critical", confidence=1.0, cause=None):
    return {
        "key": key,
        "id": key,
        "cause": cause or key,
        "amount": amount,
        "severity": severity,
        "confidence": confidence,
    }


@pytest.mark.parametrize(
    ("given", "fen"),
    [
        (finding("F1"), 10_000_000),
        (finding("F1", confidence=0.5), 5_000_000),
        (finding("F1", severity="high"), 6_000_000),
        (finding("F1", severity="info"), 0),
        (finding("F1", amount="-100000.00"), 10_000_000),
        (finding("F1", amount=None), NO_AMOUNT_FEN),
        (finding("F1", amount="0.00"), 0),
    ],
)
def test_risk_is_yuan_times_confidence_times_severity(given, fen):
    assert finding_risk(given) == Decimal(fen)


def test_the_graver_weighs_more():
    risks = [finding_risk(finding("F1", severity=severity.label)) for severity in Severity]
    assert risks == sorted(risks)
    assert len(set(risks)) == len(risks)


def test_the_same_money_counts_once_in_a_case():
    apart = [finding("F1"), finding("F2", severity="high")]
    joined = [finding("F1"), finding("F2", severity="high", cause="F1")]
    assert risk_fen({"findings": apart}) == 16_000_000
    assert risk_fen({"findings": joined}) == 10_000_000
    assert risk_fen({}) == 0
