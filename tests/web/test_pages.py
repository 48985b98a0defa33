# ruff: noqa: E501
from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask

from docaudit.storage import Store


def pages_of(case_id: int, audit: dict[str, Any]) -> list[str]:
    keys = [f["key"] for f in audit["findings"]]
    return [
        "/",
        "/?q=嘉柏&status=new&severity=high&sort=misuse",
        "/?q=nothing",
        f"/cases/{case_id}",
        f"/cases/{case_id}/flow",
        f"/cases/{case_id}/flow?use=securities",
        f"/cases/{case_id}/history",
        *[f"/cases/{case_id}/findings/{key}" for key in keys],
        f"/cases/{case_id}/findings/{keys[0]}?e=2&severity=high&state=open&group=use",
        *[f"/cases/{case_id}/documents/D{i}" for i in range(1, 7)],
        f"/cases/{case_id}/documents/D1?page=1&box=0.1,0.2,0.5,0.25",
        f"/cases/{case_id}/documents/D3?row=7",
        "/upload",
        "/password",
    ]


def test_every_page_answers_in_both_languages(case_id: int, audit: dict[str, Any], reviewer: Any) -> None:
    for url in pages_of(case_id, audit):
        for language in ("zh", "en"):
            page = reviewer.get(f"{url}{'&' if '?' in url else '?'}lang={language}")
            assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in page
            # Words without an entry show their bare name.
            assert not re.search(r">\s*[a-z]+_[a-z_]+\s*<", page), url


def test_every_page_asks_for_a_sign_in(app: Flask, case_id: int, audit: dict[str, Any]) -> None:
    client = app.test_client()
    for url in pages_of(case_id, audit):
        answer = client.get(url)
        assert answer.status_code == 302, url
        assert answer.location.startswith("/sign-in"), url
    assert client.get("/api/cases").status_code == 401
    picture = f"/cases/{case_id}/documents/D1/pages/1.png"
    assert client.get(picture).status_code == 302


def test_the_queue_shows_the_case_with_its_money(case_id: int, reviewer: Any) -> None:
    page = reviewer.get("/")
    assert "云陵市嘉柏钢铁有限公司" in page
    assert "1,150,000.00 – 1,400,000.00" in page
    assert f"/cases/{case_id}" in page
    assert '<svg class="bar"' in page
    assert "云陵市嘉柏" not in reviewer.get("/?status=done")
    assert "清除筛选" in reviewer.get("/?status=done")


def test_the_money_bar_is_in_proportion(case_id: int, reviewer: Any) -> None:
    bar = re.search(r'<svg class="bar".*?</svg>', reviewer.get(f"/cases/{case_id}"), re.S)
    assert bar is not None
    parts = dict(re.findall(r'<rect class="(\w+)" x="[\d.]+" y="0" width="([\d.]+)"', bar[0]))
    assert parts == {
        "ground": "1000", "proved": "684.0", "misuse": "230.0", "unproved": "20.0", "idle": "16.0", "may": "50.0",
    }  # fmt: skip


def test_the_case_page_says_what_is_wrong_missing_and_unread(case_id: int, reviewer: Any) -> None:
    page = reviewer.get(f"/cases/{case_id}")
    for words in (
        "贷款资金进入证券账户",
        "缺失资料 3",
        "余额链完整",
        "1 份无法识读，合计为下限",
        "图像文件被截断",
        "采购板材",
    ):
        assert words in page


def test_a_finding_shows_its_box_on_the_page(case_id: int, audit: dict[str, Any], reviewer: Any) -> None:
    page = reviewer.get(f"/cases/{case_id}/findings/{audit['findings'][0]['key']}")
    box = re.search(r'<rect id="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', page)
    assert box is not None
    x0, y0, x1, y1 = audit["findings"][0]["evidence"][0]["box"]
    assert [float(v) for v in box.groups()] == pytest.approx(
        [1000 * x0, 1000 * y0, 1000 * (x1 - x0), 1000 * (y1 - y0)], abs=0.2
    )
    picture = re.search(r'<img src="([^"]+)"', page)
    assert picture is not None
    answer = reviewer.client.get(picture[1])
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")


def test_a_finding_in_a_sheet_lights_the_row(case_id: int, audit: dict[str, Any], reviewer: Any) -> None:
    page = reviewer.get(f"/cases/{case_id}/findings/{audit['findings'][0]['key']}?e=2")
    lit = re.search(r'<tr class="lit" id="box".*?</tr>', page, re.S)
    assert lit is not None
    assert "华信证券股份有限公司" in lit[0]
    assert '<th scope="row">7</th>' in lit[0]


def test_a_field_links_to_its_box(case_id: int, reviewer: Any) -> None:
    page = reviewer.get(f"/cases/{case_id}/documents/D4")
    link = re.search(r'href="([^"]+)">24312000000012345678<', page)
    assert link is not None
    shown = reviewer.get(link[1].replace("&amp;", "&"))
    assert '<rect id="box" x="600.0" y="100.0"' in shown
    statement = reviewer.get(f"/cases/{case_id}/documents/D3")
    assert f"/cases/{case_id}/documents/D3?row=7" in statement


