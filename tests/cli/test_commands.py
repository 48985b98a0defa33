from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from docaudit.cli import main
from docaudit.storage import open_store

STATEMENT = """账户交易明细
户名：试验机械有限公司,账号：6222020200012345678,币种：人民币
交易日期,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要
2026-01-05,,"1,000,000.00","1,100,000.00",某某银行,,贷款发放
2026-01-06,"400,000.00",,"700,000.00",南方钢材有限公司,6217000000000000017,货款
"""


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


class Run:
    """Runs the command line as a terminal does, in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capfd = capfd

    def __call__(self, *arguments: object) -> Ran:
        self.monkeypatch.setattr(sys, "argv", ["docaudit", *map(str, arguments)])
        self.capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.setenv("DOCAUDIT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DOCAUDIT_DATABASE", raising=False)
    return Run(monkeypatch, capfd)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a case of one good and one bad file."""
    folder = tmp_path / "C001"
    folder.mkdir()
    (folder / "明细.csv").write_text(STATEMENT, "utf-8")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 nothing more")
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def named_once(ran: Ran, name: object) -> bool:
    return ran.status == 2 and len(ran.lines) == 1 and str(name) in ran.err and ran.lines[0].startswith("docaudit: ")


def test_audit_prints_one_object_and_names_the_file_it_could_not_read(run: Run, case: Path) -> None:
    ran = run("audit", case, "--json")
    assert ran.status == 0
    [line] = ran.out.splitlines()
    result = json.loads(line)
    assert [(d["source"], d["doc_type"]) for d in result["documents"]] == [
        ("坏.pdf", None),
        ("明细.csv", "bank_statement"),
    ]
    assert "evidence.unreadable" in {f["check"] for f in result["findings"]}
    assert len(ran.lines) == 1
    assert "坏.pdf" in ran.err


def test_audit_prints_a_table_for_people(run: Run, case: Path) -> None:
    ran = run("audit", case)
    assert ran.status == 0
    assert "evidence.unreadable" in ran.out
    assert "C001" in ran.out


@pytest.mark.parametrize(("severity", "status"), [("info", 1), ("medium", 1), ("critical", 0)])
def test_fail_on_makes_the_status_one(run: Run, case: Path, severity: str, status: int) -> None:
    assert run("audit", case, "--json", "--fail-on", severity).status == status


def test_each_argument_is_a_case_and_an_unusable_one_stops_none(run: Run, case: Path, empty: Path) -> None:
    ran = run("audit", empty, case, case / "明细.csv", "--json")
    assert [json.loads(line)["case"] for line in ran.out.splitlines()] == ["C001", "明细"]
    assert ran.status == 2
    assert sum(str(empty) in line for line in ran.lines) == 1


def test_as_of_beats_the_facts(run: Run, case: Path) -> None:
    (case / "case.yaml").write_text("as_of: 2026-02-01\n", "utf-8")
    assert json.loads(run("audit", case, "--json").out)["as_of"] == "2026-02-01"
    assert json.loads(run("audit", case, "--json", "--as-of", "2026-05-05").out)["as_of"] == "2026-05-05"


@pytest.mark.parametrize("method", ["fifo", "lifo", "pro_rata", "loan_first", "loan_last", "libr"])
def test_every_method_of_the_interface_is_taken(run: Run, case: Path, method: str) -> None:
    (case / "case.yaml").write_text("loans: [{contract_number: X, amount: 1000000, start_date: 2026-01-05}]\n", "utf-8")
    result = json.loads(run("audit", case, "--json", "--method", method).out)
    assert [trace["method"] for trace in result["trace"]] == [method]


@pytest.mark.parametrize("command", ["audit", "extract", "ingest"])
def test_a_folder_without_papers_is_one_line_and_status_two(run: Run, empty: Path, command: str) -> None:
    ran = run(command, empty)
    assert named_once(ran, empty), ran
    assert ran.out == ""


@pytest.mark.parametrize("command", ["audit", "extract", "ingest", "export"])
def test_a_missing_argument_is_one_line_and_status_two(run: Run, tmp_path: Path, command: str) -> None:
    assert named_once(run(command, tmp_path / "nowhere"), tmp_path / "nowhere")


def test_a_folder_of_unreadable_files_is_one_line_and_status_two(run: Run, case: Path) -> None:
    (case / "明细.csv").write_bytes(b"")
    assert named_once(run("audit", case, "--json"), case)
    ran = run("extract", case, "--json")
    assert named_once(ran, case)
    assert [json.loads(line)["doc_type"] for line in ran.out.splitlines()] == [None, None]


