"""Says who is who in a case: the borrower and its accounts, the lender, and who is tied to the borrower."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.business_license import BusinessLicense
from docaudit.documents.drawdown_application import DrawdownApplication
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.guarantee_contract import GuaranteeContract
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.transfer_slip import TransferSlip
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import bank_of, is_clearing_account, same_party
from docaudit.matching.ties import Tie, strongest
from docaudit.records.case import CaseFacts
from docaudit.records.document import Document
from docaudit.records.evidence import Evidence, Field
from docaudit.records.flows import Parties, Place
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import Owner
from docaudit.records.names import core_key, fold, is_person_name
from docaudit.records.regions import split_regions

SHARED_NAMES = 5
"""An account under more names than this is one through which money only passes."""
_ACCOUNT = "account:"
_FORMER = frozenset(("曾用名", "原名", "原名称", "更名前名称", "former_name"))
"""Relations of ``case.yaml`` that do not name another party but the borrower before it changed its name."""
_GENERIC = frozenset(
    ("中国", "中华", "国际", "全国", "中外", "第一", "东方", "中建", "中铁", "国家", "人民", "建筑", "工程")
)
"""Beginnings of names that are no trade name (字号) of their own."""


def resolve_parties(documents: Sequence[Document], facts: CaseFacts) -> Parties:
    """Return the parties of a case.

    The borrower is who ``case.yaml`` names, else the contracts, else the receipts and other papers of the loan, else
    the account name that most statements carry. `Parties.accounts` holds every account number that a paper ties to a
    name.
    """
    borrower = facts.borrower or _borrower(documents)
    own = _own_names(documents, facts, borrower)
    lenders = _lenders(documents, facts)
    ties = list(_ties(documents, facts, borrower, own))
    hubs = {core_key(name) for name in lenders}
    start = core_key(borrower)
    related = strongest(start, ties, hubs) if start else {}
    for name in own:
        related.pop(core_key(name), None)
    related = {k: r for k, r in related.items() if not k.startswith(_ACCOUNT) and not same_party(k, borrower)}
    return Parties(
        borrower=borrower,
        borrower_names=frozenset(own),
        lender_names=frozenset(lenders),
        related=related,
        accounts=_accounts(documents, facts, borrower, own, related),
    )


def _borrower(documents: Sequence[Document]) -> str | None:
    """Return the most frequent name, spelt as most often, of the first kind of paper that names a borrower."""
    said: list[list[Field[str]]] = [[], [], [], []]
    for d in documents:
        if isinstance(d, LoanContract):
            said[0].append(d.borrower)
        elif isinstance(d, LoanReceipt | DrawdownApplication | EntrustedPaymentOrder):
            said[1].append(d.borrower)
        elif isinstance(d, BankStatement):
            said[2].append(d.account_name)
        elif isinstance(d, VatInvoice):
            said[3].append(d.buyer_name)
    for fields in said:
        names = [f.value for f in fields if f.value]
        if names:
            groups = Counter(core_key(n) for n in names)
            key = max(groups, key=lambda k: groups[k])
            return Counter(n for n in names if core_key(n) == key).most_common(1)[0][0]
    return None


def _own_names(documents: Sequence[Document], facts: CaseFacts, borrower: str | None) -> set[str]:
    """Return the names under which the borrower stands in the loan's papers and on its accounts, former ones too."""
    if not borrower:
        return set()
    own = {borrower, *(name for name, relation in facts.related_parties if relation in _FORMER)}
    declared = [a for d in documents for a in _loan_accounts(d)]
    for d in documents:
        if isinstance(d, LoanContract | LoanReceipt | DrawdownApplication | EntrustedPaymentOrder):
            name = d.borrower.value
        elif isinstance(d, BankStatement):
            name = d.account_name.value
            # The account that the contract names is the borrower's, whatever a former name on it says.
            if name and any(accounts_match(a, d.account_number.value) for a in declared) and not bank_of(name):
                own.add(name)
        else:
            continue
        if name and same_party(name, borrower):
            own.add(name)
    return own | sole_traders(documents, borrower)


