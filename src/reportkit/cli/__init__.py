"""The command line: ``reportkit demo | new | check | export | package | verify | …``.

Each command is a module with a ``run``, imported only when it is called.  This module turns
whatever goes wrong into one Chinese sentence and an exit status.

>>> main(["check", "没有这个文件.txt"])  # doctest: +SKIP
2
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import TYPE_CHECKING

from reportkit.cli._parser import parse
from reportkit.errors import ReportkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_UNREADABLE = 2
_DEFECT = 70
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv
        The words after ``reportkit``; those of the process where not given.

    Returns
    -------
    int
        The exit status: 0 done, 1 faults found, 2 wrong usage or unreadable input, 3 release
        refused; 70 a defect of reportkit itself.

    Notes
    -----
    With ``REPORTKIT_DEBUG`` set, a defect shows its traceback.
    """
    _speak_utf8()
    try:
        args = parse(argv)
        status: int = importlib.import_module(f"reportkit.cli._{args.command}").run(args)
        sys.stdout.flush()
    except ReportkitError as error:
        return _fail(str(error))
    except BrokenPipeError:  # reportkit check … | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"{error.filename or '文件'} 读写失败（{error.strerror or error}）。")
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # the edge: clerks get a sentence
        if os.environ.get("REPORTKIT_DEBUG"):
            raise
        said = f"程序出错（{type(error).__name__}），这是 reportkit 的缺陷，请连同文件一起反馈。"
        return _fail(said, _DEFECT)
    return status


def _fail(sentence: str, status: int = _UNREADABLE) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201  the command line speaks
    return status


def _speak_utf8() -> None:
    """Write UTF-8 into files and pipes, whatever the code page of the system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
