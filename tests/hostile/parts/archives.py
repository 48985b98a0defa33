"""Archives: bombs, lies, paths that lead out, links."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable

from tests.hostile.parts.corpus import hostile

MIB = 1 << 20
# 18 March 2026 in the form of a zip.
DAY = 0x5C72
SLIP = "付款人：甲公司\n收款人：乙公司\n金额：1,250,000.00\n".encode()


def entry(name: str) -> zipfile.ZipInfo:
    """Return a member with a fixed date."""
    return zipfile.ZipInfo(name, date_time=(2026, 3, 18, 0, 0, 0))


def zipped(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members:
            archive.writestr(entry(name) if isinstance(name, str) else name, data, method)
    return buffer.getvalue()


def tarred(members: Iterable[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    """Return a tar."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


@hostile("flat_bomb.zip", "100 倍")
def flat_bomb() -> bytes:
    return zipped([("零.txt", bytes(64 * MIB))])


@hostile("nested_bomb.zip", "100 倍", "嵌套超过 3 层")
def nested_bomb() -> bytes:
    """42.zip in small: sixteen archives in each of five floors, 16 MiB of zeros in each cellar."""
    inner = zipped([("0.txt", bytes(16 * MIB))])
    for _ in range(5):
        inner = zipped((f"{number:02d}.zip", inner) for number in range(16))
    return inner


@hostile("overlap_bomb.zip", "100 倍", "已损坏")
def overlap_bomb() -> bytes:
    """Every member's packed bytes hold the headers of all behind it (D. Fifield, A better zip bomb, 2019)."""
    count, size = 250, 4 * MIB
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packer.compress(bytes(size)) + packer.flush()
    checksum, packed, body = zlib.crc32(bytes(size)), len(kernel), kernel
    central: list[bytes] = []
    offsets: list[int] = []
    for number in reversed(range(count)):
        name = f"{number:04d}.txt".encode()
        common = struct.pack("<5H3L2H", 20, 0, 8, 0, DAY, checksum, packed, size, len(name), 0)
        header = b"PK\3\4" + common + name
        central.append(b"PK\1\2" + struct.pack("<H", 20) + common)
        body = header + body
        offsets.append(len(body))
        if number:
            # The member before this one holds this header as a stored block, and then this one's packed bytes.
            body = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF) + body
            checksum = _joined(header, checksum, size)
            packed, size = packed + 5 + len(header), size + len(header)
    table = b""
    for number, (start, from_end) in enumerate(zip(reversed(central), reversed(offsets), strict=True)):
        table += start + struct.pack("<3H2L", 0, 0, 0, 0, len(body) - from_end) + f"{number:04d}.txt".encode()
    return body + table + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(table), len(body), 0)


def _joined(header: bytes, checksum: int, size: int) -> int:
    """Return the checksum of `header` followed by `size` bytes of this checksum (zlib's crc32_combine)."""
    crc = zlib.crc32(header)
    # Append zero bytes by multiplying by x^(8*size) over GF(2).
    matrix = [0xEDB88320] + [1 << bit for bit in range(31)]

    def times(m: list[int], vector: int) -> int:
        total, bit = 0, 0
        while vector:
            if vector & 1:
                total ^= m[bit]
            vector >>= 1
            bit += 1
        return total

    def square(m: list[int]) -> list[int]:
        return [times(m, row) for row in m]

    power = square(square(square(matrix)))
    left = size
    while left:
        if left & 1:
            crc = times(power, crc)
        power = square(power)
        left >>= 1
    return crc ^ checksum


@hostile("lying_size.zip", "100 倍", "已损坏")
def lying_size() -> bytes:
    data = zipped([("a.txt", bytes(32 * MIB))])
    return data.replace(struct.pack("<I", 32 * MIB), struct.pack("<I", 100))


@hostile("bzip2_bomb.zip", "100 倍")
def bzip2_member() -> bytes:
    return zipped([("a.txt", bytes(64 * MIB))], zipfile.ZIP_BZIP2)


@hostile("lzma_bomb.zip", "100 倍")
def lzma_member() -> bytes:
    return zipped([("a.txt", bytes(32 * MIB))], zipfile.ZIP_LZMA)


@hostile("lzma_dictionary.zip", "已损坏")
def lzma_dictionary() -> bytes:
    """Asks for a dictionary of 4 GiB."""
    data = bytearray(zipped([("a.txt", SLIP)], zipfile.ZIP_LZMA))
    at = data.index(b"\x05\x00\x5d")
    data[at + 3 : at + 7] = b"\xff\xff\xff\xff"
    return bytes(data)


@hostile("many_members.zip", "5000 个")
def many_members() -> bytes:
    return zipped((f"{number}.txt", b"x") for number in range(6_000))


