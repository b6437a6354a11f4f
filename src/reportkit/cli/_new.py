"""``reportkit new``: a project folder for one organ and one year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit import project
from reportkit.loading import load
from reportkit.report import Organ

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["run"]


def run(args: Namespace) -> int:
    """Make the folder and say what is in it."""
    report = project.draft(
        agency=args.agency.strip(),
        year=args.year,
        kind=Organ(args.kind) if args.kind else None,
        previous=load(args.previous) if args.previous else None,
    )
    folder = project.create(args.folder, report)
    print(  # noqa: T201  the command line speaks
        f"已新建项目：{folder}\n"
        f"  {project.DATA}   报告的数据\n"
        f"  {project.NOTEBOOK}  显示、检查和生成报告的笔记本\n"
        f"打开：reportkit lab {folder}"
    )
    return 0
