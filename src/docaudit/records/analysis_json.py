"""The JSON of the business analysis, as the database keeps it beside the result of a case; no part of the interface."""

from __future__ import annotations

from decimal import Decimal

from docaudit.records.analysis import Analysis, Figure, PeriodAnalysis, Ratio, Remark
from docaudit.records.case_json import place_json
from docaudit.records.money import Money


def analysis_json(found: Analysis) -> dict[str, object]:
    """Return the analysis with plain numbers as strings; empty periods where the file holds no statements."""
    return {
        "entity": found.entity,
        "industry": found.industry,
        "periods": [_period(p) for p in found.periods],
        "summary": [_remark(r) for r in found.summary],
    }


def _period(period: PeriodAnalysis) -> dict[str, object]:
    return {
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat(),
        "ratios": [_ratio(r) for r in period.ratios],
    }


def _ratio(ratio: Ratio) -> dict[str, object]:
    return {
        "name": ratio.name,
        "group": ratio.group,
        "unit": ratio.unit,
        "value": _number(ratio.value),
        "prior": _number(ratio.prior),
        "industry": _number(ratio.industry),
        "figures": [_figure(f) for f in ratio.figures],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.quantize(Decimal('0.000001')).normalize():f}"


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "amount": str(Money(figure.fen)),
        "start": figure.start.isoformat() if figure.start else None,
        "end": figure.end.isoformat(),
        **place_json(figure.place),
    }


def _remark(remark: Remark) -> dict[str, object]:
    return {"zh": remark.zh, "en": remark.en, "places": [place_json(p) for p in remark.places]}