def test_extract_prints_a_line_for_what_it_cannot_read_and_ends_well(run: Run, case: Path, tmp_path: Path) -> None:
    ran = run("extract", tmp_path / "nowhere.pdf", case, "--json")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    assert [(d["id"], d["source"], d["doc_type"]) for d in lines] == [
        ("D1", "nowhere.pdf", None),
        ("D2", "坏.pdf", None),
        ("D3", "明细.csv", "bank_statement"),
    ]
    assert [d["warnings"] != [] for d in lines[:2]] == [True, True]
    assert len(ran.lines) == 2


def test_extract_prints_a_table_for_people(run: Run, case: Path) -> None:
    ran = run("extract", case)
    assert ran.status == 0
    assert "明细.csv" in ran.out
    assert "无法识读" in ran.out


UNUSABLE: dict[str, Sequence[str]] = {
    "no such command": ["nonsense"],
    "no argument": ["audit"],
    "an unknown option": ["audit", ".", "--colour"],
    "no date": ["audit", ".", "--as-of", "30.6.2026"],
    "a date out of the calendar's middle": ["audit", ".", "--as-of", "9999-12-31"],
    "an unknown method": ["audit", ".", "--method", "newest"],
    "an unknown severity": ["audit", ".", "--fail-on", "terrible"],
    "an unknown engine": ["extract", ".", "--ocr-engine", "eyes"],
    "no jobs": ["ingest", ".", "--jobs", "0"],
    "an unknown format": ["export", "C001", "--format", "doc"],
    "no such database": ["export", "C001", "--database", "nonsense://"],
    "no samples": ["demo", "--samples", "/nowhere", "--no-serve"],
    "a missing rule pack": ["rules", "validate", "/nowhere.yaml"],
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_unusable_arguments_are_one_line_and_status_two(run: Run, name: str) -> None:
    ran = run(*UNUSABLE[name])
    assert (ran.status, ran.out, len(ran.lines)) == (2, "", 1), ran
    assert ran.err.startswith("docaudit: ")


@pytest.mark.parametrize(
    ("text", "named"),
    [("checks: [", "YAML"), ("checks: {use.nonsense: {}}", "use.nonsense"), ("colour: red", "colour")],
)
def test_a_rule_pack_that_is_not_understood_names_its_key(
    run: Run, case: Path, tmp_path: Path, text: str, named: str
) -> None:
    pack = tmp_path / "rules.yaml"
    pack.write_text(text, "utf-8")
    for arguments in (("rules", "validate", pack), ("audit", case, "--rules", pack)):
        ran = run(*arguments)
        assert named_once(ran, pack), ran
        assert named in ran.err


def test_a_rule_pack_changes_what_is_found(run: Run, case: Path, tmp_path: Path) -> None:
    pack = tmp_path / "rules.yaml"
    pack.write_text("checks: {evidence.unreadable: {enabled: false}}", "utf-8")
    assert run("rules", "validate", pack).status == 0
    changed = json.loads(run("audit", case, "--rules", pack, "--json").out)
    plain = json.loads(run("audit", case, "--json").out)
    assert changed["engine"]["rules_sha256"] != plain["engine"]["rules_sha256"]
    assert "evidence.unreadable" not in {f["check"] for f in changed["findings"]}


def test_rules_list_names_every_check_in_force(run: Run) -> None:
    ran = run("rules", "list")
    assert ran.status == 0
    assert "use.prohibited_payee" in ran.out


def test_a_file_name_with_a_line_break_keeps_its_error_on_one_line(run: Run, tmp_path: Path) -> None:
    assert len(run("audit", tmp_path / "a\nb").lines) == 1


def test_odd_names_are_printed_whole_and_as_utf_8(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "a b\n[red]"
    folder.mkdir()
    (folder / "x\ny [bold].csv").write_text(STATEMENT, "utf-8")
    (folder / "bad\nname.pdf").write_bytes(b"")
    ran = run("audit", folder, "--json")
    assert ran.status == 0
    assert len(ran.lines) == 1
    result = json.loads(ran.out)
    assert result["case"] == "a b\n[red]"
    assert {d["source"] for d in result["documents"]} == {"x\ny [bold].csv", "bad\nname.pdf"}
    assert run("audit", folder).status == 0
    assert run("extract", folder).status == 0


def test_names_in_an_old_encoding_are_read_as_gb18030(run: Run, tmp_path: Path) -> None:
    raw = bytes(tmp_path) + b"/" + "案卷".encode("gb18030")
    try:
        Path(raw.decode("utf-8", "surrogateescape")).mkdir()
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    folder = Path(raw.decode("utf-8", "surrogateescape"))
    (folder / "明细.csv".encode("gb18030").decode("utf-8", "surrogateescape")).write_text(STATEMENT, "utf-8")
    result = json.loads(run("audit", folder, "--json").out)
    assert result["case"] == "案卷"
    assert [d["source"] for d in result["documents"]] == ["明细.csv"]


def test_links_are_named_and_never_followed_in_a_circle(run: Run, case: Path) -> None:
    (case / "circle").symlink_to(case)
    ran = run("extract", case, "--json")
    assert ran.status == 0
    assert ("circle", None) in {(d["source"], d["doc_type"]) for d in map(json.loads, ran.out.splitlines())}


def test_archives_with_names_that_climb_write_nothing_outside(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "evil.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../climbed.csv", STATEMENT)
        archive.writestr("/absolute.csv", STATEMENT)
    before = sorted(tmp_path.rglob("*"))
    ran = run("audit", path, "--json")
    assert ran.status == 0
    assert sorted(p for p in tmp_path.rglob("*") if "data" not in p.parts) == before
    assert not Path("/absolute.csv").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"PK\x05\x06" + bytes(18)])
