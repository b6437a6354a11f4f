"""The notebook of a project in JupyterLab, opened and run as a clerk does it, in a real browser."""

from __future__ import annotations

import contextlib
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

import samples
from reportkit import project

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
TOKEN = "0123456789abcdef"  # noqa: S105  of a server that lives for one test

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

_RUN_ALL = """async () => {
  const app = window.jupyterapp; await app.restored;
  const context = app.shell.currentWidget.context;
  await context.ready; await context.sessionContext.ready;
  await context.sessionContext.session.kernel.info;
  return await app.commands.execute('notebook:run-all-cells');
}"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(home: Path) -> dict[str, str]:
    """Keep the server away from the settings of whoever runs the tests."""
    (home / "config").mkdir()
    config = {
        "LabApp": {"expose_app_in_browser": True},
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


@contextlib.contextmanager
def _lab(folder: Path, home: Path):
    """Start `reportkit lab` in `folder`; give its address; end it and its children."""
    port = _free_port()
    words = ["reportkit", "lab", str(folder), "--no-browser", "--port", str(port)]
    words[0] = str(Path(sys.executable).with_name("reportkit"))
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            words, env=_environment(home), stdout=log, stderr=log, start_new_session=True
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
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Open the notebook of a report with one fault, run all cells, keep the page."""
    folder, home = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("home")
    project.create(folder, samples.filled().replace({"t4.A.total": 2}))
    with _lab(folder, home) as address, sync_api.sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.outside = []
        page.on("request", lambda request: page.outside.append(request.url))
        page.goto(f"{address}/lab/tree/{project.NOTEBOOK}?token={TOKEN}")
        page.wait_for_function("window.jupyterapp?.shell?.currentWidget?.context", timeout=90_000)
        page.ran = page.evaluate(_RUN_ALL)
        page.address = address
        yield page
        browser.close()


def test_every_cell_runs(page):
    assert page.ran is True
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_the_menus_are_chinese(page):
    assert page.locator("#jp-MainMenu").inner_text().startswith("文件")


def test_the_first_cell_tells_what_to_press(page):
    assert page.get_by_role("heading", name="怎样使用这个页面").is_visible()


def test_all_three_tables_are_drawn_with_merged_headers(page):
    tables = page.locator(".jp-OutputArea-output table")
    spans = tables.evaluate_all(
        "tables => tables.map(t => t.querySelectorAll('td[colspan],th[colspan]').length)"
    )
    assert len([count for count in spans if count]) >= 3


def test_the_broken_equation_is_among_the_findings(page):
    shown = page.locator(".jp-OutputArea-output").all_text_contents()
    assert any("T4-01" in text and "而总计填2，差1" in text for text in shown)


def test_the_report_ends_with_its_date(page):
    last = page.locator(".jp-OutputArea-output").last
    last.scroll_into_view_if_needed()
    assert "2024年1月15日" in last.inner_text()


def test_no_request_leaves_the_computer(page):
    own = (page.address, "ws" + page.address.removeprefix("http"), "data:", "blob:")
    assert [url for url in page.outside if not url.startswith(own)] == []
