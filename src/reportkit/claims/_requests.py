"""Claims about requests for disclosure: received, carried over, answered, and how they ended.

What counts here must be about 政府信息公开申请: other applications (行政许可申请), letters,
proposals and hot lines are left alone, and so is the classing of documents by 公开属性.

>>> [c.metric for c in request_claims(teller, sentence)]  # doctest: +SKIP
[<Metric.RECEIVED: 'received'>]
"""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reportkit.claims._claims import Claim, Metric, Scope, Year
from reportkit.claims._mentions import Mention, Teller, stated
from reportkit.claims._outcomes import columns_named, outcome_named, outcomes_at
from reportkit.claims._sentences import Sentence, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_about_requests", "request_claims"]

_UNITS = frozenset(("件", "宗", "份", "条", "次", "起", "个", "例", "件次", "项", "单", ""))
_REQUEST = re.compile(
    "依申请(?:公开)?|(?:信息|申请)[^,;。]{0,8}公开[^,;。]{0,6}(?:申请|请求)|申请[^,;。]{0,6}公开"
    "|公开申请|信息[^,;。]{0,3}申请|结转申请|申请结转"
)
_BARE_REQUEST = re.compile(
    "(?:收到|新收|接收|接到)(?:各类|公民|自然人|法人|和|或|及|、|其他组织|的|\\d+件)*申请"
)
_OTHER_REQUEST = re.compile(
    "(?:许可|复议|援助|救助|补贴|补助|认定|登记|资质|专利|商标|赔偿|延期|仲裁|听证|执行"
    "|贷款|评审|入学|落户"
    "|户籍|住房|保障|采伐|养老|低保|政务服务|办事|证照|听证)(?:的)?(?:事项)?申请|申请(?:许可"
    "|复议|延期|听证|执行|登记)"
)
_OTHER = re.compile(
    "留言|咨询|来信|来电|来访|信箱|热线|工单|诉求|问政|提案|建议|议案|投诉|举报|信访"
    "|意见|问卷|培训|会议|许可|处罚|强制"
    "|复议|诉讼|公文|规范性文件|解读|公众号|栏目|通报|整改|检查|反馈|留言板|舆情|典型案例|投诉件"
)
_NOUN = re.compile(f"申请|{_OTHER.pattern}")
_SUB_ROW = re.compile(
    "信访[、]?(?:举报)?[、]?(?:投诉)?[^,;]{0,3}类|(?:投诉|举报)[^,;]{0,6}类(?:申请)?"
)
_DOCUMENTS = re.compile("公文|发文|制文|属性|印发文件|拟制|目录|标准目录")
_IN = re.compile(
    "(?:上年度?|上一?年度?|去年|往年|20\\d\\d年度?)(?:度)?[^,;、]{0,4}?(?:结转|转入"
    "|转来|遗留|转结|未办结|未结)|结转上年|承接上年"
)
_OUT = re.compile(
    "(?:结转|转|转入|转至|转到|延至|移至|顺延至?|转结|跨年)(?:至|到|入|为)?(?:下一?年度?"
    "|次年|明年|20\\d\\d年)"
    "|下一?年度?(?:继续)?办理|^(?:其余|剩余|另有?|尚有|还有|按规定|依法|现|年末|\\d[.、]"
    "|年底)*(?:的)?结转(?:继续办理|件|数量?)?(?:为|的有)?$"
    "|(?:未办结|正在办理|尚在办理|仍在办理|在办)(?:中|的)?(?:有|为)?$|继续办理(?:的)?(?:有|为)?$"
)
_OUT_BEHIND = re.compile(
    "^[^,;]{0,10}?(?:结转|转入?(?:至|到)?(?:下|次年|20)|延至下|正在办理|尚在办理|仍在办理"
    "|未办结|尚未办结|未到答复期限)"
)
_REMAINING = re.compile("(?:还有|尚有|另有|剩余?|其余|仍有)的?$")
_IN_TERM = re.compile(
    "(?:仍|尚|还|均)?(?:在|处于|未到|未满)(?:法定)?(?:答复|办理|处理)(?:期限?|时限)(?:内|中)?"
)
_WORKLOAD = re.compile(
    "(?:共|全年|总共|累计)?(?:需|应|须)(?:要)?(?:办理|处理|答复)|收办|(?:办理|受理|收到)总(?:数"
    "|量)|(?:含|包括|加上?)[^,;]{0,4}结转"
)
_HANDLED = re.compile(
    "(?:受理|收到|接收)(?:并|、|和|及)(?:均已?)?(?:按[时期])?(?:办理|答复|处理|办结|回复)|办理|处理"
)
_ANSWERED = re.compile(
    "(?:办结|办毕|答复|回复|办理完毕|处理完毕|办理完成|完成办理|办理结果总计)(?:政府信息公开"
    "|信息公开|公开|依申请公开|的|了|数量?|件数|总数|申请人|申请|共计?|计|合计|总计|为|有|件)*$"
)
_MANNER = re.compile(
    "延期|延长|当场|当日|当天|书面|口头|逾期|超期|超时|提前|网上|线上|邮寄|电话|电子"
    "|纸质|当面|均|平均|最|未|不"
)
_PUBLISHES = re.compile("主动公开(?:了|各类|各项)*(?:政府)?信息")
_RECEIVED = re.compile("新收|收到|受理|接收|接到|收件|收悉|共收|登记|接受|新增|接报|收取")
_STRICT = re.compile("新收|收到|接收|接到|收件|收悉|共收|新增")
_COUNTED = re.compile(
    "(?:依申请公开|公开申请)(?:的)?(?:件|数|数量|总数|总量|事项|政府信息|信息|申请)*(?:共"
    "|为|有|共计|总计|合计|计|是|达|量)*$"
)
_REQUEST_BEHIND = re.compile("[^,;]{0,16}申请|依申请公开")
_NOT_NEW = re.compile(
    "撤回|补正|重复|变更|更正|延期|征求|第三方|指南|表$|流程|目录|渠道|系统|受理点|投诉"
    "|公开(?:指南|渠道|流程|制度|目录)"
)
_CHANNEL = re.compile(
    "(?:网络|网上|线上|网站|在线|互联网|电子邮件|邮件|邮箱|平台|系统|信函|邮寄|邮政|书面|来函|快递|信件|当面|现场|线下"
    "|窗口|传真|电话|其他(?:方式|渠道|途径)|来访|到访|上门)+"
)
_MADE_PUBLIC = re.compile("(?<!依申请)(?<!予以)(?:公开|发布|公示|公布)了?$")
_ALL_WAYS = re.compile(
    "(?:等|各种|各类|多种|以上|上述|线上线下|各)(?:[\\u4e00-\\u9fff]{0,6})?(?:渠道|方式"
    "|形式|途径|平台)"
)
_VAGUE = frozenset(("个", "项", "次", "份"))
_OF_REQUESTS = re.compile(
    "的?(?:政府|信息|依申请|公开|申请|均|已|全部|予以|不予|部分|无法|结转|转|正在|为|系|其他)"
)
_UNCLEAR = re.compile(
    "规定|条例|办法第|转办|协助|配合|指导|代理|代为|不予受理|未予受理|结转[^,;]{0,6}(?:办结"
    "|答复)|当年[^,;]{0,6}(?:办结|答复)|新收[^,;]{0,6}(?:办结|答复)"
)
# What may stand between the verb and the figure without making it a part of the requests.
_PLAIN = re.compile(
    "公民|自然人|个人|法人|社会公众|公众|群众|网民|市民|村民|居民|当事人|申请人|其他组织"
    "|组织|企业|单位|社会|各类|各种|政府|政务|信息|公开|依申请|申请"
    "|有效|书面|提交|提出|递交|关于|要求|获取|向[^,;]{2,10}?(?=提)|通过[^,;]*?等?(?:多种|各种)?"
    "(?:渠道|方式|形式|途径)|案件|事项|材料|件|数量?|总量|量|总数"
    "|共计?|合计|总计|累计|全年|本年度?|到|为|有|是|达|的|和|或者?|及|与|以及|、|并"
    "|均|已|按[时期]|并|办理|答复|处理|办结|回复|完毕|了|新|中|来|计|在|份|共"
)
_INCOMING = re.compile("收|受理|办理|申请|登记")
_REFUSED = re.compile("不予公开|无法提供|不予处理|部分公开")
_OF_THE_NEXT = re.compile("内容|本机关|可能|要求")
_LEADING = re.compile("(?:其中|其余|另有?|有|和|及|还有|的|,|、|共)?")
_DONE_BEHIND = re.compile("(?:均|都)?已?(?:全部)?(?:办结|答复|回复)")
_OF_ALL = re.compile("需|收办|应办|办理|合计|总数|总计|结转")
_BARE_COUNT = re.compile("(?:全年|本年度?|今年|20\\d\\d年度?)?(?:共有?|总)?申请(?:总数|数|量)?")
_EACH = re.compile("各(?:有|为|是|提交|提出|申请)?$")
_MANY = 2


