"""``reportkit lab``: JupyterLab on a project folder, on this computer only.

The server listens on 127.0.0.1 with a token of its own.  Defaults for a first-time user (Chinese
menus, no news from the network) lie in ``labconfig/``; what the user sets still wins.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import project
from reportkit.errors import MissingLibrary, StoreError

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["run"]

_CONFIG = Path(__file__).parent / "lab"


def run(args: Namespace) -> int:
    """Start JupyterLab and stay until it is closed."""
    if importlib.util.find_spec("jupyterlab") is None:
        message = "这台电脑上没有安装 JupyterLab。"
        raise MissingLibrary(message, hint="请运行：pip install 'reportkit[notebook]'。")
    folder = Path(args.folder).resolve()
    if not folder.is_dir():
        message = f"没有文件夹 {args.folder}。"
        raise StoreError(message, hint="可以先用 reportkit new 新建一个项目。")
    print(f"正在打开 {folder}；用完后在这里按 Ctrl+C 结束。", flush=True)  # noqa: T201
    try:
        return subprocess.run(_words(folder, args), env=_environment(), check=False).returncode  # noqa: S603  our own interpreter and words
    except KeyboardInterrupt:
        return 0


def _words(folder: Path, args: Namespace) -> list[str]:
    """Return the words that start JupyterLab in `folder`."""
    words = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={args.port}",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.extension_manager=readonly",
    ]
    if (folder / project.NOTEBOOK).is_file():
        words.append(f"--LabApp.default_url=/lab/tree/{project.NOTEBOOK}")
    if args.no_browser:
        words.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        words.append("--allow-root")  # it refuses otherwise; it listens to this computer only
    return words


def _environment() -> dict[str, str]:
    """Return the environment with our defaults behind the user's own settings."""
    paths = [*filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")]), str(_CONFIG)]
    return {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(paths)}
