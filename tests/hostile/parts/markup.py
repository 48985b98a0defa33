"""XML and the packages of XML parts: entities, references that lead out, depth."""

from __future__ import annotations

from tests.hostile.parts.archives import MIB, zipped
from tests.hostile.parts.corpus import hostile

XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DTD = "文档类型声明"
NETWORK = '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]>'
LAUGHS = (
    "<!DOCTYPE a ["
    + '<!ENTITY l0 "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


@hostile("xxe.xml", DTD)
def xxe() -> bytes:
    return f"{HEAD}{XXE}<发票><号码>&x;</号码></发票>".encode()


@hostile("xxe_utf16.xml", DTD)
def xxe_utf16() -> bytes:
    return f'<?xml version="1.0" encoding="UTF-16"?>{XXE}<a>&x;</a>'.encode("utf-16")


@hostile("xxe_utf7.xml", DTD, "XML 已损坏", "无法识别", may=True)
def xxe_utf7() -> bytes:
    return b'<?xml version="1.0" encoding="UTF-7"?>' + f"{XXE}<a>&x;</a>".encode("utf-7")


@hostile("xxe_utf32.xml", DTD, "没有内容")
def xxe_utf32() -> bytes:
    return f'<?xml version="1.0" encoding="UTF-32"?>{XXE}<a>&x;</a>'.encode("utf-32")


@hostile("network.xml", DTD)
def network() -> bytes:
    return f"{HEAD}{NETWORK}<a>b</a>".encode()


@hostile("laughs.xml", DTD)
def laughs() -> bytes:
    return f"{HEAD}{LAUGHS}<a>&l11;</a>".encode()


@hostile("include.xml")
def include() -> bytes:
    xi = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    return f'{HEAD}<a {xi}><xi:include href="/etc/passwd" parse="text"/><b>合同</b></a>'.encode()


@hostile("deep.xml", "XML 已损坏")
def deep() -> bytes:
    return b"<a>" * 100_000 + b"</a>" * 100_000


@hostile("many_attributes.xml", "上限 2000000 字")
def many_attributes() -> bytes:
    return b"<a " + b" ".join(b'b%d="1"' % n for n in range(200_000)) + b">x</a>"


@hostile("many_elements.xml", may=True, slow=True)
def many_elements() -> bytes:
    return b"<a>" + b"<b>1</b>" * 400_000 + b"</a>"


@hostile("cut.xml", "XML 已损坏")
def cut_xml() -> bytes:
    return f"{HEAD}<发票><号码>123".encode()


def word(document: str) -> bytes:
    """Return a docx with this main part."""
    kinds = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    override = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    types = f'{HEAD}<Types xmlns="{kinds}/content-types">{override}</Types>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    links = f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/>'
    return zipped(
        [
            ("[Content_Types].xml", types.encode()),
            ("_rels/.rels", f'{HEAD}<Relationships xmlns="{kinds}/relationships">{links}</Relationships>'.encode()),
            ("word/document.xml", document.encode()),
        ]
    )


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@hostile("xxe.docx", DTD)
def xxe_docx() -> bytes:
    return word(f"{HEAD}{XXE}<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>")


@hostile("bomb.docx", "100 倍")
def bomb_docx() -> bytes:
    text = "合同" * (16 * MIB)
    return word(f"{HEAD}<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>")


@hostile("deep.docx", "损坏", may=True)
def deep_docx() -> bytes:
    """Tables in tables, two thousand floors."""
    floors = 2_000
    down = "<w:tbl><w:tr><w:tc>" * floors
    up = "</w:tc></w:tr></w:tbl>" * floors
    return word(f"{HEAD}<w:document {W}><w:body>{down}<w:p/>{up}</w:body></w:document>")


@hostile("rubbish.docx", "损坏", "没有", may=True)
def rubbish_docx() -> bytes:
    return word("这不是 XML")


@hostile("loop.docx", may=True)
def loop_docx() -> bytes:
    """The main part is the list of relations that names it."""
    data = word(f"{HEAD}<w:document {W}><w:body/></w:document>")
    return data.replace(b"word/document.xml", b"_rels/../_rels/.r")


def ofd(members: dict[str, str]) -> bytes:
    """Return an OFD of these parts."""
    return zipped((name, text.encode()) for name, text in members.items())


OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
BODY = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
ENTRY = f'{HEAD}<ofd:OFD {OFD} Version="1.0">{BODY}</ofd:OFD>'
AREA = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
TEXT = (
    '<ofd:TextObject ID="9" Boundary="10 10 100 10" Size="5">'
    '<ofd:TextCode X="0" Y="5" DeltaX="5 5 5">电子发票</ofd:TextCode></ofd:TextObject>'
)
PAGE = f'{HEAD}<ofd:Page {OFD}>{AREA}<ofd:Content><ofd:Layer ID="8">{TEXT}</ofd:Layer></ofd:Content></ofd:Page>'


def document(pages: str, common: str = AREA) -> str:
    """Return the document part of an OFD."""
    parts = f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>"
    return f"{HEAD}<ofd:Document {OFD}>{parts}</ofd:Document>"


ONE = '<ofd:Page ID="1" BaseLoc="Page.xml"/>'


@hostile("plain.ofd")
def plain_ofd() -> bytes:
    return ofd({"OFD.xml": ENTRY, "Doc_0/Document.xml": document(ONE), "Doc_0/Page.xml": PAGE})


@hostile("xxe.ofd", DTD)
def xxe_ofd() -> bytes:
    return ofd(
        {"OFD.xml": ENTRY.replace(HEAD, HEAD + XXE), "Doc_0/Document.xml": document(ONE), "Doc_0/Page.xml": PAGE}
    )


@hostile("laughs.ofd", DTD, "已损坏", may=True)
def laughs_ofd() -> bytes:
    page = PAGE.replace(HEAD, HEAD + LAUGHS).replace("电子发票", "&l11;")
    return ofd({"OFD.xml": ENTRY, "Doc_0/Document.xml": document(ONE), "Doc_0/Page.xml": page})


@hostile("paths.ofd", "损坏", "没有", "缺", may=True)
def paths_ofd() -> bytes:
    """Pages that lie outside the package."""
    pages = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="{path}"/>'
        for n, path in enumerate(("../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\a.xml"), 1)
    )
    return ofd({"OFD.xml": ENTRY, "Doc_0/Document.xml": document(pages)})


