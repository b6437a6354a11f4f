"""``reportkit verify``: is a package whole and unchanged?  Exit status 1 where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.exporters import verify

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["run"]


def run(args: Namespace) -> int:
    """Check the package and say what is missing, changed or extra."""
    found = verify(args.file)
    lines = [found.title, *(f"  {sentence}" for sentence in (*found.problems, *found.remarks))]
    if found.problems:
        lines.append(f"核对没有通过：{len(found.problems)}处问题。")
    else:
        lines.append("核对通过：文件齐全，没有被改动。")
        lines.append(f"清单校验码：{found.code}（请和报送单位核对，一致的就是原件）")
    print("\n".join(lines))  # noqa: T201  the command line speaks
    return 1 if found.problems else 0
