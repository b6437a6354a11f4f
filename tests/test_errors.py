"""What people see of an exception: one sentence, in a notebook as well."""

from __future__ import annotations

import pytest
from IPython.core.interactiveshell import InteractiveShell

from reportkit.errors import ReadError, ReportkitError


@pytest.fixture
def shown(capsys):
    """Run code as a notebook does; give what it shows."""
    shell = InteractiveShell()

    def shown(code):
        shell.run_cell(code)
        captured = capsys.readouterr()
        return captured.out + captured.err

    yield shown
    shell.history_manager.end_session()
    InteractiveShell.clear_instance()


def test_the_sentence_is_followed_by_the_hint():
    assert str(ReadError("找不到文件。", hint="请检查文件名。")) == "找不到文件。请检查文件名。"


def test_a_notebook_shows_the_sentence_alone(shown):
    text = shown("import reportkit as rk; rk.load('没有这个文件.docx')")
    assert text.strip() == "找不到文件“没有这个文件.docx”。请检查文件名和所在的文件夹。"


def test_who_looks_for_a_defect_sees_where_it_came_from(monkeypatch):
    monkeypatch.setenv("REPORTKIT_DEBUG", "1")
    with pytest.raises(ReportkitError) as caught:
        raise ReportkitError("坏了。")  # noqa: EM101  the simplest there is
    shown = "".join(caught.value._render_traceback_())
    assert "Traceback" in shown
    assert shown.endswith("坏了。\n")
