"""Personal data in the text: PV-01 to PV-04.

What is found is told masked and never quoted, so that the list of findings does not spread it.

>>> [rule.id for rule in RULES]
['PV-01', 'PV-02', 'PV-03', 'PV-04']
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.prose import squeeze
from reportkit.rules._prose import ordinal, prose_of
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._spots import before, sentence_at
from reportkit.rules._words import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.prose import Prose

__all__ = ["RULES"]


def _texts(case: Case) -> Iterator[Prose]:
    """Yield title, introduction, sections and what the reader could not place."""
    title = squeeze(0, case.report.title or "")
    if title.text:
        yield title
    yield from prose_of(case.report)
    for text in case.reading.leftovers if case.reading else ():
        yield squeeze(0, text)


def _masked(text: str, head: int = 3, tail: int = 2) -> str:
    """Keep the first and last characters: 330*************1X."""
    hidden = max(len(text) - head - tail, 1)
    return text[:head] + "*" * hidden + text[len(text) - tail :]


def _told(
    section: int, what: str, shown: str, todo: str, severity: Severity | None = None
) -> Fault:
    return Fault(
        message=f"{ordinal(section)}出现{what}“{shown}”（这里已遮盖），{todo}。",
        section=section,
        found=shown,
        severity=severity,
    )


# ------------------------------------------------------------------------------- numbers of people
_LONG = re.compile(r"\d{15}")
_EDGE, _END = r"(?<![\dA-Za-z./_-])", r"(?![\dA-Za-z])"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID18 = re.compile(rf"{_EDGE}(?P<id>[1-8]\d{{5}}(?:19|20)\d{{2}}{_DAY}\d{{3}}[\dXx]){_END}")
_ID15 = re.compile(rf"{_EDGE}(?P<id>[1-8]\d{{5}}\d{{2}}{_DAY}\d{{3}}){_END}")
_CARD = re.compile(
    rf"{_EDGE}(?P<id>(?:62\d{{14,17}}|9558\d{{15}}|4\d{{15}}|5[1-5]\d{{14}}|6[05]\d{{14,17}}|35\d{{14}})){_END}"
)
_ID_WORDS = re.compile("身份证|公民身份号码|身份号码")
_NUMBER_WORDS = re.compile(
    "(?:文号|索引号|编号|流水号|订单号|代码|案号|登记号|单号|备案号)[^,。;]{0,6}$"
)
_PROVINCES = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
              *range(61, 66), 71, 81, 82, 83}  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_GROUPED = re.compile(r"\d{3,}[\dXx]*(?:[ \u3000-]\d{3,}[\dXx]?)*")


@rule("PV-01")
def numbers_of_people(case: Case) -> Verdicts:
    """No identity number or bank card stands in the report.

    Identity numbers are known by their check digit (18 places), or by place and date of birth (15
    places); cards by issuer and check digit.  A number of the right shape beside 身份证 counts even
    with a wrong check digit.  Document, index and credit code numbers do not.

    Wrong: an identity number written out.
    Right: 1名自然人申请人.

    References
    ----------
    GB 11643—1999 (identity numbers), ISO/IEC 7812 (card numbers).
    """
    for prose in _texts(case):
        shown: set[str] = set()
        for what, number in _personal_numbers(prose):
            if number not in shown:
                shown.add(number)
                yield _told(prose.section, what, _masked(number), "发布前必须删除")


def _personal_numbers(prose: Prose) -> Iterator[tuple[str, str]]:
    text = prose.text
    if not _LONG.search(text):
        return
    for match in _ID18.finditer(text):
        number = match["id"].upper()
        named = _ID_WORDS.search(text[max(match.start() - 14, 0) : match.start()])
        if _is_whole(prose, match) and (_checks(number) or named):
            yield "身份证号", number
    for match in _CARD.finditer(text):
        number = match["id"]
        identity = _ID18.match(text, match.start()) and _checks(number)
        told = _is_whole(prose, match) and not _is_numbered(text, match)
        if told and _luhn(number) and not identity:
            yield "银行卡号", number
    for match in _ID15.finditer(text):
        number = match["id"]
        in_china = int(number[:2]) in _PROVINCES
        if in_china and _is_whole(prose, match) and not _is_numbered(text, match):
            yield "15位身份证号", number


def _is_whole(prose: Prose, match: re.Match[str]) -> bool:
    """Whether the digits stand together, or in groups, and are no row of separate figures."""
    return bool(_GROUPED.fullmatch(prose.quote(*match.span("id"))))


def _is_numbered(text: str, match: re.Match[str]) -> bool:
    return bool(_NUMBER_WORDS.search(text[max(match.start() - 12, 0) : match.start()]))


def _checks(number: str) -> bool:
    if int(number[:2]) not in _PROVINCES:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17]


def _luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


# ------------------------------------------------------------------------------- ways to people
_MOBILE = re.compile(r"1[3-9]\d-?\d{4}-?\d{4}(?![\d*@A-Za-z])")
_ABROAD = re.compile(r"(?<!\d)\+?86-?$")  # the code of the country
_PART_OF_NUMBER = re.compile(r"[\d.*/_A-Za-z〔\[-]$")
_ON_DUTY = re.compile("(?:值班|公务手机|工作手机|政务手机|24小时|热线)[^。;,]{0,10}$")
_HOME = re.compile(
    r"(?:家住|现住|(?:申请人|原告|投诉人|举报人|村民|居民)住|住址|家庭地址|家庭住址|居住地址|户籍地址|户籍所在地|住所地?(?<!机关住所)(?<!单位住所)(?<!机关住所地)(?<!单位住所地))(?:为|是|:|在|位于)?"
    r"(?=[^。;,]{0,30}(?:号楼|号院|\d室|单元|小区|[村组]\d|\d+号|\d幢|\d栋|村[一二三四五六七八九十]|社区\d))[^。;,)]{4,40}"
)
_FLAT = re.compile(
    r"(?:小区|花园|家园|公寓|新村|华庭|苑|名邸|新城)\d+(?:号楼|栋|幢|座|-)\d*(?:单元)?\d*室?"
)
_OFFICE_ADDRESS = re.compile("(?:地址|办公|地点|设在|位于|联系|查阅点|专区|服务点|驻)[^。;]{0,24}$")
_MAIL = re.compile(r"(?P<local>[A-Za-z0-9_.+-]+)@(?P<host>[A-Za-z0-9.-]+\.[A-Za-z]{2,})")


@rule("PV-02")
def ways_to_people(case: Case) -> Verdicts:
    """No mobile number, home address or private mailbox of a person stands in the report.

    Office telephones, hotlines, the office's own address and mailboxes of the organ are right; a
    mailbox of the organ at a free provider is a hint, and so is a mobile for duty.

    Wrong: 联系人：小李，138…….
    Right: 联系电话：0577-……（办公室）.
    """
    for prose in _texts(case):
        yield from _mobiles(prose)
        yield from _homes(prose)
        yield from _mailboxes(prose)


def _mobiles(prose: Prose) -> Iterator[Fault]:
    for match in _MOBILE.finditer(prose.text):
        lead = before(prose.text, match, 16)
        if _PART_OF_NUMBER.search(lead) and not _ABROAD.search(lead):
            continue
        number, raw = match[0].replace("-", ""), prose.quote(*match.span())
        if any(c in "\n\t" for c in raw) or len(re.findall(r"\d+", raw)) > 3:
            continue
        severity = Severity.INFO if _ON_DUTY.search(lead) else None
        yield _told(prose.section, "手机号码", _masked(number), "应改为办公电话", severity)


def _homes(prose: Prose) -> Iterator[Fault]:
    for match in _HOME.finditer(prose.text):
        shown = _masked(match[0], 4, 0)
        yield _told(prose.section, "个人住址", shown, "应当删除或者只写到乡镇、街道")
    for match in _FLAT.finditer(prose.text):
        lead = before(prose.text, match, 30)
        if not _OFFICE_ADDRESS.search(lead) and not _HOME.search(lead + match[0]):
            shown = _masked(match[0], 2, 0)
            yield _told(prose.section, "门牌地址", shown, "属于个人住址的应当删除")


def _mailboxes(prose: Prose) -> Iterator[Fault]:
    providers = table("privacy")["providers"]
    for match in _MAIL.finditer(prose.text) if "@" in prose.text else ():
        if match["host"].lower() not in providers:
            continue
        shown = f"{_masked(match['local'], 2, 0)}@{match['host']}"
        if _is_private(match["local"].lower()):
            yield _told(prose.section, "私人邮箱", shown, "应改为机关邮箱")
        else:
            todo = "是免费邮箱，宜改用机关的政务邮箱"
            yield Fault(message=f"联系邮箱“{shown}”{todo}。", section=prose.section, found=shown,
                        severity=Severity.INFO)  # fmt: skip


def _is_private(local: str) -> bool:
    """Whether a mailbox is named after a person or a mobile number."""
    if re.fullmatch(r"1[3-9]\d{9}", local):
        return True
    name = re.sub(r"[\d._-]+$", "", local)
    if any(name.endswith(end) for end in table("privacy")["office_ends"]):
        return False
    return bool(_pinyin().fullmatch(name))


@cache
def _pinyin() -> re.Pattern[str]:
    surnames = "|".join(sorted(table("privacy")["pinyin_surnames"], key=len, reverse=True))
    syllable = "(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)(?:[aeiouv]{1,3})(?:n|ng|r)?"
    return re.compile(rf"(?:{surnames})[._]?{syllable}(?:{syllable})?")


# ------------------------------------------------------------------------------- people in cases
_ROLE = "(?:申请人|原告人?|上诉人|起诉人|复议申请人|第三人|当事人|信访人|举报人|投诉人|被上诉人)"
_AFTER = (
    "(?=[(（,。;、:《“]|诉|不服|申请|提[出起]|向|因|与|等|要求|通过|于|称|$"
    "|对(?=[^。,;]{0,10}(?:不服|不满|异议|疑问))|认为|来[电信函访]|反映"
    "|的?(?:政府信息公开)?(?:申请|案|一案))"
)
_YEAR = r"[(〔\[（]20\d\d[)〕\]）]"
_CASE_NUMBER = re.compile(
    rf"{_YEAR}[一-鿿]{{1,2}}[\dXx×*]{{0,6}}(?:行初|行终|行申|行赔|行再|行审|行|民初|民终)字?第?[\d×Xx*]+号"
    rf"|复(?:决|决字|字|不字|[一-鿿]{{0,2}})?{_YEAR}第?\d+号"
)
_COMPANY = re.compile(
    rf"{_ROLE}(?:为|是|:|系)?[一-鿿]{{2,16}}?(?:有限公司|股份公司|合作社|律师事务所|加工厂|养殖场)(?=[(,。;、诉不因申提与向])"
)


@cache
def _people() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns of a name behind a role, a name that sues, and a masked name."""
    surname = f"(?:{table('privacy')['double']}|[{table('privacy')['surnames']}])"
    full = f"(?P<name>{surname}[一-鿿]{{1,2}}?)"
    return (
        re.compile(
            rf"{_ROLE}(?:为|是|:|系)?{full}{_AFTER}"
            rf"|(?:村民|居民|群众|市民|业主)(?P<name2>{surname}[一-鿿]{{1,2}}?)(?=申请公开|向[^。,;]{{1,8}}申请|不服|诉)"
        ),
        re.compile(
            rf"{full}(?:(?:因|对)?不服(?=[^。]{{0,20}}(?:诉讼|复议|起诉))|诉(?=[我本县市区省]|[一-鿿]{{2,14}}(?:局|政府|办事处|委员会|厅)))"
        ),
        re.compile(rf"(?P<name>{surname}某{{1,2}})"),
    )


