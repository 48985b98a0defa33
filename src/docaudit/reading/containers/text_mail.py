"""The page of a mail: who wrote what to whom and when, then the text line by line."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message

from lxml import etree
from lxml import html as lxml_html

from docaudit.reading.containers.mail import content, decoded, file_name, header, is_body, leaves, parse_mail
from docaudit.reading.containers.outlook import parse_outlook
from docaudit.reading.results import CannotReadError
from docaudit.records.pages import Line, Page, TextSource

_HEADERS = (
    ("主题", "Subject"),
    ("发件人", "From"),
    ("收件人", "To"),
    ("抄送", "Cc"),
    ("日期", "Date"),
)
_MOST_LINES = 200_000
_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "ul", "ol"}
)


def read_mail(data: bytes) -> Page:
    """Return the page of an RFC 5322 mail.

    Raises:
        CannotReadError: it cannot be parsed or holds nothing.
    """
    return _page(parse_mail(data))


def read_outlook(data: bytes) -> Page:
    """Return the page of an Outlook message.

    Raises:
        CannotReadError: it cannot be parsed or holds nothing.
    """
    return _page(parse_outlook(data).mail)


def _page(mail: Message) -> Page:
    lines = [f"{label}：{text}" for label, name in _HEADERS if (text := header(mail, name))]
    lines.extend(_body(mail))
    names = [name for part in leaves(mail) if not is_body(part) and (name := file_name(part))]
    if names:
        lines.append("附件：" + "；".join(names))
    if not lines:
        raise CannotReadError("邮件没有内容", "请重新导出邮件，或另存附件后提交")
    return Page(text_source=TextSource.STRUCTURED, lines=tuple(Line(text=line) for line in lines[:_MOST_LINES]))


def _body(mail: Message) -> Iterator[str]:
    bodies = [part for part in leaves(mail) if is_body(part)]
    plain = [part for part in bodies if part.get_content_type() == "text/plain"]
    # Both forms say the same; some writers put only a hint into the plain one, so the longer wins.
    texts = [
        "\n".join(_plain(part) for part in plain),
        "\n".join(_from_html(part) for part in bodies if part not in plain),
    ]
    for line in max(texts, key=lambda text: len("".join(text.split()))).splitlines():
        shown = " ".join(line.split())
        if shown:
            yield shown


def _plain(part: Message) -> str:
    return decoded(content(part), part.get_content_charset())


def _from_html(part: Message) -> str:
    text = decoded(content(part), part.get_content_charset())
    if text.lstrip().startswith("<?xml"):
        text = text.lstrip().split("?>", 1)[-1]
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
            continue
        hidden = element.tag in ("script", "style", "title", "head")
        if event == "start":
            if element.tag in _BLOCKS:
                pieces.append("\n")
            if not hidden:
                pieces.append(" ".join((element.text or "").split("\n")))
        else:
            if element.tag in ("td", "th"):
                pieces.append(" ")
            if element.tag in _BLOCKS:
                pieces.append("\n")
            pieces.append(" ".join((element.tail or "").split("\n")))
    return "".join(pieces)
