"""Claims about documents, decisions and what was published.

Made, repealed and in force are counts of table two; 公开 and 公示 are other counts and stay
apart.  What was published is known by its object and its place (which site, which column).

>>> [(c.about, c.number) for c in publishing_claims(teller, sentence)]  # doctest: +SKIP
[('norm.issued', 2)]
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportkit.claims._claims import Claim, Metric, Scope
from reportkit.claims._mentions import stated
from reportkit.form import FORMATS, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.claims._mentions import Mention, Teller
    from reportkit.claims._sentences import Sentence

__all__ = ["publishing_claims"]

_PAPERS = frozenset(("件", "份", "个", "项", "部", "条", ""))
_DECISIONS = frozenset(("件", "宗", "起", "份", "例", "个", "项", "次", "件次", "单", ""))
_NEWS = frozenset(("条", "件", "份", "篇", "则", "个", "余条", ""))
_PUBLISH = re.compile(
    "公开|公示|发布|公布|上网|更新|推送|刊发|刊登|推出|上传|报送|录入|归集|备案|解读"
    "|审查|审核|征求|清理|评估|汇编|公告"
)
_ISSUED = re.compile("制发|制定|出台|印发|新制|发文")
_REPEALED = re.compile("废止")
_VALID = re.compile("现行有效|继续有效|有效(?:的)?(?:行政)?规范性文件")
_NORM = re.compile("(?:行政)?规范性文件|规章")
_NONE_ISSUED = re.compile(
    "(?:未|没有|无)(?:新)?(?P<v>制发|制定|出台|印发|废止)(?:过|新的?|任何)?(?:行政规范性文件"
    "|规范性文件|规章)(?=[,;。]|$)"
)
_TAIL = re.compile(
    "(?:的|数|数量|总数|共|共计|合计|总计|计|为|有|分别|及时|了|保留|全年|本年|新|和"
    "|及|与|、|决定|案件|件数|件|达|事项办理|办件|一般程序|案)*"
)
_PART = re.compile(
    "联合|以[^,;]{1,12}名义|代[^,;]{0,6}起草|牵头|转发|修订|修改|政策|涉及|其中|参与"
    "|宣布失效|失效|到期"
)
_ITEMS = re.compile(
    "事项|项目|目录|清单|申请|依据|标准|主体|人员|证件|信息|结果|典型|办理时|流程|指南"
    "|权力|听证|文书|案卷|不予|撤销|注销|延续|变更|公示|公开"
)
_COLUMN_WORDS = re.compile('[“"]|专栏|专题|专区|栏目|目录')
_VIA = re.compile(
    "(?P<site>门户网站|政府网站|政务网站|官方网站|官网|网站|(?<!互联)网(?!络))"
    '|(?P<column>[“"][^”"]{1,12}[”"](?:栏目'
    "|专栏)?|(?:(?![过托用于在网站台、和及上中开设])[\u4e00-\u9fff]){0,8}(?:专栏|专题|专区|栏目)"
    "|目录)|(?P<chat>微信|公众号)|(?P<blog>微博)|(?P<video>视频号|抖音|快手)|(?P<media>新媒体)"
    "|(?P<paper>公报|报纸|报刊)|(?P<platform>平台)|(?P<other>其他方式|其他渠道|其他途径"
    "|线下|电视|公示栏|公开栏(?!目))"
)
# The same without the column, which is slow to look for and seldom there.
_VIA_PLAIN = re.compile(re.sub(r"\|\(\?P<column>.*?\|目录\)", "|(?P<column>(?!))", _VIA.pattern))
_OBJECT = re.compile(
    "(?P<pre>.*)(?:(?<!予以)(?<!部分)(?<!不予)(?<!依申请)公开|发布|公布|更新|推送|刊发"
    "|推出)(?:并更新|和更新|了|各类|各项|有关|相关|的|各)*"
    "(?P<o>(?:政府|政务)?信息|[\\u4e00-\\u9fff、]{0,16}?)(?:数|数量|总数|总量|共|共计"
    "|合计|总计|计|为|达|有)*$"
)
_PUBLISHED = ("公开", "发布", "公布", "更新", "推送", "刊发", "推出")  # what `_OBJECT` turns on
_COLUMN_NAME = re.compile('[“”"]|(?:专栏|专题|专区|栏目)$|^政府')
_SEVERAL = re.compile(
    "(?P<pre>.*?)(?:公开|发布)[^,;、]+、[^,;]*、[^,;]*等(?:各类|方面)?(?:政府|政务)?(?P<o>信息)$"
)
_PUBLISHING = re.compile(
    "主动|集中|统一|统筹|向社会|面向社会|对外|全面|政府信息|政务信息|信息|公开|政府"
    "|政务|通过|利用|依托|运用"
    "|在|于|上|中|等|渠道|媒介|载体|平台|多种|各类|各种|方式|形式|途径|以|先后|其中"
    "|[市县区镇乡州省]"
)
_DECIDING = re.compile(
    "作出|做出|办理|办结|实施|完成|处理|查处|下达|决定|各类|行政|公正|公平|严格|规范"
    "|文明|审批|数量|情况|方面|依规|有效"
)
_MAKING = re.compile(
    "行政|规范性文件|规章|新|组织|清理后?|后|对|将|全部|目前|按照[^,;]{0,6}|规定|程序"
    "|经[^,;]{0,8}?[后,]"
    "|制发|制定|出台|印发|废止|现行|有效|继续|公开|集中|统一|发布|专栏|主动|全文|数量?|情况|有关"
)
_MADE_FIRST = re.compile("[^公]*(?:制发|制定|出台|印发)")
_DECIDED = re.compile("作出|做出|办理|办结|实施|处理|查处|下达|依法")
_LIST_HEAD = re.compile("其中|包括|分别|主要")


def publishing_claims(teller: Teller, sentence: Sentence) -> Iterator[Claim]:
    """Yield the claims about documents, decisions and publications of a sentence."""
    named = "规范性文件" in sentence.text or "规章" in sentence.text
    if not (named or sentence.quantities):
        return
    none = _NONE_ISSUED.search(sentence.text) if named else None
    if none and not _PUBLISH.search(sentence.text[: none.start()]):
        row = "rule" if none[0].endswith("规章") else "norm"
        about = f"{row}.{'repealed' if none['v'] == '废止' else 'issued'}"
        lead = sentence.text[: none.start()]
        year, scope = teller.when(lead, lead), teller.whose(lead)
        yield teller.told(
            sentence, Metric.DOCUMENT, 0, none.span(), about=about, year=year, scope=scope
        )
    decided = any(label in sentence.text for _, label in _kinds())
    published = any(word in sentence.text for word in _PUBLISHED)
    if not (named or decided or published):
        return
    for mention in stated(teller, sentence):
        claim = _document(teller, mention) if named else None
        claim = claim or (_decision(teller, mention) if decided else None)
        claim = claim or (_published(teller, mention) if published else None)
        if claim is not None:
            yield claim


# --------------------------------------------------------------------------------- documents
def _document(teller: Teller, mention: Mention) -> Claim | None:
    before, after = mention.before, mention.after
    if mention.quantity.unit not in _PAPERS or mention.aside or not (column := _column(before)):
        return None
    named = list(_NORM.finditer(mention.lead + after))
    if not named:
        return None
    own = _NORM.search(before) or _NORM.match(after.removeprefix("行政"))
    elsewhere = not own and not _in_same_list(mention, named[-1].end())
    if elsewhere or re.search("率|党内|备案", before) or teller.narrowing(before, _MAKING):
        return None
    row = "rule" if (own or named[-1])[0].endswith("规章") else "norm"
    published = _PUBLISH.search(before) and not _MADE_FIRST.match(before)
    part = bool(_PART.search(before + after) or published)
    return teller.claim(
        mention, Metric.DOCUMENT, f"{row}.{column}", **({"scope": Scope.PART} if part else {})
    )


def _column(before: str) -> str:
    found = [(m.end(), key) for key, pattern in
             (("issued", _ISSUED), ("repealed", _REPEALED), ("valid", _VALID))
             for m in pattern.finditer(before)]  # fmt: skip
    if len({key for _, key in found}) != 1:
        return ""
    end, key = found[-1]
    rest = _NORM.sub("", before[end:])
    return key if _TAIL.fullmatch(rest.replace("行政", "")) else ""


def _in_same_list(mention: Mention, place: int) -> bool:
    """Whether the documents were named in this sentence, with nothing else counted since."""
    between = mention.lead[place:]
    return not re.search("公文|(?<!废止)(?<!制定)文件|解读|信息|许可|处罚|栏目|制度", between)


# --------------------------------------------------------------------------------- decisions
@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    blocks = load(FORMATS[0]).tables["t2"].blocks
    rows = (row for block in blocks for row in block.rows.leaves if len(block.columns.leaves) == 1)
    return tuple((row.key, row.label) for row in rows if "收费" not in row.label)


def _decision(teller: Teller, mention: Mention) -> Claim | None:
    before, after, lead = mention.before, mention.after, mention.lead
    if mention.quantity.unit not in _DECISIONS:
        return None
    if after.startswith(tuple(label for _, label in _kinds())):
        before = before.rpartition("、")[2]  # 95件行政许可决定、6件行政处罚决定
    for key, label in _kinds():
        if label in before:
            rest = before[before.rindex(label) + len(label) :]
            others = any(other in before for _, other in _kinds() if other != label)
            plain = _TAIL.fullmatch(rest) and not others
        else:
            rest = after.removeprefix(label)
            plain = rest != after and _TAIL.fullmatch(rest) and not _NORM.search(before)
        if not plain:
            continue
        own = lead[max(lead.rfind(stop) for stop in ",;:。") + 1 :]
        clause = own if _DECIDED.search(own) else lead[max(lead.rfind(s) for s in ";。") + 1 :]
        if (
            _PUBLISH.search(clause)
            or _ITEMS.search(before.replace(label, ""))
            or _ITEMS.search(rest)
        ):
            return None
        if re.search("其中|复议|涉及|受理|应诉|有关|培训|信息", clause) or _PART.search(before):
            return None
        words = before.partition(label)[0] if label in before else before
        if teller.narrowing(words, _DECIDING):
            return None
        return teller.claim(mention, Metric.DECISION, key)
    return None


# --------------------------------------------------------------------------------- published
def _published(teller: Teller, mention: Mention) -> Claim | None:
    before = mention.before
    if mention.quantity.unit not in _NEWS or mention.aside or "申请" in before:
        return None
    if not any(word in before for word in _PUBLISHED):
        return None
    found = _SEVERAL.match(before) or _OBJECT.match(before)
    if not found:
        return None
    what = found["o"] or "信息"
    what = "信息" if what in {"政府信息", "政务信息", "信息"} else what
    cumulative = re.search("历年|累计", before) and not re.search("全年|20\\d\\d年", mention.lead)
    facts = {"scope": Scope.PART} if cumulative or _LIST_HEAD.search(before) else {}
    if "分别" in before:
        return None
    where = _ways(found["pre"], mention)
    about = f"{_narrowing(teller, found['pre'])}{what}@{where}"
    return teller.claim(mention, Metric.PUBLISHED, about, **facts)


def _narrowing(teller: Teller, words: str) -> str:
    """Return what in front of 公开 makes it another thing: 重点领域公开信息."""
    return teller.narrowing(_via(words).sub("", words), _PUBLISHING)


def _via(words: str) -> re.Pattern[str]:
    return _VIA if _COLUMN_WORDS.search(words) else _VIA_PLAIN


def _ways(words: str, mention: Mention) -> str:
    """Name the places of publication in a clause, in one order; empty where none is named."""
    clause = words
    if not _via(clause).search(clause):
        lead = mention.lead[: len(mention.lead) - len(mention.before)]
        earlier = re.search("(?:通过|利用|依托|在|运用)([^,;。\\d]*),$", lead)
        clause = earlier[1] if earlier else ""
    columns, places = set(), set()
    for match in _via(clause).finditer(clause):
        if match["column"]:
            columns.add(_COLUMN_NAME.sub("", match[0]))
        else:
            places.add(_sited(clause, match, str(match.lastgroup)))
    return "+".join(sorted(columns or places))


def _sited(clause: str, match: re.Match[str], name: str) -> str:
    """Tell apart sites and platforms of different names: 政务公开网站 is not the 门户网站."""
    ahead = re.search(
        '(政务公开|信息公开|政务服务|执法公示|信用|双公示|预决算|[“"][^”"]+[”"])[^,;、]{0,4}$',
        clause[: match.start()],
    )
    return name + (ahead[1] if ahead and name in {"site", "platform"} else "")
