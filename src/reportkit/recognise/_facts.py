"""Facts of a report out of its running text: organ, year, kind, period, contacts.

What the text does not say is None; nothing is guessed.
"""

from __future__ import annotations

import re

from reportkit.report import Contact, Organ
from reportkit.text import normalise

__all__ = ["agency_of", "contact_of", "kind_of", "year_of"]

_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
# how a text says which year it tells of; other years stand beside laws, documents, comparisons
_TOLD = re.compile(
    r"(?<!\d)(20\d{2})年度?(?:全年|[,，]|我|本|共)|截[至止](20\d{2})年(?:12月31日|底)|现将\S{0,6}?(20\d{2})年"
)
_TITLE = re.compile(
    r"^(?:关于)?(?P<organ>.*?)(?:关于)?(?P<year>20\d{2})年度?(?P<late>.*?)"
    r"(?:政府|政务)?信息(?:和政务)?公开"
)
_NAMED = re.compile(r"《([^《》]{2,40}?20\d{2}年度?政府信息公开[^《》]{0,12}报告)》")
_MADE_BY = re.compile(r"由([^，。,；;、]{3,30}?)(?:负责)?(?:编制|编写|编撰|发布)")
_METADATA = re.compile(r"(?:标题|名称|关键[字词])[:：]\s*(\S*?20\d{2}年\S*?报告)")

_TOWNSHIP = re.compile(r"(?:乡|镇|街道|苏木|[^市县区]街)(?:人民政府|政府|办事处|党工委)?$|街道办$")
_GOVERNMENT = re.compile(r"(?:省|市|县|区|旗|自治州|州|盟|地区)(?:人民政府|政府)?$")
_OFFICE = re.compile(r"(?:人民政府|政府|市|县|区|省)(?:办公室|办公厅|机关)$")
_ORGAN = re.compile(
    "(?:局|委员会|委|办公室|办|中心|厅|部|院|署|会|站|队|所|处|馆|部门|办公厅|机关|公司|学校|大学|管委会|社)$"
)

_PHONE = re.compile(
    r"(?:电话|联系方式|咨询热线|热线)[^\d\n，。；]{0,8}"
    r"((?:\(?0\d{2,3}\)?\s*[-—–－]{0,2}\s*)?\d{7,8}(?:[-转]\d{1,6})?|1\d{10}|1\d{4})"
)
_BARE_PHONE = re.compile(r"(?<!\d)(0\d{2,3}\s?[-—–－]{1,2}\s?\d{7,8}|\(0\d{2,3}\)\s?\d{7,8})(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WEBSITE = re.compile(r"https?://[^\s（）()<>，。；、“”\"']+|www\.[A-Za-z0-9./-]+[A-Za-z0-9/]")
_ADDRESS = re.compile(r"地\s*址\s*[:：]+\s*([^，,。；;）)\n：:]+)")


def year_of(title: str | None, period_year: int | None, text: str) -> int | None:
    """Return the year the report is about: from its title, its period, or its first sentence."""
    for source in (title or "", *_NAMED.findall(text)[:1], *_METADATA.findall(text)[:1]):
        if match := _YEAR.search(source):
            return int(match[1])
    if period_year:
        return period_year
    told = {year for years in _TOLD.findall("".join(text.split())) for year in years if year}
    return int(told.pop()) if len(told) == 1 else None


def agency_of(title: str | None, signed_by: str | None, text: str) -> str | None:
    """Return the name of the organ as the report writes it."""
    for source in (title, *_NAMED.findall(text)[:1]):
        if source and (organ := _from_title(source)):
            return signed_by if signed_by and organ in signed_by else organ
    if signed_by:
        return signed_by
    if match := _MADE_BY.search(text):
        name = "".join(match[1].split())
        if _ORGAN.search(name) or _GOVERNMENT.search(name) or _TOWNSHIP.search(name):
            return name
    for source in _METADATA.findall(text)[:1]:
        return _from_title(source)
    return None


def _from_title(title: str) -> str | None:
    match = _TITLE.match(re.sub(r"\s", "", title))
    if match:
        organ = match["organ"] or match["late"]
    else:
        organ = re.split(r"政府信息公开|信息公开", re.sub(r"\s", "", title), maxsplit=1)[0]
    organ = organ.strip("的度年()（）")
    return organ if len(organ) > 1 and not organ[0].isdigit() else None


def kind_of(agency: str | None) -> Organ | None:
    """Tell the kind of organ by its name, or None where the name does not tell."""
    if not agency:
        return None
    plain = re.sub(r"\([^()]*\)$", "", normalise(agency))
    if _TOWNSHIP.search(plain):
        return Organ.TOWNSHIP
    if _OFFICE.search(plain):
        return Organ.DEPARTMENT
    if _GOVERNMENT.search(plain):
        return Organ.GOVERNMENT
    return Organ.DEPARTMENT if _ORGAN.search(plain) else None


def contact_of(text: str) -> Contact:
    """Return phone, e-mail, address and website as far as the text names them."""
    phone = _PHONE.search(text) or _BARE_PHONE.search(text)
    # to look for a sign takes a fraction of a search
    email = _EMAIL.search(text) if "@" in text else None
    website = _WEBSITE.search(text) if "://" in text or "www." in text else None
    address = _ADDRESS.search(text)
    return Contact(
        phone="".join(phone[1].split()) if phone else None,
        email=email.group() if email else None,
        address=address[1].strip() if address else None,
        website=website.group() if website else None,
    )
