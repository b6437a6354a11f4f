"""How the organ can be reached, as far as the text says: phone, e-mail, address, website.

A number for faxes or complaints is none of the organ's; what a value is called ends the one before.

>>> contact_of("地址：某县某路1号 邮编：100000，传真：010-66000001，电话：010-66000000").phone
'010-66000000'
"""

from __future__ import annotations

import re

from reportkit.report import Contact

__all__ = ["contact_of"]

_NUMBER = (
    r"((?:[(（]\s*0\d{2,3}\s*[)）]\s*[-—–－]{0,2}\s*|0\d{2,3}\s*[-—–－]{1,2}\s*|0\d{2,3}\s?)?(?!0)\d{7,8}"
    r"(?:\s*[-—–－转]\s*\d{1,6})?(?!\d)|1\d{10}(?!\d)|(?<=[:：])1\d{4}(?!\d)|[48]00-?\d{3}-?\d{4}(?!\d))"
)
_PHONE = re.compile(rf"(?:电\s*话|联系方式|咨询热线|热线)(?P<gap>[^\d\n，。；]{{0,8}}?){_NUMBER}")
_BARE_PHONE = re.compile(
    r"(?<!\d)(0\d{2,3}\s?[-—–－]{1,2}\s?\d{7,8}|[(（]0\d{2,3}[)）]\s?\d{7,8})(?!\d)"
)
_OTHER_LINE = re.compile(r"(?:传\s*真|举报|投诉|监督|信访|报警|值班)[^\d，。；;,]{0,6}$")
_ALSO = re.compile(r"[/／(（、及和]\s*传\s*真")  # one line for both
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WEBSITE = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9./:?&=%#_~+-]*|(?<![A-Za-z0-9./@])www\.[A-Za-z0-9./?&=%#_~-]+",
    re.IGNORECASE,
)
_NAMED_SITE = re.compile(
    r"(?:网址|网站)[为是]?[^\w\n]{0,3}((?:[a-z0-9-]+\.)+(?:gov|org|com)\.?(?:cn)?(?:/[\w./-]*)?)(?!\w)"
)
_ADDRESS = re.compile(
    r"(?<![网站箱件P])地\s*址\s*(?:[:：]+|为|是)\s*"
    r"((?:[^，,。；;（()）\n：:]|[（(][^（）()\n]{0,30}[)）])+)"
)
_NEXT = re.compile(
    r"[\s、（(]*(?:邮\s*编|邮政编码|联系(?:电话|方式|人)|咨询电话|办公电话|电\s*话|传\s*真"
    r"|电子(?:邮箱|邮件|信箱)|邮\s*箱|网\s*址|E-?mail).*$",
    re.IGNORECASE,
)
_OF_PLACE = re.compile(r"[\u4e00-\u9fff]")


def contact_of(text: str) -> Contact:
    """Return phone, e-mail, address and website as far as the text names them."""
    # to look for a sign takes a fraction of a search
    email = _EMAIL.search(text) if "@" in text else None
    return Contact(
        phone=_phone(text),
        email=email.group() if email else None,
        address=_address(text),
        website=_website(text),
    )


def _phone(text: str) -> str | None:
    for pattern in (_PHONE, _BARE_PHONE):
        for match in pattern.finditer(text):
            gap = match.groupdict().get("gap") or ""
            before = text[max(0, match.start() - 10) : match.start()] + _ALSO.sub("", gap)
            if not _OTHER_LINE.search(before):
                return "".join(match[match.lastindex or 0].split())
    return None


def _website(text: str) -> str | None:
    if "://" in text or "www." in text or "WWW." in text:
        match = _WEBSITE.search(text)
        if match:
            return match[0].rstrip(".:?&#-")
    named = _NAMED_SITE.search(text) if "网址" in text or "网站" in text else None
    return named[1].rstrip(".") if named else None


def _address(text: str) -> str | None:
    for match in _ADDRESS.finditer(text):
        address = _NEXT.sub("", match[1]).strip()
        if _OF_PLACE.search(address):
            return address
    return None
