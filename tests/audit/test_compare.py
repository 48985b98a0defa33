from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.audit.compare import Miss, align, compare
from docaudit.audit.compare_values import accepted, plain, same, scaled


def leaf(value: object) -> dict[str, object]:
    return {"value": value, "confidence": 0.9, "page": 1, "box": None, "text": str(value)}


def read(doc_type: str, source: str = "a.pdf", pages: tuple[int, ...] = (1,), **fields: Any) -> dict[str, Any]:
    shaped = {
        name: [{k: leaf(v) for k, v in row.items()} if isinstance(row, dict) else leaf(row) for row in value]
        if isinstance(value, list)
        else leaf(value)
        for name, value in fields.items()
    }
    return {"id": "D1", "source": source, "pages": list(pages), "doc_type": doc_type, "fields": shaped}


def paper(doc_type: str, fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"file": "a.pdf", "doc_type": doc_type, "pages": 1, "fields": fields, **more}


def test_an_equal_document_is_all_exact() -> None:
    fields = {"payer": "甲公司", "amount": "100.00"}
    result = compare(paper("receipt", fields), [read("receipt", **fields)])
    assert result.share_exact == 1
    assert result.misses == []
    assert result.by_field["receipt", "payer"].exact == 1


def test_null_and_wrong_are_counted_apart() -> None:
    result = compare(
        paper("receipt", {"payer": "甲公司", "amount": "100.00", "payee": "乙公司"}),
        [read("receipt", payer="甲公司", amount=None, payee="丙公司")],
    )
    assert (result.total.exact, result.total.null, result.total.wrong) == (1, 1, 1)
    assert Miss("a.pdf receipt", "payee", "乙公司", "丙公司") in result.misses


def test_what_is_absent_on_paper_and_left_null_is_no_part_of_the_share() -> None:
    result = compare(paper("receipt", {"payer": "甲", "date": None}), [read("receipt", payer="乙", date=None)])
    assert result.share_exact == 0
    assert result.total.silent == 1


def test_an_invented_value_is_wrong() -> None:
    result = compare(paper("receipt", {"date": None}), [read("receipt", date="2026-01-05")])
    assert result.total.wrong == 1


def test_a_document_that_nobody_read_makes_all_its_fields_null() -> None:
    result = compare(paper("receipt", {"payer": "甲", "amount": "1.00"}), [])
    assert result.total.null == 2
    assert result.unpaired == ["a.pdf receipt"]
    assert result.share_typed == 0


def test_a_wrong_type_is_told_but_its_fields_still_count_by_name() -> None:
    result = compare(paper("receipt", {"amount": "5.00"}), [read("transfer_slip", amount="5.00")])
    assert result.share_exact == 1
    assert result.share_typed == 0
    assert Miss("a.pdf receipt", "doc_type", "receipt", "transfer_slip") in result.misses


def test_documents_pair_by_source_and_shared_pages() -> None:
    truth = {
        "documents": [
            {"source": "卷.pdf", "pages": [1, 2], "doc_type": "loan_contract", "fields": {"borrower": "甲"}},
            {"source": "卷.pdf", "pages": [3], "doc_type": "receipt", "fields": {"payer": "乙"}},
        ]
    }
    documents = [
        read("receipt", "卷.pdf", (3,), payer="乙"),
        read("loan_contract", "卷.pdf", (1,), borrower="甲"),
        read("receipt", "别的.pdf", (1,), payer="丙"),
    ]
    result = compare(truth, documents)
    assert result.share_exact == 1
    assert result.surplus == []


def test_several_documents_on_one_page_pair_by_type_and_content() -> None:
    fields = [{"payer": "甲", "amount": "1.00"}, {"payer": "乙", "amount": "2.00"}]
    truth = {"documents": [{"source": "a.pdf", "pages": [1], "doc_type": "receipt", "fields": f} for f in fields]}
    result = compare(truth, [read("receipt", **fields[1]), read("receipt", **fields[0])])
    assert result.share_exact == 1


def test_a_document_too_many_on_known_pages_is_surplus_unless_other() -> None:
    truth = {"documents": [{"source": "a.pdf", "pages": [1], "doc_type": "receipt", "fields": {}}]}
    result = compare(truth, [read("receipt"), read("receipt"), read("other")])
    assert result.surplus == ["a.pdf p.1 receipt"]


def test_statement_items_pair_by_name_and_are_scaled_from_the_printed_unit() -> None:
    items = [{"name": "cash", "caption": "货币资金", "current": "356.57", "prior": None}]
    got = [
        {"name": None, "caption": "结算备付金", "current": "1.00", "prior": None},
        {"name": "cash", "caption": "货币资金", "current": "3565700.00", "prior": None},
    ]
    documents = [read("balance_sheet", unit="万元", items=got)]
    assert compare(paper("balance_sheet", {"unit": "万元", "items": items}), documents).share_exact == 1
    in_yuan = [{**items[0], "current": "3565700.00"}]
    case = {
        "documents": [
            {"source": "a.pdf", "pages": [1], "doc_type": "balance_sheet", "fields": {"unit": "万元", "items": in_yuan}}
        ]
    }
    assert compare(case, documents).share_exact == 1


