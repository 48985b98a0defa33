"""Names, banks and remarks of the unseen statements: two sets that share no entry."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one part's statements are made of.

    Attributes:
        banks: full printed names; the first word group also names counterparties' branches.
        cities, stems, trades: a company is one of each, in this order.
        surnames, given: of persons.
        out, paid_in: (summary, remarks) of payments and of receipts between firms.
        own_out, own_in: the same of a person's account.
        fees: (summary, remark) of rows without a counterparty.
    """

    banks: tuple[str, ...]
    cities: tuple[str, ...]
    stems: tuple[str, ...]
    trades: tuple[str, ...]
    surnames: str
    given: tuple[str, ...]
    out: tuple[tuple[str, tuple[str, ...]], ...]
    paid_in: tuple[tuple[str, tuple[str, ...]], ...]
    own_out: tuple[tuple[str, tuple[str, ...]], ...]
    own_in: tuple[tuple[str, tuple[str, ...]], ...]
    fees: tuple[tuple[str, str], ...]

    def company(self, chance: random.Random) -> str:
        """Return a company's name."""
        return chance.choice(self.cities) + chance.choice(self.stems) + chance.choice(self.trades)

    def person(self, chance: random.Random) -> str:
        """Return a person's name."""
        return chance.choice(self.surnames) + chance.choice(self.given)

    def branch(self, chance: random.Random) -> str:
        """Return the name of a bank's branch."""
        return f"{chance.choice(self.banks)}{chance.choice(self.cities)}{chance.choice(('分行', '支行', '城东支行'))}"


DEV = Words(
    banks=(
        "徽商银行股份有限公司",
        "渤海银行股份有限公司",
        "恒丰银行股份有限公司",
        "长沙银行股份有限公司",
        "吉林银行股份有限公司",
    ),
    cities=("蚌埠市", "湘潭", "四平市", "淄博", "昆山市", "遵义", "赣州", "银川市"),
    stems=("晟祥", "卓立", "景禾", "万邦", "启航", "中孚", "雅仕", "路通"),
    trades=(
        "食品有限公司",
        "化工原料有限责任公司",
        "汽车配件有限公司",
        "广告传媒有限公司",
        "粮油商行",
        "纺织品股份有限公司",
        "建筑劳务有限公司",
    ),
    surnames="郭马罗梁宋郑谢韩",
    given=("建军", "玉兰", "晓峰", "志远", "海燕", "桂英", "浩"),
    out=(
        ("往账", ("支付三月份原料款", "设备尾款", "预付包装材料款 合同号CG-2026-018", "支付第二期工程进度款（含税）")),
        ("网银支付", ("采购面粉一批", "代垫运杂费", "退还投标保证金及其同期存款利息共计两笔")),
        ("代发业务", ("发放员工薪酬",)),
        ("实时扣税", ("企业所得税", "增值税及附加")),
    ),
    paid_in=(
        ("来账", ("货款", "收到销售款 发票号后四位7732", "补付上年度尾款，请查收")),
        ("大额汇入", ("订金", "股东投入", "售后服务费结算，扣除质量保证金后净额汇入贵司账户")),
    ),
    own_out=(
        ("快捷支付", ("超市购物", "线上订餐", "地铁充值")),
        ("转账支取", ("还款", "房屋租赁费用", "给孩子交兴趣班费用及教材费")),
    ),
    own_in=(("转账存入", ("工资", "生活费", "报销差旅费用")), ("他行来款", ("借款归还", "稿酬"))),
    fees=(("收费", "对公账户服务费"), ("结息", "季度存款利息"), ("收费", "汇划手续费")),
)

DEV2 = Words(
    banks=(
        "浙江稠州商业银行股份有限公司",
        "青岛银行股份有限公司",
        "桂林银行股份有限公司",
        "贵阳银行股份有限公司",
        "常熟农村商业银行股份有限公司",
        "星展银行（中国）有限公司",
    ),
    cities=("义乌市", "胶州", "柳州市", "安顺", "太仓", "乐山市", "泉州", "保定市", "呼和浩特"),
    stems=("铭泽", "佳和", "远东", "天沐", "朗润", "聚力", "百川", "欣荣"),
    trades=(
        "进出口有限公司",
        "五金制品厂",
        "医疗器械有限公司",
        "新能源科技有限公司",
        "水产养殖专业合作社",
        "家具（集团）有限公司",
        "印务有限公司",
        "信息技术服务中心（有限合伙）",
    ),
    surnames="曹彭曾萧田董潘袁",
    given=("文斌", "丽娟", "国庆", "思琪", "宏伟", "秀珍", "洋"),
    out=(
        ("汇兑往账", ("付木材款", "付模具开发费", "结清2025年第四季度加工费（对账单编号ZD1127）", "付仓储保管费")),
        ("跨行转出", ("供应商付款", "展会摊位费", "按合同第七条支付验收款百分之三十，余款质保期满后付")),
        ("批量转账", ("劳务报酬",)),
        ("扣缴", ("社会保险费", "住房公积金", "城建税")),
    ),
    paid_in=(
        ("汇兑来账", ("货款结算", "外贸回款", "收客户预付款，订单PO20260217")),
        ("跨行转入", ("退回多付款项", "租赁押金", "政府补助资金拨付至企业基本账户用于技术改造项目")),
    ),
    own_out=(
        ("网上消费", ("购书", "外卖", "话费缴纳")),
        ("行内转出", ("装修款", "归还亲戚", "缴纳物业管理费和地下车位租金一年")),
    ),
    own_in=(("行内转入", ("劳动报酬", "奖金", "退货款")), ("汇入汇款", ("父母资助", "项目提成"))),
    fees=(("扣手续费", "企业网银年服务费"), ("存息", "活期利息入账"), ("扣手续费", "回单补打费")),
)
