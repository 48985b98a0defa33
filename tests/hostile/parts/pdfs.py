"""PDF files: bombs, loops, endless recursion, hostile fonts, locks."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from tests.hostile.parts.corpus import hostile

MIB = 1 << 20
PLAIN_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = b"BT /F 12 Tf 72 720 Td (LOAN CONTRACT 1,250,000.00) Tj ET"


def stream(content: bytes, entries: bytes = b"", *, packed: int = 0) -> bytes:
    """Return a stream object, deflated `packed` times over."""
    for _ in range(packed):
        content = zlib.compress(content, 9)
    names = b"/FlateDecode" * packed
    filters = b"/Filter[%b]" % names if packed else b""
    return b"<</Length %d%b%b>>stream\n%b\nendstream" % (len(content), filters, entries, content)


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"", *, root: int = 1) -> bytes:
    """Return a file of numbered objects with a right table of where they stand."""
    parts, at, places = [b"%PDF-1.7\n"], 9, {}
    for number, content in objects.items():
        part = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        places[number] = at
        parts.append(part)
        at += len(part)
    size = max(objects) + 1
    table = [b"xref\n0 1\n0000000000 65535 f \n"]
    table += [b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items())]
    end = b"trailer\n<</Size %d/Root %d 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, at)
    return b"".join([*parts, *table, end])


def one_page(content: bytes = SHOWN, more: Mapping[int, bytes] | None = None, page: bytes = PLAIN_PAGE) -> bytes:
    """Return a file of one page; `more` adds objects or replaces those of 1 to 5."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page,
        4: stream(content),
        5: FONT,
    }
    return pdf({**objects, **(more or {})})


def with_resources(resources: bytes, box: bytes = b"0 0 595 842") -> bytes:
    """Return a page with these resources."""
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<<%b>>>>" % (box, resources)


@hostile("cut.pdf", "已损坏", may=True)
def cut() -> bytes:
    data = one_page()
    return data[: len(data) // 2]


@hostile("only_a_header.pdf", "已损坏")
def only_a_header() -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@hostile("no_pages.pdf", "没有页面", "已损坏")
def no_pages() -> bytes:
    return one_page(more={2: b"<</Type/Pages/Kids[]/Count 0>>"})


@hostile("million_objects.pdf", slow=True)
def million_objects() -> bytes:
    return one_page(more=dict.fromkeys(range(6, 1000000), b"null"))


@hostile("million_objects_packed.pdf", "已损坏", "没有页面", may=True, slow=True)
def million_objects_packed() -> bytes:
    """The same in object streams, in a hundredth of the space, with a packed table."""
    count, per = 1_000_000, 10_000
    objects: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: PLAIN_PAGE,
        4: stream(SHOWN),
        5: FONT,
    }
    parts, at, rows = [b"%PDF-1.7\n"], 9, [(0, 0, 65535)] * (count + 1)
    for first in range(10, count - per, per):
        numbers = range(first + 1, first + per)
        index = b"".join(b"%d %d " % (number, 5 * place) for place, number in enumerate(numbers))
        entries = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(index))
        objects[first] = stream(index + b"null " * len(numbers), entries, packed=1)
        for place, number in enumerate(numbers):
            rows[number] = (2, first, place)
    for number, content in objects.items():
        part = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        rows[number] = (1, at, 0)
        parts.append(part)
        at += len(part)
    table = b"".join(b"%c%b%b" % (kind, a.to_bytes(5, "big"), b.to_bytes(3, "big")) for kind, a, b in rows)
    entries = b"/Type/XRef/W[1 5 3]/Size %d/Root 1 0 R" % len(rows)
    end = b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (count + 5, stream(table, entries, packed=1), at)
    return b"".join([*parts, end])


