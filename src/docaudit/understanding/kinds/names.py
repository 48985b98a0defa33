"""Finds names of firms and persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docaudit.records.names import is_person_name
from docaudit.understanding.kinds.found import Found
from docaudit.understanding.kinds.texts import PLACEHOLDER

LEGAL_FORM = re.compile(
    r"(?:公司|银行|支行|分行|分理处|办事处|营业[室厅]|信用社|联社|合作社|厂|店|商行|经营部|中心|事务所|研究院|研究所|医院|学校|大学|学院|农场|门市部|工作室|"
    r"批发部|营业部|服务部|集团|合伙\)?|个体工商户\)?|超市|酒店|宾馆|饭店|餐馆|委员会|管理局|税务局|财政局|国库|协会|基金会|站|社|行|院|所|部|会)"
    r"(?:\([^()]{1,12}\))?$"
)
_TAIL = re.compile(
    r"(?:[,、]?\(?(?:以下|下)?简?称.*|\(代(?:表|理|[“\"]).*|\((?:统一社会信用|身份证|公民身份|证件|营业执照|组织机构).*|\((?:盖章|公章|签章|签字|签名|全称|公章或合同专用章|合同专用章|(?:财务|发票|业务|结算)(?:专用)?章|章|盖公章|签字或盖章|或签字|盖章或签字|"
    r"加盖公章|预留印鉴|自然人签字|个人|企业)\)?.*"
    r"|\((?:即|作为)?(?:放款|用款|贷款|借款|出借|借入|承借|保证|担保|抵押|出质|委托|受托|反担保)(?:人|方|单位|行|社|户|企业|银行|机构)\))$"
)
_SIGNED_WITH = re.compile(
    r"^[^\t]{0,16}?(?:其|债权人|贷款人|出借人|抵押权人|质权人|[贵我本][行司]|[甲乙丙]方)[与同]\s*(?=[\u4e00-\u9fff()]{4})"
)
"""The beginning of the sentence that a name stands in: 债权人依据其与X签订."""
_NEXT_CAPTION = re.compile(
    r"^(?P<name>.{2,}?(?:公司|支行|分行|银行|信用社|合作社|事务所|经营部|商行|厂|店|中心))(?:\([^()]{1,8}\))?[\t\n ]*"
    r"(?:(?:委托|授权)(?:代理|代表)人?|法定代表人(?:或(?:委托|授权)代理人)?|法人代表|代表人|负责人|经办人|联系人|签约人"
    r"|(?:地址|住所|电话|开户行|账号|税号|经营实体|经营主体|联系电话|统一社会信用代码)(?=:))[^\u4e00-\u9fff]?.{0,40}$"
    r"|^(?P<firm>.{2,}?公司)[\t\n ]*"
    r"(?:收款|交款|缴款|付款|开票|经手|经办|制单|制表|复核|审核|记账|出纳|会计|主管|填制)"
    r"(?:[人员](?:[:\t ]?[\u4e00-\u9fff·]{0,4})|[:\t ].{0,12}|)$"
)
"""The caption of the line or column behind a name, which has run into it."""
_ANY_CAPTION = re.compile(
    r"^(?P<name>.*(?:公司|支行|分行|银行|商行|信用社|联社|合作社|厂|店))[\t ]*(?P<caption>[\u4e00-\u9fff]{2,8}):.*$"
)
"""A caption of any words before a colon: the next column of the same line, run into a firm's name."""
_ROLE_WORD = re.compile(
    r"(?:贷款|借款|出借|借入|保证|担保|抵押|出质|委托|受托|出租|承租|收款|付款)(?:银行|单位|企业|[人方行])|[\u4e00-\u9fff]{2,4}(?:方式|期限|金额|用途|种类|利率)"
    r"|(?:原|净|估|现|残|(?:账面|评估|抵押|市场)[原净价]?)(?:价值|值)"
    r"|[\u4e00-\u9fff]{2,6}(?:事项|事由|名称|编号|号码|[账帐]号|日期|时间|说明|形式|地址|电话|内容|代码)"
    r"|(?:账户|帐户|客户|开户|单位|企业|公司|商户|对方|本方)(?:户?名|全称|姓名)"
)
_ROLE_NAMED = re.compile(
    r"(?:主|被|原|共同|连带)?(?:贷款|借款|出借|授信|受信|用款|支用|融资|提款|债[权务]|保证|担保|抵押|出质|质押|增信)(?:申请|提供|责任)*(?:人|方|单位|客户|机构|主体|[企商]?户)"
)
"""What parties are called by their role, in the words of other forms."""
_NO_PARTY = re.compile(
    r"人民法院|所在地|意见|审核|审批|复核|应当|不得|有权|负责|承担|同意|签订|按照|根据|约定|以上|如有|可以|共同|向.{1,4}方|是指|因|如下|之日|[?？!！%]|或其|及其|的$|^的|[大小]写|^人民币"
)
_JOINING = re.compile(r"^(?:与|和|及|或|向|由|为|对)[^\w]?.{0,3}$")
"""A few words of a sentence behind one that joins, and no name."""
_PERSON_JOINING = re.compile(r"^(?:向(?![上下前后外内其贵我])[一-鿿]{1,2}|[和由][一-鿿]{2})$")
"""A person whose surname is such a word (向雨桐, 和平安, 由建民)."""
_A_SIDE = re.compile(r"[方人行司其此于者]$|[甲乙丙丁]")


