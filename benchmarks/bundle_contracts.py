"""Made-up contracts of many pages: loans, guarantees, trade, supplements, each with covers, annexes and signatures."""

# ruff: noqa: E501 - tables of printed words read better unbroken
from __future__ import annotations

from dataclasses import dataclass, field

from bundle_names import Names, chinese_day, figures, numeral, words
from bundle_setting import Leaf, Setter, set_heads, set_marks

MARKS = (
    "第 {n} 页 共 {t} 页",
    "第{n}页（共{t}页）",
    "页码：{n}/{t}",
    "～{n}～",
    "P{n}/{t}",
    "第{n}页/共{t}页",
    "{n}/{t}",
    "- {n} -",
    "Page {n} of {t}",
    "第 {n} 页",
    "{n}",
    "共{t}页 第{n}页",
)


@dataclass(slots=True)
class Made:
    """One paper of the bundle.

    Attributes:
        doc_type: what it is.
        leaves: its pages in reading order.
        name: as a list of contents would call it.
        numbered: every page prints its number, so that they may be mixed up.
        traceable: every page also prints the total or the paper's own number, so that one may lie far away.
        count: papers on its single leaf, one below the other.
        clauses: its order can be told by its clauses alone.
    """

    doc_type: str
    leaves: list[Leaf]
    name: str
    numbered: bool = False
    traceable: bool = False
    count: int = field(default=1)
    clauses: bool = False


