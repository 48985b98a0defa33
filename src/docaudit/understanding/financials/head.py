"""What stands above a statement: whose it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from docaudit.records.evidence import Field
from docaudit.understanding.financials.amounts import decimal_of
from docaudit.understanding.grids import GridRow

_LABEL = (
    r"(?:(?:编制|编报|填报|填制|填表|报送|报告|报表|核算|会计|编表)(?:单位|企业|公司|主体)|(?:单位|公司|企业|纳税人|客户|借款人)(?:名称|全称)"
    r"|会计主体|借款人|(?:单位|公司|企业|名称)(?=[:：]))"
)
_ENTITY = re.compile(_LABEL + r"\s*(?:[(（](?:公?章|盖章|签章|公?章?盖章?|加盖公章)?[)）])?\s*[:：]?\s*(\S.*)?")
_FIRM = re.compile(
    r"[\u4e00-\u9fff（）()·A-Za-z\d]{2,40}?(?:有限公司|有限责任公司|股份公司|集团公司|合作社|事务所|总厂|合伙企业(?:[（(]有限合伙[）)])?)"
)
_HOUSE = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）()·A-Za-z\d]{3,36}?(?:公司|集团|厂|中心|医院|学校|学院|研究院|超市|商场|商店|商行|酒店|宾馆|饭店|药店"
    r"|经营部|门市部|工作室|农场|林场|煤矿|加油站|供销社|事务所|营业部|专卖店|幼儿园|养老院|合伙企业[（(]有限合伙[）)]))"
    r"(?:\d{4}年?.{0,12}?)?(?:合并|母公司)?(?:资产负债表|利润表|损益表|现金流量表|财务报表|会计报表)?"
)
"""A house of any kind, which must fill its line, perhaps with the title behind it."""


_NEAR = 12
"""Lines below the title, and above it, in which a house without a label is looked for."""


def entity_of(rows: Sequence[GridRow]) -> Field[str]:
    """Return whose statement it is: beside 编制单位, else a firm's name at the start of a line."""
    for row in rows:
        cells = row.filled()
        for i, cell in enumerate(cells):
            found = _ENTITY.match(unicodedata.normalize("NFKC", cell.text).strip())
            if found is None:
                continue
            name = (found.group(1) or "").strip()
            source = cell
            if not name and i + 1 < len(cells):
                name, source = cells[i + 1].text.strip(), cells[i + 1]
            name = re.split(
                r"\s{2,}|\s+(?=\d{4}\s*年|单位|金额|会)|(?=(?:19|20)\d\d[年./-])|(?=(?:金额)?单位[:：])", name
            )[0].strip("_ ：:　")
            if len(name) >= 4 and not re.match(r"\d|单位|金额|人民币|[(（]?[十百千万亿]*元", name):
                return Field(
                    name.replace("(", "（").replace(")", "）") if "（" in cell.text else name,
                    0.97 * source.confidence,
                    row.page.cell_evidence(source),
                )
    for row in rows[:60]:
        found = _FIRM.match(re.sub(r"\s+", "", row.text))
        if found is not None and len(row.text) < 60 and not _OTHERS.search(row.text):
            cell = row.filled()[0]
            return Field(found.group(), 0.85 * cell.confidence, row.page.cell_evidence(cell))
    for row in (*rows[:_NEAR], *rows[-_NEAR:]):
        cells = row.filled()
        first = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cells[0].text)) if cells else ""
        house = _HOUSE.fullmatch(first)
        if house is not None and not _OTHERS.search(first) and not any(decimal_of(c.text) for c in cells[1:]):
            name = house["name"] if "(" in cells[0].text else house["name"].replace("(", "（").replace(")", "）")
            return Field(name, 0.8 * cells[0].confidence, row.page.cell_evidence(cells[0]))
    return Field()


_OTHERS = re.compile("会计师|交易所|登记结算|银行|税务|财政|制表|监制|统计")
"""Whose names stand on statements of others."""