def test_a_picture_that_cannot_be_drawn_is_not_found(case_id: int, reviewer: Any) -> None:
    base = f"/cases/{case_id}/documents"
    reviewer.get(f"{base}/D1/pages/1.png?width=1600")
    reviewer.get(f"{base}/D1/pages/2.png", status=404)
    reviewer.get(f"{base}/D1/pages/1.png?width=99999", status=404)
    reviewer.get(f"{base}/D9", status=404)
    reviewer.get(f"{base}/D1?page=3", status=404)


def test_the_sankey_has_no_ring_and_adds_up(case_id: int, reviewer: Any) -> None:
    data = json.loads(reviewer.get(f"/cases/{case_id}/flow.json"))
    depth = {n["name"]: n["depth"] for n in data["nodes"]}
    assert all(depth[e["source"]] < depth[e["target"]] for e in data["links"])
    from_loan = sum(e["value"] for e in data["links"] if depth[e["source"]] == 0)
    into_uses = sum(e["value"] for e in data["links"] if depth[e["target"]] == 2)
    assert from_loan == into_uses == 5_000_000


def test_the_working_paper_can_be_downloaded(case_id: int, reviewer: Any) -> None:
    answer = reviewer.client.get(f"/cases/{case_id}/export.xlsx")
    assert "attachment" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert "发现" in book.sheetnames
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert json.loads(reviewer.get(f"/cases/{case_id}/export.json"))["case"] == "misuse"
    reviewer.get(f"/cases/{case_id}/export.pdf", status=404)


def test_the_api_gives_cases_and_one_case(case_id: int, audit: dict[str, Any], reviewer: Any) -> None:
    listed = json.loads(reviewer.get("/api/cases"))
    assert listed["total"] == 1
    assert listed["cases"][0]["misuse"] == {"amount": "1400000.00", "min": "1150000.00", "max": "1400000.00"}
    one = json.loads(reviewer.get(f"/api/cases/{case_id}"))
    assert one["findings"] == audit["findings"]
    assert json.loads(reviewer.get("/api/cases/99", status=404)) == {"error": "not_found", "detail": ""}


def test_an_empty_desk_says_so(reviewer: Any) -> None:
    page = reviewer.get("/")
    assert "还没有案卷" in page
    assert "上传第一个案卷" in page


ANALYSIS = {
    "entity": "云陵市嘉柏钢铁有限公司",
    "industry": None,
    "periods": [
        {
            "start": "2025-01-01",
            "end": "2025-12-31",
            "ratios": [
                {
                    "name": "gross_margin", "group": "margin", "unit": "percent", "value": "0.153", "prior": "0.2", "industry": None,
                    "figures": [{"name": "revenue", "amount": "1000.00", "document": "D1", "source": "利润表.pdf", "page": 2, "box": [0.1, 0.2, 0.3, 0.4], "sheet": None, "row": None, "text": "1,000.00"}],
                }
            ],
        }
    ],
    "summary": [{"zh": "毛利率15.3%。", "en": "Gross margin is 15.3%.", "places": [{"document": "D1", "source": "利润表.pdf", "page": 2, "box": [0.1, 0.2, 0.3, 0.4]}]}],
}  # fmt: skip


def test_the_business_analysis_links_to_its_figures_and_is_no_part_of_the_result(
    store: Store, audit: dict[str, Any], reviewer: Any
) -> None:
    case_id = store.save_case({**audit, "analysis": ANALYSIS})
    page = reviewer.get(f"/cases/{case_id}")
    assert "毛利率15.3%。" in page
    assert "2025年度" in page
    assert f"/cases/{case_id}/documents/D1?page=2&amp;box=0.1,0.2,0.3,0.4" in page.replace("%2C", ",")
    assert "Gross margin is 15.3%." in reviewer.get(f"/cases/{case_id}?lang=en")
    assert "analysis" not in json.loads(reviewer.get(f"/cases/{case_id}/export.json?lang=zh"))
    assert 'id="business"' not in reviewer.get(f"/cases/{store.save_case({**audit, 'borrower': '无报表公司'})}")


def test_a_case_without_anything_still_has_its_page(store: Store, reviewer: Any) -> None:
    case_id = store.save_case({"case": "空", "borrower": None, "findings": [], "documents": []})
    for page in ("", "/flow", "/history", "/flow.json", "/export.xlsx"):
        assert reviewer.client.get(f"/cases/{case_id}{page}").status_code == 200


def test_a_moved_original_leaves_the_page_readable(
    case_id: int, audit: dict[str, Any], store: Store, reviewer: Any
) -> None:
    for file in Path(store.folder, "originals").rglob("*"):
        if file.is_file():
            file.unlink()
    assert "原件不可用" in reviewer.get(f"/cases/{case_id}/findings/{audit['findings'][0]['key']}?e=2")
