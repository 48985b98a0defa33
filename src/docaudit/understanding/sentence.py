"""One clause being read: its words, whose duty or right it states, and what every kind of duty starts from."""

from __future__ import annotations

import re

from docaudit.records.evidence import Field
from docaudit.records.obligation import Obligation
from docaudit.understanding.clauses import Clause, unnumbered
from docaudit.understanding.roles import Roles
from docaudit.understanding.text import Text

RECALL = re.compile(
    r"收贷|即刻到期|(?:取消|冻结|终止|调减|停止使用)[^。;,]{0,14}(?:额度|授信)|追(?:索|收|讨)[^。;,]{0,6}(?:全部|未到期|剩余|所有)|立即到期|提前到期|提前收回|(?:加速)?(?:收回|回收)[^。;,]{0,12}(?:借款|贷款|本息|款项|资金)|停止(?:发放|支付|放款)|(?:立即|马上|即时)?(?:归还|偿还|清偿|返还)(?:全部|所有)|(?:立即|马上)(?:偿还|归还|清偿|还清|返还|付清)|提前还清|一次性?(?:结清|清偿|还清)(?=剩余|全部|所有|未)|(?:借款|贷款|债务|款项|本息|余额)(?:全部|立即|即时|均|自动|随即|即)+到期|解除(?:本)?合同|直接(?:扣收|扣划|划收)|加速到期|提前(?:归还|清偿|偿还|结清)|(?:立即)?(?:清偿|偿还)全部|要求[^。;,]{0,10}提前还款?|(?:立即|马上|随时)[^。;,]{0,6}要求[^。;,]{0,8}(?:还款|还清|偿还|归还)|要求[^。;]{0,16}一次(?:性)?(?:还清|结清|清偿|付清)|限期(?:归还|清偿|偿还)|(?:把)?(?:钱|款)[^。;,]{0,4}(?:要|收)回|(?:宣布|视[为作同]|认定)[^。;,]{0,16}到期|(?:让|叫|责令)[^。;,]{0,8}(?:马上|立即|立刻|一次|提前)[^。;,]{0,14}(?:还清|付清|结清|还掉|偿还|归还)"
)
"""What a lender does with a loan that went wrong."""
BANNED = re.compile(
    r"不得|不可(?!撤销|抗|抵抗|分割|避免|预见|预料)|严禁|禁止|不准|不应|杜绝|不能|不会?(?=再?(?:用|流|投|进入|挪|拿|将|把|参与|从事|购买|转借|转贷|以(?:任何|本|该|所)?(?:贷款|借款|信贷)|以任何|违规|直接|炒))|绝不|勿"
)
_OWES = re.compile(r"(?<![相对供反适响回])应(?!当?支?付的?款)|须|不得|必须|需要?(?=[^,。;]{0,6}提前)")
"""What a sentence that begins with what a party may do says that it must."""
FREE = re.compile(r"无[须需]|毋须|不必|不需|不负有|没有义务|不要求|并不|不收取|不承担")


class Sentence:
    """One clause being read: its words with their lead, and the obligation that all its kinds start from."""

    def __init__(self, flow: Text, clause: Clause, roles: Roles) -> None:
        self.flow, self.clause, self.roles = flow, clause, roles
        self.text, self.full = clause.text, clause.lead + clause.text
        self.right = bool(
            re.search(
                rf"有权|(?:可以?|得)(?:随时|单方|立即|即)*(?:宣布|提前|停止|解除|要求|直接|收回|取消|对|检查|查询|将)|(?:{roles.lender.pattern})(?:均|即|还|另|亦)*(?:可以?(?!能)|得(?=不经|径行|随时|立即|提前|宣布|要求|单方)|(?:马上|立即|立刻|即时|随即|当即)(?=收回|要回|宣布|停止|终止))",
                clause.text,
            )
        )
        may = rf"(?:对于?[^,。;]{{2,12}},)?(?:{roles.borrower.pattern}|企业)(?:可以?|有权)(?!能)"
        self.permitted = bool(re.match(may, unnumbered(clause.text))) and not _OWES.search(clause.text)
        self.listed_breach = bool(re.search(r"违约|有权|可以?宣布|之一", clause.lead) or RECALL.search(clause.lead))
        self.base = Obligation(
            kind=self.word("other", 0.75),
            party=self.word(clause.subject),
            text=flow.field(flow.raw(clause.start, clause.end), clause.start, clause.end, 0.9),
        )

    def word(self, value: str | None, sure: float = 0.8) -> Field[str]:
        """Return a value that the whole clause proves."""
        return Field() if value is None else self.flow.field(value, self.clause.start, self.clause.end, sure)

    def part(self, span: tuple[int, int] | None, sure: float = 0.8) -> Field[str]:
        """Return the words at a place of the clause's text."""
        if span is None:
            return Field()
        start = self.clause.start
        return self.flow.field(self.text[slice(*span)], start + span[0], start + span[1], sure)

    @property
    def owner(self) -> Field[str]:
        """Whose duty it is where the lender's own deeds only frame it."""
        return self.word("borrower" if self.clause.subject == "lender" else self.clause.subject)