def is_about_requests(sentence: Sentence | None) -> bool:
    """Whether a sentence, its heading or the sentence before is about requests."""
    while sentence is not None:
        if sentence.topic is Topic.REQUESTS or _names_requests(sentence):
            return True
        sentence = sentence.follows
        if sentence is not None and _PUBLISHES.search(sentence.text):
            return _names_requests(sentence)  # what was published is told since
    return False


@lru_cache(maxsize=1024)
def _names_requests(sentence: Sentence) -> bool:
    if "申请" not in sentence.text and "请求" not in sentence.text:
        return False
    bare = sentence.topic is Topic.NONE and _BARE_REQUEST.search(sentence.text)
    return bool(bare or _REQUEST.search(sentence.text))


def request_claims(teller: Teller, sentence: Sentence) -> Iterator[Claim]:
    """Yield the claims about requests that a sentence makes in figures."""
    if not sentence.quantities or not is_about_requests(sentence):
        return
    if _DOCUMENTS.search(sentence.text) and not _REQUEST.search(
        sentence.text.replace("依申请公开", "")
    ):
        return
    for mention in stated(teller, sentence):
        claim = _claim(teller, mention) if mention.quantity.unit in _UNITS else None
        if claim is not None:
            yield claim


def _claim(teller: Teller, mention: Mention) -> Claim | None:
    """Return the first reading that fits: carried over, an outcome, answered, came in."""
    if _is_ambiguous(mention):
        return None
    found = _carried(teller, mention) or _outcome(teller, mention)
    if found is not None or not _own(mention):
        return found
    if _OTHER_REQUEST.search(mention.before + mention.after):
        return None
    return _answered(teller, mention) or _incoming(teller, mention)


