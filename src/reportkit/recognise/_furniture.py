"""What belongs to the page and not to the report: menus, buttons, data about the article, its foot.

A word like 编辑 or 分享 also begins sentences of reports; such a line is only furniture where
nothing of a sentence follows.

>>> is_furniture("分享到："), is_furniture("编辑发布《政府公报》6期。")
(True, False)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.recognise._dates import find_date

if TYPE_CHECKING:
    import datetime

__all__ = ["ends_article", "is_furniture", "is_page_data", "published_in"]

_MARGIN = r"^[\s•·●|【\[<>《（(]*"
_LONGEST = 60
_WIDTH = 24  # characters of a day and the hour behind it
# lines that no report has, whatever follows
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP备|公网安备|公安备案"
)
_ALWAYS = re.compile(
    _MARGIN + r"(?:[上下]一[篇条]|扫一扫|版权所有|主办单位|承办单位|主办[:：]|承办[:：]|网站标识码"
    r"|网站地图\s*(?:$|[|｜])|浏览次数|点击(?:数|次数|量)|责任编辑|我的位置|公共资源调用|打开适老化"
    r"|您(?:现在|当前)?的?(?:所在)?位置|当前(?:所在)?位置|无障碍(?:浏览|阅读|模式|$)"
    r"|我要(?:收藏|打印|纠错)|文章分享|用?微信扫|使用微信|打印本|打印页面|关闭(?:窗口|本页|页面)"
    r"|返回(?:顶部|首页|列表|上一)|分享(?:到|至)[:：]?\s*$|分享(?:到|至)\s*[:：][^。，]*|收藏本页|友情链接|网站声明|政府网站找错"
    r"|技术支持[:：]|关注我们|文字大小|视力保护|保护视力|您认为本|top$|纠错[】\]]|推荐阅读|相关阅读|相关推荐|延伸阅读|猜你喜欢|政府信息公开年报$|首页\s*[>＞»›/→—|-]"
    r"|copyright|©).*$",
    re.IGNORECASE,
)
# words that also begin a sentence
_ALONE = re.compile(
    _MARGIN + r"(?:字号|字体(?:大小)?|分享|打印|关闭|收藏|返回|附件(?:下载)?\s*\d{0,2}|联系我们"
    r"|关于我们|首页|编辑|(?:审核|校对|初审|复审|终审|审签)(?=\s*[:：]\s*\S{2,4}$)|阅读(?:次数|数|量)?|相关(?:链接|文档|附件|文章|新闻|信息)|大|中|小)"
    r"(?:\s*$|\s*[:：\[【\]】(（|.．、]|\s+[^。，]*$)[^。]*$"
)
_ENDS = re.compile(
    _MARGIN + r"(?:[上下]一[篇条]|扫一扫|版权所有|主办(?:单位)?[:：]|网站标识码|网站地图|友情链接"
    r"|分享(?:到|至)?\s*[:：]?\s*$|相关(?:链接|文档|文章|新闻|信息)\s*[:：]?\s*$|责任编辑"
    r"|政府网站找错|用?微信扫|使用微信|打印本|关闭窗口|返回顶部|联系我们\s*$|关于我们|推荐阅读|相关阅读|相关推荐|延伸阅读|猜你喜欢"
    r"|(?:打印|关闭|收藏)[】\]\s]*(?:$|[【\[|])"
    r"|copyright|©|[^。]{2,60}\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar)(?![a-z0-9])"
    r"|我要(?:收藏|打印|纠错)|纠错[】\]]|您认为本|图解[:：]|一图读懂[^。]*$|top\s*$)",
    re.IGNORECASE,
)
_KEY = (
    r"标\s*题|名\s*称|索\s*引\s*号|文\s*号|发文日期|成文日期|生成日期|发布日期|发布时间|发布来源|发布机构|发布单位"
    r"|所属机构|所属类别|信息(?:来源|时间|类别|分类|名称)|来\s*源|作\s*者|时\s*间|日\s*期|公开(?:方式|日期|时间|范围|目录|类别|主体)"
    r"|(?:组配|主题|体裁|信息|服务对象)分类|关键[字词]|主题词|有效性|体\s*裁|浏览(?:次数|量)?|点击(?:数|次数|量)|阅读次数"
    r"|(?:更新|上传|录入)(?:日期|时间)|文件编号|信息编号|统一编号|有效期|责任部门"
)
_DATA = re.compile(rf"{_MARGIN}(?:{_KEY})\s*[】\]]?\s*[:：\u3000]")
_WHEN = (
    r"(?:\d{4}\s*(?:[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}|年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)"
    r"|20\d{2}[01]\d[0-3]\d(?!\d))"
)
_CLOCK = r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)"
# 2024-01-18 10:22 来源：…  or the day and the hour alone
_DATED = re.compile(
    rf"{_MARGIN}(?:[\u4e00-\u9fff（）()]{{2,30}}\s+)?{_WHEN}(?:{_CLOCK}[】\]\s]*$|{_CLOCK}?\s*[|｜]?\s*[】\]]?\s*(?:来源|信息来源|作者|浏览|点击|阅读|字号|字体|【|\[))"
)
_DAY_OF_PAGE = tuple(
    re.compile(rf"(?:{words})\s*[】\]]?\s*[:：]?[\s\u3000\[【]*(?={_WHEN})")
    for words in (
        "发布日期|发布时间|发布于|信息时间|公开日期|公开时间|上传时间|录入时间|发表时间",
        rf"(?:^|[\s\u3000|【\[(（])(?:时\s*间|日\s*期)|^{_MARGIN[1:]}(?={_WHEN})",
        rf"(?=(?<!\d){_WHEN}{_CLOCK})|^[\u4e00-\u9fff（）()]+\s+(?={_WHEN})",
        "发文日期|发文时间",
    )
)


_NAMED_DAY = re.compile("[日时]|于")


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the report."""
    if len(text) >= _LONGEST:
        return False
    return _ALWAYS.match(text) is not None or _ALONE.match(text) is not None or _is_plate(text)


def ends_article(text: str) -> bool:
    """Whether a line is furniture below the article, with nothing of the report behind it."""
    return len(text) < 2 * _LONGEST and (_ENDS.match(text) is not None or _is_plate(text))


def _is_plate(text: str) -> bool:
    """Whether a line shows the number under which a site is registered."""
    return "备" in text and "。" not in text and _PLATE.search(text) is not None


def is_page_data(text: str) -> bool:
    """Whether a line is what the page tells about the article: index number, source, day."""
    if len(text) >= 4 * _LONGEST or "。" in text:
        return False
    return _DATA.match(text) is not None or _DATED.match(text) is not None


def published_in(lines: list[str]) -> datetime.date | None:
    """Return the day of publication that the page tells above the article.

    What is called so goes before a day without a name, that before the day of the document.
    """
    told = [line for line in lines if len(line) < 4 * _LONGEST and "。" not in line]
    for pattern in _DAY_OF_PAGE:
        for line in told:
            match = pattern.search(line)
            if match and (_NAMED_DAY.search(match[0]) or is_page_data(line)):
                day = find_date(line[match.end() :][:_WIDTH])
                if day:
                    return day
    return None