@hostile("loop.ofd", may=True)
def loop_ofd() -> bytes:
    """A page whose template is that page, and whose document is the page too."""
    template = '<ofd:TemplatePage ID="2" BaseLoc="Page.xml"/>'
    page = PAGE.replace(AREA, AREA + '<ofd:Template TemplateID="2" ZOrder="Background"/>')
    return ofd({"OFD.xml": ENTRY, "Doc_0/Document.xml": document(ONE, AREA + template), "Doc_0/Page.xml": page})


@hostile("many_pages.ofd", "超过上限 20000")
def many_pages_ofd() -> bytes:
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="Page.xml"/>' for n in range(21_000))
    return ofd({"OFD.xml": ENTRY, "Doc_0/Document.xml": document(pages), "Doc_0/Page.xml": PAGE})


@hostile("bomb.ofd", "100 倍")
def bomb_ofd() -> bytes:
    page = PAGE.replace("电子发票", "票" * (12 * MIB))
    return ofd({"OFD.xml": ENTRY, "Doc_0/Document.xml": document(ONE), "Doc_0/Page.xml": page})


@hostile("endless_deltas.ofd", may=True)
def endless_deltas() -> bytes:
    """Glyphs spaced by a run that is a billion long."""
    page = PAGE.replace('DeltaX="5 5 5"', 'DeltaX="g 1000000000 5"').replace("0 0 210 297", "0 0 1e308 1e308")
    return ofd({"OFD.xml": ENTRY, "Doc_0/Document.xml": document(ONE), "Doc_0/Page.xml": page})


@hostile("deep.html", "网页", "损坏", may=True)
def deep_html() -> bytes:
    return b"<html><body>" + b"<div>" * 100_000 + "借款合同".encode() + b"</div>" * 100_000


@hostile("deep_tables.html", may=True)
def deep_tables_html() -> bytes:
    return b"<html><body>" + b"<table><tr><td>1" * 20_000 + "借款合同".encode()


@hostile("wide.html", may=True)
def wide_html() -> bytes:
    """One cell that spans a billion columns and rows."""
    cell = '<td colspan="1000000000" rowspan="1000000000">借款合同</td><td>1</td>'
    return f"<html><body><table><tr>{cell}</tr><tr>{cell}</tr></table></body></html>".encode()