@hostile("many_entries.zip", "5000 个", slow=True)
def many_entries() -> bytes:
    """A table of contents of 400,000 entries for one member."""
    name, checksum = b"a.txt", zlib.crc32(b"x")
    common = struct.pack("<5H3L2H", 20, 0, 0, 0, DAY, checksum, 1, 1, len(name), 0)
    local = b"PK\3\4" + common + name + b"x"
    one = b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<3H2L", 0, 0, 0, 0, 0) + name
    count = 400_000
    central = one * count
    big = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(central), len(local)) + struct.pack(
        "<4sLQL", b"PK\6\7", 0, len(local) + len(central), 1
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return local + central + big + end


@hostile("unknown_method.zip", "不受支持")
def unknown_method() -> bytes:
    """Deflate64, which Windows writes above 2 GiB."""
    return zipped([("a.txt", SLIP)]).replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x09\x00")


@hostile("locked.zip", "已加密")
def locked() -> bytes:
    data = bytearray(zipped([("a.txt", SLIP)]))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


@hostile("paths.zip")
def paths() -> bytes:
    """Names that lead out of any folder, name devices, or are in GBK."""
    names = [
        "../../evil.txt",
        "/etc/evil.txt",
        "..\\..\\evil.txt",
        "C:\\evil.txt",
        "a/../../../evil.txt",
        "CON",
        "aux.txt",
    ]
    names += [
        "nul",
        "a\nb.txt",
        "a\x1b[2J.txt",
        "\u202etxt.exe",
        "x" * 300 + ".txt",
        ".",
        "..",
        "a//b.txt",
        "%2e%2e%2fa.txt",
    ]
    return zipped((name, SLIP) for name in names)


@hostile("gbk_name.zip")
def gbk_name() -> bytes:
    """A name in GBK with a way out."""
    return zipped([("XXXXXXX.txt", SLIP)]).replace(b"XXXXXXX", b"../" + "回单".encode("gbk"))


@hostile("nul_name.zip")
def nul_name() -> bytes:
    return zipped([("aXb.txt", SLIP)]).replace(b"aXb.txt", b"a\0b.txt")


@hostile("link.zip", "符号链接")
def link() -> bytes:
    info = entry("流水.txt")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped([(info, b"/etc/passwd")])


@hostile("empty.zip", "没有文件")
def empty_zip() -> bytes:
    return zipped([])


@hostile("cut.zip", "不完整")
def cut_zip() -> bytes:
    data = zipped([("a.txt", SLIP * 100)])
    return data[: len(data) // 2]


@hostile("links.tar", "链接", "设备")
def links_tar() -> bytes:
    kinds = {"符号": tarfile.SYMTYPE, "硬": tarfile.LNKTYPE, "设备": tarfile.CHRTYPE, "管道": tarfile.FIFOTYPE}
    members = []
    for name, kind in kinds.items():
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, "/etc/passwd"
        members.append((info, b""))
    return tarred(members)


@hostile("absurd_size.tar", "已损坏", "损坏")
def absurd_size() -> bytes:
    data = bytearray(tarred([(tarfile.TarInfo("a.txt"), SLIP)]))
    data[124:136] = b"77777777777\0"
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    return bytes(data)


@hostile("negative_size.tar", "已损坏", "损坏", may=True)
def negative_size() -> bytes:
    data = bytearray(tarred([(tarfile.TarInfo("a.txt"), SLIP)]))
    data[124:136] = b"\xff" * 12
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    return bytes(data)


@hostile("bomb.txt.gz", "100 倍")
def gzip_bomb() -> bytes:
    return gzip.compress(bytes(64 * MIB), mtime=0)


@hostile("bomb.txt.bz2", "100 倍")
def bzip2_bomb() -> bytes:
    return bz2.compress(bytes(64 * MIB))


@hostile("bomb.txt.xz", "100 倍")
def xz_bomb() -> bytes:
    return lzma.compress(bytes(32 * MIB))


@hostile("bomb.tar.gz", "100 倍")
def tar_bomb() -> bytes:
    return gzip.compress(tarred([(tarfile.TarInfo("a.txt"), bytes(64 * MIB))]), mtime=0)


@hostile("dictionary.xz", "已损坏")
def xz_dictionary() -> bytes:
    """An xz stream that asks for a dictionary of 4 GiB to unpack a line."""
    data = bytearray(lzma.compress(SLIP, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 4096}]))
    # Block header after the stream header of 12 bytes: size, flags, filter id, length of properties, dictionary.
    data[12 + 4] = 40
    length = (data[12] + 1) * 4
    data[12 + length - 4 : 12 + length] = struct.pack("<I", zlib.crc32(bytes(data[12 : 12 + length - 4])))
    return bytes(data)


def tar_gz() -> bytes:
    """Return an archive with nothing wrong in it."""
    return gzip.compress(tarred([(tarfile.TarInfo("a.txt"), SLIP), (tarfile.TarInfo("b/c.csv"), SLIP)]), mtime=0)