def sole_traders(documents: Sequence[Document], borrower: str | None) -> set[str]:
    """Return the 个体工商户 of a natural person: it has no assets but its owner's (Civil Code, article 56)."""
    return {name for name, code in firms_of(documents, borrower) if fold(code).startswith("92")}


def firms_of(documents: Sequence[Document], person: str | None) -> list[tuple[str, str | None]]:
    """Return names and credit codes of the firms that a licence shows a natural person to head."""
    if not person or not is_person_name(person):
        return []
    return [
        (d.name.value, d.credit_code.value)
        for d in documents
        if isinstance(d, BusinessLicense) and d.name.value and same_party(d.legal_representative.value, person)
    ]


def _loan_accounts(document: Document) -> list[str]:
    """Return the accounts that a paper of the loan names as the borrower's."""
    if isinstance(document, LoanContract):
        found = [document.disbursement_account.value, document.repayment_account.value]
    elif isinstance(document, LoanReceipt):
        found = [document.account.value]
    else:
        found = []
    return [a for a in found if a]


def _lenders(documents: Sequence[Document], facts: CaseFacts) -> set[str]:
    names = [d.lender.value for d in documents if isinstance(d, LoanContract)]
    names += [d.creditor.value for d in documents if isinstance(d, GuaranteeContract)]
    return {n for n in (facts.lender, *names) if n}


def _place(document: Document, field: Field[str]) -> tuple[Place, ...]:
    if field.evidence is None:
        return ()
    return (Place(document=document.id, source=document.source, evidence=field.evidence),)


def _ties(documents: Sequence[Document], facts: CaseFacts, borrower: str | None, own: set[str]) -> Iterator[Tie]:
    if not borrower:
        return
    start = core_key(borrower)

    def key(name: str) -> str:
        return start if any(same_party(name, o) for o in own) else core_key(name)

    for name, relation in facts.related_parties:
        if relation in _FORMER:
            continue
        place = Place(document="", source="case.yaml", evidence=Evidence(text=f"{name} {relation}"))
        yield Tie(start, key(name), 1.0, f"案卷说明列为{relation}", (place,))
    for d in documents:
        if isinstance(d, BusinessLicense) and d.name.value and d.legal_representative.value:
            firm, person = d.name.value, d.legal_representative.value
            yield Tie(
                key(firm), core_key(person), 0.9, f"{person}为{firm}法定代表人", _place(d, d.legal_representative)
            )
        elif isinstance(d, LoanContract):
            for guarantor in d.guarantors:
                if guarantor.value and not bank_of(guarantor.value):
                    yield Tie(start, key(guarantor.value), 0.7, "本笔贷款担保人", _place(d, guarantor))
        elif isinstance(d, GuaranteeContract) and d.guarantor.value:
            debtor = d.debtor.value
            if debtor is None or key(debtor) == start:
                yield Tie(start, key(d.guarantor.value), 0.7, "本笔贷款担保人", _place(d, d.guarantor))
    yield from _shared_accounts(documents, key)
    yield from _shared_trade_name(documents, borrower, own)


def _named_accounts(documents: Sequence[Document]) -> Iterator[tuple[str, str, tuple[Place, ...]]]:
    """Yield (name, account digits, place) wherever a paper prints both for one party."""
    for d in documents:
        pairs: list[tuple[Field[str], Field[str]]] = []
        if isinstance(d, BankStatement):
            pairs = [(d.account_name, d.account_number)]
            pairs += [(t.counterparty_name, t.counterparty_account) for t in d.transactions]
        elif isinstance(d, EntrustedPaymentOrder):
            pairs = [(d.payee_name, d.payee_account)]
        elif isinstance(d, TransferSlip):
            pairs = [(d.payer_name, d.payer_account), (d.payee_name, d.payee_account)]
        elif isinstance(d, DrawdownApplication):
            pairs = [(p.name, p.account) for p in d.payees]
        for name, account in pairs:
            digits = account_digits(account.value)
            if name.value and digits:
                yield name.value, digits, _place(d, account)


