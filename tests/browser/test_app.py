"""The project as a page without code (Voila): what a clerk sees, and what nobody gets to see."""

from __future__ import annotations

import contextlib
import http.client
import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import browsing
import reportkit as rk
import samples
from reportkit import examples, project, store

pytestmark = [
    *browsing.MARKS,
    pytest.mark.skipif(importlib.util.find_spec("voila") is None, reason="Voila is not installed"),
]

PRIVATE = "库房钥匙在左边抽屉"


@contextlib.contextmanager
def app(folder: Path, home: Path):
    """Start `reportkit app` on a folder; give the address that it prints; end it."""
    command = str(Path(sys.executable).with_name("reportkit"))
    environment = {**browsing.environment(home), "JUPYTER_TOKEN": browsing.TOKEN}
    log = home / "log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [command, "app", str(folder), "--no-browser"],
            env=environment, stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
    try:
        yield _ready(log)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _ready(log: Path) -> str:
    """Wait until the page answers; return the address that the command printed."""
    for _ in range(240):
        said = re.search(r"^正在打开 .*\n(http://127\.0\.0\.1:\S+)$", log.read_text(), re.MULTILINE)
        with contextlib.suppress(OSError):
            if said and _get(said[1], "/login")[0] == 200:
                return said[1]
        time.sleep(0.25)
    pytest.fail(f"Voila did not start:\n{log.read_text()}")