def _is_ambiguous(mention: Mention) -> bool:
    """Whether a figure is told so that nobody can say what it counts."""
    before, after = mention.before, mention.after
    if "分别" in before or "以上" in before + after or _UNCLEAR.search(before):
        return True
    if mention.quantity.unit in _VAGUE and after and not _OF_REQUESTS.match(after):
        return True
    if after and mention.sentence.text[mention.quantity.start : mention.quantity.end] == "一件":
        return True
    if not mention.aside:
        return False
    outside = re.split("[,;:。]", mention.lead[: mention.lead.rfind("(")])[-1]
    return not (_INCOMING.search(outside) or outcomes_at(outside.rpartition("、")[2])[0])


def _carried(teller: Teller, mention: Mention) -> Claim | None:
    before, after = mention.before, mention.after
    if not _own(mention):
        return None
    this_year = f"{teller.year}年" in before and not re.search("上年|去年|往年", before)
    to_next = this_year and "结转" in before and re.match("[^,;]{0,4}(?:至|到|下|次)", after)
    if (_IN.search(before) and not this_year) or re.match("(?:为|系|是|属)?上年度?结转", after):
        return teller.claim(mention, Metric.CARRIED_IN, year=Year.THIS)
    waiting = _REMAINING.search(before) and _IN_TERM.fullmatch(after)
    if to_next or waiting or _OUT.search(before) or _OUT_BEHIND.match(after):
        return teller.claim(mention, Metric.CARRIED_OUT, year=Year.THIS)
    return None


def _own(mention: Mention) -> bool:
    """Whether the nearest noun that can be counted is a request, not a letter or a proposal."""
    nouns = _NOUN.findall(_SUB_ROW.sub("", mention.lead + mention.after))
    if nouns:
        return bool(nouns[-1] == "申请")
    return mention.sentence.topic is Topic.REQUESTS or is_about_requests(mention.sentence.follows)


def _outcome(teller: Teller, mention: Mention) -> Claim | None:
    before = mention.before
    came_in = _RECEIVED.search(before) and not _REFUSED.search(before)
    if came_in or re.search("主动公开|公开属性", before):
        return None
    key, rest = outcomes_at(before)
    if not key and _LEADING.fullmatch(before):
        key, rest = outcome_named(mention.after), ""
    if _OF_THE_NEXT.match(mention.after):
        return None  # 3条涉密不予公开1条内容未制作无法提供: figures stand before their outcome
    group = key.count("_") == 1 and "不掌握" not in before
    if not key or (group and re.search("未|没有|无(?!法)", before)):
        return None
    return teller.claim(mention, Metric.OUTCOME, key, **({"scope": Scope.PART} if rest else {}))


