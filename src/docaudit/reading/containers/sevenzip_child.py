"""Unpack a 7z from standard input to frames on standard output, see `docaudit.reading.contained.frames`.

Run as a script with the most members and the most bytes as arguments; nothing touches the disk. It imports nothing of
this project, so that it starts at once. A hostile header makes the library ask for gigabytes; the caller's limits on
this process end that.
"""

from __future__ import annotations

import io
import sys
from typing import BinaryIO


class _TooLargeError(Exception):
    """More bytes came out than were allowed."""


def main() -> int:
    """Write the members; the exit status says what failed: 3 encrypted, 4 damaged, 5 too large, 6 unknown method."""
    import py7zr  # noqa: PLC0415  after the limits are set
    from py7zr.io import Py7zIO, WriterFactory  # noqa: PLC0415

    most_members, most_bytes = int(sys.argv[1]), int(sys.argv[2])
    left = [most_bytes]

    class Sink(Py7zIO):  # type: ignore[misc]  # the library may be missing where types are checked
        def __init__(self) -> None:
            self.content = io.BytesIO()

        def write(self, s: bytes | bytearray) -> int:
            left[0] -= len(s)
            if left[0] < 0:
                raise _TooLargeError
            return self.content.write(s)

        def read(self, size: int | None = None) -> bytes:
            return self.content.read(size)

        def seek(self, offset: int, whence: int = 0) -> int:
            return self.content.seek(offset, whence)

        def flush(self) -> None:
            pass

        def size(self) -> int:
            return len(self.content.getbuffer())

    class Factory(WriterFactory):  # type: ignore[misc]
        def __init__(self) -> None:
            self.made: dict[str, Sink] = {}

        def create(self, filename: str) -> Sink:
            return self.made.setdefault(filename, Sink())

    out = sys.stdout.buffer
    factory = Factory()
    try:
        with py7zr.SevenZipFile(io.BytesIO(sys.stdin.buffer.read()), "r") as archive:
            if archive.needs_password():
                return 3
            if len(archive.files) > most_members + 1:
                return 5
            wanted = []
            for item in archive.files:
                if item.is_symlink or getattr(item, "is_junction", False):
                    _frame(out, "link:" + item.filename, b"")
                elif item.is_socket:
                    _frame(out, "device:" + item.filename, b"")
                elif not item.is_directory:
                    wanted.append(item.filename)
            if wanted:
                archive.extract(targets=wanted, factory=factory)
    except py7zr.exceptions.PasswordRequired:
        return 3
    except (_TooLargeError, MemoryError):
        return 5
    except py7zr.exceptions.UnsupportedCompressionMethodError:
        return 6
    except Exception:  # noqa: BLE001  a damaged header raises anything
        return 4
    for name, sink in factory.made.items():
        _frame(out, "file:" + name, sink.content.getvalue())
    out.flush()
    return 0


def _frame(out: BinaryIO, name: str, content: bytes) -> None:
    raw = name.encode("utf-8", "replace")
    out.write(len(raw).to_bytes(8, "big") + len(content).to_bytes(8, "big") + raw + content)


if __name__ == "__main__":
    sys.exit(main())
