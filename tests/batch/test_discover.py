from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from docaudit.batch import FoundCase, find_cases
from docaudit.reading import Unreadable, read_path
from docaudit.storage import content_sha256


def cases(tmp_path: Path, *paths: Path) -> list[FoundCase]:
    return list(find_cases(paths, Path(tempfile.mkdtemp(dir=tmp_path, prefix=".scratch"))))


def names(tmp_path: Path, *paths: Path) -> list[str]:
    return [c.name for c in cases(tmp_path, *paths)]


def troubles(tmp_path: Path, *paths: Path) -> list[str | None]:
    return [c.trouble for c in cases(tmp_path, *paths)]


def make_zip(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_each_direct_child_of_a_folder_is_a_case(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (archive / "甲").mkdir(parents=True)
    (archive / "乙.pdf").write_bytes(b"%PDF")
    (archive / "notes.txt").write_text("no case", "utf-8")
    (archive / ".git").mkdir()
    make_zip(archive / "丙.zip", {"a.pdf": "x"})
    assert names(tmp_path, archive) == ["丙", "乙", "甲"]


def test_a_folder_with_facts_is_one_case(tmp_path: Path) -> None:
    folder = tmp_path / "案卷"
    folder.mkdir()
    (folder / "case.yaml").write_text("borrower: x", "utf-8")
    (folder / "a.pdf").write_bytes(b"%PDF")
    assert names(tmp_path, folder) == ["案卷"]


def test_a_zip_of_papers_is_one_case(tmp_path: Path) -> None:
    flat = make_zip(tmp_path / "卷宗.zip", {"a.pdf": "x", "b/c.pdf": "y"})
    wrapped = make_zip(tmp_path / "包.zip", {"top/a.pdf": "x", "top/b/c.pdf": "y"})
    assert names(tmp_path, flat, wrapped) == ["卷宗", "包"]


def test_a_zip_of_folders_and_zips_holds_cases(tmp_path: Path) -> None:
    make_zip(tmp_path / "inner.zip", {"x.pdf": "x"})
    outer = tmp_path / "outer.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("top/甲/a.pdf", "1")
        archive.writestr("top/甲/b/../../../c.pdf", "2")
        archive.write(tmp_path / "inner.zip", "top/乙.zip")
        archive.writestr("__MACOSX/top/._甲", "litter")
        archive.writestr("top/.DS_Store", "litter")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    found = {c.name: c for c in find_cases([outer], scratch)}
    assert sorted(found) == ["乙", "甲"]
    assert content_sha256(found["乙"].path) == content_sha256(tmp_path / "inner.zip")
    assert all(c.path.resolve().is_relative_to(scratch.resolve()) for c in found.values())
    assert found["甲"].origin == f"{outer}!/甲"


def test_folders_named_after_kinds_of_papers_are_parts_of_one_case(tmp_path: Path) -> None:
    parts = ("01借款合同", "二、担保及主体资料", "银行流水", "04用途证明", "照片")
    packed = make_zip(tmp_path / "卷宗.zip", {f"嘉柏钢铁/{p}/a.pdf": "x" for p in parts})
    folder = tmp_path / "众合机械"
    for part in parts:
        (folder / part).mkdir(parents=True)
    assert names(tmp_path, packed, folder) == ["卷宗", "众合机械"]


def test_folders_named_after_borrowers_and_numbers_are_cases(tmp_path: Path) -> None:
    cases = ("C001", "2024年流贷字001号", "宁波市信诚担保有限公司", "张三", "李四贷款资料2024")
    packed = make_zip(tmp_path / "归档.zip", {f"{c}/a.pdf": "x" for c in cases})
    assert sorted(names(tmp_path, packed)) == sorted(cases)


def test_the_same_papers_give_the_same_content(tmp_path: Path) -> None:
    hashes = []
    for i in range(2):
        scratch = tmp_path / f"s{i}"
        scratch.mkdir()
        outer = make_zip(tmp_path / f"o{i}.zip", {"甲/a.pdf": "1", "乙/b.pdf": "2"})
        hashes.append([content_sha256(c.path) for c in find_cases([outer], scratch)])
    assert hashes[0] == hashes[1]


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    outer = tmp_path / "outer.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        for name in ("甲/a.pdf", "乙/b.pdf"):
            archive.writestr(zipfile.ZipInfo(name.encode("gbk").decode("cp437")), "x")
    # The writer marks the names as UTF-8; take the mark away, as old tools write them.
    raw = outer.read_bytes()
    for name in ("甲/a.pdf", "乙/b.pdf"):
        text = name.encode("gbk").decode("cp437").encode("utf-8")
        assert text in raw
    assert len(names(tmp_path, outer)) == 2


def test_an_index_settles_it(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"1")
    (tmp_path / "b.csv").write_bytes(b"2")
    (tmp_path / "c.pdf").write_bytes(b"3")
    (tmp_path / "index.csv").write_text("case,file\n甲,a.pdf\n甲,b.csv\n乙,c.pdf\n", "utf-8-sig")
    assert names(tmp_path, tmp_path) == ["甲", "乙"]
    (tmp_path / "index.csv").write_text("case,file\n甲,../a.pdf\n", "utf-8")
    trouble, other = troubles(tmp_path, tmp_path / "index.csv", tmp_path / "c.pdf")
    assert "第 2 行" in (trouble or "")
    assert other is None


def test_a_bomb_costs_nothing_to_split_and_one_in_a_zip_of_its_own_stops_while_it_is_read(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.bin", b"\0" * 40_000_000)
    outer = tmp_path / "bomb.zip"
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("甲/a.bin", b"\0" * 40_000_000)
        archive.writestr("乙.zip", inner.getvalue())
        archive.writestr("丙/c.bin", b"x")
    found = cases(tmp_path, outer)
    assert [("压缩炸弹" in (c.trouble or ""), c.name) for c in found] == [(False, "甲"), (True, "乙"), (False, "丙")]
    assert found[0].path.stat().st_size < 100_000


def test_a_zip_whose_members_lie_over_each_other_is_refused(tmp_path: Path) -> None:
    outer = tmp_path / "overlap.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("甲/a.bin", b"x" * 100_000)
        archive.writestr("乙/b.bin", b"")
        large, small = archive.infolist()
        small.header_offset, small.compress_size = large.header_offset, large.compress_size
    assert ["重叠" in (trouble or "") for trouble in troubles(tmp_path, outer)] == [True]


def test_a_damaged_or_locked_member_goes_over_as_it_is_and_stops_no_other_case(tmp_path: Path) -> None:
    outer = make_zip(tmp_path / "outer.zip", {"甲/a.txt": "aaaa", "乙/b.txt": "bbbb", "丙/c.txt": "cccc"})
    raw = outer.read_bytes().replace(b"bbbb", b"bxbb", 1)
    # The flag of encryption in both of its headers.
    locked = raw.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01", 1)
    place = locked.index(b"PK\x01\x02")
    outer.write_bytes(locked[: place + 8] + bytes([locked[place + 8] | 1]) + locked[place + 9 :])
    found = {c.name: c.path for c in cases(tmp_path, outer)}
    read = {name: list(read_path(path)) for name, path in found.items()}
    reasons = {n: r.reason for n, [r] in read.items() if isinstance(r, Unreadable)}
    assert reasons == {"甲": "压缩包已加密", "乙": "压缩包内的文件已损坏"}
    assert set(read) == {"甲", "乙", "丙"}


def test_a_zip_that_ends_before_its_members_do_is_told_by_name_and_the_next_goes_on(tmp_path: Path) -> None:
    outer = make_zip(tmp_path / "outer.zip", {"甲/a.txt": "a" * 5000, "乙/b.txt": "b" * 5000})
    raw = outer.read_bytes()
    outer.write_bytes(raw[:-22] + bytes([raw[-22] ^ 1]) + raw[-21:])
    good = make_zip(tmp_path / "good.zip", {"丁/a.txt": "1", "戊/a.txt": "2"})
    # Without its end it is no zip to look into: it is one case, and reading it says what is wrong.
    assert names(tmp_path, outer, good) == ["outer", "丁", "戊"]
    broken = raw.replace(b"PK\x01\x02", b"PK\x01\x09")
    outer.write_bytes(broken)
    found = cases(tmp_path, outer, good)
    assert [c.name for c in found] == ["outer", "丁", "戊"]
    assert "已损坏" in (found[0].trouble or "")
    assert found[0].origin == str(outer)


def test_what_cannot_be_used_is_named_and_the_next_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    found = cases(tmp_path, tmp_path / "nowhere", tmp_path / "empty", tmp_path / "a.pdf")
    assert [(c.origin, c.trouble is None) for c in found] == [
        (str(tmp_path / "nowhere"), False),
        (str(tmp_path / "empty"), False),
        (str(tmp_path / "a.pdf"), True),
    ]
