# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from decimal import Decimal

import pytest
from check_cases import SUPPLIER, Use, case, contract, fld, invoice, loan_receipt, order, paid, row, the_loan, trade

from docaudit.checks import CHECKS, load_rule_pack, run_checks
from docaudit.checks.base import LENDER
from docaudit.checks.layers import LOAN_KINDS, layer
from docaudit.checks.pack import _shipped
from docaudit.checks.payment.entrusted import entrusted_from
from docaudit.errors import InputError
from docaudit.knowledge import is_clearing_account, label, lists_in_force, regulation
from docaudit.records.labels import Severity

PACK = load_rule_pack()


def test_every_check_is_documented_named_and_has_a_rule():
    for check in CHECKS:
        assert check.function.__doc__
        assert check.name.partition(".")[0] in check.function.__module__.split(".")
        assert label("check", check.name) != check.name
        assert PACK.rule(check.name).basis or PACK.rule(check.name).thresholds


def test_a_lenders_file_is_laid_over_the_default(tmp_path):
    file = tmp_path / "pack.yaml"
    file.write_text(
        'checks:\n  use.cash_withdrawal:\n    severity: critical\n    thresholds:\n      high_above: {value: "1", unit: yuan, reason: our own rule}\n  invoice.duplicate:\n    enabled: false\n',
        "utf-8",
    )
    pack = load_rule_pack(file)
    assert pack.sha256 != PACK.sha256
    assert pack.threshold("use.cash_withdrawal", "high_above") == Decimal(1)
    assert pack.threshold("use.cash_withdrawal", "petty_month") == PACK.threshold("use.cash_withdrawal", "petty_month")
    assert pack.rule("use.cash_withdrawal").severity is Severity.CRITICAL
    twice = case(
        rows=[row(5, 6, -1_130, SUPPLIER), row(6, 9, -1_130, SUPPLIER)], documents=[invoice(), invoice(identifier="I2")]
    )
    assert any(f.check == "invoice.duplicate" for f in run_checks(twice, PACK))
    assert not any(f.check == "invoice.duplicate" for f in run_checks(twice, pack))


def test_a_number_for_one_kind_of_loan_leaves_the_others(tmp_path):
    file = tmp_path / "pack.yaml"
    file.write_text(
        "title: 本行规则\nchecks: {use.cash_withdrawal: {thresholds: {high_above: 20000}}}\nkinds: {personal_business: {checks: {use.cash_withdrawal: {severity: low, thresholds: {high_above: 30000}}}}}\n",
        "utf-8",
    )
    rule = load_rule_pack(file).rule("use.cash_withdrawal")
    amounts = {kind: rule.of_kind(kind).threshold("high_above") for kind in ("personal_business", "working_capital")}
    assert amounts == {"personal_business": Decimal(30000), "working_capital": Decimal(20000)}
    assert rule.of_kind("personal_business").severity is Severity.LOW
    assert rule.of_kind("working_capital").severity is PACK.rule("use.cash_withdrawal").severity
    changed = rule.thresholds["high_above"]
    assert (changed.unit, changed.source, changed.reason) == ("yuan", "lender", f"本行规则: {file}")


def test_a_lenders_word_for_all_kinds_beats_what_is_shipped_for_one(tmp_path):
    file = tmp_path / "pack.yaml"
    file.write_text("checks: {payment.entrusted_required: {thresholds: {single_payment: 1000000}}}", "utf-8")
    rule = load_rule_pack(file).rule("payment.entrusted_required")
    assert {rule.of_kind(kind).threshold("single_payment") for kind in LOAN_KINDS} == {Decimal(1_000_000)}


def test_the_entrusted_amount_is_that_of_the_kind_and_of_the_day_of_signing():
    def limit(kind, signed):
        file = case(
            documents=[contract(signed_date=fld(signed))], loan=the_loan(loan_kind=kind, entrusted_threshold_fen=None)
        )
        found = entrusted_from(file, file.loans[0], PACK.rule("payment.entrusted_required").of_kind(kind))
        return found[0] // 100 if found else None

    new, old = dt.date(2025, 3, 1), dt.date(2023, 3, 1)
    assert [limit(k, new) for k in LOAN_KINDS] == [10_000_000, 10_000_000, 300_000, 500_000, None]
    assert [limit(k, old) for k in LOAN_KINDS] == [None, 5_000_000, 300_000, 500_000, None]


