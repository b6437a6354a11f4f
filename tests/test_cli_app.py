"""How the page without code is started: this computer, a token, one notebook, a free port."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import socket
import stat
import threading
from pathlib import Path

import pytest

import samples
from reportkit import project
from reportkit.cli import _app, main


@pytest.fixture
def folder(tmp_path):
    return project.create(tmp_path / "2023年报", samples.filled())


@pytest.fixture
def said(monkeypatch, capsys):
    """Run `reportkit app` as if Voila were installed; give status and the sentence."""
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: name if name == "voila" else found(name)
    )

    def said(*words):
        status = main(["app", "--no-browser", *words])
        return status, capsys.readouterr().err

    return said


@pytest.fixture
def taken():
    """Give a port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def _settings():
    return json.loads((_app._SETTINGS / "voila.json").read_text(encoding="utf-8"))


def test_it_listens_to_this_computer_only_and_asks_for_a_token():
    voila = _settings()["Voila"]
    assert (voila["ip"], voila["auto_token"], voila["port_retries"]) == ("127.0.0.1", True, 0)


def test_code_is_stripped_and_no_file_of_the_folder_is_given_out():
    settings = _settings()["VoilaConfiguration"]
    assert settings["strip_sources"] is True
    assert (settings["file_allowlist"], settings["file_denylist"]) == ([], [".*"])
    assert settings["allow_template_override"] == settings["allow_theme_override"] == "NO"


def test_the_page_may_load_nothing_from_elsewhere():
    policy = _settings()["Voila"]["tornado_settings"]["headers"]["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert "http" not in policy
    assert "*" not in policy


def test_our_page_names_no_other_host():
    pages = list(_app._SETTINGS.rglob("*.j2"))
    assert pages
    assert not any("//" in re.sub("// .*", "", page.read_text(encoding="utf-8")) for page in pages)


def test_voila_is_started_in_our_own_folder_not_in_the_project():
    """It would run a `voila_config.py` that lies where it is started."""
    names = {path.name for path in _app._SETTINGS.iterdir()}
    assert names == {"voila", "voila.json"}


def test_the_token_is_not_among_the_words_that_others_can_see(folder):
    words = _app._words(folder / "report.ipynb", 8866)
    environment = _app._environment("geheim")
    assert not any("geheim" in word for word in words)
    assert "geheim" in environment.values()


def test_our_page_is_found_behind_the_users_own_templates(monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", "/home/clerk/jupyter")
    paths = _app._environment("")["JUPYTER_PATH"].split(os.pathsep)
    assert paths[0] == "/home/clerk/jupyter"
    assert Path(paths[1], "voila/templates/reportkit/index.html.j2").is_file()


def test_a_folder_shows_its_notebook_and_a_notebook_itself(folder):
    assert _app._notebook(str(folder)) == folder.resolve() / "report.ipynb"
    assert _app._notebook(str(folder / "report.ipynb")) == folder.resolve() / "report.ipynb"


def test_a_missing_folder_is_said_in_one_sentence(said, tmp_path):
    status, sentence = said(str(tmp_path / "没有"))
    assert status == 2
    assert re.fullmatch(r"没有文件夹 .*没有。可以先用 reportkit new 新建一个项目。\n", sentence)


def test_a_folder_without_a_project_is_said_in_one_sentence(said, tmp_path):
    status, sentence = said(str(tmp_path))
    assert status == 2
    assert "里没有 report.ipynb。可以先用 reportkit new" in sentence


def test_a_file_that_is_no_notebook_is_refused(said, folder):
    status, sentence = said(str(folder / "report.json"))
    assert status == 2
    assert "不是笔记本" in sentence


def test_a_wanted_port_that_is_taken_is_said_in_one_sentence(said, folder, taken):
    status, sentence = said(str(folder), "--port", str(taken))
    assert status == 2
    assert sentence.startswith(f"端口 {taken} 已被其他程序占用。请换一个端口")
    assert sentence.count("\n") == 1


def test_a_port_that_cannot_be_is_said_in_one_sentence(said, folder):
    assert said(str(folder), "--port", "700000")[0] == 2


def test_without_a_wanted_port_the_next_free_one_is_taken(monkeypatch, taken):
    """Several people work side by side, each on a folder of their own."""
    monkeypatch.setattr(_app, "_FIRST_PORT", taken)
    assert taken < _app._port(None) < taken + _app._PORTS


def test_without_voila_it_is_said_what_to_install(monkeypatch, capsys, folder):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert main(["app", str(folder)]) == 2
    assert "pip install 'reportkit[app]'" in capsys.readouterr().err


def test_the_browser_gets_the_address_through_a_file_of_this_user_only(monkeypatch, taken):
    opened = threading.Event()
    seen = []

    def look(uri):
        path = Path(uri.removeprefix("file://"))
        seen.extend([path, path.stat().st_mode, path.read_text(encoding="utf-8")])
        opened.set()

    monkeypatch.setattr(_app.webbrowser, "open", look)
    monkeypatch.setattr(_app, "_PATIENCE", 0.2)
    _app._show(f"http://127.0.0.1:{taken}/?token=geheim", taken)
    assert opened.is_set()
    assert stat.S_IMODE(seen[1]) == 0o600
    assert "url=http://127.0.0.1" in seen[2]
    assert not seen[0].exists()


@pytest.mark.parametrize(("system", "place", "through_files"), [
    ("linux", "/tmp", True),  # noqa: S108
    ("linux", "/var/folders/zz/" + "x" * 40, False),
    ("win32", "/tmp", False),  # noqa: S108
])  # fmt: skip
def test_the_kernel_is_spoken_to_through_files_where_they_work(monkeypatch, folder, system, place, through_files):  # fmt: skip
    monkeypatch.setattr(_app.sys, "platform", system)
    monkeypatch.setattr(_app.tempfile, "gettempdir", lambda: place)
    words = _app._words(folder / "report.ipynb", 8866)
    assert ("--KernelManager.transport=ipc" in words) is through_files


def test_nobody_can_set_a_password_on_the_page():
    assert _settings()["PasswordIdentityProvider"] == {"allow_password_change": False}