def _passes_through(name: str) -> bool:
    return bank_of(name) is not None or is_clearing_account(name)


def _shared_accounts(documents: Sequence[Document], key: Callable[[str], str]) -> Iterator[Tie]:
    """Two names on one full account number are one hand (strength 1.0)."""
    names: dict[str, dict[str, tuple[str, tuple[Place, ...]]]] = defaultdict(dict)
    for name, digits, place in _named_accounts(documents):
        if "*" not in digits and len(digits) >= 10 and "*" not in name and not _passes_through(name):
            names[digits].setdefault(key(name), (name, place))
    for digits, found in names.items():
        if 2 <= len(found) <= SHARED_NAMES:
            for k, (_, place) in found.items():
                yield Tie(k, _ACCOUNT + digits, 1.0, f"共用账户{digits[:4]}****{digits[-4:]}", place)


def _shared_trade_name(documents: Sequence[Document], borrower: str, own: set[str]) -> Iterator[Tie]:
    """A firm of the same town whose name begins with the same rare trade name (strength 0.5)."""
    trade_name, towns = _trade_name(borrower)
    if trade_name is None or not towns:
        return
    others: dict[str, tuple[str, tuple[Place, ...]]] = {}
    for name, field, document in _firm_names(documents):
        if not any(same_party(name, o) for o in own) and not _passes_through(name):
            others.setdefault(core_key(name), (name, _place(document, field)))
    shared = {}
    for k, (name, place) in others.items():
        other, places = _trade_name(name)
        if other and places & towns and other.startswith(trade_name[:2]):
            shared[k] = (name, place)
    # A beginning that many firms of the case share is a word, not a trade name.
    if 0 < len(shared) <= 3:
        for k, (name, place) in shared.items():
            yield Tie(core_key(borrower), k, 0.5, f"与{name}字号相同且同城", place)


def _trade_name(name: str) -> tuple[str | None, frozenset[str]]:
    """Return the name from its trade name on, and the places in it; None where it has none of its own."""
    if is_person_name(name):
        return None, frozenset()
    rest, places = split_regions(fold(name))
    core = core_key(rest)
    return (None if len(core) < 4 or core[:2] in _GENERIC else core), frozenset(places)


def _firm_names(documents: Sequence[Document]) -> Iterator[tuple[str, Field[str], Document]]:
    for d in documents:
        fields: list[Field[str]] = []
        if isinstance(d, BankStatement):
            fields = [t.counterparty_name for t in d.transactions]
        elif isinstance(d, VatInvoice | TradeContract):
            fields = [d.seller_name] if isinstance(d, VatInvoice) else [d.seller]
        elif isinstance(d, EntrustedPaymentOrder):
            fields = [d.payee_name]
        for field in fields:
            if field.value and len(field.value) > 4:
                yield field.value, field, d


def _accounts(
    documents: Sequence[Document], facts: CaseFacts, borrower: str | None, own: set[str], related: Iterable[str]
) -> dict[str, tuple[str, Owner]]:
    """Return every known account; ``case.yaml`` first, then statements, then what the loan's papers say."""
    result: dict[str, tuple[str, Owner]] = {}
    for number, name, owner in facts.accounts:
        result[account_digits(number)] = (name or borrower or "", Owner(owner))
    ties = list(related)

    def owner_of(name: str) -> Owner:
        if not borrower or any(same_party(name, o) for o in own):
            return Owner.BORROWER
        return Owner.RELATED if any(same_party(name, k) for k in ties) else Owner.COUNTERPARTY

    for d in documents:
        if isinstance(d, BankStatement) and (digits := account_digits(d.account_number.value)):
            name = d.account_name.value
            result.setdefault(digits, (name or borrower or "", owner_of(name) if name else Owner.BORROWER))
    for number in (a for d in documents for a in _loan_accounts(d)):
        if account_digits(number):
            result.setdefault(account_digits(number), (borrower or "", Owner.BORROWER))
    for name, digits, _ in _named_accounts(documents):
        if "*" not in digits and not _passes_through(name):
            result.setdefault(digits, (name, owner_of(name)))
    result.pop("", None)
    return result
