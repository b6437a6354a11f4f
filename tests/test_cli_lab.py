"""How JupyterLab is started: this computer only, the project's notebook, the user's own settings."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from pathlib import Path

import pytest

import samples
from reportkit import project
from reportkit.cli import _lab


@pytest.fixture
def words(tmp_path):
    def words(**options):
        args = Namespace(**{"folder": str(tmp_path), "port": 8888, "no_browser": False, **options})
        return _lab._words(tmp_path, args)

    return words


def test_it_listens_to_this_computer_only(words):
    assert "--ServerApp.ip=127.0.0.1" in words()
    assert not any("token=" in word or "password" in word for word in words())


def test_it_opens_the_notebook_of_a_project(words, tmp_path):
    project.create(tmp_path, samples.filled())
    assert "--LabApp.default_url=/lab/tree/report.ipynb" in words()


def test_it_opens_any_other_folder_as_it_is(words):
    assert not any("default_url" in word for word in words())


def test_the_browser_may_be_left_closed(words):
    assert "--no-browser" in words(no_browser=True)
    assert "--no-browser" not in words()


def test_the_users_own_settings_come_first(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/home/clerk/jupyter")
    paths = _lab._environment()["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert paths[0] == "/home/clerk/jupyter"
    assert Path(paths[1], "labconfig").is_dir()


def test_by_default_menus_are_chinese_and_no_news_are_fetched():
    path = _lab._CONFIG / "labconfig" / "default_setting_overrides.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    assert settings["@jupyterlab/translation-extension:plugin"]["locale"] == "zh_CN"
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