@rule("PV-03")
def people_in_cases(case: Case) -> Verdicts:
    """No applicant or plaintiff is named, and no case number leads to one.

    A full name behind 申请人, 原告 and the like or before 诉 counts, and so does a company that
    applied (warning).  A masked name (张某) or a case number alone is a hint; both together are
    an error.

    Wrong: 张某某诉我局信息公开案（(2023)某0X行初12号）.
    Right: 行政诉讼1件，结果维持; 申请人可以当面提交申请.
    """
    for prose in _texts(case):
        text = prose.text
        named, masked = _full_names(text), _masked_names(text)
        numbers = [match.span() for match in _CASE_NUMBER.finditer(text)]
        for name, _ in named:
            yield _told(
                prose.section, "当事人姓名", _masked(name, 1, 0), "应当删除，只写件数和结果"
            )
        joined = {end for _, end in masked if any(_in_one(text, end, at) for at, _ in numbers)}
        for name, end in masked:
            severity = None if end in joined else Severity.INFO
            what = "当事人的化名和案号" if end in joined else "当事人的化名"
            yield _told(prose.section, what, name, "容易识别到人，只写件数和结果", severity)
        if numbers and not joined:
            shown = _masked(text[slice(*numbers[0])], 6, 1)
            severity = Severity.INFO if not named else None
            if severity:
                yield _told(prose.section, "案号", shown, "凭案号可以查到当事人，宜删去", severity)
        for match in _COMPANY.finditer(text):
            shown = _masked(re.sub(f"^{_ROLE}(?:为|是|:|系)?", "", match[0]), 2, 2)
            yield _told(prose.section, "申请人或者当事人的单位名称", shown, "应当删除，只写类别",
                        Severity.WARNING)  # fmt: skip