def _answered(teller: Teller, mention: Mention) -> Claim | None:
    """Make the claim of what was answered; the manner of answering makes it a part only."""
    before, after = mention.before, mention.after
    if _ANSWERED.search(before) and not re.search("收到|受理|应|需", before):
        if before.startswith("其中") and not _OF_ALL.search(mention.lead):
            return None
        replied = not re.search("办结|办毕|完毕|完成", before)
        about = "replied" if replied else ""
        return None if _MANNER.search(before) else teller.claim(mention, Metric.ANSWERED, about)
    if _DONE_BEHIND.match(after) and re.fullmatch("(?:其中|已)?", before):
        return teller.claim(mention, Metric.ANSWERED)
    return None


def _incoming(teller: Teller, mention: Mention) -> Claim | None:
    """Make the claim of what came in, or of what was to be handled."""
    before, after = mention.before, mention.after
    manner = _ANSWERED.search(before) and _MANNER.search(before)
    if manner or "结转" in after or ("结转" in before and not _WORKLOAD.search(before)):
        return None
    if _NOT_NEW.search(before) or (_NOT_NEW.search(after) and "申请" not in before):
        return None
    if _WORKLOAD.search(before) or (_INCOMING.search(before) and _with_carried(mention)):
        return teller.claim(mention, Metric.WORKLOAD)
    named = "申请" in before or bool(_REQUEST_BEHIND.match(after))
    handled = _HANDLED.search(before)
    counted = _COUNTED.search(before) or _BARE_COUNT.fullmatch(before)
    received = bool(_RECEIVED.search(before)) or bool(counted and not handled)
    both = bool(re.search("并|、|和|及", before)) or not received
    if handled and both and (named or "依申请" in mention.lead):
        return teller.claim(mention, Metric.HANDLED)
    return _came_in(teller, mention, received=received, named=named)


def _with_carried(mention: Mention) -> bool:
    """Whether an aside or the clause behind says that last year's are counted in."""
    rest = mention.sentence.text[mention.quantity.end :]
    return bool(
        re.match(r"\((?:其?中?)?(?:含|包括|包含)[^()]{0,4}(?:上|去|20\d\d)[^()]{0,5}结转", rest)
        or (
            re.match(r"[,(](?:其中)?(?:含|包括|新收\d+件、?(?:上年|结转))", rest)
            and "结转" in rest[:24]
        )
        or re.match(
            r"[,(:]?其中[^,;。]{0,12}(?:上年|去年)[^,;。]{0,3}结转|[,(:]?其中[^;。]{0,20}新收", rest
        )
    )


def _came_in(teller: Teller, mention: Mention, *, received: bool, named: bool) -> Claim | None:
    before = mention.before
    if re.search("涉及[^,;。]*的$", before):
        return None  # 涉及高新技术企业的6件: the matter
    applicants = columns_named(before)
    about_requests = named or "申请" in mention.lead
    ways = {match[0] for match in _CHANNEL.finditer(before)}
    if ways and _MADE_PUBLIC.search(before) and not received:
        return None  # 网上公开了21件: what was published there
    if ways and len(ways) < _MANY and not _ALL_WAYS.search(before):
        told = not applicants and (received or about_requests)
        return teller.claim(mention, Metric.CHANNEL, min(ways)) if told else None
    if applicants:
        claim = teller.claim(mention, Metric.APPLICANT, applicants)
        each = _EACH.search(before)  # 自然人、企业各1件 are two
        times = len(re.split("、|以及|(?:和|及|与)(?!其他)", before[: each.start()])) if each else 1
        return dataclasses.replace(claim, number=claim.number * times)
    by_topic = about_requests or mention.sentence.topic is Topic.REQUESTS
    if not received or not by_topic or _is_qualified(before, mention.after):
        return None
    return teller.claim(mention, Metric.RECEIVED, "" if _is_strict(before) else "loose")


def _is_qualified(before: str, after: str) -> bool:
    """Whether words narrow the figure to some of the requests (收到征地类申请5件)."""
    verbs = list(_RECEIVED.finditer(before)) or list(re.finditer("依申请公开|公开申请", before))
    behind = after.partition("申请")[0] if "申请" in after else ""
    return bool(_PLAIN.sub("", before[verbs[0].end() :] if verbs else "") or _PLAIN.sub("", behind))


def _is_strict(before: str) -> bool:
    """Whether the words mean what came in this year, and nothing carried over."""
    return bool(_STRICT.search(before)) or not re.search("受理|登记", before)
