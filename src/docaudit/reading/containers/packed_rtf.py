"""The compressed RTF of Outlook's bodies ([MS-OXRTFCP])."""

from __future__ import annotations

import struct

# What the window holds before the first byte: the standard's own text.
_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
_COMPRESSED, _PLAIN = b"LZFu", b"MELA"
_LARGEST = 20_000_000


def unpacked_rtf(data: bytes) -> bytes:
    """Return the RTF; as much as there is of a damaged one, nothing of what is none."""
    if len(data) < 16:
        return b""
    size = min(struct.unpack_from("<I", data, 4)[0], _LARGEST)
    if data[8:12] == _PLAIN:
        return data[16 : 16 + size]
    return bytes(_unpacked(data, size)) if data[8:12] == _COMPRESSED else b""


def _unpacked(data: bytes, size: int) -> bytearray:
    window = bytearray(_DICTIONARY.ljust(_WINDOW, b"\0"))
    write = len(_DICTIONARY)
    out = bytearray()
    at = 16
    while at < len(data) and len(out) < size:
        control = data[at]
        at += 1
        for bit in range(8):
            # Eight tokens: a byte each, or a reference of 12 bits into the window and 4 of length.
            if control >> bit & 1:
                if at + 2 > len(data):
                    return out
                reference = data[at] << 8 | data[at + 1]
                at += 2
                read, long = reference >> 4, (reference & 0xF) + 2
                if read == write:
                    return out
                piece = [(read + step) % _WINDOW for step in range(long)]
            else:
                if at >= len(data):
                    return out
                window[write] = data[at]
                out.append(data[at])
                write = (write + 1) % _WINDOW
                at += 1
                continue
            for place in piece:
                out.append(window[place])
                window[write] = window[place]
                write = (write + 1) % _WINDOW
    return out
