"""A browser for tests: the real JupyterLab on a folder, or a bare page with a desk behind it."""

from __future__ import annotations

import base64
import contextlib
import importlib.resources
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from reportkit.widgets._guard import guarded
from reportkit.widgets._static import script, style

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
TOKEN = "0123456789abcdef"  # noqa: S105  of a server that lives for one test

MARKS = [
    pytest.mark.browser,
    pytest.mark.timeout(240),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

# What Jupyter's own scripts say, whatever a notebook does.
_OF_OTHERS = (
    "widget model not found",  # a saved output whose program has ended; it is run again
    "reading 'schema'",  # Notebook 7, in its own settings
    "Canceled future",  # a question to a program that was ended meanwhile
    "Failed to load resource",  # a file that may be missing; `asked` is looked at by itself
)

RUN_ALL = """async () => {
  const app = window.jupyterapp; await app.restored;
  const context = app.shell.currentWidget.context;
  await context.ready; await context.sessionContext.ready;
  await context.sessionContext.session.kernel.info;
  return await app.commands.execute('notebook:run-all-cells');
}"""

READY = """async () => {
  const session = window.jupyterapp.shell.currentWidget.context.sessionContext;
  await session.ready; await session.session.kernel.info;
}"""

THEME = "(name) => jupyterapp.commands.execute('apputils:change-theme', {theme: name})"

# A model as the front end knows it; what it sends goes to Python and the answers come back.
_STUB = """
async ([source, css]) => {
  const sheet = document.createElement("style"); sheet.textContent = css; document.head.append(sheet);
  const url = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
  const widget = (await import(url)).default;
  window.sent = []; window.delay = 0; window.dead = false;
  const listeners = new Set();
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer;
  const packed = (buffer) => btoa(Array.from(new Uint8Array(buffer), (b) => String.fromCharCode(b)).join(""));
  window.model = {
    on: (_, act) => listeners.add(act),
    off: (_, act) => listeners.delete(act),
    send: async (content, _, buffers) => {
      window.sent.push(content);
      if (window.dead) return;
      const answers = JSON.parse(await window.kernel(JSON.stringify(content), (buffers || []).map(packed)));
      if (window.delay) await new Promise((done) => setTimeout(done, window.delay));
      for (const [answer, files] of answers) listeners.forEach((act) => act(structuredClone(answer), files.map(bytes)));
    },
  };
  window.openView = () => {
    const el = document.createElement("div"); document.body.append(el);
    return widget.render({model: window.model, el});
  };
  window.closeView = window.openView();
}
"""


@contextlib.contextmanager
def chromium(**options):
    """Start a browser; give a new page of 1366 × 768."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        context = browser.new_context(
            **{"viewport": {"width": 1366, "height": 768}, "locale": "zh-CN", **options}
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield _watched(context.new_page())
        browser.close()


def another(page):
    """Open another tab of the same browser."""
    return _watched(page.context.new_page())


def _watched(page):
    """Note what goes wrong on a page, but what others' scripts say of themselves."""
    page.faults = []
    page.on("pageerror", lambda error: _note(page, str(error)))
    page.on("console", lambda said: _note(page, said.text) if said.type == "error" else None)
    return page


def _note(page, said: str) -> None:
    if not any(words in said for words in _OF_OTHERS):
        page.faults.append(said)


def violations(page, part="document"):
    """Return what axe-core finds wrong with a part of the page: for each rule some of its places."""
    axe = importlib.resources.files("axe_playwright_python") / "axe.min.js"
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate(f"() => axe.run({part}, {{resultTypes: ['violations']}})")["violations"]
    return [(v["id"], [node["html"][:160] for node in v["nodes"]][:3]) for v in found]


def answers(desk, content, buffers):
    """Return what the widget around a desk would send for one message."""
    told = []
    known = {"n": content.get("n"), "by": content.get("by")}

    def say(sentence):
        answer = {"is": "patch", "patch": desk.news(), "say": sentence, "bad": True, **known}
        told.append([answer, []])

    with guarded(say, None):
        answer = desk.act({**content, "buffers": [base64.b64decode(b) for b in buffers]})
        files = [base64.b64encode(file).decode() for file in answer.pop("buffers", [])]
        if answer.pop("whole", False):
            answer = {**answer, **desk.everything(), "whole": True}
        told.append([answer, files])
    return told


def bare(page, desk, *, dark=False):
    """Show the front end on a bare page with a desk behind it, and wait until it is drawn."""
    page.goto("about:blank")
    page.set_content(f'<html lang="zh-CN"><body data-jp-theme-light="{str(not dark).lower()}">')
    page.desk = desk
    if not getattr(page, "has_kernel", False):
        page.has_kernel = True
        page.expose_function(
            "kernel",
            lambda content, buffers: json.dumps(
                answers(page.desk, json.loads(content), buffers), ensure_ascii=False
            ),
        )
    page.evaluate(_STUB, [script(), style()])
    page.wait_for_selector(".rk-tab")
    return page


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(home: Path) -> dict[str, str]:
    """Keep the server away from the settings of whoever runs the tests."""
    (home / "config").mkdir()
    config = {
        "LabApp": {"expose_app_in_browser": True},
        "JupyterNotebookApp": {"expose_app_in_browser": True},
        "IdentityProvider": {"token": TOKEN},
        "ServerApp": {"port_retries": 0},
    }
    (home / "config" / "jupyter_server_config.json").write_text(json.dumps(config))
    places = {
        "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }  # fmt: skip
    return {**os.environ, **{name: str(home / folder) for name, folder in places.items()}}


def lab(folder: Path, home: Path):
    """Start `reportkit lab` in `folder`; give its address; end it and its children."""
    command = str(Path(sys.executable).with_name("reportkit"))
    return _served([command, "lab", str(folder), "--no-browser", "--port"], environment(home), home)


def notebook(folder: Path, home: Path):
    """Start Notebook 7 in `folder`, as somebody does who has it already; give its address."""
    words = [sys.executable, "-m", "notebook", f"--ServerApp.root_dir={folder}", "--no-browser"]
    options = ["--allow-root", "--ServerApp.ip=127.0.0.1", "--port"]
    return _served([*words, *options], environment(home), home)


@contextlib.contextmanager
def _served(words: list[str], environment: dict[str, str], home: Path):
    port = _free_port()
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [*words, str(port)], env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/api", home / "log")
            yield address
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)


def _wait(address: str, log: Path) -> None:
    for _ in range(240):
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(address, timeout=5)  # noqa: S310  our own server
            return
        time.sleep(0.25)
    pytest.fail(f"Jupyter did not start:\n{log.read_text()}")


def open_notebook(page, address: str, name: str, *, way: str = "lab/tree") -> None:
    """Open a notebook in JupyterLab (or Notebook 7) and wait until its kernel can be asked."""
    page.goto(f"{address}/{way}/{name}?token={TOKEN}&reset")
    page.wait_for_function("window.jupyterapp?.shell?.currentWidget?.context", timeout=90_000)
