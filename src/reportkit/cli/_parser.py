"""The words of the command line: commands, options and help, all in Chinese.

Knows what may be typed, nothing of what is done with it, and imports no more than it needs:
``reportkit --version`` must answer at once.

>>> parse(["check", "年报.txt"]).files
['年报.txt']
"""

from __future__ import annotations

import argparse
import datetime
import re
from typing import TYPE_CHECKING, NoReturn

import reportkit
from reportkit.errors import ReportkitError
from reportkit.form import FORMATS, nearest
from reportkit.report import Organ

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CHECK_FORMATS", "COMMANDS", "RULES_FORMATS", "UsageError", "parse"]

COMMANDS = ("demo", "new", "lab", "app", "read", "check", "decide", "rules", "export", "package",
            "verify", "template", "lesson")  # fmt: skip
RULES_FORMATS = ("text", "json", "markdown")
CHECK_FORMATS = ("text", "json", "html", "xlsx", "sarif")

_ORGANS = {
    Organ.DEPARTMENT: "部门及其他单独报告的单位",
    Organ.TOWNSHIP: "乡镇、街道",
    Organ.GOVERNMENT: "县级以上地方人民政府",
}
_STATUS = (
    "退出码：0 完成（check：没有错误，也没有读不出的单元格）；1 check 查出错误或有读不出的单元格；"
    "verify 发现文件缺少、多出或被改动；2 命令用法不对，或者文件读不出来；"
    "3 export --release 或 package 因有错误而拒绝。"
)
# What argparse says in English, and the same in Chinese.
_WORDINGS = (
    (r"argument 命令: invalid choice: '(.*?)' .*", "没有“{0}”这个命令。"),
    (
        r"the following arguments are required: 命令",
        "请说明要做什么，例如：reportkit check 年报.txt。",
    ),
    (
        r"argument 做什么: invalid choice: '(.*?)' .*",
        "没有“lesson {0}”这个命令，只有 start、list、paper、key、grade、quiz。",
    ),
    (
        r"the following arguments are required: 做什么",
        "请说明要做什么，例如：reportkit lesson start。",
    ),
    (r"the following arguments are required: (.*)", "命令没有写完，缺少：{0}。"),
    (r"unrecognized arguments: (.*)", "不认识“{0}”。"),
    (
        r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)",
        "{0} 不能是“{1}”，只能是 {2}。",
    ),
    (r"argument (.*?): expected .*", "{0} 后面要写上内容。"),
    (r"argument (.*?): not allowed with argument (.*)", "{0} 和 {1} 不能同时写。"),
    (r"argument (.*?): invalid int value: '(.*)'", "{0} 应当是数字，现在是“{1}”。"),
    (r"argument (.*?): ignored explicit argument .*", "{0} 后面不用写内容。"),
    (r"argument .*?: ([^a-zA-Z].*)", "{0}"),
)


class UsageError(ReportkitError):
    """The command was typed wrongly."""


class _Formatter(argparse.HelpFormatter):
    """Help with Chinese headings."""

    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  signature of argparse
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and raises instead of leaving the program."""

    def __init__(self, *, description: str, prog: str | None = None, epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Raise the complaint of argparse, in Chinese."""
        raise UsageError(_in_chinese(message), hint=f"用法见：{self.prog} --help")