def test_a_missing_row_costs_only_its_own_leaves() -> None:
    rows = [{"time": f"2026-01-0{i}", "amount": f"{i}.00"} for i in range(1, 6)]
    got = [{"time": f"2026-01-0{i}T00:00:00", "amount": f"{i}.00"} for i in (1, 2, 4, 5)]
    result = compare(paper("bank_statement", {"transactions": rows}), [read("bank_statement", transactions=got)])
    assert (result.total.exact, result.total.null, result.total.wrong) == (8, 2, 0)


def test_an_invented_row_is_wrong() -> None:
    rows = [{"time": "2026-01-01", "amount": "1.00"}]
    got = [{"time": "2026-01-01T00:00:00", "amount": "1.00"}, {"time": None, "amount": "9.00"}]
    result = compare(paper("bank_statement", {"transactions": rows}), [read("bank_statement", transactions=got)])
    assert result.total.wrong == 1


def test_obligations_are_found_by_kind_and_a_piece_of_the_clause() -> None:
    truth = paper(
        "loan_contract",
        {
            "obligations": [
                {"kind": "notification", "text_has": "三日内书面通知", "due_days": 3},
                {"kind": "prohibition", "text_has": "不得用于", "uses": ["securities", "real_estate"]},
                {"kind": "acceleration", "text_has": "有权提前收回"},
            ]
        },
    )
    document = read("loan_contract")
    document["fields"]["obligations"] = [
        {"kind": leaf("notification"), "text": leaf("应在变更后三日内 书面通知贷款人"), "due_days": leaf(3)},
        {"kind": leaf("prohibition"), "text": leaf("不得用于炒股"), "uses": [leaf("securities")]},
    ]
    result = compare(truth, [document])
    assert result.by_field["loan_contract", "obligations[].kind"].exact == 2
    assert result.by_field["loan_contract", "obligations[].kind"].null == 1
    assert result.by_field["loan_contract", "obligations[].uses[]"].exact == 1
    assert result.by_field["loan_contract", "obligations[].uses[]"].null == 1


@pytest.mark.parametrize(
    ("accept", "field", "value", "right"),
    [
        ({"payer": ["any"]}, "payer", "谁都行", True),
        ({"payer": [None]}, "payer", None, True),
        ({"payer": ["乙"]}, "payer", "乙", True),
        ({"payer": ["乙"]}, "payer", "丙", False),
        ({"payer": ["any text that holds 310104"]}, "payer", "车牌310104号", True),
    ],
)
def test_accept_lists_widen_what_is_right(accept: dict[str, Any], field: str, value: object, right: bool) -> None:
    result = compare(paper("receipt", {"payer": "甲"}, accept=accept), [read("receipt", **{field: value})])
    assert (result.misses == []) is right


def test_accept_reaches_into_lists_and_documents() -> None:
    truth = paper(
        "multiple",
        {},
        accept={"documents[].fields.items[].tax": [None, "0.00"], "documents[].fields.items[1]": ["any"]},
        documents=[{"doc_type": "vat_invoice", "pages": [1], "fields": {"items": [{"tax": None}, {"tax": "3.00"}]}}],
    )
    result = compare(truth, [read("vat_invoice", items=[{"tax": "0.00"}, {"tax": "7.00"}])])
    assert result.misses == []


def test_the_table_names_types_fields_and_the_total() -> None:
    result = compare(paper("receipt", {"payer": "甲"}), [read("receipt", payer="乙")])
    table = result.table(misses=5)
    assert "payer" in table
    assert "all" in table
    assert "read as '乙'" in table


def test_merged_comparisons_add_up() -> None:
    one = compare(paper("receipt", {"payer": "甲"}), [read("receipt", payer="甲")])
    two = compare(paper("receipt", {"payer": "甲"}), [read("receipt", payer="乙")])
    one.merge(two)
    assert one.share_exact == 0.5
    assert one.to_json()["share_exact"] == 0.5


@pytest.mark.parametrize(
    ("truth", "got", "equal"),
    [
        ("1", "1.00", True),
        ("00123", "123", False),
        ("江苏（苏州） 公司", "江苏(苏州)公司", True),
        ("2026-01-05", "2026-01-05T00:00:00", True),
        ("2026-01-05", "2026-01-05T10:00:00", False),
        (12, 12, True),
        ("货到付款", "货到付款。", True),
        ("货到付款", "货到后付款。", False),
        ("。", "，", False),
        (None, None, True),
        (None, "0.00", False),
    ],
)
def test_equality_of_values(truth: object, got: object, equal: bool) -> None:
    assert same(truth, got) is equal


def test_sentences_of_accept_lists() -> None:
    assert accepted("the opposite sign for all rows", "-5.00", "5.00")
    assert accepted("where truth is null any sign is accepted", None, "5.00")
    assert not accepted("where truth is null any sign is accepted", "4.00", "5.00")
    assert scaled("人民币万元") == 10_000
    assert scaled(None) == 1


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.lists(st.integers(0, 9), max_size=8), st.data())
def test_alignment_keeps_the_order_and_uses_a_row_once(values: list[int], data: st.DataObject) -> None:
    rows = [{"amount": str(v), "time": str(i)} for i, v in enumerate(values)]
    kept = data.draw(st.lists(st.sampled_from(range(len(rows))), unique=True).map(sorted)) if rows else []
    found = [j for j in align(rows, [rows[k] for k in kept]) if j is not None]
    assert found == sorted(set(found))
    assert len(found) == len(kept)
