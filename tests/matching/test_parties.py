from __future__ import annotations

import datetime as dt
from typing import Any

from docaudit.documents.bank_statement import BankStatement, TransactionRow
from docaudit.documents.business_license import BusinessLicense
from docaudit.documents.guarantee_contract import GuaranteeContract
from docaudit.documents.loan_contract import LoanContract
from docaudit.matching import resolve_parties
from docaudit.matching.ties import Tie, strongest
from docaudit.records.case import CaseFacts
from docaudit.records.evidence import Evidence, Field
from docaudit.records.labels import Owner

BORROWER = "苏州恒达钢材有限公司"
LENDER = "江苏银行股份有限公司苏州分行"


def put(value: Any) -> Field[Any]:
    return Field() if value is None else Field(value, 0.99, Evidence(text=str(value), page=1))


def statement(name: str, number: str | None, *others: tuple[str, str | None]) -> BankStatement:
    rows = tuple(
        TransactionRow(
            time=put(dt.datetime.fromisoformat("2025-01-02")),
            counterparty_name=put(other),
            counterparty_account=put(account),
        )
        for other, account in others
    )
    return BankStatement(id=f"S{number}", account_name=put(name), account_number=put(number), transactions=rows)


CONTRACT = LoanContract(
    id="D1",
    borrower=put(BORROWER),
    lender=put(LENDER),
    guarantors=(put("李四"),),
    disbursement_account=put("3201 0000 0000 01"),
)


def test_the_example_of_the_method() -> None:
    ties = [
        Tie("甲", "张三", 0.9, ""),
        Tie("张三", "乙", 0.9, ""),
        Tie("甲", "地址1", 0.7, ""),
        Tie("地址1", "丙", 0.7, ""),
    ]
    from_a = {k: r.strength for k, r in strongest("甲", ties, set()).items()}
    assert (from_a["乙"], from_a["丙"]) == (0.81, 0.49)
    assert "丙" not in strongest("乙", ties, set())


def test_a_hub_ties_nobody() -> None:
    ties = [Tie("甲", "平台", 0.9, ""), *(Tie("平台", f"客户{i}", 0.9, "") for i in range(25))]
    assert strongest("甲", ties, set()) == {}


def test_the_contract_names_borrower_lender_and_account() -> None:
    parties = resolve_parties([CONTRACT, statement("苏州市恒达钢材有限公司", "6222000000000002")], CaseFacts())
    assert parties.borrower == BORROWER
    assert parties.borrower_names == {BORROWER, "苏州市恒达钢材有限公司"}
    assert parties.lender_names == {LENDER}
    assert parties.accounts["32010000000001"] == (BORROWER, Owner.BORROWER)
    assert parties.accounts["6222000000000002"][1] is Owner.BORROWER


def test_the_account_that_the_contract_names_is_the_borrowers_under_a_former_name() -> None:
    parties = resolve_parties([CONTRACT, statement("苏州老店五金商行", "32010000000001")], CaseFacts())
    assert "苏州老店五金商行" in parties.borrower_names


def test_without_a_contract_most_statements_name_the_borrower() -> None:
    papers = [statement("甲方商贸有限公司", "1" * 16), statement(BORROWER, "2" * 16), statement(BORROWER, "3" * 16)]
    parties = resolve_parties(papers, CaseFacts())
    assert parties.borrower == BORROWER
    assert parties.accounts["1" * 16] == ("甲方商贸有限公司", Owner.COUNTERPARTY)


def test_facts_beat_what_was_read() -> None:
    facts = CaseFacts(
        borrower="昆山新名实业有限公司",
        accounts=(("6222 0000 0000 0002", "张三", "related"),),
        related_parties=(("王五", "实际控制人配偶"),),
    )
    parties = resolve_parties([CONTRACT, statement("张三", "6222000000000002")], facts)
    assert parties.borrower == "昆山新名实业有限公司"
    assert parties.accounts["6222000000000002"] == ("张三", Owner.RELATED)
    assert parties.related["王五"].strength == 1.0
    assert parties.related["王五"].places[0].source == "case.yaml"


def test_the_legal_representative_and_firms_of_the_same_one_are_related() -> None:
    papers = [
        CONTRACT,
        BusinessLicense(id="D2", name=put(BORROWER), legal_representative=put("张三")),
        BusinessLicense(id="D3", name=put("昆山宏图贸易有限公司"), legal_representative=put("张三")),
        BusinessLicense(id="D4", name=put("昆山路人贸易有限公司"), legal_representative=put("赵六")),
    ]
    related = resolve_parties(papers, CaseFacts()).related
    assert {k: r.strength for k, r in related.items()} == {"李四": 0.7, "张三": 0.9, "昆山宏图贸易": 0.81}
    assert {p.document for p in related["昆山宏图贸易"].places} == {"D2", "D3"}
    assert "张三为昆山宏图贸易有限公司法定代表人" in related["昆山宏图贸易"].reason


def test_a_guarantor_of_another_debtor_is_no_relation() -> None:
    papers = [
        CONTRACT,
        GuaranteeContract(id="D2", guarantor=put("赵六"), debtor=put("昆山路人贸易有限公司")),
        GuaranteeContract(id="D3", guarantor=put("孙七"), debtor=put(BORROWER)),
    ]
    assert set(resolve_parties(papers, CaseFacts()).related) == {"李四", "孙七"}


def test_two_names_on_one_account_are_one_hand_but_not_on_a_clearing_account() -> None:
    own = statement(
        BORROWER,
        "32010000000001",
        ("李四", "6228000000000007"),
        ("昆山空壳商贸有限公司", "6228000000000007"),
        ("待清算商户消费款项", "9990000000000001"),
        ("李四", "9990000000000001"),
    )
    related = resolve_parties([CONTRACT, own], CaseFacts()).related
    assert related["昆山空壳商贸"].strength == 0.7
    assert "6228****0007" in related["昆山空壳商贸"].reason


def test_the_same_trade_name_in_the_same_town_is_possibly_related() -> None:
    own = statement(
        BORROWER,
        "32010000000001",
        ("苏州恒达投资有限公司", None),
        ("无锡恒达物流有限公司", None),
        ("苏州大地物流有限公司", None),
    )
    related = resolve_parties([CONTRACT, own], CaseFacts()).related
    assert {k: r.strength for k, r in related.items() if k != "李四"} == {"苏州恒达投资": 0.5}


def test_a_former_name_is_the_borrower_itself_and_no_related_party() -> None:
    facts = CaseFacts(borrower=BORROWER, related_parties=(("苏州恒昌贸易有限公司", "曾用名"), ("张三", "实际控制人")))
    parties = resolve_parties([statement("苏州恒昌贸易有限公司", "32010000000002")], facts)
    assert parties.borrower_names == {BORROWER, "苏州恒昌贸易有限公司"}
    assert set(parties.related) == {"张三"}
    assert parties.accounts["32010000000002"] == ("苏州恒昌贸易有限公司", Owner.BORROWER)
