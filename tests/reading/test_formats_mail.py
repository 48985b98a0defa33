from __future__ import annotations

import struct
from email.message import EmailMessage, Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import pytest
from tests.reading.compound import Tree, compound

from docaudit.reading import Unreadable
from docaudit.reading.containers.packed_rtf import unpacked_rtf

SLIP = "付款人：甲公司\n收款人：乙公司\n".encode()


def properties(lead: int, **times: int) -> bytes:
    """A stream of fixed properties; `times` are named by identifier, as ``p0039``."""
    made = bytes(lead)
    for name, ticks in times.items():
        made += struct.pack("<HHIQ", 0x0040, int(name[1:], 16), 6, ticks)
    return made


def wide(**texts: str) -> dict[str, bytes]:
    return {f"__substg1.0_{name[1:]}001F": text.encode("utf-16-le") for name, text in texts.items()}


def attachment(name: str, data: bytes) -> Tree:
    return {"__properties_version1.0": bytes(8), "__substg1.0_37010102": data, **wide(p3707=name, p3704="SHORT~1.TXT")}


# 2026-03-18 09:05:00 in China, in steps of 100 ns since 1601.
SENT = 134182695000000000


def message(lead: int = 32, **more: Any) -> dict[str, Any]:
    return {
        "__properties_version1.0": properties(lead, p0039=SENT),
        "__nameid_version1.0": {"__substg1.0_00020102": b""},
        **wide(p0037="补充材料", p0C1A="王敏", p5D01="wang@example.com", p0E04="贷后部; 李四"),
        **more,
    }


def read(tools: Any, path: Path, tree: Tree) -> dict[str, Any]:
    path.write_bytes(compound(tree))
    found: dict[str, Any] = tools.read(path)
    return found


def test_an_outlook_message_is_read_with_its_attachments_and_messages_inside(tmp_path: Path, tools: Any) -> None:
    inner = message(
        24, **wide(p1000="转发的正文 HT-2025-017"), **{"__attach_version1.0_#00000000": attachment("内.txt", SLIP)}
    )
    inner.update(wide(p0037="转发"))
    tree = message(
        **wide(p1000="请见附件。\r\n合同编号：HT-2025-018"),
        **{
            "__recip_version1.0_#00000000": {"__properties_version1.0": bytes(8), **wide(p3001="贷后部")},
            "__attach_version1.0_#00000000": attachment("银行回单（三月）.txt", SLIP * 300),
            "__attach_version1.0_#00000001": {
                "__properties_version1.0": bytes(8),
                **wide(p3001="转发"),
                "__substg1.0_3701000D": inner,
            },
            "__attach_version1.0_#00000002": {"__properties_version1.0": bytes(8), **wide(p3707="云盘链接.pdf")},
        },
    )
    found = read(tools, tmp_path / "邮件.msg", tree)
    assert list(found) == [
        "邮件.msg",
        "邮件.msg!/银行回单（三月）.txt",
        "邮件.msg!/转发.eml",
        "邮件.msg!/转发.eml!/内.txt",
        "邮件.msg!/云盘链接.pdf",
    ]
    lines = [line.text for line in found["邮件.msg"][0].lines]
    assert lines == [
        "主题：补充材料",
        "发件人：王敏 <wang@example.com>",
        "收件人：贷后部; 李四",
        "日期：Wed, 18 Mar 2026 09:05:00 +0800",
        "请见附件。",
        "合同编号：HT-2025-018",
    ]
    assert "乙公司" in found["邮件.msg!/银行回单（三月）.txt"][0].text
    assert "HT-2025-017" in found["邮件.msg!/转发.eml"][0].text
    assert isinstance(found["邮件.msg!/云盘链接.pdf"], Unreadable)


def packed(rtf: bytes, *, tail: bytes = b"") -> bytes:
    """Compressed RTF of literal bytes only, behind it `tail` as tokens of its own."""
    body = b"".join(b"\0" + rtf[at : at + 8] for at in range(0, len(rtf), 8)) + tail
    return struct.pack("<II4sI", len(body) + 12, len(rtf) + 200, b"LZFu", 0) + body


def test_a_body_in_compressed_rtf_is_read(tmp_path: Path, tools: Any) -> None:
    rtf = rb"{\rtf1\ansi\ansicpg936 \'ba\'cf\'cd\'ac\'b1\'e0\'ba\'c5 HT-2025-019\par}"
    found = read(tools, tmp_path / "a.msg", message(**{"__substg1.0_10090102": packed(rtf + b" " * (-len(rtf) % 8))}))
    assert found["a.msg"][0].lines[-1].text == "合同编号 HT-2025-019"


def test_references_of_compressed_rtf_reach_back_into_the_window() -> None:
    # The window begins with {\rtf1\ansi; 6 bytes from place 0, then a reference to the place of writing ends it.
    tokens = b"\x03" + struct.pack(">H", 0 << 4 | 4) + struct.pack(">H", (207 + 6) << 4)
    data = struct.pack("<II4sI", len(tokens) + 12, 6, b"LZFu", 0) + tokens
    assert unpacked_rtf(data) == b"{\\rtf1"
    assert unpacked_rtf(struct.pack("<II4sI", 20, 4, b"MELA", 0) + b"abcdef") == b"abcd"
    assert unpacked_rtf(b"LZFu") == b""