def test_a_broken_or_empty_archive_is_one_line(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.zip"
    path.write_bytes(content)
    assert named_once(run("audit", path), path)
    assert named_once(run("extract", path), path)


@pytest.mark.parametrize("content", [b"PK\x03\x04nothing", None])
def test_a_broken_archive_among_others_is_named_and_the_rest_goes_on(
    run: Run, case: Path, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "broken.zip"
    if content is not None:
        path.write_bytes(content)
    paper = case / "明细.csv"
    ran = run("extract", path, paper, "--json")
    assert [json.loads(line)["doc_type"] for line in ran.out.splitlines()] == [None, "bank_statement"]
    assert ran.status == 0
    ran = run("audit", path, paper, "--json")
    assert [json.loads(line)["case"] for line in ran.out.splitlines()] == ["明细"]
    assert ran.status == 2
    (case / "case.yaml").write_text("borrower: 试验机械有限公司\n", "utf-8")
    ran = run("ingest", path, case, "--jobs", 1, "--database", f"sqlite:///{tmp_path / 'docaudit.db'}")
    assert "1 audited, 0 unchanged, 1 failed" in ran.err
    assert sum(str(path) in line for line in ran.lines) == 1
    assert ran.status == 2


def test_many_empty_files_are_all_named(run: Run, case: Path) -> None:
    for number in range(300):
        (case / f"{number}.pdf").write_bytes(b"")
    ran = run("audit", case, "--json")
    assert ran.status == 0
    assert len(ran.lines) == 301
    assert len(json.loads(ran.out)["documents"]) == 302


def test_a_case_is_ingested_exported_and_found_again(run: Run, case: Path, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'docaudit.db'}"
    archive = tmp_path / "archive"
    archive.mkdir()
    case.rename(archive / "C001")
    first = run("ingest", archive, "--database", database, "--jobs", 1)
    assert first.status == 0, first
    assert "1 audited, 0 unchanged, 0 failed" in first.err
    assert re.search(
        r"^docaudit: C001: [\d,.]+ yuan at risk, \d+ findings open, worst medium$", first.err, re.MULTILINE
    )
    assert "0 audited, 1 unchanged, 0 failed" in run("ingest", archive, "--database", database, "--jobs", 1).err
    for form in ("xlsx", "json"):
        ran = run("export", "C001", "--format", form, "-o", tmp_path, "--database", database)
        assert ran.status == 0, ran
        assert Path(ran.out.strip()) == tmp_path / f"C001.{form}"
    exported = json.loads((tmp_path / "C001.json").read_text("utf-8"))
    assert exported["case"] == "C001"
    store = open_store(database)
    english = store.english(1)
    store.close()
    # What findings say in English is kept for the pages, and is no part of what is given out.
    [unreadable] = [f["key"] for f in exported["findings"] if f["check"] == "evidence.unreadable"]
    assert "坏.pdf" in english[unreadable]["title"]
    assert "english" not in exported
    assert named_once(run("export", "C002", "--database", database), "C002")


def test_an_export_that_cannot_be_written_is_one_line(run: Run, case: Path, tmp_path: Path) -> None:
    ran = run("export", case, "--format", "json", "-o", tmp_path / "nowhere" / "x.json")
    assert (ran.status, len(ran.lines)) == (2, 1)
    assert "nowhere" in ran.err


def test_an_unexpected_error_is_one_line_and_not_status_one(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("docaudit.audit.audit_case", broken)
    ran = run("audit", case)
    assert (ran.status, len(ran.lines)) == (2, 1)
    ran = run("audit", case, case)
    assert (ran.status, len(ran.lines)) == (2, 2)


def test_help_and_version_need_no_heavy_library() -> None:
    code = (
        "import sys; sys.argv = ['docaudit', *sys.argv[1:]]\n"
        "from docaudit.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "heavy = {'cv2', 'spacy', 'jieba', 'flask', 'numpy', 'PIL', 'rapidocr', 'openvino', 'pdfplumber'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )
    for arguments in (["--help"], ["--version"], ["audit", "--help"], ["serve", "--help"]):
        ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)  # noqa: S603
        assert ran.stdout.splitlines()[-1] == "HEAVY []", arguments


def test_a_reader_that_goes_away_is_no_error(case: Path) -> None:
    command = [sys.executable, "-c", "from docaudit.cli import main; main()", "audit", str(case), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(60)
    assert b"Traceback" not in errors


def test_a_label_is_what_was_read_and_evaluates_to_all_right(run: Run, case: Path) -> None:
    ran = run("label", case / "明细.csv", "--truth-dir", case / "truth")
    assert (ran.status, Path(ran.out.strip())) == (0, case / "truth" / "明细.csv.json")
    written = case / "truth" / "明细.csv.json"
    truth = json.loads(written.read_text("utf-8"))
    assert truth["documents"][0]["fields"]["transactions"][1]["amount"] == "-400000.00"
    found = json.loads(run("evaluate", case / "truth", "--json").out)
    assert (found["share_exact"], found["share_typed"], found["misses"]) == (1.0, 1.0, [])
    truth["documents"][0]["fields"]["transactions"][1]["amount"] = "-400001.00"
    written.write_text(json.dumps(truth), "utf-8")
    (miss,) = json.loads(run("evaluate", case / "truth", "--json").out)["misses"]
    assert miss["field"] == "transactions[1].amount"
    assert named_once(run("label", case / "明细.csv", "--truth-dir", case / "truth"), "明细.csv.json")
    assert json.loads(written.read_text("utf-8")) == truth


def test_a_file_that_cannot_be_labelled_stops_no_other(run: Run, case: Path) -> None:
    ran = run("label", case / "坏.pdf", case / "明细.csv", "--truth-dir", case / "truth")
    assert ran.status == 0
    assert "坏.pdf" in ran.err
    assert [p.name for p in (case / "truth").iterdir()] == ["明细.csv.json"]
    assert named_once(run("label", case / "坏.pdf", "--truth-dir", case / "truth"), "坏.pdf")
    assert named_once(run("label", "--truth-dir", case / "truth"), "--reviews")


def test_what_reviewers_corrected_becomes_truth_that_scores_nothing_else(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    database = f"sqlite:///{tmp_path / 'docaudit.db'}"
    folder = tmp_path / "labels" / "truth"
    assert named_once(run("label", "--reviews", "--truth-dir", folder, "--database", database), "nobody")
    archive = case.rename(tmp_path / "archive" / "C001").parent
    assert run("ingest", archive, "--database", database, "--jobs", 1).status == 0
    store = open_store(database)
    store.add_user("李审", "reviewer", actor="test")
    reviewer = next(u for u in store.users() if u.name == "李审")
    (row,) = store.cases()
    audit = store.audit(row.id)
    assert audit is not None
    statement = next(d for d in audit["documents"] if d["doc_type"] == "bank_statement")
    store.correct(row.id, statement["id"], "transactions[1].summary", "材料款", user=reviewer)
    store.close()
    ran = run("label", "--reviews", "--truth-dir", folder, "--database", database)
    assert ran.status == 0, ran
    (paper,) = (p for p in folder.parent.iterdir() if p.is_file())
    assert paper.read_bytes() == (archive / "C001" / "明细.csv").read_bytes()
    found = json.loads(run("evaluate", folder, "--json").out)
    (miss,) = found["misses"]
    assert (miss["field"], miss["truth"], miss["read"]) == ("transactions[1].summary", "材料款", "货款")
    scored = {f["field"] for f in found["fields"] if f["exact"] + f["null"] + f["wrong"]}
    assert scored == {"doc_type", "transactions[].summary"}


def test_a_new_run_takes_the_corrections_into_account(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    database = f"sqlite:///{tmp_path / 'docaudit.db'}"
    archive = case.rename(tmp_path / "archive" / "C001").parent
    assert run("ingest", archive, "--database", database, "--jobs", 1).status == 0
    store = open_store(database)
    store.add_user("李审", "reviewer", actor="test")
    reviewer = next(u for u in store.users() if u.name == "李审")
    (row,) = store.cases()
    audit = store.audit(row.id)
    assert audit is not None
    statement = next(d for d in audit["documents"] if d["doc_type"] == "bank_statement")
    store.correct(row.id, statement["id"], "transactions[1].counterparty_name", "东方证券股份有限公司", user=reviewer)
    again = run("ingest", archive, "--database", database, "--jobs", 1)
    assert "1 audited, 0 unchanged" in again.err
    audit = store.audit(row.id)
    assert audit is not None
    statement = next(d for d in audit["documents"] if d["doc_type"] == "bank_statement")
    leaf = statement["fields"]["transactions"][1]["counterparty_name"]
    assert (leaf["value"], leaf["confidence"], leaf["row"]) == ("东方证券股份有限公司", 1.0, 5)
    assert any("人工更正" in w and "李审" in w for w in statement["warnings"])
    assert "0 audited, 1 unchanged" in run("ingest", archive, "--database", database, "--jobs", 1).err
    store.close()


INVOICE = """<EInvoice><Header><EIid>{number}</EIid><InherentLabel><EInvoiceType>
<LabelName>数电票</LabelName></EInvoiceType><GeneralOrSpecialVAT><LabelName>增值税专用发票</LabelName></GeneralOrSpecialVAT></InherentLabel></Header><EInvoiceData>
<SellerInformation><SellerIdNum>91440300708461136T</SellerIdNum><SellerName>南方钢材有限公司</SellerName></SellerInformation>
<BuyerInformation><BuyerName>{buyer}</BuyerName></BuyerInformation><BasicInformation>
<TotalAmWithoutTax>1000.00</TotalAmWithoutTax><TotalTaxAm>130.00</TotalTaxAm><TotalTax-includedAmount>1130.00</TotalTax-includedAmount>
<RequestTime>2026-01-06</RequestTime></BasicInformation></EInvoiceData><TaxSupervisionInfo><InvoiceNumber>{number}</InvoiceNumber>
<IssueTime>2026-01-06</IssueTime></TaxSupervisionInfo></EInvoice>"""


@pytest.fixture
def three_cases(tmp_path: Path) -> list[Path]:
    """Return the files of three borrowers; two hold one invoice."""
    folders = []
    for name, borrower, number in (
        ("甲", "试验机械有限公司", "26442000000012345678"),
        ("乙", "东方建材有限公司", "26442000000012345678"),
        ("丙", "西山食品有限公司", "26442000000099995678"),
    ):
        folder = tmp_path / "cases" / name
        folder.mkdir(parents=True)
        (folder / "case.yaml").write_text(f"borrower: {borrower}\nas_of: 2026-02-01\n", "utf-8")
        (folder / "发票.xml").write_text(INVOICE.format(number=number, buyer=borrower), "utf-8")
        folders.append(folder)
    return folders


def shared(result: dict[str, object]) -> list[str]:
    found: list[dict[str, str]] = result["findings"]  # type: ignore[assignment]
    return [f["title"] for f in found if f["check"] == "invoice.reused_across_cases"]


def test_audit_finds_what_the_files_of_one_call_share_whatever_their_order(run: Run, three_cases: list[Path]) -> None:
    lines = run("audit", *three_cases, "--json").out.splitlines()
    first, second, third = map(json.loads, lines)
    assert ["乙" in title for title in shared(first)] == [True]
    assert ["甲" in title for title in shared(second)] == [True]
    assert shared(third) == []
    assert sorted(run("audit", *reversed(three_cases), "--json").out.splitlines()) == sorted(lines)
    assert shared(json.loads(run("audit", three_cases[0], "--json").out)) == []
