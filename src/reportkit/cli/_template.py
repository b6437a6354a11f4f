"""``reportkit template``: an empty Excel form to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.errors import ExportError
from reportkit.exporters._xlsx import write_form

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["run"]


def run(args: Namespace) -> int:
    """Write the form and say how it is used.

    Raises
    ------
    ExportError
        If the file is not to be called .xlsx.
    """
    target = Path(args.output)
    if target.suffix.casefold() != ".xlsx":
        message = f"填报表是 Excel 文件，“{target.name}”应以 .xlsx 结尾。"
        raise ExportError(message)
    path = write_form(target, format=args.format)
    print(  # noqa: T201  the command line speaks
        f"已生成填报表 {path}\n填好、保存后检查：reportkit check {path}"
    )
    return 0
