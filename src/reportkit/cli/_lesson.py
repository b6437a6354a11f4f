"""``reportkit lesson start | list | paper | key | grade | quiz``: teaching from the command line.

A paper is made again from its number, so its key need not be kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.lessons import LEVELS, PaperNumber, copy_notebooks, lessons, paper
from reportkit.lessons.trainer import (
    grade,
    judgements,
    questions,
    write_paper,
    write_questions,
    write_results,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from reportkit.lessons.trainer import ClassResult

__all__ = ["run"]


def run(args: Namespace) -> int:
    """Run one of the commands for lessons."""
    commands = {
        "start": _start,
        "list": _list,
        "paper": _paper,
        "key": _key,
        "grade": _grade,
        "quiz": _quiz,
    }
    return commands[args.action](args)


def _start(args: Namespace) -> int:
    folder = Path(args.folder)
    copied = copy_notebooks(folder)
    _say(f"已放进 {folder} 的课程笔记本：{len(copied)}个；原来就有的没有改动。")
    _say(f"开始学习：reportkit lab {folder}")
    return 0


def _list(_args: Namespace) -> int:
    for item in lessons():
        about = f"{len(item.faults)}种常见错误，规则{_count(item.rules)}"
        _say(f"第{item.no}课　{item.title}　{about}　笔记本 {item.notebook}.ipynb")
    levels = "、".join(f"{level} {word}" for level, word in LEVELS.items())
    _say(f"难度：{levels}。出一份试卷：reportkit lesson paper 1-2-417 -o 试卷")
    return 0


def _count(rules: tuple[str, ...]) -> str:
    return f"{len(rules)}条" if rules else "全部"


def _paper(args: Namespace) -> int:
    for number in _numbers(args.number, args.both):
        for path in write_paper(number, args.output, endings=args.to, key=False):
            _say(f"已写入 {path}")
    return 0


def _numbers(text: str, both: bool) -> list[str]:  # noqa: FBT001  one option of the command
    told = PaperNumber.read(text)
    variants = ("A", "B") if both else (told.variant,)
    return [str(told._replace(variant=variant)) for variant in variants]


def _key(args: Namespace) -> int:
    from reportkit.lessons._printing import key_parts, write  # noqa: PLC0415  as above

    exercise = paper(args.number)
    if args.output:
        _say(f"已写入 {write(exercise, Path(args.output), key=True)}")
    else:
        for part in key_parts(exercise):
            _say(part.text)
    return 0


def _grade(args: Namespace) -> int:
    result = grade(args.folder)
    _tell(result)
    if args.output:
        _say(f"已写入 {write_results(result, args.output)}")
    return 0


def _tell(result: ClassResult) -> None:
    for row in result.rows:
        name = row.sheet.name or row.sheet.file
        _say(f"{name}　{row.sheet.paper}　{row.marked.points}/{row.marked.most}　{row.percent}分")
    if result.average is not None:
        _say(f"共{len(result.rows)}份，平均{result.average:.0f}分。")
    for item in result.hardest[:3]:
        _say(f"最难的规则：{item.rule}　{item.asked}人次中{item.right}人次答对")
    for refused in result.refused:
        _say(f"没有批改：{refused.reason}")


def _quiz(args: Namespace) -> int:
    found = questions(paper(number) for number in args.numbers)
    if args.judgements:
        found += judgements()
    _say(f"已写入 {write_questions(found, args.output)}（{len(found)}题）")
    return 0


def _say(text: str) -> None:
    print(text)  # noqa: T201  the command line speaks