def test_a_list_of_words_is_replaced_or_added_to(tmp_path):
    file = tmp_path / "pack.yaml"
    file.write_text(
        "checks: {evidence.missing_document: {lists: {core: {add: [business_license], remove: [balance_sheet]}}}}\nkinds: {fixed_asset: {checks: {evidence.missing_document: {lists: {core: [loan_contract]}}}}}",
        "utf-8",
    )
    rule, before = load_rule_pack(file).rule("evidence.missing_document"), PACK.rule("evidence.missing_document")
    assert set(rule.words("core")) == {*before.words("core"), "business_license"} - {"balance_sheet"}
    assert rule.of_kind("fixed_asset").words("core") == ("loan_contract",)


def test_word_lists_of_a_kind_hold_for_cases_of_that_kind(tmp_path):
    file = tmp_path / "pack.yaml"
    file.write_text(
        "lists: {uses.clearing: {add: [甲待结户]}}\nkinds: {personal_business: {lists: {uses.clearing: {add: [乙待结户]}}}}",
        "utf-8",
    )
    pack = load_rule_pack(file)
    firm, person = the_loan(), the_loan(id="L2", loan_kind="personal_business")
    for loans, clears in (
        ((firm,), {"甲待结户"}),
        ((person,), {"甲待结户", "乙待结户"}),
        ((firm, person), {"甲待结户"}),
    ):
        with lists_in_force(pack.words_for(loans)):
            assert {name for name in ("甲待结户", "乙待结户") if is_clearing_account(name)} == clears


def test_every_threshold_of_every_kind_is_cited_or_marked_as_the_lenders_choice():
    for name in PACK.names():
        for kind in ("", *LOAN_KINDS):
            for key, threshold in PACK.rule(name).of_kind(kind).thresholds.items():
                assert threshold.reason, (name, kind, key)
                assert threshold.source == LENDER or regulation(threshold.source), (name, kind, key)


def test_the_pack_of_a_kind_holds_only_what_differs():
    for name in PACK.names():
        common = PACK.rule(name)
        for kind, written in shipped_entries(name):
            rule = common.of_kind(kind)
            assert all(rule.thresholds[key] != common.thresholds.get(key) for key in written.thresholds), (name, kind)
            assert all(rule.lists[key] != common.lists.get(key) for key in written.lists), (name, kind)


def shipped_entries(name):
    """Yield what the files of the kinds say of a check."""
    for kind, one in _shipped().items():
        if kind and name in one.entries:
            yield kind, one.entries[name]


def test_a_shipped_threshold_without_its_source_is_refused():
    text = {
        "checks": {"use.structuring": {"thresholds": {"near_share": {"value": "1", "unit": "ratio", "reason": "x"}}}}
    }
    with pytest.raises(InputError, match=r"near_share\.source"):
        layer(text, "default.yaml")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("checks: {use.structuring: {thresholds: {near_shar: 1}}}", "near_shar"),
        ("checks: {use.structuring: {thresholds: {window_days: 1.5}}}", "window_days"),
        ("checks: {use.structuring: {thresholds: {window_days: {value: 9, unit: yuan}}}}", "counted in day"),
        ("checks: {evidence.missing_document: {lists: {cor: [x]}}}", "cor: unknown"),
        ("checks: {evidence.missing_document: {lists: {core: {ad: [x]}}}}", "'ad'"),
        ("kinds: {mortgage: {}}", "mortgage"),
        ("lists: {uses.names.stocks: {add: {x: 1}}}", "lists.uses.names.stocks"),
        ("kinds: {fixed_asset: {lists: {uses.clearing: {add: [1]}}}}", "kinds.fixed_asset: lists.uses.clearing.add"),
        ("kinds: {fixed_asset: {checks: {use.nothing: {}}}}", "kinds.fixed_asset: checks.use.nothing"),
        ("checks: {use.nothing: {enabled: true}}", "use.nothing"),
        ("checks: {use.structuring: {severity: terrible}}", "use.structuring.severity"),
        ("checks: {use.structuring: {sevrity: high}}", "sevrity"),
        ('checks: {use.structuring: {thresholds: {near_share: {value: "x"}}}}', "near_share"),
        ("checks: {use.structuring: {basis: [no_such_law]}}", "no_such_law"),
        ("checks: {use.structuring: {basis: [fixed_asset/25]}}", "fixed_asset/25"),
        ("checks: {use.structuring: {confidence_floor: 3}}", "confidence_floor"),
        ("- a list", "mapping"),
        (
            "checks:\n  use.structuring: {enabled: false}\n  use.structuring: {severity: low}",
            "use.structuring is stated twice",
        ),
        ("checks: [", "YAML"),
    ],
)
def test_a_wrong_pack_names_the_key(tmp_path, text, named):
    file = tmp_path / "pack.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=named):
        load_rule_pack(file)


