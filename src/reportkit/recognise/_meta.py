"""What a file says of itself, where the text of the report does not say it.

The pages of government sites carry ``ArticleTitle`` and ``PubDate``; pages, Word and PDF files
carry a title that may be left over from another file, with the name of the site behind it.

>>> title_of({"ArticleTitle": "某县某局2023年政府信息公开工作年度报告"}, 2023)
'某县某局2023年政府信息公开工作年度报告'

References
----------
国办发〔2017〕47号（政府网站发展指引）, appendix on the tags of pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.recognise._dates import find_date
from reportkit.recognise._title import may_be_title

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

__all__ = ["published_of", "title_of"]

_PAGE_TITLE = "articletitle"
_TITLES = (_PAGE_TITLE, "title")
_DAYS = ("pubdate", "publishdate", "publishtime", "article:published_time", "firstpublishedtime")
_TAG = re.compile(r"<[^<>]*>|&nbsp;|\s")
_BETWEEN = re.compile(r"[_|｜＿>＞]|[-—–]{1,2}(?!\d)")  # title_site, title-column-site
_YEAR = re.compile(r"(?<!\d)(20\d{2})年")


def title_of(meta: Mapping[str, str], year: int | None) -> str | None:
    """Return the title of the report as the file's own description has it.

    Parameters
    ----------
    meta
        What the file says of itself.
    year
        The year that the text tells of.  A page's own title must not name another; a title of
        less certain origin must name the same.
    """
    told = _plain_keys(meta)
    for key in _TITLES:
        for piece in _BETWEEN.split(_TAG.sub("", told.get(key, ""))):
            named = _YEAR.search(piece)
            if not named or not may_be_title(piece):
                continue
            if int(named[1]) == year or (key == _PAGE_TITLE and year is None):
                return piece
    return None


def published_of(meta: Mapping[str, str], year: int | None) -> datetime.date | None:
    """Return the day on which a page was published, as its tags have it.

    A day before the year that is reported on is no day of publication.
    """
    told = _plain_keys(meta)
    for key in _DAYS:
        day = find_date(told.get(key, ""))
        if day and (year is None or day.year >= year):
            return day
    return None


def _plain_keys(meta: Mapping[str, str]) -> dict[str, str]:
    return {key.lower(): text for key, text in reversed(tuple(meta.items()))}
