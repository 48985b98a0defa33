"""Fields told by what captions mean that no list holds, and what stays as rules read it."""

from __future__ import annotations

import pytest
from tests.understanding.pages import paged, ruled
from tests.understanding.test_forms import values

from docaudit.understanding import meanings
from docaudit_models import captions

SIDES = [
    ["", "划出单位", "最终收款人"],
    ["户头名称", "无锡远泰机械有限公司", "常州顺丰达钢材有限公司"],
    ["账户号码", "32020000000000017", "32049999000012345"],
    ["所在银行", "江苏银行无锡分行", "常州农村商业银行新北支行"],
]


def test_sides_named_by_words_that_no_list_holds_are_told_apart() -> None:
    rows = [*SIDES, ["本次划款额", "1,250,000.00", ""]]
    fields = values("entrusted_payment_order", ruled(rows, title="受托支付委托书"))
    assert fields["payee_name"] == "常州顺丰达钢材有限公司"
    assert fields["payee_account"] == "32049999000012345"
    assert fields["payee_bank"] == "常州农村商业银行新北支行"


def test_captions_that_no_list_holds_are_read_by_their_meaning() -> None:
    text = "^贷后检查表\n下户日期：2026年3月2日    实地检查人员：王海涛\n受访企业名称：无锡远泰机械有限公司"
    fields = values("inspection_report", paged(text))
    assert fields["date"] == "2026-03-02"
    assert fields["borrower"] == "无锡远泰机械有限公司"


def test_where_nothing_was_trained_rules_alone_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "meanings", lambda *_: None)
    fields = values("entrusted_payment_order", ruled(SIDES, title="受托支付委托书"))
    assert fields["payee_name"] is None
    listed = values("inspection_report", paged("^贷后检查表\n检查日期：2026年3月2日    检查人：王海涛"))
    assert (listed["date"], listed["inspector"]) == ("2026-03-02", "王海涛")


def test_a_date_of_another_meaning_is_not_taken() -> None:
    fields = values("inspection_report", paged("^贷后检查表\n借款人：无锡远泰机械有限公司\n额度到期日：2026年3月2日"))
    assert fields["date"] is None


def test_the_scorer_knows_values_from_captions() -> None:
    told = captions.meanings("transfer_slip", "无锡远泰机械有限公司")
    assert told is not None
    assert max(told, key=lambda name: told[name]) == captions.VALUE


@pytest.mark.parametrize(
    ("caption", "heading", "field"),
    [
        ("账号", "收款人", "payee_account"),
        ("账号", "付款人", "payer_account"),
        ("收款人", "账号", "payee_account"),
    ],
)
def test_a_heading_tells_whose_a_caption_is(caption: str, heading: str, field: str) -> None:
    told = captions.meanings("transfer_slip", caption, heading)
    assert told is not None
    assert max(told, key=lambda name: told[name]) == field