def test_a_missing_pack_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="none"):
        load_rule_pack(tmp_path / "none.yaml")


def test_findings_are_ordered_numbered_and_joined_by_cause():
    big = row(5, 2, -1_500_000, SUPPLIER, use=Use.UNSUPPORTED)
    small = row(6, 4, -80_000, None, "现金支取", use=Use.CASH)
    findings = run_checks(case([paid(big), paid(small)]), PACK)
    assert [f.id for f in findings] == [f"F{k}" for k in range(1, len(findings) + 1)]
    ranks = [(-f.severity, -(f.amount.fen if f.amount else 0)) for f in findings]
    assert ranks == sorted(ranks)
    by_check = {f.check: f for f in findings if f.amount and f.amount.fen == 150_000_000}
    assert by_check["evidence.uncovered_payment"].cause == by_check["payment.entrusted_required"].cause
    assert len({f.cause for f in findings}) == 2


def test_keys_stay_when_ids_and_the_order_of_documents_change():
    papers = [
        invoice(buyer="云陵市永丰商贸有限公司"),
        invoice("25442000000012345679", total="1230.00", identifier="I2"),
    ]
    first = {f.key for f in run_checks(case(documents=papers), PACK)}
    renamed = [replace(d, id=f"X{k}") for k, d in enumerate(reversed(papers))]
    assert {f.key for f in run_checks(case(documents=renamed), PACK)} == first
    assert len(first) == 2


def test_a_check_that_fails_stops_no_other_and_is_not_taken_for_clean(monkeypatch, caplog):
    def broken(_case, _rule):
        raise ValueError

    part = CHECKS["use.cash_withdrawal"]
    monkeypatch.setitem(CHECKS._parts, part.name, replace(part, function=broken))
    with caplog.at_level(logging.ERROR):
        findings = run_checks(case([paid(row(5, 2, -1_500_000, SUPPLIER, use=Use.UNSUPPORTED))]), PACK)
    assert "use.cash_withdrawal" in caplog.text
    (told,) = [f for f in findings if f.check == "use.cash_withdrawal"]
    assert (told.severity, told.amount) == (Severity.LOW, None)
    assert "未完成" in told.title
    assert "不能视为没有问题" in told.explanation
    assert told.english is not None
    assert [f for f in findings if f.check != "use.cash_withdrawal"]


def test_a_file_in_order_raises_nothing():
    lines = [
        row(5, 1, -1_500_000, SUPPLIER, use=Use.CONFORMING, pin="S1#900"),
        row(6, 40, -5_000, None, "贷款利息", use=Use.OPERATING),
    ]
    papers = [
        contract(),
        loan_receipt(),
        order(),
        trade(amount="1500000.00"),
        invoice(net="1327433.63", tax="172566.37"),
    ]
    file = case([paid(lines[0], covered=1_500_000), paid(lines[1], 5_000, 0, 5_000, uncovered=0)], documents=papers)
    assert [f for f in run_checks(file, PACK) if f.severity >= Severity.LOW] == []


def test_every_finding_is_written_in_chinese_and_cites_a_rule():
    lines = [
        row(5, 2, -1_500_000, "华樾证券股份有限公司", use=Use.SECURITIES),
        row(6, 3, -80_000, None, "取现", use=Use.CASH),
    ]
    for finding in run_checks(case([paid(r) for r in lines], documents=[contract()]), PACK):
        assert finding.title
        assert "。" in finding.explanation
        assert finding.basis
        assert finding.evidence
        assert 0 < finding.confidence <= 0.99
