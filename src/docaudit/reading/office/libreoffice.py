"""Old Word files, RTF and OpenDocument text, turned into docx by LibreOffice where it is installed."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from docaudit.reading.contained import ChildError, run_contained
from docaudit.reading.options import Limits
from docaudit.reading.results import CannotReadError

NAMES = {"doc": "旧版 Word 文件（.doc）", "rtf": "RTF 文件", "odt": "OpenDocument 文本"}
"""Formats that LibreOffice reads for us, and what a reviewer calls them."""

_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
_ADVICE = "请另存为 docx 或 PDF 后提交"
# Where the installers put it without telling PATH.
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
# No macros, no active content, no links followed, and a proxy that answers nobody.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
# It maps far more than it uses: below this it does not start.
_LEAST_MEBIBYTES = 3_000


def program() -> str | None:
    """Return the path of LibreOffice; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def as_docx(data: bytes, kind: str, limits: Limits) -> bytes:
    """Return the file as docx, made by LibreOffice in a process of its own with a profile of its own.

    Args:
        data: the file.
        kind: one of `NAMES`.
        limits: memory and time of the process, and the size of what it may write.

    Raises:
        CannotReadError: LibreOffice is not installed, cannot read the file, or breaks a limit.
    """
    office = program()
    if office is None:
        raise CannotReadError(f"{NAMES[kind]}，本机未装 LibreOffice", f"请安装 LibreOffice（Writer），或{_ADVICE[1:]}")
    # Its files may outlive the kill by a moment.
    with tempfile.TemporaryDirectory(prefix="docaudit-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _make_profile(folder / "profile")
        (folder / f"paper.{kind}").write_bytes(data)
        _run(_command(office, folder, kind), folder, limits, kind)
        made = folder / "out" / "paper.docx"
        with contextlib.suppress(OSError):
            if made.stat().st_size <= limits.file_bytes:
                return made.read_bytes()
    raise CannotReadError(f"{NAMES[kind]}，LibreOffice 无法打开（可能已损坏或已加密）", _ADVICE)


def _command(office: str, folder: Path, kind: str) -> list[str]:
    options = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo")
    return [
        *_offline(),
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *options,
        # Named, for LibreOffice takes what it does not know for text and converts the rubbish.
        f"--infilter={_FILTERS[kind]}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(folder / f"paper.{kind}"),
    ]


@functools.cache
def _offline() -> tuple[str, ...]:
    """Return the command that takes the network away, where this machine allows it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    command = (unshare, "--user", "--map-current-user", "--net", "--")
    try:
        # The machine's own tool, tried once on a program that does nothing.
        tried = subprocess.run((*command, "true"), capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return command if tried.returncode == 0 else ()


def _run(command: list[str], folder: Path, limits: Limits, kind: str) -> None:
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        **dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9"),
        **{name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ},
    }
    try:
        run_contained(
            command,
            b"",
            mebibytes=max(limits.child_mebibytes, _LEAST_MEBIBYTES),
            seconds=limits.child_seconds,
            counted=lambda _size: None,
            environment=environment,
            folder=folder,
        )
    except ChildError as error:
        if error.status is None or error.status < 0:
            reason = f"{NAMES[kind]}，LibreOffice 转换超过上限 {limits.child_seconds} 秒或内存上限"
            raise CannotReadError(reason, _ADVICE) from error
        raise CannotReadError(f"{NAMES[kind]}，LibreOffice 转换失败", _ADVICE) from error


def _make_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )
