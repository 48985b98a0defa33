from __future__ import annotations

import pytest
from tests.understanding.pages import paged, ruled

from docaudit.records.evidence import Box
from docaudit.records.pages import Line, Page, TextSource, Word
from docaudit.understanding import READERS


def _placed(lines: list[tuple[float, list[tuple[str, float]]]]) -> Page:
    """Return a page of words at these heights and left edges; a negative edge is a right one."""
    made = []
    for y, pieces in lines:
        words = []
        for text, edge in pieces:
            wide = sum(0.018 if ord(c) > 255 else 0.009 for c in text)
            x = edge if edge >= 0 else -edge - wide
            words.append(Word(text, Box(x, y, x + wide, y + 0.014)))
        made.append(Line(" ".join(w.text for w in words), tuple(words), Box.union(w.box for w in words)))
    words_all = tuple(w for line in made for w in line.words)
    return Page(number=1, width=595, height=842, text_source=TextSource.TEXT_LAYER, words=words_all, lines=tuple(made))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("钢板", "Q235", "吨", "30", "5000", "150000.00"), ("钢板", "Q235", "吨", "30", "5000", "150000.00")),
        (("钢板", "", "吨", "30", "5000", "150000.00"), ("钢板", None, "吨", "30", "5000", "150000.00")),
        (("钢板", "Q235", "", "30", "5000", "150000.00"), ("钢板", "Q235", None, "30", "5000", "150000.00")),
        (("钢板", "Q235", "吨", "30", "", ""), ("钢板", "Q235", "吨", "30", None, None)),
    ],
)
def test_right_aligned_figures_of_a_slip_without_rules_stand_under_their_own_headings(
    cells: tuple[str, ...], expected: tuple[str | None, ...]
) -> None:
    lefts = (0.17, 0.33, 0.43, 0.52, 0.62, 0.74)
    rights = (0.0, 0.0, 0.0, -0.61, -0.73, -0.92)
    titles = ("品名", "规格", "单位", "数量", "单价", "金额")
    row = [(t, r or x) for t, x, r in zip(cells, lefts, rights, strict=True) if t]
    page = _placed(
        [
            (0.05, [("入库单", 0.45)]),
            (0.09, [("供货单位：乙钢铁有限公司", 0.08), ("日期：2025年3月6日", 0.6)]),
            (0.14, [("序号", 0.08), *zip(titles, lefts, strict=True)]),
            (0.165, [("1", 0.08), *row]),
            (0.19, [("合计", 0.08), ("150000.00", -0.92)]),
        ]
    )
    (item,) = READERS["goods_receipt"]([page]).to_json()["fields"]["items"]
    names = ("name", "specification", "unit", "quantity", "unit_price", "amount")
    assert tuple(item[n]["value"] for n in names) == expected


def test_an_acceptance_of_equipment_with_labels_and_values_has_its_one_item() -> None:
    page = ruled(
        [
            ["设备名称", "卧式注塑机", "规格型号", "HZ-380"],
            ["数量", "6台", "合同金额", "￥1,260,000.00"],
            ["供货单位", "乙机械有限公司", "验收日期", "2025年5月8日"],
            ["验收意见", "设备运转正常，验收合格。", "", ""],
        ],
        title="设备验收单",
    )
    fields = READERS["goods_receipt"]([page]).to_json()["fields"]
    (item,) = fields["items"]
    shown = {k: item[k]["value"] for k in ("name", "specification", "unit", "quantity", "amount")}
    assert shown == {
        "name": "卧式注塑机",
        "specification": "HZ-380",
        "unit": "台",
        "quantity": "6",
        "amount": None,
    }
    assert fields["amount"]["value"] == "1260000.00"


def test_a_column_where_quantity_times_price_stands_holds_the_amounts_whatever_its_heading() -> None:
    rows = [["品名", "单位", "数量", "单价", "合价栏", "库位"]]
    rows += [["钢板", "吨", "30", "5000.00", "150,000.00", "3"], ["水泵", "台", "2", "700.50", "1,401.00", "4"]]
    items = READERS["goods_receipt"]([ruled(rows, title="入库单")]).to_json()["fields"]["items"]
    assert [item["amount"]["value"] for item in items] == ["150000.00", "1401.00"]


def test_those_who_sign_below_goods_without_rules_are_no_goods() -> None:
    page = paged("^入库单\n品名      规格      数量\n钢板      Q235      30\n保管员：陈明      制单人：李华")
    items = READERS["goods_receipt"]([page]).to_json()["fields"]["items"]
    assert [item["name"]["value"] for item in items] == ["钢板"]
