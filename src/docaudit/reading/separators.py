"""Sheets put in to part documents: blank but for a code or the word for what they are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from docaudit.records.pages import Page

_TITLE = re.compile(
    r"(?:文件|文档|资料|案卷|档案|卷宗|扫描|批次|影像)?(?:分隔|间隔|分割|分件|分批|隔离|插隔|隔)(?:页|纸|单|条|符|卡|条码页)?"
    r"|separator(?:sheet|page)?|documentseparator|patch(?:code)?(?:t|[1-6]|ii|iii|iv|vi)?"
)
# What a bar code prints below itself, in letters and figures.
_CAPTION = re.compile(r"[0-9a-z/]{0,40}")


def marked(page: Page) -> Page:
    """Return the page, marked where it is a sheet that only parts documents."""
    if page.blank or page.tables or len(page.words) > 12:
        return page
    text = "".join(unicodedata.normalize("NFKC", word.text) for word in page.words).lower()
    text = re.sub(r"[\s\-—–_=~*#·.。()<>【】\[\]]+", "", text)
    title = _TITLE.match(text)
    rest = text[title.end() :] if title else text
    if (title and _CAPTION.fullmatch(rest.strip(":"))) or (page.codes and _CAPTION.fullmatch(text)):
        return replace(page, separator=True)
    return page
