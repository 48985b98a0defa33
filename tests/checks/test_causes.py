# ruff: noqa: E501
"""Findings about the same money name one leading finding."""

from __future__ import annotations

from dataclasses import replace

import pytest
from check_cases import LOAN, SUPPLIER, case, invoice, paid, row
from hypothesis import given
from hypothesis import strategies as st

from docaudit.checks.causes import causes
from docaudit.checks.words import document_subject, row_subject
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity

ROWS = [row(k, k, -100_000 * k, f"{SUPPLIER}{k}") for k in range(1, 8)]
BACK = row(20, 20, 500_000, SUPPLIER)
FILE = case([paid(r) for r in ROWS], rows=[BACK])


def finding(*rows, loan=LOAN, papers=()):
    subjects = tuple(sorted({row_subject(r) for r in rows} | set(papers)))
    return Finding(check="use.x", severity=Severity.HIGH, confidence=0.9, title="", explanation="", evidence=(), loan=loan, subjects=subjects)  # fmt: skip


@pytest.mark.parametrize(
    ("findings", "led"),
    [
        ([finding(ROWS[0]), finding(ROWS[0])], [0, 0]),
        ([finding(ROWS[0]), finding(ROWS[1])], [0, 1]),
        ([finding(ROWS[0], ROWS[1]), finding(ROWS[1])], [0, 0]),
        # Most of its own money must be the leader's: 100 of 100 + 600 is not, however small the leader.
        ([finding(ROWS[0], ROWS[6]), finding(ROWS[0], ROWS[5])], [0, 1]),
        ([finding(ROWS[0]), finding(*ROWS)], [0, 1]),
        # What is found of all payments is no further money beside what is found of most of them, one by one.
        ([finding(*ROWS), finding(ROWS[3]), finding(ROWS[4]), finding(ROWS[5])], [3, 1, 2, 3]),
        ([finding(ROWS[3]), finding(ROWS[5]), finding(*ROWS), finding(ROWS[4])], [0, 1, 1, 3]),
        ([finding(*ROWS), finding(ROWS[4]), finding(ROWS[5])], [0, 1, 2]),
        # And it must be a fair part of the leader's: one payment of seven is not.
        ([finding(*ROWS), finding(ROWS[0])], [0, 1]),
        ([finding(*ROWS[3:]), finding(ROWS[6])], [0, 0]),
        # Of two leaders the one with more of the money.
        ([finding(ROWS[0]), finding(ROWS[4]), finding(ROWS[0], ROWS[4])], [0, 1, 1]),
        # Of two that share as much, the one that is about less besides.
        ([finding(ROWS[4], ROWS[6]), finding(ROWS[3], ROWS[2], ROWS[4]), finding(ROWS[4])], [0, 1, 0]),
        ([finding(ROWS[2], ROWS[3], ROWS[4]), finding(ROWS[4], ROWS[5]), finding(ROWS[4])], [0, 1, 1]),
        # Who is led leads nobody: the third has nothing in common with the first.
        ([finding(ROWS[3], ROWS[4]), finding(ROWS[3], ROWS[0]), finding(ROWS[0])], [0, 0, 2]),
        ([finding(ROWS[0]), finding(ROWS[0], loan="another")], [0, 1]),
        ([finding(ROWS[0]), finding(ROWS[0], loan=None)], [0, 0]),
        # What came back stands beside the payment that went out.
        ([finding(ROWS[4], BACK), finding(ROWS[4])], [0, 0]),
        ([finding(ROWS[4], BACK), finding(BACK)], [0, 1]),
        ([finding(BACK), finding(BACK)], [0, 0]),
        ([finding(papers=["paper:x"]), finding(papers=["paper:x"])], [0, 1]),
    ],
)  # fmt: skip
def test_the_money_in_common_decides(findings, led):
    assert causes(FILE, findings) == led


def test_a_paper_is_about_the_payment_that_it_proves():
    bill = invoice(total="100000.00")
    file = replace(case([paid(ROWS[0], covered=100_000), paid(ROWS[1])], documents=[bill]))
    about = finding(loan=None, papers=[document_subject(bill)])
    assert causes(file, [finding(ROWS[0]), finding(ROWS[1]), about]) == [0, 1, 0]
    assert causes(file, [about, finding(ROWS[1]), finding(ROWS[0])]) == [0, 1, 0]


@pytest.mark.parametrize(("seller", "total", "led"), [(f"{SUPPLIER}1", 100_000, 0), (SUPPLIER, 100_000, 1), (f"{SUPPLIER}1", 99_999, 1)])  # fmt: skip
def test_an_invoice_that_proves_nothing_is_about_the_payment_of_its_total(seller, total, led):
    bill = invoice(total=f"{total}.00", seller=seller, buyer="云陵市别家有限公司")
    file = replace(case([paid(ROWS[0])], documents=[bill]))
    assert causes(file, [finding(ROWS[0]), finding(loan=None, papers=[document_subject(bill)])])[1] == led


@given(st.lists(st.sets(st.integers(0, 6), max_size=4), max_size=8))
def test_each_finding_is_led_by_one_that_leads_itself(groups):
    led = causes(FILE, [finding(*(ROWS[k] for k in group)) for group in groups])
    assert all(led[leader] == leader for leader in led)