def _full_names(text: str) -> list[tuple[str, int]]:
    stop = tuple(table("privacy")["words"])
    role, sues, _ = _people()
    found: dict[str, int] = {}
    sued = (m for m in sues.finditer(text) if before(text, m) in {"", *"。,;:、“(\n"})
    for match in (*role.finditer(text), *(sued if "诉" in text or "不服" in text else ())):
        name = next(group for group in match.groups() if group)
        if "某" in name or name.startswith(stop) or name[1:].startswith(("申请", "某", "单位")):
            continue
        found.setdefault(name, match.end())
    return list(found.items())


def _masked_names(text: str) -> list[tuple[str, int]]:
    _, _, pattern = _people()
    found: dict[str, int] = {}
    for match in pattern.finditer(text) if "某" in text else ():
        start, end = sentence_at(text, match.start())
        if re.search(f"{_ROLE}|诉|申请公开|不服|案", text[start:end]):
            found.setdefault(match["name"], match.end())
    return list(found.items())


def _in_one(text: str, one: int, other: int) -> bool:
    start, end = sentence_at(text, one - 1)
    return start <= other < end


# ------------------------------------------------------------------------------- telling too much
_ONE = re.compile(
    r"(?:仅有?|只有|唯一)的?[1一]?件|唯一|1件(?<![\d多少增减加]1件)(?!次)|一件(?<![每第逐十同任统]一件)(?!件)|1名申请人"
)
_ABOUT = re.compile(
    r"(?:申请(?:公开)?(?:的)?(?:内容|事项)?(?:为|是|:|涉及|主要涉及|系)?|要求公开|内容(?:为|是|涉及|系)|系|关于|涉及)"
    r"[^。;]{0,24}?[一-鿿]{1,8}(?<!全)(?<!各)(?:村(?!务|级|民|居|镇)|村民小组|[一二三四五六七八九十\d]+组|小区(?!域)|厂房?|公司|地块|路\d+号|户|宅基地|学校|商铺|门面)"
    r"[^。;]{0,20}?(?:拆迁|征收|征地|补偿|协议|登记|审批|许可|处罚|安置|规划|合同|用地|档案|评估)"
)


@rule("PV-04")
def telling_too_much(case: Case) -> Verdicts:
    """A single application is not described so closely that its applicant can be known.

    The field of an application (征收补偿) is right; village, plot or company together with the
    subject of a single application is worth a hint.

    Wrong: 唯一一件企业申请：某镇某厂房拆迁补偿协议.
    Right: 申请内容主要涉及征收补偿.
    """
    for prose in prose_of(case.report):
        for start, sentence in prose.sentences():
            if "申请" in sentence and _ONE.search(sentence) and _ABOUT.search(sentence):
                quote = prose.quote(start, start + len(sentence))
                message = (
                    f"{ordinal(prose.section)}只有一件申请，却写了具体的地点、单位和事由，"
                    "可能识别到申请人，宜只写所属领域。"
                )
                yield Fault(message=message, section=prose.section, quote=quote)
                break


RULES = (numbers_of_people, ways_to_people, people_in_cases, telling_too_much)
