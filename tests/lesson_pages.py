"""Exercises in a browser: the screen of a desk on a bare page, and a notebook as a web page."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import nbformat
import pytest

import browsing
from reportkit.widgets._static import lesson_script, lesson_style


def bare(page, desk, *, dark=False):
    """Show the screen of a desk on a bare page, and wait until it is drawn."""
    page.goto("about:blank")
    page.set_content(f'<html lang="zh-CN"><body data-jp-theme-light="{str(not dark).lower()}">')
    page.desk = desk
    if not getattr(page, "has_kernel", False):
        page.has_kernel = True
        page.expose_function(
            "kernel",
            lambda content, buffers: json.dumps(
                browsing.answers(page.desk, json.loads(content), buffers), ensure_ascii=False
            ),
        )
    page.evaluate(browsing._STUB, [lesson_script(), lesson_style()])
    page.wait_for_selector("article.rk-paper")
    return page


def notebook(path: Path, *cells: str) -> Path:
    """Write a notebook of code cells."""
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(book, path)
    return path


@contextlib.contextmanager
def app(target: Path, home: Path):
    """Start `reportkit app` on a notebook; give the address that it prints; end it."""
    command = str(Path(sys.executable).with_name("reportkit"))
    environment = {**browsing.environment(home), "JUPYTER_TOKEN": browsing.TOKEN}
    log = home / "log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [command, "app", str(target), "--no-browser"],
            env=environment, stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
    try:
        yield _ready(log)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _ready(log: Path) -> str:
    for _ in range(240):
        said = re.search(r"^(http://127\.0\.0\.1:\d+)/\?token=\S+$", log.read_text(), re.MULTILINE)
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            if said and urllib.request.urlopen(f"{said[1]}/login", timeout=5):  # noqa: S310  our own server
                return said[0]
        time.sleep(0.25)
    pytest.fail(f"Voila did not start:\n{log.read_text()}")
