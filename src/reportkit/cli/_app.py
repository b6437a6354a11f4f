"""``reportkit app``: the notebook of a project as a web page without code, on this computer only.

Voila runs the notebook and shows its results.  What keeps it safe lies in ``app/voila.json``:
127.0.0.1 and a token, one notebook, no other file of the folder, no other host.  It is read
from the folder Voila is started in, before the user's own settings; the project's folder has no
say in it.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import project
from reportkit.errors import MissingLibrary, ReportkitError, StoreError

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["run"]

_SETTINGS = Path(__file__).parent / "app"
_FIRST_PORT, _PORTS = 8866, 50
_PATIENCE = 60.0  # seconds until the page answers, on a slow computer
_LONGEST = 40  # characters; the name of a socket must not pass 107
_REDIRECT = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={}">'


def run(args: Namespace) -> int:
    """Start Voila and stay until it is closed."""
    if importlib.util.find_spec("voila") is None:
        message = "这台电脑上没有安装 Voila，不能以网页形式打开。"
        hint = "请运行：pip install 'reportkit[app]'；也可以用 reportkit lab 打开。"
        raise MissingLibrary(message, hint=hint)
    notebook = _notebook(args.folder)
    port = _port(args.port)
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)
    address = f"http://127.0.0.1:{port}/?token={token}"
    print(f"正在打开 {notebook.parent}；用完后在这里按 Ctrl+C 结束。\n{address}", flush=True)  # noqa: T201  the command line speaks
    if not args.no_browser:
        threading.Thread(target=_show, args=(address, port), daemon=True).start()
    words = _words(notebook, port)
    with subprocess.Popen(words, env=_environment(token), cwd=_SETTINGS) as voila:  # noqa: S603  our own interpreter and words
        try:
            return voila.wait()
        except KeyboardInterrupt:
            return 0  # it hears of it, too, and is waited for: its kernels save what is not saved


def _notebook(given: str) -> Path:
    """Return the notebook to show: the project's, or the one that was named."""
    path = Path(given).resolve()
    if path.is_dir():
        notebook = path / project.NOTEBOOK
        if not notebook.is_file():
            message = f"文件夹 {given} 里没有 {project.NOTEBOOK}。"
            raise StoreError(message, hint="可以先用 reportkit new 新建一个项目。")
        return notebook
    if not path.is_file():
        message = f"没有文件夹 {given}。"
        raise StoreError(message, hint="可以先用 reportkit new 新建一个项目。")
    if path.suffix.casefold() != ".ipynb":
        message = f"{given} 不是笔记本（.ipynb）。"
        raise StoreError(message, hint="请写项目文件夹，或者其中的笔记本。")
    return path


def _port(wanted: int | None) -> int:
    """Return the wanted port, or the first free one, so that several people work side by side."""
    if wanted is not None:
        if not _is_free(wanted):
            message = f"端口 {wanted} 已被其他程序占用。"
            raise ReportkitError(message, hint="请换一个端口，或者不写 --port，由程序自己选。")
        return wanted
    for port in range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        if _is_free(port):
            return port
    message = f"端口 {_FIRST_PORT} 到 {_FIRST_PORT + _PORTS - 1} 都被占用了。"
    raise ReportkitError(message, hint="请用 --port 另外指定一个端口。")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name == "posix":  # a port that was left a moment ago counts as free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
        return True


def _words(notebook: Path, port: int) -> list[str]:
    """Return the words that start Voila on a notebook; all else is in its settings.

    Where the system has them, the kernel is spoken to through files of this user, not through
    ports that every user of the computer can reach.
    """
    words = [
        sys.executable,
        "-m",
        "voila",
        str(notebook),
        f"--Voila.root_dir={notebook.parent}",
        f"--Voila.port={port}",
    ]
    if sys.platform == "linux" and len(tempfile.gettempdir()) < _LONGEST:
        words.append("--KernelManager.transport=ipc")
    return words


def _environment(token: str) -> dict[str, str]:
    """Return the environment with our page beside the templates of Jupyter, and the token."""
    paths = [*filter(None, [os.environ.get("JUPYTER_PATH")]), str(_SETTINGS)]
    return {**os.environ, "JUPYTER_PATH": os.pathsep.join(paths), "JUPYTER_TOKEN": token}


def _show(address: str, port: int) -> None:
    """Open the page once it answers.

    The address goes through a file that only this user may read: other users of the computer
    can see the words of a process, so the token must not be among them.
    """
    end = time.monotonic() + _PATIENCE
    while _is_free(port):
        if time.monotonic() > end:
            return
        time.sleep(0.2)
    handle, name = tempfile.mkstemp(prefix="reportkit-", suffix=".html")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_REDIRECT.format(address))
    webbrowser.open(Path(name).as_uri())
    time.sleep(_PATIENCE)
    Path(name).unlink(missing_ok=True)