def clean_party(text: str) -> str:
    """Return the name without brackets around it and without 以下简称 …, (盖章) and the like."""
    name = re.split(r"[□☐○☑■√☒✔]|\[[ xX√✓]?\]", text)[0] if re.search(r"[□☐☑■√☒✔\[]", text) else text
    name = name.strip(" \t:;,。、.|_'\"")
    name = re.sub(r"^(?:\((?:全称|公章|盖章|签章|名称|单位)\)|(?:姓名|名称|全称|户名)[:\s]|[:\s])+", "", name)
    name = _TAIL.sub("", name)
    name = re.sub(r"^[\[【<《](.+)[\]】>》]$", r"\1", name).strip(" \t:;,。、.|_'\"")
    name = _SIGNED_WITH.sub("", name)
    if (cut := _NEXT_CAPTION.match(name)) is not None or (
        (cut := _ANY_CAPTION.match(name)) is not None and not LEGAL_FORM.search(cut["caption"])
    ):
        name = cut["name"] or cut["firm"]
    name = re.sub(r"(?:签字|签章|盖章|公章)+$", "", name) if not LEGAL_FORM.search(name) else name
    if name.count(")") > name.count("("):
        name = name[: name.index(")")] if "(" not in name else name.rpartition(")")[0]
    if name.count("(") > name.count(")"):
        name = name + ")" if LEGAL_FORM.search(name + ")") else name.rpartition("(")[0]
    return name.strip()


def find_party(text: str) -> Found[str] | None:
    """Find the name of a firm or person at the start of the text."""
    for piece in re.finditer(r"[^\t\n;。]+", text):
        parts = re.split(r"[,、](?!\s*(?:LTD|Ltd|INC|Inc))", piece.group())
        chunk = _joint(parts) or parts[0]
        name = clean_party(chunk)
        if _ROLE_WORD.fullmatch(name) or _ROLE_WORD.fullmatch(chunk.strip(" \t:")) or _ROLE_NAMED.fullmatch(name):
            return None  # the label of the next party
        if not name or PLACEHOLDER.match(name):
            if re.sub(r"[\W_]", "", name):
                return None
            continue
        if not 2 <= len(name) <= 50 or re.search(r"\d{5}|年.?月", name):
            return None
        if not LEGAL_FORM.search(name) and (_NO_PARTY.search(name) or _joins(name) or len(name) > 30):
            return None
        if not re.search(r"[\u4e00-\u9fff]{2}|[A-Za-z]{2}|[\u4e00-\u9fff]\*|\*[\u4e00-\u9fff]", name):
            return None
        start = piece.start() + max(0, piece.group().find(name))
        return _CUT_FORM.sub(r"\g<0>司", name), start, start + len(name)
    return None


_CUT_FORM = re.compile(r"(?<=有限)(?:责任)?公$|(?<=股份)公$")
"""The end of a firm's name whose last glyph a seal hides: only 司 can follow."""


def _joins(name: str) -> bool:
    """Say whether the words begin with one that joins and are no person of that surname."""
    return bool(_JOINING.match(name)) and not (_PERSON_JOINING.match(name) and not _A_SIDE.search(name))


_PLACE = re.compile(
    r"^(?:.{0,4}住所|.{0,4}(?:经营|办公|营业)?场所|.{0,4}所在地?|(?:开户|所属|所在|账户|结算|往来|基本户)(?:银行|行|支行|机构|网点))$"
)
"""Captions that end as names of firms do."""


def _joint(parts: Sequence[str]) -> str | None:
    """Return the parts as printed where all are names: two borrowers in one field (赵一、钱二)."""
    names = [clean_party(p) for p in parts]
    if (
        len(names) < 2
        or not all(LEGAL_FORM.search(n) or is_person_name(n) for n in names)
        or any(_PLACE.search(n) for n in names)
    ):
        return None
    return "、".join(p.strip(" \t:|_") for p in parts)