def attribute(identity: int, kind: int, content: bytes) -> bytes:
    return struct.pack("<BHHI", 2, identity, kind, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def winmail(name: str, data: bytes) -> bytes:
    long = name.encode("utf-16-le") + b"\0\0"
    found = struct.pack("<I", 2) + struct.pack("<HHI", 0x0003, 0x0E20, len(data))
    found += struct.pack("<HHII", 0x001F, 0x3707, 1, len(long)) + long + bytes(-len(long) % 4)
    return (
        b"\x78\x9f\x3e\x22\1\0"
        + attribute(0x9006, 8, struct.pack("<I", 0x00010000))
        + attribute(0x9002, 6, bytes(14))
        + attribute(0x8010, 1, b"HUIDAN~1.TXT\0")
        + attribute(0x800F, 6, data)
        + attribute(0x9005, 6, found)
    )


def test_the_attachments_in_a_winmail_dat_are_taken_out(tmp_path: Path, tools: Any) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "a@example.com", "回单", "<1@example.com>"
    mail.set_content("正文")
    mail.add_attachment(
        winmail("三月回单.txt", SLIP), maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())
    found = tools.read(path)
    assert list(found) == ["a.eml", "a.eml!/winmail.dat!/三月回单.txt"]
    assert "乙公司" in found["a.eml!/winmail.dat!/三月回单.txt"][0].text


@pytest.mark.parametrize("cut", [7, 40, 80, 120])
def test_a_winmail_dat_cut_short_is_named_or_gives_what_it_has(tmp_path: Path, tools: Any, cut: int) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(winmail("三月回单.txt", SLIP)[:cut])
    for result in tools.read(path).values():
        assert not isinstance(result, Unreadable) or "winmail.dat" in result.reason


NAMES = {
    "encoded words in gb2312": 'Content-Disposition: attachment; filename="=?gb2312?B?u9i1pS50eHQ=?="',
    "encoded words in utf-8, parted": (
        'Content-Disposition: attachment;\r\n filename="=?utf-8?B?5Zue?=\r\n =?utf-8?B?5Y2VLnR4dA==?="'
    ),
    "rfc 2231": "Content-Disposition: attachment; filename*=UTF-8''%E5%9B%9E%E5%8D%95.txt",
    "rfc 2231 in pieces": "Content-Disposition: attachment; filename*0*=gbk''%BB%D8; filename*1*=%B5%A5.txt",
    "raw gbk": 'Content-Disposition: attachment; filename="回单.txt"',
    "only a name of the type": "X-Nothing: 1",
}


@pytest.mark.parametrize("header", NAMES.values(), ids=NAMES)
def test_names_of_attachments_are_decoded_in_every_form(tmp_path: Path, tools: Any, header: str) -> None:
    kind = (
        'text/plain; name="=?gb18030?Q?=BB=D8=B5=A5.txt?="' if header.startswith("X-") else "application/octet-stream"
    )
    head = "From: a@example.com\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n"
    text = "Content-Type: text/plain; charset=gb2312\r\n\r\n正文㐂"
    file = f"Content-Type: {kind}\r\n{header}\r\n\r\n付款人 甲公司"
    body = f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n{text}\r\n--b\r\n{file}\r\n--b--\r\n"
    path = tmp_path / "a.eml"
    path.write_bytes(body.encode("gb18030"))
    found = tools.read(path)
    assert list(found) == ["a.eml", "a.eml!/回单.txt"]
    assert "正文㐂" in found["a.eml"][0].text


def test_mails_in_mails_in_mails_are_followed(tmp_path: Path, tools: Any) -> None:
    deepest = EmailMessage()
    deepest["Subject"], deepest["From"] = "第三层", "c@example.com"
    deepest.set_content("最里面")
    deepest.add_attachment(SLIP, maintype="application", subtype="octet-stream", filename="回单.txt")
    made: Message = deepest
    for subject in ("第二层", "第一层"):
        outer = EmailMessage()
        outer["Subject"], outer["From"], outer["Message-ID"] = subject, "a@example.com", f"<{len(subject)}@example.com>"
        outer.set_content("见附件")
        outer.add_attachment(made)
        made = outer
    path = tmp_path / "a.eml"
    path.write_bytes(made.as_bytes())
    found = tools.read(path)
    assert [source.count("!/") for source in found] == [0, 1, 2, 3]
    assert list(found)[-1].endswith("!/回单.txt")


def test_pictures_inside_the_text_of_a_mail_are_papers_too(tmp_path: Path, tools: Any) -> None:
    whole = MIMEMultipart("related")
    whole["From"], whole["Message-ID"], whole["Subject"] = "a@example.com", "<1@example.com>", "截图"
    whole.attach(MIMEText('<p>回单如下</p><img src="cid:1">', "html", "utf-8"))
    picture = MIMEApplication(tools.png(tools.picture(["转账成功"])), "octet-stream")
    picture["Content-ID"] = "<1>"
    whole.attach(picture)
    path = tmp_path / "a.eml"
    path.write_bytes(whole.as_bytes())
    found = tools.read(path)
    assert list(found) == ["a.eml", "a.eml!/附件1"]
    assert found["a.eml!/附件1"][0].number == 1
