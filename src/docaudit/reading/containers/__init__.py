"""Files that hold files: tar, compressed files, 7z, rar, mail and PDF attachments.

Zip stays in `docaudit.reading.archive`, which walks them all.
"""

from __future__ import annotations

from docaudit.reading.containers.compressed import CODECS, unpack, unpacked_name
from docaudit.reading.containers.mail import mail_members
from docaudit.reading.containers.member import Member
from docaudit.reading.containers.ofd import ofd_members
from docaudit.reading.containers.outlook import outlook_members
from docaudit.reading.containers.portfolio import portfolio_members
from docaudit.reading.containers.rar import rar_members
from docaudit.reading.containers.sevenzip import sevenzip_members
from docaudit.reading.containers.tar import tar_members
from docaudit.reading.containers.text_mail import read_mail, read_outlook
from docaudit.reading.containers.tnef import tnef_members

# What is only a wrapping has no pages of its own.
ARCHIVES = {
    "tar": tar_members,
    "7z": sevenzip_members,
    "rar": rar_members,
    "tnef": tnef_members,
}
# What has pages, and may hold files besides.
CARRIERS = {
    "eml": mail_members,
    "msg": outlook_members,
    "ofd": ofd_members,
    "pdf": portfolio_members,
}

__all__ = ["ARCHIVES", "CARRIERS", "CODECS", "Member", "read_mail", "read_outlook", "unpack", "unpacked_name"]
