"""What stored cases share comes into the results of all of them, in whatever order and batch they came."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docaudit.batch.across import judge_across
from docaudit.records.evidence import Box, Evidence
from docaudit.records.flows import Place
from docaudit.records.neighbours import BORROWER, HUB, INVOICE, PAYEE, Holder, Neighbourhood, Sighting
from docaudit.storage import Store, open_store

FIXTURE = json.loads((Path(__file__).parents[1] / "web" / "fixture" / "misuse.json").read_text("utf-8"))
LOAN = FIXTURE["trace"][0]["loan"]
REUSED, REACHED = "invoice.reused_across_cases", "use.other_borrower"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "data" / "test.db"))
    yield opened
    opened.close()


def invoice(name: str, number: str = "25442000000012345678") -> Sighting:
    mark = Evidence(text=number, page=1, box=Box(0.1, 0.1, 0.2, 0.2))
    return Sighting(
        holder=Holder(case=name, borrower=f"{name}公司", loans=((f"2025年借字第{name}0001号", "working_capital"),)),
        what=INVOICE,
        keys=(f"invoice:|{number}",),
        name="销售公司",
        place=Place(document="D1", source="发票.pdf", evidence=mark),
        subject=f"doc:{name}:1",
        number=number,
        kind="digital_special",
        fen=100_000,
        used_fen=100_000,
    )


def saved(store: Store, name: str, *seen: Sighting) -> int:
    audit = FIXTURE | {"case": name, "borrower": f"{name}公司"}
    return store.save_case(audit, seen=[s.to_json() for s in seen])


def found(store: Store, case_id: int, check: str = REUSED) -> list[dict[str, Any]]:
    audit = store.audit(case_id)
    assert audit is not None
    assert [f["id"] for f in audit["findings"]] == [f"F{n}" for n in range(1, len(audit["findings"]) + 1)]
    return [f for f in audit["findings"] if f["check"] == check]


def titles(store: Store) -> dict[str, list[str]]:
    return {case.name: [f["title"] for f in found(store, case.id)] for case in store.cases()}


def test_both_files_name_each_other_and_a_third_is_left_alone(store: Store) -> None:
    ids = [saved(store, name, invoice(name)) for name in ("甲", "乙")]
    ids.append(saved(store, "丙", invoice("丙", "25442000000099995678")))
    assert judge_across(store, ids, rules=None, actor="system") == 2
    told = titles(store)
    assert "乙" in told["甲"][0]
    assert "甲" in told["乙"][0]
    assert told["丙"] == []
    assert [store.case(i).version for i in ids] == [2, 2, 1]  # type: ignore[union-attr]
    assert judge_across(store, ids, rules=None, actor="system") == 0
    assert store.verify_trail().ok


def test_the_order_and_the_batches_in_which_they_came_change_nothing(tmp_path: Path) -> None:
    results = []
    for number, order in enumerate((["甲", "乙", "丙"], ["丙", "乙", "甲"])):
        opened = open_store(str(tmp_path / f"{number}.db"))
        for name in order:
            judge_across(opened, [saved(opened, name, invoice(name))], rules=None, actor="system")
        results.append({name: sorted(said) for name, said in titles(opened).items()})
        opened.close()
    assert results[0] == results[1]
    assert all(len(said) == 1 for said in results[0].values())


def test_a_finding_goes_when_the_other_file_no_longer_holds_the_invoice(store: Store) -> None:
    one, two = saved(store, "甲", invoice("甲")), saved(store, "乙", invoice("乙"))
    judge_across(store, [one, two], rules=None, actor="system")
    assert saved(store, "乙") == two
    judge_across(store, [two], rules=None, actor="system")
    assert found(store, one) == []
    assert found(store, two) == []


def test_corrections_made_meanwhile_still_wait_for_their_run(store: Store) -> None:
    one, two = saved(store, "甲", invoice("甲")), saved(store, "乙", invoice("乙"))
    before = store.case(one)
    judge_across(store, [one, two], rules=None, actor="system")
    after = store.case(one)
    assert before is not None
    assert after is not None
    assert after.updated_at == before.updated_at
    assert after.finding_count == before.finding_count + 1


def test_a_payment_to_another_borrower_joins_the_cause_of_what_was_found_of_it(store: Store) -> None:
    payment = max(FIXTURE["trace"][0]["payments"], key=lambda p: float(p["max"]))
    mark = Evidence(
        text="",
        page=payment["page"],
        box=Box(*payment["box"]) if payment["box"] else None,
        sheet=payment["sheet"],
        row=payment["row"],
    )
    fen = int(float(payment["max"]) * 100)
    paid = Sighting(
        holder=Holder(case="甲", borrower="甲公司", loans=((LOAN, "working_capital"),)),
        what=PAYEE,
        keys=("party:乙", "account:6222000011112222"),
        name="乙公司",
        place=Place(document=payment["document"], source=payment["source"], evidence=mark),
        subject="row:1",
        fen=fen,
        least_fen=fen,
        most_fen=fen,
        loan=LOAN,
    )
    other = Sighting(holder=Holder(case="乙", borrower="乙公司"), what=BORROWER, keys=("party:乙",), name="乙公司")
    one, two = saved(store, "甲", paid), saved(store, "乙", other)
    assert judge_across(store, [one, two], rules=None, actor="system") == 1
    (hit,) = found(store, one, REACHED)
    assert "乙公司" in hit["title"]
    place = {name: payment[name] for name in ("document", "page", "box", "sheet", "row")}
    audit = store.audit(one)
    assert audit is not None
    same = [
        f["cause"]
        for f in audit["findings"]
        if any({name: e[name] for name in place} == place for e in f["evidence"]) and f["loan"] == LOAN
    ]
    assert set(same) == {hit["cause"]}


def payee(name: str, loan: str) -> Sighting:
    return Sighting(
        holder=Holder(case=name, borrower=f"{name}公司", loans=((loan, "working_capital"),)),
        what=PAYEE,
        keys=("party:李秀兰", "account:62220000999988887777"),
        name="李秀兰",
        place=Place(document="D1", source="流水.xlsx", evidence=Evidence(text="", sheet="1", row=2)),
        subject=f"row:{name}",
        fen=90_000_000,
        least_fen=90_000_000,
        most_fen=90_000_000,
        loan=loan,
    )


@pytest.mark.parametrize(("cases", "hits"), [(HUB, HUB), (HUB + 1, 0)])
def test_an_account_that_very_many_cases_pay_tells_nothing(store: Store, cases: int, hits: int) -> None:
    names = [f"案{n}" for n in range(cases)]
    seen = {name: payee(name, f"2025年借字第{n:06d}号") for n, name in enumerate(names)}
    ids = [saved(store, name, seen[name]) for name in names]
    around = Neighbourhood()
    numbers = [around.add([seen[name]]) for name in names]
    assert sum(bool(around.of(n).seen) for n in numbers) == hits
    assert (
        sum(bool(store.neighbours(i, [seen[name]], store.hubs()).seen) for i, name in zip(ids, names, strict=True))
        == hits
    )
    assert judge_across(store, ids, rules=None, actor="system") == hits
