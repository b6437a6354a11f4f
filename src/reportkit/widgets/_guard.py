"""One guard around everything the front end asks for: a sentence in the panel, details in a log.

The log lies beside the report (``.reportkit/log.txt``).  Under pytest a defect is raised again,
because widget libraries swallow what goes wrong in a callback.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import traceback
from typing import TYPE_CHECKING

from reportkit.errors import ReportkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["guarded"]

_DEFECT = "程序出错了，刚才这一步没有做成；已经保存的内容不受影响。{}"


@contextlib.contextmanager
def guarded(say: Callable[[str], None], folder: Path | None) -> Iterator[None]:
    """Run a block; tell what goes wrong in one sentence.

    Parameters
    ----------
    say
        Shows a sentence in the panel.
    folder
        Where the log is kept; None where there is no folder.
    """
    try:
        yield
    except ReportkitError as error:
        say(str(error))
    except Exception:
        if "PYTEST_CURRENT_TEST" in os.environ:
            raise
        say(_DEFECT.format(_log(folder)))


def _log(folder: Path | None) -> str:
    """Write the traceback being handled to the log; say where it is."""
    if folder is None:
        return ""
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    place = folder / "log.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with place.open("a", encoding="utf-8") as file:
            file.write(f"{now}\n{traceback.format_exc()}\n")
    except OSError:
        return ""
    return f"详细记录在 {place}，反馈问题时请一并附上。"