def _in_chinese(message: str) -> str:
    for pattern, wording in _WORDINGS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            said = wording.format(
                *(part.replace("'", "").replace(", ", "、") for part in match.groups())
            )
            near = nearest(match[1], COMMANDS) if "这个命令" in wording else ()
            return f"{said}您要的是不是 {near[0]}？" if near else said
    return "命令写得不对。"


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the words after ``reportkit``.

    Raises
    ------
    UsageError
        If they make no command.
    SystemExit
        After ``--help`` and ``--version``, which answer at once.
    """
    return _parser().parse_args(argv)


def _parser() -> _Parser:
    parser = _Parser(
        prog="reportkit",
        description="读取、检查、编制和发布政府信息公开工作年度报告。",
        epilog=_STATUS,
    )
    version = f"reportkit {reportkit.__version__}"
    parser.add_argument("--version", action="version", version=version, help="显示版本号")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="命令", title="命令", parser_class=_Parser
    )

    def command(name: str, words: str) -> _Parser:
        made: _Parser = commands.add_parser(name, help=words, description=words)
        return made

    _demo(command("demo", "用内置的示例走一遍：读取、检查、生成正式报告"))
    _new(command("new", "新建一个项目文件夹：报告数据和笔记本"))
    _lab(command("lab", "在浏览器里打开项目文件夹（JupyterLab）"))
    _app(command("app", "把项目的笔记本当作网页打开，不显示代码（Voila）"))
    _read(command("read", "读取一份报告，得到 JSON 数据"))
    _check(command("check", "检查一份或多份报告"))
    _decide(command("decide", "记录人对检查结果的处理意见：确认、排除（写明理由）或者备注"))
    _rules(command("rules", "列出全部检查规则：内容、级别、依据、需要的材料"))
    _export(command("export", "生成正式的年度报告，扩展名决定格式"))
    _package(command("package", "把一份报告的全部文件打成一个报送包"))
    _verify(command("verify", "核对报送包：有没有缺少、多出或被改动的文件"))
    _template(command("template", "生成空白的 Excel 填报表，填好后可以直接读取"))
    _lesson(command("lesson", "学习和培训：课程、试卷、答案、批改"))
    return parser


def _demo(parser: _Parser) -> None:
    parser.add_argument(
        "-o", dest="output", metavar="文件夹", default="out", help="放结果的文件夹（默认 out）"
    )


def _new(parser: _Parser) -> None:
    kinds = "；".join(f"{kind.value} {words}" for kind, words in _ORGANS.items())
    parser.add_argument("folder", metavar="文件夹", help="新项目的文件夹")
    parser.add_argument("--agency", required=True, metavar="名称", help="单位全称")
    parser.add_argument(
        "--year", required=True, type=int, metavar="年度", help="报告反映的年度，例如 2023"
    )
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in Organ],
        metavar="类别",
        help=f"单位类别：{kinds}",
    )
    parser.add_argument(
        "--previous", metavar="文件", help="上年度报告；其“结转下年度”填作本年“上年结转”"
    )


def _lab(parser: _Parser) -> None:
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", default=".", help="项目文件夹（默认当前文件夹）"
    )
    parser.add_argument("--port", type=int, default=8888, metavar="端口", help="端口（默认 8888）")
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器，只显示网址")


def _app(parser: _Parser) -> None:
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", default=".",
        help="项目文件夹（默认当前文件夹），也可以写其中的一个笔记本",
    )  # fmt: skip
    parser.add_argument(
        "--port", type=int, metavar="端口", help="端口（默认从 8866 起找一个没有用的）"
    )
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器，只显示网址")


def _read(parser: _Parser) -> None:
    parser.add_argument("file", metavar="文件", help="要读取的报告")
    parser.add_argument(
        "-o", dest="output", metavar="文件", help="写到哪个 JSON 文件（默认显示在屏幕上）"
    )


def _check(parser: _Parser) -> None:
    parser.add_argument("files", metavar="文件", nargs="+", help="要检查的报告")
    parser.add_argument("--previous", metavar="文件", help="同一单位的上年度报告")
    parser.add_argument(
        "--profile", default="national", metavar="名称或文件", help="地方口径（默认 national）"
    )
    parser.add_argument(
        "--peers",
        metavar="文件或文件夹",
        action="append",
        default=[],
        help="其他单位的报告，查有没有互相抄用（可以写几次）",
    )
    parser.add_argument("--published", type=_day, metavar="日期", help="发布日期，例如 2024-01-22")
    parser.add_argument(
        "--format",
        choices=CHECK_FORMATS,
        metavar="格式",
        help=f"结果的格式：{'、'.join(CHECK_FORMATS)}（默认看 -o 的扩展名，否则为 text）",
    )
    parser.add_argument(
        "-o", dest="output", metavar="文件", help="写到哪个文件（默认显示在屏幕上）"
    )


def _decide(parser: _Parser) -> None:
    parser.add_argument("file", metavar="文件", help="报告的数据，例如 report.json")
    parser.add_argument(
        "finding",
        metavar="问题",
        nargs="?",
        help="规则编号（只查出一处时）或者问题的编码；不写就列出全部问题和编码",
    )
    said = parser.add_mutually_exclusive_group()
    said.add_argument("--confirm", action="store_true", help="确认有误，准备改正")
    said.add_argument("--dismiss", metavar="理由", help="核实无误，不作问题")
    said.add_argument("--comment", metavar="备注", help="只作备注")
    said.add_argument("--withdraw", action="store_true", help="撤回原来的意见")
    parser.add_argument("--by", metavar="姓名", help="由谁决定")
    parser.add_argument("--previous", metavar="文件", help="同一单位的上年度报告")
    parser.add_argument(
        "--profile", default="national", metavar="名称或文件", help="地方口径（默认 national）"
    )


def _rules(parser: _Parser) -> None:
    parser.add_argument(
        "--format",
        choices=RULES_FORMATS,
        metavar="格式",
        help=f"{'、'.join(RULES_FORMATS)}（默认看 -o 的扩展名，否则为 text）",
    )
    parser.add_argument(
        "-o", dest="output", metavar="文件", help="写到哪个文件（默认显示在屏幕上）"
    )


def _export(parser: _Parser) -> None:
    parser.add_argument(
        "sources", metavar="文件或笔记本", nargs="+", help="报告，或者项目里的 report.ipynb"
    )
    parser.add_argument(
        "-o",
        dest="output",
        required=True,
        metavar="文件",
        help="正式报告，扩展名决定格式；导出多份时写文件夹",
    )
    parser.add_argument(
        "--release", action="store_true", help="正式发布：有错误或读不出的单元格时拒绝生成"
    )
    parser.add_argument(
        "--portal", action="store_true", help="生成供网站编辑器粘贴的网页：没有样式表、脚本和图片"
    )
    parser.add_argument("--appendix", action="store_true", help="报告后面附一页图解")
    parser.add_argument("--previous", metavar="文件", help="同一单位的上年度报告，图解里对比用")
    parser.add_argument(
        "--template", metavar="文件夹", help="用本单位自己的模板（见 docs/zh/模板.md）"
    )
    parser.add_argument(
        "--to",
        type=_endings,
        default=(".docx", ".pdf"),
        metavar="格式",
        help="导出多份时生成哪些格式，例如 docx,pdf（默认）",
    )


def _package(parser: _Parser) -> None:
    parser.add_argument("source", metavar="文件或文件夹", help="报告、笔记本，或者项目文件夹")
    parser.add_argument(
        "-o", dest="output", required=True, metavar="文件", help="报送包，以 .zip 结尾"
    )
    parser.add_argument("--draft", action="store_true", help="有错误也打包，清单里注明是草稿")
    parser.add_argument("--previous", metavar="文件", help="同一单位的上年度报告，检查时对照")


def _verify(parser: _Parser) -> None:
    parser.add_argument("file", metavar="文件", help="要核对的报送包")


def _template(parser: _Parser) -> None:
    parser.add_argument(
        "-o", dest="output", required=True, metavar="文件", help="填报表，以 .xlsx 结尾"
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        metavar="格式",
        help="报告格式：2021（现行，默认）或 2019（试行）",
    )


def _lesson(parser: _Parser) -> None:
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="做什么", title="做什么", parser_class=_Parser
    )

    def action(name: str, words: str) -> _Parser:
        made: _Parser = actions.add_parser(name, help=words, description=words)
        return made

    start = action("start", "把课程笔记本放进一个文件夹，用 reportkit lab 打开就能学")
    start.add_argument(
        "folder", metavar="文件夹", nargs="?", default="课程", help="哪个文件夹（默认“课程”）"
    )
    action("list", "列出全部课程")
    paper = action("paper", "按编号出一份试卷和空白答题卡；同一编号在哪里出都一样")
    paper.add_argument("number", metavar="编号", help=_PAPER_NUMBER)
    paper.add_argument(
        "-o", dest="output", metavar="文件夹", default=".", help="放试卷的文件夹（默认当前文件夹）"
    )
    paper.add_argument("--both", action="store_true", help="A、B两卷都出，错误的种类相同")
    paper.add_argument(
        "--to", type=_endings, default=(".docx", ".pdf"), metavar="格式", help="docx,pdf（默认）"
    )
    key = action("key", "按编号写出参考答案")
    key.add_argument("number", metavar="编号", help=_PAPER_NUMBER)
    key.add_argument(
        "-o", dest="output", metavar="文件", help="写到哪个 docx 或者 pdf 文件（默认显示在屏幕上）"
    )
    grade = action("grade", "批改一个文件夹里的全部答卷（.json、.xlsx）")
    grade.add_argument("folder", metavar="文件夹", help="放答卷的文件夹")
    grade.add_argument("-o", dest="output", metavar="文件", help="成绩表，以 .xlsx 结尾")
    quiz = action("quiz", "把试卷变成选择题、填空题")
    quiz.add_argument("numbers", metavar="编号", nargs="+", help=_PAPER_NUMBER)
    quiz.add_argument(
        "-o", dest="output", required=True, metavar="文件",
        help="题库：.xlsx 或 .txt 供考试平台导入，.json 供 jupyterquiz",
    )  # fmt: skip
    quiz.add_argument("--judgements", action="store_true", help="再加上每条规则的判断题")


_PAPER_NUMBER = "版本-难度-序号，例如 1-2-417；后面可以写 A 或 B"


def _endings(text: str) -> tuple[str, ...]:
    return tuple(f".{name.strip().lstrip('.').lower()}" for name in text.split(",") if name.strip())


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"日期应写成“2024-01-22”这样，现在是“{text}”。"
        raise argparse.ArgumentTypeError(message) from None