def _get(address, path, **headers):
    """Ask for exactly this path, dots and all; give status, body and headers."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.putrequest("GET", path, skip_host=False)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace"), answer.headers
    finally:
        connection.close()


def _with_token(address, path):
    return _get(address, path, Authorization=f"token {browsing.TOKEN}")


def _open(page, address):
    page.goto(address)
    page.wait_for_selector(".rk-tab", timeout=60_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Make a project with other things beside it and around it."""
    root = tmp_path_factory.mktemp("office")
    folder = project.create(root / "甲局", samples.filled().replace({"t4.A.total": 2}))
    for place in (root / "秘密.txt", folder / "秘密.txt", folder / "秘密.png"):
        place.write_text(PRIVATE, encoding="utf-8")
    (folder / "voila.py").write_text("open('pwned', 'w').close()", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(folder, tmp_path_factory):
    with app(folder, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module")
def page(address):
    with browsing.chromium() as page:
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        _open(page, address)
        yield page
        assert page.faults == []


def test_the_form_is_there_and_no_code(page):
    assert page.locator(".rk-panel:not([hidden]) table").is_visible()
    text = page.locator("#rendered_cells").inner_text()
    assert "import" not in text
    assert "运行所有单元格" not in text
    assert page.locator(".jp-InputArea-editor").count() == 0


def test_the_final_report_stands_below_the_form(page):
    text = page.locator("#rendered_cells").inner_text()
    assert (
        text.index("正式报告的样子")
        < text.rindex("六、其他需要报告的事项")
        < text.rindex("2024年1月15日")
    )


def test_the_page_is_chinese_and_bears_the_name_of_the_report(page):
    assert page.evaluate("document.documentElement.lang").startswith("zh")
    assert page.title() == samples.filled().title


def test_the_token_does_not_stay_in_the_address(page):
    assert "token" not in page.url


def test_no_request_leaves_the_computer(page, address):
    host = urlsplit(address).netloc
    own = (f"http://{host}/", f"ws://{host}/", "data:", "blob:")
    assert [url for url in page.asked if not url.startswith(own)] == []


def test_what_is_typed_is_saved_in_the_folder(page, folder):
    page.get_by_role("tab", name="四、表四").click()
    page.locator('.rk-panel:not([hidden]) [data-cell="t4.A.total"]').click()
    page.keyboard.type("1")
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saving'")
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saved'")
    assert store.load(folder / project.DATA).number("t4.A.total") == 1


def test_a_reload_shows_what_was_typed_and_warns_of_nobody(page):
    page.reload()
    page.wait_for_selector(".rk-tab", timeout=60_000)
    assert page.locator(".rk-notes").inner_text() == ""
    page.get_by_role("tab", name="四、表四").click()
    cell = page.locator('.rk-panel:not([hidden]) [data-cell="t4.A.total"]')
    assert cell.input_value() == "1"


def test_the_finished_file_can_be_downloaded(page, folder):
    page.get_by_role("button", name="生成报告").click()
    page.get_by_role("button", name="生成正式报告").click()
    page.wait_for_function("document.querySelectorAll('[data-made]').length === 3", timeout=60_000)
    with page.expect_download() as got:
        page.locator("[data-made] a[download$='.docx']").click()
    assert rk.load(got.value.path()).title == samples.filled().title
    assert (folder / f"{samples.filled().title}.pdf").is_file()


def test_last_years_report_is_loaded_from_a_file(page, folder):
    page.reload()
    page.wait_for_selector(".rk-tab", timeout=60_000)
    page.get_by_role("button", name="载入上年…").click()
    page.locator(".rk-file").set_input_files(str(examples.PREVIOUS))
    page.get_by_role("button", name="采用为上年度报告").click()
    page.wait_for_function(
        "document.querySelector('.rk-notes').textContent.includes('已载入上年度')"
    )
    assert store.load(folder / ".reportkit" / "previous.json").year == 2022


def test_a_killed_kernel_loses_nothing_and_the_page_says_what_to_press(page, folder):
    lock = json.loads((folder / ".reportkit" / "lock.json").read_text(encoding="utf-8"))
    os.kill(lock["process"], signal.SIGKILL)
    page.wait_for_selector(".rk-banner:not([hidden])", timeout=60_000)
    assert page.locator(".rk-banner").inner_text().startswith("未连接：请刷新网页（按 F5）")
    page.reload()
    page.wait_for_selector(".rk-tab", timeout=60_000)
    page.get_by_role("tab", name="四、表四").click()
    assert page.locator('.rk-panel:not([hidden]) [data-cell="t4.A.total"]').input_value() == "1"
    assert page.locator(".rk-notes").inner_text() == ""


@pytest.mark.parametrize("path", ["/", "/?token=falsch"])
def test_without_the_token_there_is_only_a_page_that_says_so(address, path):
    status, text, headers = _get(address, path)
    assert (status, text) == (302, "")
    status, text, _ = _get(address, headers["Location"])
    assert status == 200
    assert "网址里缺少口令" in text


@pytest.mark.parametrize("path", ["/api/kernels", "/voila/api/contents/", "/api/contents/report.json", "/voila/tree", "/api/sessions", "/api/terminals"])  # fmt: skip
def test_nothing_but_the_page_is_offered(address, path):
    """Not even to somebody who has the token."""
    status, text, _ = _with_token(address, path)
    assert status in {302, 403, 404}
    assert "report.json" not in text.replace(path, "")


_WAYS = (
    "/voila/files/{}", "/files/{}", "/{}", "/static/{}", "/voila/static/{}", "/voila/labextensions/{}",
    "/voila/templates/reportkit/static/{}", "/voila/templates/lab/static/{}", "/voila/api/themes/{}",
)  # fmt: skip
_PLACES = (
    "report.json", "report.ipynb", "%E7%A7%98%E5%AF%86.txt", "%E7%A7%98%E5%AF%86.png",
    "../%E7%A7%98%E5%AF%86.txt", "..%2f%E7%A7%98%E5%AF%86.txt", "%2e%2e/%E7%A7%98%E5%AF%86.txt",
    "../../../../../../../../etc/passwd", "..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/etc/passwd", "%2fetc%2fpasswd", ".reportkit/lock.json",
)  # fmt: skip


@pytest.mark.parametrize("way", _WAYS)
def test_no_path_leads_to_a_file(address, way):
    for place in _PLACES:
        status, text, _ = _with_token(address, way.format(place))
        assert status != 200, (way, place)
        assert PRIVATE not in text
        assert "root:" not in text


def test_a_settings_file_in_the_project_is_not_run(page, folder):
    assert page.url
    assert not list(folder.parent.rglob("pwned"))


def test_the_page_forbids_itself_other_hosts(address):
    policy = _with_token(address, "/login")[2]["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert re.search(r"https?:", policy) is None


def test_two_people_work_side_by_side(page, address, tmp_path):
    """On one computer, each on a folder and a port of their own."""
    other = project.create(
        tmp_path / "乙局", samples.filled().replace(agency="乙局", title="乙局年报")
    )
    (tmp_path / "home").mkdir()
    with app(other, tmp_path / "home") as second:
        theirs = page.context.browser.new_page()
        assert urlsplit(second).port != urlsplit(address).port
        _open(theirs, second)
        assert theirs.title() == "乙局年报"
        page.reload()
        page.wait_for_selector(".rk-tab", timeout=60_000)
        assert page.title() == samples.filled().title


def test_a_broken_report_is_said_in_one_sentence(page, tmp_path):
    folder = project.create(tmp_path / "丙局", samples.filled())
    (folder / project.DATA).write_text("{", encoding="utf-8")
    (tmp_path / "home").mkdir()
    with app(folder, tmp_path / "home") as address:
        theirs = page.context.browser.new_page()
        theirs.goto(address)
        theirs.wait_for_selector(".reportkit-failed", timeout=60_000)
        text = theirs.locator("#rendered_cells").inner_text()
        assert text.count("这一部分没有显示出来。report.json 读不出来") == 1
        assert "Traceback" not in text
        assert "--show_tracebacks" not in text