@hostile("deep_page_tree.pdf", "已损坏", "没有页面", may=True)
def deep_page_tree() -> bytes:
    """Fifty thousand floors of folders above one page."""
    depth = 50_000
    more = {
        number: b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (number - 1, number + 1)
        for number in range(11, 10 + depth)
    }
    more[10] = b"<</Type/Pages/Parent 2 0 R/Kids[11 0 R]/Count 1>>"
    more[10 + depth] = PLAIN_PAGE
    return one_page(more={2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>", **more})


@hostile("page_tree_loop.pdf", "已损坏", "没有页面", may=True)
def page_tree_loop() -> bytes:
    return one_page(
        more={
            2: b"<</Type/Pages/Kids[6 0 R 3 0 R]/Count 3>>",
            6: b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 6 0 R]/Count 2>>",
        }
    )


@hostile("outline_loop.pdf")
def outline_loop() -> bytes:
    return one_page(
        more={
            1: b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
            6: b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>",
            7: b"<</Title(a)/Parent 7 0 R/Next 7 0 R/First 6 0 R>>",
        }
    )


@hostile("xref_loop.pdf", "已损坏", may=True)
def xref_loop() -> bytes:
    data = one_page()
    start = data.index(b"xref\n0 1")
    return data.replace(b"trailer\n<<", b"trailer\n<</Prev %d" % start)


@hostile("parent_loop.pdf")
def parent_loop() -> bytes:
    """What a page inherits is looked for in a circle of parents."""
    return one_page(
        more={
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 6 0 R>>",
            3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
            6: b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>",
        }
    )


@hostile("stream_bomb.pdf", "时限", "上限", "崩溃", may=True, slow=True)
def stream_bomb() -> bytes:
    """A gigabyte of drawing operators behind three floors of deflate."""
    content = b"q 1 0 0 1 0 0 cm Q\n" * (50 * MIB // 19)
    return one_page(more={4: stream(content, packed=3)})


@hostile("text_bomb.pdf", "时限", "上限", "崩溃", "过多", may=True, slow=True)
def text_bomb() -> bytes:
    """Three million characters on one page."""
    line = b"(1234567890123456789012345678901234567890) Tj 0 -0.01 Td "
    return one_page(more={4: stream(b"BT /F 1 Tf 72 720 Td " + line * 75_000 + b"ET", packed=1)})


@hostile("line_bomb.pdf", "过多", "时限", may=True, slow=True)
def line_bomb() -> bytes:
    """Half a million rules on one page."""
    lines = b"".join(b"%d %d m %d %d l S\n" % (n % 590, n % 840, n % 590 + 5, n % 840) for n in range(500_000))
    return one_page(more={4: stream(lines, packed=1)})


@hostile("picture_bomb.pdf", "上限", "时限", "崩溃", may=True, slow=True)
def picture_bomb() -> bytes:
    """A picture of 60,000 by 60,000 pixels of which three megabytes are zeros twice deflated."""
    entries = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    more = {6: stream(bytes(200 * MIB), entries, packed=2)}
    return one_page(b"q 595 0 0 842 0 0 cm /I Do Q", more, with_resources(b"/XObject<</I 6 0 R>>"))


@hostile("many_pictures.pdf", "时限", may=True, slow=True)
def many_pictures() -> bytes:
    """One picture drawn two thousand times on one page."""
    entries = b"/Type/XObject/Subtype/Image/Width 4000/Height 4000/BitsPerComponent 8/ColorSpace/DeviceGray"
    draws = b"".join(b"q 300 0 0 300 %d %d cm /I Do Q " % (n % 90, n % 200) for n in range(2_000))
    return one_page(draws, {6: stream(bytes(16_000_000), entries, packed=1)}, with_resources(b"/XObject<</I 6 0 R>>"))


@hostile("huge_page.pdf")
def huge_page() -> bytes:
    return one_page(page=with_resources(b"/Font<</F 5 0 R>>", b"0 0 1000000000 1000000000"))


@hostile("no_page_size.pdf")
def no_page_size() -> bytes:
    return one_page(page=with_resources(b"/Font<</F 5 0 R>>", b"0 0 0 0"))


@hostile("thin_scan.pdf", "狭长")
def thin_scan() -> bytes:
    """A page of one point by a kilometre with a picture on it."""
    entries = b"/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray"
    page = with_resources(b"/XObject<</I 6 0 R>>", b"0 0 1 2800000")
    return one_page(b"q 1 0 0 2800000 0 0 cm /I Do Q", {6: stream(bytes(range(64)), entries)}, page)


@hostile("many_pages.pdf", "50000 超过上限 20000")
def many_pages() -> bytes:
    """Fifty thousand pages, all the same object."""
    return one_page(more={2: b"<</Type/Pages/Kids[%b]/Count 50000>>" % (b"3 0 R " * 50_000)})


@hostile("lying_page_count.pdf", "已损坏", "超过上限", may=True)
def lying_page_count() -> bytes:
    return one_page(more={2: b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"})


@hostile("form_loop.pdf", "时限", "上限", may=True, slow=True)
def form_loop() -> bytes:
    """A drawing that draws itself."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>"
    return one_page(b"/X Do", {6: stream(b"/X Do /X Do", entries)}, with_resources(b"/XObject<</X 6 0 R>>"))


@hostile("form_bomb.pdf", "时限", "上限", "过多", may=True, slow=True)
def form_bomb() -> bytes:
    """Drawings that draw drawings: ten to the twelfth at the end."""
    more: dict[int, bytes] = {}
    for number in range(12):
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>" % (7 + number)
        more[6 + number] = stream(b"/X Do " * 10, entries)
    more[18] = stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    return one_page(b"/X Do", more, with_resources(b"/XObject<</X 6 0 R>>"))


@hostile("deep_arrays.pdf", "已损坏", may=True)
def deep_arrays() -> bytes:
    return one_page(b"[" * 200_000 + b"]" * 200_000 + SHOWN)


@hostile("function_loop.pdf")
def function_loop() -> bytes:
    """A shading whose function is stitched of itself."""
    function = b"<</FunctionType 3/Domain[0 1]/Functions[6 0 R 6 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>"
    shading = b"/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 595 842]/Function 6 0 R>>>>"
    return one_page(b"/S sh", {6: function}, with_resources(shading))


def _font_page(subtype: bytes, file_key: bytes, program: bytes) -> bytes:
    font = b"<</Type/Font/Subtype/%b/BaseFont/A/FirstChar 32/LastChar 126/Widths[%b]/FontDescriptor 6 0 R>>" % (
        subtype,
        b"500 " * 95,
    )
    descriptor = b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 999 999]/%b 7 0 R>>" % file_key
    lengths = b"/Length1 %d/Length2 %d/Length3 0/Subtype/Type1C" % (len(program), len(program))
    return one_page(more={5: font, 6: descriptor, 7: stream(program, lengths)})


@hostile("broken_truetype.pdf")
def broken_truetype() -> bytes:
    """A font whose tables lie outside it and claim 65,535 glyphs."""
    tables = b"".join(
        tag + (0).to_bytes(4, "big") + (2**31 - 1).to_bytes(4, "big") + (2**32 - 1).to_bytes(4, "big")
        for tag in (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post")
    )
    return _font_page(b"TrueType", b"FontFile2", b"\0\1\0\0\0\x08\0\x80\0\x03\0\0" + tables + b"\xff" * 4000)


@hostile("broken_type1.pdf")
def broken_type1() -> bytes:
    """A font program in PostScript that defines itself without end."""
    program = b"%!PS-AdobeFont-1.0: A\n/a {a a} def a\n" + b"/CharStrings 99999999 dict dup begin\n" * 2000
    return _font_page(b"Type1", b"FontFile", program + b"eexec " + bytes(range(256)) * 40)


def _index(items: Sequence[bytes]) -> bytes:
    """Return an INDEX of CFF (Adobe technical note 5176)."""
    if not items:
        return b"\0\0"
    offsets, at = [], 1
    for item in (*items, b""):
        offsets.append(at.to_bytes(4, "big"))
        at += len(item)
    return len(items).to_bytes(2, "big") + b"\4" + b"".join(offsets) + b"".join(items)


def _long(value: int) -> bytes:
    return b"\x1d" + value.to_bytes(4, "big")


@hostile("charstring_loop.pdf")
def charstring_loop() -> bytes:
    """A CFF font whose glyphs call a subroutine that calls itself twice."""
    # The bias is 107 where there are few subroutines: -107 is number 0.
    call = b"\x20\x1d"
    subroutine = call * 2 + b"\x0b"
    glyphs = [call + b"\x0e"] * 96
    head, names, strings = b"\1\0\4\4", _index([b"A"]), _index([])
    subroutines = _index([subroutine])
    size = len(_index([_long(0) + b"\x11" + _long(0) + b"\x0f"]))
    start = len(head) + len(names) + size + len(strings) + len(subroutines)
    top = _long(start) + b"\x11"
    top += _long(0) + b"\x0f"
    return _font_page(b"Type1", b"FontFile3", head + names + _index([top]) + strings + subroutines + _index(glyphs))


@hostile("to_unicode_bomb.pdf", may=True)
def to_unicode_bomb() -> bytes:
    """A character map of one range over everything, a hundred thousand times."""
    cmap = b"begincmap\n" + b"1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\n" * 100_000
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    return one_page(more={5: font, 6: stream(cmap, packed=1)})


@hostile("jpeg2000_bomb.pdf", "上限", "崩溃", may=True)
def jpeg2000_bomb() -> bytes:
    """A JPEG 2000 picture that claims 65,535 tiles."""
    size = (2**31 - 1).to_bytes(4, "big")
    siz = (
        b"\xff\x51\0\x2f\0\0"
        + size * 2
        + bytes(8)
        + (65536).to_bytes(4, "big") * 2
        + bytes(8)
        + b"\0\3"
        + b"\7\1\1" * 3
    )
    entries = b"/Type/XObject/Subtype/Image/Width 2147483647/Height 2147483647/Filter/JPXDecode"
    more = {6: stream(b"\xff\x4f" + siz + bytes(100), entries)}
    return one_page(b"q 595 0 0 842 0 0 cm /I Do Q", more, with_resources(b"/XObject<</I 6 0 R>>"))


@hostile("jbig2_rubbish.pdf", may=True)
def jbig2_rubbish() -> bytes:
    data = (
        b"\0\0\0\0\x30\0\1\0\0\0\x13"
        + b"\xff\xff\xff\xff" * 4
        + b"\0" * 3
        + b"\0\0\0\1\x26\0\1\xff\xff\xff\xff"
        + b"\xa5" * 2000
    )
    entries = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1/Filter/JBIG2Decode"
    return one_page(
        b"q 595 0 0 842 0 0 cm /I Do Q", {6: stream(data, entries)}, with_resources(b"/XObject<</I 6 0 R>>")
    )


@hostile("locked.pdf", "需要打开密码")
def locked() -> bytes:
    """Encrypted (RC4, 40 bits) with a password that nobody knows."""
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>" % (b"ab" * 32, b"cd" * 32)
    data = one_page(more={6: lock})
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 6 0 R/ID[<00><00>]")


@hostile("outside.pdf")
def outside() -> bytes:
    """Scripts, programs, forms and streams that lie on other machines or in other files."""
    return one_page(
        more={
            1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/AA<</WC 7 0 R>>"
            b"/Names<</JavaScript<</Names[(a) 6 0 R]>>>>>>",
            6: b"<</S/JavaScript/JS(while(true){app.alert('x')})>>",
            7: b"<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)>>>>",
            8: b"<</Length 0/F<</FS/URL/F(http://127.0.0.1:1/a)>>>>stream\n\nendstream",
            3: PLAIN_PAGE.replace(b"/Contents 4 0 R", b"/Contents[4 0 R 8 0 R]"),
        }
    )


@hostile("attached_bomb.pdf", "内嵌附件", "100 倍")
def attached_bomb() -> bytes:
    return one_page(
        more={
            1: b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.txt) 6 0 R]>>>>>>",
            6: b"<</Type/Filespec/F(../../a.txt)/UF(../../a.txt)/EF<</F 7 0 R>>>>",
            7: stream(bytes(64 * MIB), b"/Type/EmbeddedFile", packed=1),
        }
    )


@hostile("attachment_loop.pdf", may=True)
def attachment_loop() -> bytes:
    """The tree of attachments bites its own tail."""
    return one_page(
        more={
            1: b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 6 0 R>>>>",
            6: b"<</Kids[6 0 R 7 0 R]>>",
            7: b"<</Kids[6 0 R]>>",
        }
    )