_LOAN = (
    ("借款金额与币种", "本合同项下借款的币种为人民币，金额见本合同首部或借款凭证的记载，两者不一致的以借款凭证为准。"),
    (
        "借款用途",
        "借款仅限用于补充生产经营所需的流动资金，未经银行书面许可，客户不得挪作股本权益性投资或者房地产开发。",
    ),
    ("利率与结息", "利率按提款日前一工作日公布的一年期市场报价利率加点确定，按季结息，每季末月二十日为结息日。"),
    (
        "提款的先决条件",
        "客户应至少提前三个工作日提交提款通知、交易背景资料以及银行要求的其他文件，经审核无误后方可提款。",
    ),
    (
        "贷款资金的支付",
        "单笔超过约定起点的支付采用受托方式，由银行将款项划至交易对象的账户，其余由客户自主支付并按月报告。",
    ),
    ("还款安排", "客户应在每个还款日前将足额款项存入约定账户，授权银行直接扣划；提前还款须书面申请并经银行同意。"),
    ("陈述与承诺", "客户依法成立并有效存续，具有签订和履行本协议的权利能力，所提供的财务资料真实、完整、无重大遗漏。"),
    ("财务约束", "协议存续期内资产负债率不得高于百分之七十，流动比率不得低于一倍，对外担保余额不得超过净资产。"),
    ("信息报送", "客户应于每季度结束后二十日内报送财务报表，于年度终了后一百二十日内报送经审计的年度报告。"),
    (
        "违约事件及处理",
        "发生逾期、挪用、停产或重大诉讼的，银行有权停止发放未提款项、宣布已发放款项立即到期并计收罚息。",
    ),
)
_GUARANTEE = (
    ("被担保的主债权", "本担保所担保的主债权为债权人依据主合同向债务人发放的本金及由此产生的各项从属债权。"),
    ("担保范围", "担保范围包括本金、利息、罚息、复利、违约金、损害赔偿金以及实现债权的费用，包括但不限于律师费。"),
    ("担保方式与期间", "保证人承担连带责任，保证期间自主合同约定的履行期届满之日起算三年，展期的相应顺延。"),
    ("担保人的承诺", "未经债权人书面同意，担保人不得再就担保财产设立其他担保，不得以转让、赠与等方式处分。"),
    ("担保权利的实现", "债务人不履行到期债务的，债权人可以直接要求担保人履行，不以先行处置债务人财产为前提。"),
    ("主合同的变更", "债权人与债务人协议变更主合同的，除增加本金或者提高利率外，无须再经担保人同意。"),
)
_TRADE = (
    ("标的与数量", "标的的名称、规格、数量与单价见所附清单，清单经双方盖章后与正文具有同等效力。"),
    ("质量要求", "产品应符合现行国家标准和行业标准，没有标准的按双方封存的样品执行，质保期为验收合格后十二个月。"),
    ("包装与运输", "供应一方负责包装，采用公路运输，运费及保险费由供应一方负担，货到指定地点前的风险由其承担。"),
    ("交付与验收", "收货一方应在到货后七日内验收并出具签收单，逾期不提出异议的视为合格，隐蔽瑕疵不在此限。"),
    ("价款结算", "签订后十日内支付三成预付款，到货验收合格后凭增值税发票支付六成，余款作为质量保证金一年后付清。"),
    ("违约责任", "逾期交付的每日按未交付部分价款的千分之一支付违约金，累计不超过总价的百分之十。"),
    ("知识产权", "供应一方保证标的不侵犯任何第三人的专利权和商标权，由此产生的索赔由其承担。"),
    ("保密", "双方对履行过程中知悉的对方商业秘密负有保密义务，该义务在终止后两年内继续有效。"),
)
_WORKS = (
    ("工程概况", "工程地点、内容和规模按施工图纸及工程量清单确定，承包范围为土建、安装及室外附属工程。"),
    ("工期", "总日历天数为一百八十天，因发包人原因、不可抗力或设计变更造成延误的，经签证后相应顺延。"),
    ("工程款支付", "按月进度的百分之八十支付，竣工验收合格后付至百分之九十五，其余作为缺陷责任期保证金。"),
    ("安全文明施工", "承包人应编制专项方案并经监理审批，现场配备专职安全员，所有人员持证上岗。"),
    ("竣工验收", "承包人提交完整竣工资料后二十八日内由发包人组织验收，验收合格后十四日内办理移交。"),
)
_LEASE = (
    ("租赁物", "租赁的厂房位于开发区内，建筑面积以产权证记载为准，附属设施见交接清单。"),
    ("租金与押金", "租金按季预付，承租一方应在每季首月五日前支付，押金相当于三个月租金，期满无息退还。"),
    ("使用与维护", "承租一方应合理使用，不得擅自改变结构和用途，日常维护由承租一方负责。"),
    ("转租与优先权", "未经书面同意不得转租，期满后同等条件下享有优先承租的权利。"),
)
_GENERAL = (
    ("通知与送达", "任何通知应以书面形式送达首部载明的地址，以邮寄方式送达的自寄出后第五日视为送达。"),
    ("不可抗力", "因不能预见、不能避免且不能克服的客观情况致使不能履行的，受影响一方应及时通知并提供证明。"),
    ("争议的解决", "因履行发生的争议由双方协商，协商不成的向签订地有管辖权的人民法院提起诉讼。"),
    ("转让", "未经对方书面同意，任何一方不得将其权利义务全部或者部分转让给第三人。"),
    ("完整性与可分割性", "部分条款被认定无效的，不影响其余条款的效力，双方应以最接近原意的条款予以替代。"),
    ("文本与生效", "自双方签字盖章之日起生效，一式肆份，双方各执两份，具有同等法律效力。"),
)
_EXTRA = (
    "前款所称期限以银行工作日计算，遇法定节假日顺延至下一工作日。",
    "任何一方未行使或者延迟行使其权利的，不构成对该权利的放弃，也不妨碍其后再行使。",
    "相关费用除另有约定外，由产生该费用的一方自行承担，并在收到单据后十五日内结清。",
    "双方确认已就本条内容作出充分说明，并对其含义及法律后果理解一致，不存在重大误解。",
    "涉及数额以书面确认的单据为准，口头变更不发生效力，往来函件构成履行的组成部分。",
    "发生上述情形的，应当在知悉之日起五日内书面告知，并附相应的证明材料。",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of contract prints: its type, titles, the words for both sides, its clauses, how long it is."""

    doc_type: str
    titles: tuple[str, ...]
    sides: tuple[str, str]
    clauses: tuple[tuple[str, str], ...]
    length: tuple[int, int]
    annexes: tuple[str, ...]


KINDS = (
    Kind("loan_contract", ("流动资金借款合同", "固定资产借款合同", "综合授信协议", "人民币借款合同", "最高额借款合同"), ("借款人", "贷款人"), _LOAN, (5, 20), ("提款通知书格式", "还款计划")),
    Kind("guarantee_contract", ("最高额保证合同", "保证合同", "不动产抵押合同", "应收账款质押合同", "最高额抵押合同"), ("担保人", "债权人"), _GUARANTEE, (3, 9), ("抵押物清单", "质物清单")),
    Kind("trade_contract", ("设备采购合同", "钢材购销合同", "原材料买卖合同", "工业品买卖合同"), ("买方", "卖方"), _TRADE, (1, 8), ("供货清单", "技术协议", "廉洁协议")),
    Kind("trade_contract", ("建设工程施工合同", "厂房扩建施工合同"), ("发包人", "承包人"), _WORKS, (5, 16), ("工程质量保修书", "工程量清单")),
    Kind("trade_contract", ("厂房租赁合同", "仓库租赁合同"), ("承租方", "出租方"), _LEASE, (1, 5), ("设施交接清单",)),
)  # fmt: skip


def contract(names: Names, kind: Kind, *, pages: int | None = None) -> Made:
    """Return a contract; cover, running heads, numbering, annexes and a page of signatures each come by chance."""
    chance = names.chance
    title, number = chance.choice(kind.titles), names.contract_number()
    first, second = names.firm(), names.bank() if "贷款人" in kind.sides or "债权人" in kind.sides else names.firm()
    wanted = pages or chance.randint(*kind.length)
    setter = Setter(size=chance.choice((10.5, 11.0, 12.0)), leading=chance.uniform(18, 25), left=chance.uniform(58, 92))
    covered = wanted > 3 and chance.random() < 0.35
    if covered:
        _cover(setter, title, number, ((kind.sides[0], first), (kind.sides[1], second)), chinese_day(names.day()))
        if chance.random() < 0.3:
            _notice(names, setter)
        if chance.random() < 0.3:
            _table_of_clauses(names, setter, kind)
    setter.title(title, chance.choice((setter.size + 0.5, 16.0, 18.0, 22.0)))
    setter.line(f"合同编号：{number}", chance.choice(("left", "right")))
    setter.line(f"{kind.sides[0]}（甲方）：{first}")
    setter.line(f"{kind.sides[1]}（乙方）：{second}")
    fen = names.fen(7, 10)
    setter.para(
        f"根据《中华人民共和国民法典》等法律法规的规定，双方在平等自愿的基础上就{title.removesuffix('合同')}事宜订立本合同，"
        f"金额为人民币（大写）{words(fen)}（小写￥{figures(fen)}）。"
    )
    style = _body(names, setter, kind, wanted)
    _sign(names, setter, (kind.sides[0], first), (kind.sides[1], second), title)
    plain = len(setter.leaves)
    if wanted > 2 and chance.random() < 0.4:
        _annex(names, setter, chance.choice(kind.annexes))
    made = Made(kind.doc_type, setter.leaves, title)
    _finish(names, made, title, number, bare_cover=covered)
    made.clauses = (
        not covered and plain == len(made.leaves) and not made.numbered and style != 2 and not made.leaves[0].marked
    )
    return made


def supplement(names: Names) -> Made:
    """Return a supplement to a trade contract: one or two pages, a paper of its own."""
    chance = names.chance
    setter = Setter(leading=chance.uniform(20, 27))
    title = chance.choice(("补充协议", "补充协议书", "购销合同补充协议", "买卖合同之补充协议（一）"))
    first, second = names.firm(), names.firm()
    setter.title(title, 18)
    setter.line(f"甲方（买方）：{first}")
    setter.line(f"乙方（卖方）：{second}")
    setter.para(
        f"双方于{chinese_day(names.day())}签订了编号为{names.contract_number()}的合同（以下称原合同），现补充约定如下："
    )
    for k in range(1, chance.randint(4, 9)):
        setter.para(f"{numeral(k)}、{chance.choice(_TRADE)[1]}{chance.choice(_EXTRA)}")
    _sign(names, setter, ("甲方", first), ("乙方", second), title, own_page=False)
    return Made("trade_contract", setter.leaves, title)


def _cover(setter: Setter, title: str, number: str, sides: tuple[tuple[str, str], ...], day: str) -> None:
    setter.gap(40)
    setter.line(f"编号：{number}", "right")
    setter.gap(130)
    setter.title(title, 28, 120)
    for role, name in sides:
        setter.line(f"{role}：{name}")
    setter.line(f"签订日期：{day}")
    setter.turn()


def _notice(names: Names, setter: Setter) -> None:
    setter.title(names.chance.choice(("重要提示", "签约须知", "特别提示")), 18)
    for _ in range(names.chance.randint(4, 9)):
        setter.para(names.chance.choice(_EXTRA))
    setter.turn()


def _table_of_clauses(names: Names, setter: Setter, kind: Kind) -> None:
    setter.title(names.chance.choice(("目  录", "目录")), 18)
    for k in range(1, names.chance.randint(8, 16)):
        setter.line(f"第{numeral(k)}条  {names.chance.choice(kind.clauses)[0]}{'…' * 20}{k // 3 + 1}")
    setter.turn()


def _opener(style: int, number: int) -> str:
    return (f"第{numeral(number)}条  ", f"{numeral(number)}、", f"{number}. ")[style]


def _body(names: Names, setter: Setter, kind: Kind, wanted: int) -> int:
    """Set clauses until the pages are filled, their numbers going on from page to page; return the style of numbers."""
    chance = names.chance
    style = chance.randrange(3)
    number = 0
    while True:
        pool = _GENERAL if number and chance.random() < 0.3 else kind.clauses
        number += 1
        heading, text = chance.choice(pool)
        setter.para(f"{_opener(style, number)}{heading}", indent=style == 1)
        setter.para(text)
        for part in range(chance.randint(1, 4 if wanted > 3 else 1)):
            mark = f"{number}.{part + 1} " if style != 1 else f"（{numeral(part + 1)}）"
            setter.para(mark + chance.choice(_EXTRA))
        done = len(setter.leaves)
        if number >= 90 or done > wanted or (done == wanted and setter.y > setter.foot - 250):
            return style


def _sign(
    names: Names, setter: Setter, first: tuple[str, str], second: tuple[str, str], title: str, *, own_page: bool | None = None
) -> None:  # fmt: skip
    chance = names.chance
    if own_page or (own_page is None and chance.random() < 0.35):
        setter.turn()
        setter.line(
            chance.choice(
                (f"（本页无正文，为《{title}》之签署页）", "（以下无正文，为签字盖章页）", f"《{title}》签署页")
            )
        )
        setter.gap(60)
    setter.room(150)
    setter.gap(14)
    setter.pair(f"{first[0]}（盖章）：", f"{second[0]}（盖章）：")
    setter.pair(first[1], second[1])
    setter.pair("法定代表人（签字）：", "负责人（签字）：")
    setter.pair(f"日期：{chinese_day(names.day())}", f"日期：{chinese_day(names.day())}")


def _annex(names: Names, setter: Setter, name: str) -> None:
    chance = names.chance
    setter.turn()
    mark = chance.choice(("附件一：", "附件1：", "附件 ", "附表一  ", "附件二  ", "附录A "))
    if chance.random() < 0.5:
        setter.line(mark.strip("： ") + "：")
        setter.title(name, 15)
    else:
        setter.title(mark + name, 15)
    if "清单" in name or "计划" in name:
        rows = [
            (str(k), f"{chance.choice('甲乙丙丁')}型{chance.choice(('轴承', '电机', '阀门', '板材', '线缆'))}", f"{names.digits(3)}", figures(names.fen(4, 7)))
            for k in range(1, chance.randint(6, 40))
        ]  # fmt: skip
        setter.table((1, 5, 2, 3), ("序号", "名称", "数量", "金额"), rows)
    else:
        for k in range(1, chance.randint(5, 12)):
            setter.para(f"{k}. {chance.choice(_EXTRA)}")


def _finish(names: Names, made: Made, title: str, number: str, *, bare_cover: bool) -> None:
    """Number the pages and print running heads, each or neither."""
    chance = names.chance
    inside = made.leaves[1:] if bare_cover and chance.random() < 0.6 else made.leaves
    headed = chance.random() < 0.45
    for leaf in made.leaves:
        leaf.marked = headed
    if headed:
        set_heads(inside, chance.choice((f"{title}  {number}", f"合同编号：{number}", f"编号：{number}")))
    if len(made.leaves) > 1 and chance.random() < 0.75:
        style = chance.choice(MARKS)
        set_marks(inside, style, chance.choice(("centre", "right", "top" if not headed else "centre")))
        for leaf in made.leaves:
            leaf.marked = True
        whole = len(inside) == len(made.leaves)
        made.numbered = whole
        made.traceable = whole and (headed or "{t}" in style)
