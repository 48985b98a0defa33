"""`docaudit rules`: what it prints, and that the docs show what runs."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest
import yaml

from docaudit.checks import CHECKS, load_rule_pack
from docaudit.checks.wording import cleared
from docaudit.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "rules_example.yaml"
DOCS = (ROOT / "docs" / "rules.md").read_text("utf-8")
SHOWN = [shlex.split(line) for line in re.findall(r"^ {4}docaudit (rules .*)$", DOCS, re.MULTILINE)]


@pytest.fixture
def run(monkeypatch, capfd):
    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["docaudit", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return call


@pytest.fixture
def pack(tmp_path):
    def write(text):
        file = tmp_path / "pack.yaml"
        file.write_text(text, "utf-8")
        return file

    return write


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_each_command_that_the_docs_show_runs(run, monkeypatch, words):
    monkeypatch.chdir(ROOT)
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    assert out


def test_the_rules_that_the_docs_show_are_valid(run, pack):
    blocks = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
    assert len(blocks) == 4
    whole = {key: value for block in blocks for key, value in yaml.safe_load(block).items()}
    file = pack(yaml.safe_dump(whole, allow_unicode=True))
    assert run("rules", "validate", file)[0] == 0
    assert run("rules", "test", file)[0] == 0


def test_own_rules_are_listed_with_their_names_and_kinds(run):
    status, out, _ = run("rules", "list", "--rules", EXAMPLE)
    assert status == 0
    [line] = [line for line in out.splitlines() if line.startswith("own.auction_house")]
    assert line.split() == ["own.auction_house", "付款给拍卖行", "高", "本行规则包", "流动资金贷款、个人经营性贷款"]
    assert re.search(r"^use\.cash_withdrawal +\S+ +高 +内置 +是", out, re.MULTILINE)


@pytest.mark.parametrize("name", CHECKS.names())
def test_every_check_can_be_explained(run, name):
    status, out, _ = run("rules", "show", name)
    assert status == 0
    assert out.startswith(name)
    for key in load_rule_pack().rule(name).thresholds:
        assert key in out


def test_a_check_shows_the_numbers_of_each_kind_with_their_sources(run):
    _, out, _ = run("rules", "show", "payment.entrusted_required")
    shown = re.findall(r"^single_payment +(\S+) +([\d,]+) +元", out, re.MULTILINE)
    assert shown == [
        ("流动资金贷款", "10,000,000"),
        ("固定资产贷款", "10,000,000"),
        ("个人消费贷款", "300,000"),
        ("个人经营性贷款", "500,000"),
    ]
    assert "条款待核" in out
    assert "本行选择" in out


def test_an_article_is_shown_where_it_is_confirmed(run):
    _, out, _ = run("rules", "show", "use.prohibited_payee")
    assert re.search(r"《中华人民共和国民法典》（.*） 第673条", out)


def test_a_word_list_is_shown_as_the_lender_changed_it(run, pack):
    file = pack("lists: {uses.clearing: {add: [待结算户]}}\nkinds: {fixed_asset: {lists: {uses.clearing: [某户]}}}")
    _, out, _ = run("rules", "show", "uses.clearing", "--rules", file)
    assert out.startswith("uses.clearing\n待结算户、")
    assert out.endswith("固定资产贷款\n某户\n")


def test_what_does_not_exist_is_one_line_and_status_two(run):
    status, out, err = run("rules", "show", "use.nothing")
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert "use.nothing" in err


def test_an_example_that_fails_is_named_and_ends_with_two(run, pack):
    file = pack("examples: [{name: 无事, fires: [use.cash_withdrawal], silent: [use.round_trip]}]")
    status, out, err = run("rules", "test", file)
    assert status == 2
    assert "1 of 2" in err
    assert "use.cash_withdrawal" in err
    assert re.search(r"use\.cash_withdrawal +报出 +不报 +不符", out)
    assert re.search(r"use\.round_trip +不报 +不报 +符合", out)


@pytest.mark.parametrize(
    ("wanted", "result"),
    [("severity: high", "符合"), ("severity: low", "不符"), ("amount: 60000", "符合"), ("amount: 60001", "不符")],
)
def test_an_example_can_ask_for_severity_and_amount(run, pack, wanted, result):
    payments = "payments: [{date: 2025-03-05, payee: null, amount: 60000, remark: 现金支取}]"
    file = pack(f"examples: [{{{payments}, fires: {{use.cash_withdrawal: {{{wanted}}}}}}}]")
    assert result in run("rules", "test", file)[1]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("title: x", "nothing to test"),
        ("examples: {}", "examples"),
        ("examples: [{name: x}]", "fires or silent"),
        ("examples: [{fires: [use.nothing]}]", r"examples\[0\]: use.nothing"),
        ("examples: [{fires: {use.round_trip: {severity: bad}}}]", "round_trip.severity"),
        ("examples: [{fires: [use.round_trip], loan: {kindd: x}}]", "kindd"),
        ("examples: [{fires: [use.round_trip], loan: {amount: x}}]", "loan.amount"),
        ("examples: [{fires: [use.round_trip], loan: {drawn: x}}]", "loan.drawn"),
        ("examples: [{fires: [use.round_trip], payments: [{date: 2025-03-05, amount: 1}]}]", r"payments\[0\]: payee"),
        ("examples: [{fires: [use.round_trip], payments: [{date: 2025-03-05, payee: x, amount: 6000000}]}]", "balance"),
        ("examples: [{fires: [use.round_trip], documents: [{doc_type: bill}]}]", r"documents\[0\].doc_type"),
        ("examples: [{fires: [use.round_trip], documents: [{doc_type: receipt, sum: 1}]}]", "sum"),
        ("examples: [{fires: [use.round_trip], documents: [{doc_type: receipt, amount: much}]}]", "receipt|amount"),
    ],
)
def test_a_wrong_example_names_its_key(run, pack, text, named):
    file = pack(text)
    status, out, err = run("rules", "test", file)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert re.search(named, err)
    assert str(file) in err


def test_what_clears_a_check_is_said_of_every_check_in_both_languages():
    content = yaml.safe_load((ROOT / "src/docaudit/checks/rules/cleared.yaml").read_text("utf-8")) or {}
    assert set(content) == set(CHECKS.names())
    for name in content:
        told = cleared(name)
        assert told is not None
        assert re.search("[一-鿿]", told.zh)
        assert told.en
        assert not re.search("[一-鿿]", told.en)
