"""A check of another package: found by its entry point, named by its prefix, its numbers in the lender's pack."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
[MODULE] = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
"""The check that the docs show is the one that is run here."""
STATEMENT = "交易日期,借方发生额,贷方发生额,余额,对方户名,摘要\n2026-01-05,,1000000.00,1000000.00,某银行,贷款发放\n"


def install(folder: Path, *, name: str = "own.thin_file", module: str = MODULE) -> Path:
    """Lay a package with its metadata into a folder, as an installer would."""
    (folder / "our_bank_checks.py").write_text(module.replace("own.thin_file", name), "utf-8")
    info = folder / "our_bank_checks-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: our-bank-checks\nVersion: 1.2\n", "utf-8")
    (info / "entry_points.txt").write_text("[docaudit.checks]\nour_bank = our_bank_checks\n", "utf-8")
    return folder


def docaudit(*arguments: object, packages: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own: checks are loaded once in each."""
    path = os.pathsep.join([*([str(packages)] if packages else []), *filter(None, sys.path)])
    command = [sys.executable, "-c", "from docaudit.cli import main; main()", *map(str, arguments)]
    return subprocess.run(  # noqa: S603 - the command is this file's own
        command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": path}, check=False
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "C001"
    folder.mkdir()
    (folder / "明细.csv").write_text(STATEMENT, "utf-8")
    return folder


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.mark.slow
def test_a_check_of_another_package_runs_and_its_number_is_the_lenders_to_change(packages, file, tmp_path):
    install(packages)
    ran = docaudit("audit", file, "--json", packages=packages)
    assert ran.returncode == 0, ran.stderr
    result = json.loads(ran.stdout)
    [finding] = [f for f in result["findings"] if f["check"] == "own.thin_file"]
    assert finding["explanation"] == "卷内只有1份资料，少于3份。请补齐。"
    assert finding["basis"] == [{"regulation": "示例银行档案管理办法", "article": "第五条"}]
    pack = tmp_path / "pack.yaml"
    pack.write_text("checks: {own.thin_file: {thresholds: {documents: 1}}}", "utf-8")
    changed = json.loads(docaudit("audit", file, "--json", "--rules", pack, packages=packages).stdout)
    assert "own.thin_file" not in {f["check"] for f in changed["findings"]}
    plain = json.loads(docaudit("audit", file, "--json").stdout)
    assert "own.thin_file" not in {f["check"] for f in plain["findings"]}
    assert plain["engine"]["rules_sha256"] != result["engine"]["rules_sha256"]


def test_its_name_must_not_be_taken_for_one_of_docaudits(packages):
    ran = docaudit("rules", "list", packages=install(packages, name="use.thin_file"))
    assert ran.returncode == 2
    assert "our-bank-checks" in ran.stderr
    assert "own.NAME" in ran.stderr


def test_a_package_that_cannot_be_loaded_is_named_and_nothing_goes_on_without_it(packages):
    ran = docaudit("rules", "list", packages=install(packages, module="import no_such_module_here\n"))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "our-bank-checks" in ran.stderr
    assert "no_such_module_here" in ran.stderr
