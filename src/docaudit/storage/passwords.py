"""Password hashes by scrypt (RFC 7914), and one-time passwords."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

# Parameters of OWASP's password storage cheat sheet for scrypt: N = 2^15, r = 8, p = 3 (32 MiB of memory).
_N, _R, _P = 2**15, 8, 3
_MEMORY = 64 * 1024 * 1024
MINIMUM_LENGTH = 10


def hash_password(password: str) -> str:
    """Return ``scrypt$N$r$p$salt$hash`` with a fresh salt."""
    salt = secrets.token_bytes(16)
    return f"scrypt${_N}${_R}${_P}${_text(salt)}${_text(_scrypt(password, salt, _N, _R, _P))}"


def password_matches(password: str, stored: str) -> bool:
    """Say whether the password is the stored one; takes as long for a wrong one."""
    _, n, r, p, salt, digest = stored.split("$")
    found = _scrypt(password, base64.b64decode(salt), int(n), int(r), int(p))
    return hmac.compare_digest(found, base64.b64decode(digest))


def one_time_password() -> str:
    """Return a password of 4 x 4 letters and digits that are hard to mistake for one another (about 80 bits)."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=32)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
