from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.receipt import Receipt
from docaudit.records.evidence import Evidence, Field
from docaudit.records.money import Money
from docaudit.records.pages import TextSource
from docaudit.understanding.agreement import in_agreement


def put(value: Any, confidence: float = 0.9) -> Field[Any]:
    return Field(value, confidence, Evidence(text=f"{value} printed", page=1))


def receipt(fen: int, words: str, source: TextSource) -> Receipt:
    return Receipt(amount=put(Money(fen)), amount_in_words=put(words), text_source=source)


@pytest.mark.parametrize(("source", "surer"), [(TextSource.TEXT_LAYER, 0.918), (TextSource.OCR, 0.95)])
def test_figures_and_words_that_agree_are_surer(source, surer):
    found = in_agreement(receipt(1_280_000, "壹万贰仟捌佰元整", source))
    assert found.amount.confidence == found.amount_in_words.confidence == pytest.approx(surer)


def test_a_doubtful_line_of_a_scan_that_states_its_sum_twice_alike_is_believed():
    line = Evidence(text="人民币（大写）捌佰万元整（小写：¥8,000,000.00）", page=1)
    paper = Receipt(
        amount=Field(Money(800_000_000), 0.4, line),
        amount_in_words=Field("捌佰万元整", 0.4, line),
        text_source=TextSource.OCR,
    )
    found = in_agreement(paper)
    assert found.amount.confidence == found.amount_in_words.confidence == pytest.approx(1 - 0.25 * 0.36)


def test_a_contradiction_of_the_paper_itself_is_left_to_the_checks():
    paper = receipt(1_280_000, "壹万捌仟贰佰元整", TextSource.TEXT_LAYER)
    assert in_agreement(paper) == paper


@pytest.mark.parametrize(("fen", "words", "less"), [(1_280_000, "壹万捌仟贰佰元整", 0.72), (100, "壹拾元整", 0.72)])
def test_on_a_scan_both_lose_confidence_and_keep_their_values(fen, words, less):
    found = in_agreement(receipt(fen, words, TextSource.OCR))
    assert (found.amount.value, found.amount_in_words.value) == (Money(fen), words)
    assert found.amount.confidence == found.amount_in_words.confidence == pytest.approx(less)


def test_an_amount_that_was_worked_out_of_the_words_proves_nothing():
    place = Evidence(text="壹拾元整", page=1)
    paper = Receipt(
        amount=Field(Money(1000), 0.8, place), amount_in_words=Field("壹拾元整", 0.9, place), text_source=TextSource.OCR
    )
    assert in_agreement(paper) == paper


def contract(source: TextSource, start: float = 0.9, end: float = 0.9, year: int = 2027, **more: Any) -> LoanContract:
    return LoanContract(
        start_date=put(dt.date(2026, 3, 18), start), end_date=put(dt.date(year, 3, 17), end), text_source=source, **more
    )


def test_a_term_that_fits_its_days_makes_all_three_surer():
    found = in_agreement(contract(TextSource.TEXT_LAYER, term_months=put(12)))
    surer = [f.confidence for f in (found.start_date, found.end_date, found.term_months)]
    assert surer == pytest.approx([0.918] * 3)
    other = contract(TextSource.TEXT_LAYER, term_months=put(24))
    assert in_agreement(other) == other


def test_days_in_the_wrong_order_on_a_scan_cost_the_less_sure_one():
    found = in_agreement(contract(TextSource.OCR, start=0.95, end=0.7, year=2021))
    assert found.end_date == Field()
    assert (found.start_date.value, found.start_date.confidence) == (dt.date(2026, 3, 18), pytest.approx(0.76))
    assert "先后矛盾" in found.warnings[0]


def test_two_sure_days_are_both_kept_with_a_warning():
    found = in_agreement(contract(TextSource.OCR, start=0.95, end=0.96, year=2021))
    assert (found.start_date.value, found.end_date.value) == (dt.date(2026, 3, 18), dt.date(2021, 3, 17))
    assert found.warnings


def test_a_paper_whose_own_days_contradict_each_other_is_left_alone():
    paper = contract(TextSource.TEXT_LAYER, year=2021)
    assert in_agreement(paper) == paper


def test_a_document_without_such_fields_is_left_alone():
    paper = BankStatement(period_start=put(dt.date(2026, 1, 1)), text_source=TextSource.OCR)
    assert in_agreement(paper) == paper
