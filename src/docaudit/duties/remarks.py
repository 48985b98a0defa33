"""The plain-language summary of the newest period, in Chinese and English, from ``knowledge/analysis.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docaudit.knowledge import table
from docaudit.records.analysis import Analysis, PeriodAnalysis, Ratio, Remark, ratio_text, span_words
from docaudit.records.flows import Place

_Text = tuple[str, str]


def summary_of(found: Analysis) -> tuple[Remark, ...]:
    """Return what the newest whole picture says: of the newest period with an income statement, else the newest."""
    period = next((p for p in found.periods if p.ratio("revenue")), found.periods[0] if found.periods else None)
    if period is None:
        return ()
    source = _both(found.industry) if found.industry else _template("source")
    return (*_sales(period), *_margin(period), *_debt(period), *_turnover(period), *_cash(period),
            *_industry(period, source))  # fmt: skip


def _template(key: str) -> _Text:
    zh, en = table("analysis")["texts"][key]
    return zh, en


def _both(text: str) -> _Text:
    return text, text


def _told(key: str, ratios: list[Ratio], **facts: _Text) -> Remark:
    zh, en = _template(key)
    places = tuple(dict.fromkeys(f.place for r in ratios for f in r.figures))
    return Remark(
        zh=zh.format(**{k: v[0] for k, v in facts.items()}),
        en=en.format(**{k: v[1] for k, v in facts.items()}),
        places=_distinct(places),
    )


def _distinct(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(places))


def _value(ratio: Ratio, value: Decimal | None = None) -> _Text:
    number = ratio.value if value is None else value
    return ratio_text(number, ratio.unit), ratio_text(number, ratio.unit, "en")


def _prior(ratio: Ratio) -> _Text:
    if ratio.prior is None:
        return "", ""
    zh, en = _template("prior")
    before = _value(ratio, ratio.prior)
    return zh.format(value=before[0]), en.format(value=before[1])


def _sales(period: PeriodAnalysis) -> Iterator[Remark]:
    revenue = period.ratio("revenue")
    if revenue is None:
        return
    span = span_words(period.start, period.end)
    if revenue.prior is None or revenue.prior <= 0:
        yield _told("sales", [revenue], span=span, value=_value(revenue))
        return
    change = revenue.value / revenue.prior - 1
    yield _told(
        "sales_up" if change >= 0 else "sales_down",
        [revenue],
        span=span,
        value=_value(revenue),
        prior=_value(revenue, revenue.prior),
        change=_both(ratio_text(abs(change), "percent")),
    )


def _margin(period: PeriodAnalysis) -> Iterator[Remark]:
    gross, profit = period.ratio("gross_margin"), period.ratio("net_profit")
    if gross is not None and profit is not None:
        yield _told(
            "margin" if profit.value >= 0 else "loss",
            [gross, profit],
            gross=_value(gross),
            gross_prior=_prior(gross),
            profit=_value(profit, abs(profit.value)),
        )


def _debt(period: PeriodAnalysis) -> Iterator[Remark]:
    debt, current = period.ratio("debt_ratio"), period.ratio("current_ratio")
    if debt is not None and current is not None:
        yield _told(
            "debt",
            [debt, current],
            debt=_value(debt),
            debt_prior=_prior(debt),
            current=_value(current),
            current_prior=_prior(current),
        )


def _turnover(period: PeriodAnalysis) -> Iterator[Remark]:
    receivable, stock = period.ratio("receivable_days"), period.ratio("inventory_days")
    if receivable is not None and stock is not None:
        yield _told(
            "turnover",
            [receivable, stock],
            receivable=_value(receivable),
            receivable_prior=_prior(receivable),
            stock=_value(stock),
            stock_prior=_prior(stock),
        )


def _cash(period: PeriodAnalysis) -> Iterator[Remark]:
    cash, profit = period.ratio("operating_cash_flow"), period.ratio("net_profit")
    if cash is None:
        return
    amount = _value(cash, abs(cash.value))
    if profit is None or profit.value <= 0:
        yield _told("cash_in" if cash.value >= 0 else "cash_out", [cash], cash=amount)
    elif cash.value >= 0:
        times = ratio_text(cash.value / profit.value, "times")
        yield _told("cash_good", [cash, profit], cash=amount, profit=_value(profit), times=_both(times))
    else:
        yield _told("cash_low", [cash, profit], cash=amount, profit=_value(profit))


def _industry(period: PeriodAnalysis, source: _Text) -> Iterator[Remark]:
    for ratio in period.ratios:
        if ratio.industry is not None:
            zh, en = table("analysis")["ratios"][ratio.name]["label"]
            yield _told(
                "industry",
                [ratio],
                source=source,
                ratio=(zh, en.lower()),
                value=_value(ratio),
                industry=_value(ratio, ratio.industry),
            )
