"""Planted schemes are found with their amounts, and clean businesses stay clean (issue D, must show 4)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.tracing.schemes import LOAN, business, judged, scheme

from docaudit.checks import load_rule_pack
from docaudit.documents.bank_statement import BankStatement
from docaudit.records.labels import Severity, Use

PACK = load_rule_pack()
FLOOR = PACK.rule("use.round_trip").fen("floor")
GENERATIONS = [(g, end) for g in (1, 2, 3) for end in ("broker", "back")]


@pytest.mark.parametrize(("generation", "end"), GENERATIONS, ids=[f"{end} in {g}" for g, end in GENERATIONS])
def test_planted_schemes_are_found_with_their_amounts(
    statement: Callable[..., BankStatement], generation: int, end: str
) -> None:
    check_schemes(statement, generation, end, range(4))


@pytest.mark.slow
@pytest.mark.parametrize(("generation", "end"), GENERATIONS, ids=[f"{end} in {g}" for g, end in GENERATIONS])
def test_forty_more_schemes_of_each_kind_are_found_with_their_amounts(
    statement: Callable[..., BankStatement], generation: int, end: str
) -> None:
    check_schemes(statement, generation, end, range(4, 44))


def check_schemes(statement: Callable[..., BankStatement], generation: int, end: str, seeds: range) -> None:
    for seed in seeds:
        planted = scheme(seed, generation, end)
        case, findings = judged(planted.world, statement, PACK)
        truth = planted.world.loan_money()
        wanted = sum(truth[e.number] for e in planted.ends) if end == "broker" else planted.came_back()
        hits = [f for f in findings if f.check == planted.check and f.severity > Severity.INFO]
        assert len(hits) == 1, (seed, [(f.check, str(f.amount)) for f in findings])
        hit = hits[0]
        assert hit.amount is not None
        assert hit.amount.fen == wanted, seed
        assert hit.loan == LOAN
        flow = case.flow(LOAN)
        money = [r.money for r in flow.returns] + [d.money for d in flow.downstream if d.use is Use.SECURITIES]
        assert all(m.min_fen <= wanted <= m.max_fen for m in money), seed
        # What the borrower's own money can have paid is one step less grave.
        proven = all(m.min_fen >= FLOOR for m in money)
        assert hit.severity >= (Severity.HIGH if proven else Severity.MEDIUM), (seed, hit.severity)
        shown = {p.evidence.text for p in hit.evidence}
        # A leg that the borrower's own money paid, by the method, is no evidence.
        paid = [e for e in planted.outs if truth[e.number] > 0]
        for event in (*paid, *planted.ends):
            assert any(f"{event.day}" in text and f"{event.fen // 100}" in text for text in shown), (seed, event)


def test_random_clean_businesses_give_no_finding_on_the_use_of_funds(
    statement: Callable[..., BankStatement],
) -> None:
    check_clean(statement, range(1000, 1006))


@pytest.mark.slow
def test_fifty_random_clean_businesses_give_no_finding_on_the_use_of_funds(
    statement: Callable[..., BankStatement],
) -> None:
    check_clean(statement, range(50))


def check_clean(statement: Callable[..., BankStatement], seeds: range) -> None:
    for seed in seeds:
        _, findings = judged(business(seed), statement, PACK)
        grave = [f for f in findings if f.check.startswith("use.") and f.severity >= Severity.MEDIUM]
        assert not grave, (seed, [(f.check, f.severity.label, str(f.amount), f.title) for f in grave])
