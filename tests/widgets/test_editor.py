"""The widget around the desk: messages there and back, errors, saving, the picture beside it."""

from __future__ import annotations

import asyncio
import re
import threading

import pytest

import samples
from reportkit import examples, store
from reportkit.widgets import Editor, _editor
from reportkit.widgets._static import ended, script, style


@pytest.fixture
def path(tmp_path):
    return store.save(samples.filled(), tmp_path / "report.json")


@pytest.fixture
def editor(path):
    editor = Editor(path)
    editor.told = []
    editor.send = lambda content, buffers=None: editor.told.append((content, buffers))
    yield editor
    editor.close()


def _send(editor, **content):
    editor._handle_custom_msg(content, [])
    return editor.told[-1][0]


def test_every_message_gets_its_answer(editor):
    _send(editor, do="open", n=1, by="a")
    _send(editor, do="enter", at={"t3.R1.nat": "9"}, n=2, by="a")
    assert [(c["is"], c.get("n")) for c, _ in editor.told if "n" in c] == [
        ("state", 1),
        ("patch", 2),
    ]
    assert editor.report["t3.R1.nat"].number == 9


def test_without_a_running_loop_it_saves_at_once(editor, path):
    _send(editor, do="enter", at={"t3.R1.nat": "9"})
    assert store.load(path)["t3.R1.nat"].number == 9
    assert editor.told[-1][0]["patch"]["saved"]["is"] == "saved"


async def _until(done):
    """Wait, as long as a busy machine needs."""
    for _ in range(200):
        if done():
            return
        await asyncio.sleep(0.05)


def test_in_a_kernel_it_saves_when_the_typing_pauses(path, monkeypatch):
    monkeypatch.setattr(_editor, "_QUIET", 1.0)

    async def typing() -> list[str]:
        editor = Editor(path)
        for number in ("1", "12", "123"):
            editor._handle_custom_msg({"do": "enter", "at": {"t3.R1.nat": number}}, [])
        before = store.load(path)["t3.R1.nat"].text
        await _until(lambda: not editor._desk.unsaved)
        return [before, store.load(path)["t3.R1.nat"].text]

    assert asyncio.run(typing()) == ["8", "123"]


def test_the_picture_waits_until_nobody_types(path, monkeypatch):
    """It is drawn once for a stretch of typing, after the saving, and never between two keys."""
    monkeypatch.setattr(_editor, "_QUIET", 0.01)
    monkeypatch.setattr(_editor, "_PICTURE", 1.5)
    drawn = []

    async def typing() -> None:
        editor = Editor(path)
        monkeypatch.setattr(editor, "_renew_picture", lambda: drawn.append(editor.report))
        for number in ("1", "12", "123"):
            editor._handle_custom_msg({"do": "enter", "at": {"t3.R1.nat": number}}, [])
            await _until(lambda: not editor._desk.unsaved)
        await _until(lambda: drawn)

    asyncio.run(typing())
    assert [report["t3.R1.nat"].text for report in drawn] == ["123"]


def test_what_cannot_be_done_is_said_in_one_sentence(editor):
    answer = _send(editor, do="enter", at={"issued_on": "明天"}, n=7, by="a")
    assert answer["bad"] is True
    assert answer["say"].startswith("“明天”不是日期。")
    assert answer["n"] == 7


def test_a_defect_fails_the_test(editor):
    with pytest.raises(KeyError):
        editor._handle_custom_msg({"do": "no such thing"}, [])


def test_for_people_a_defect_goes_to_the_log(editor, path, monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    answer = _send(editor, do="no such thing")
    assert "程序出错了" in answer["say"]
    log = path.parent / ".reportkit" / "log.txt"
    assert str(log) in answer["say"]
    assert "KeyError" in log.read_text(encoding="utf-8")


def test_running_the_cell_again_retires_the_older_editor(editor, path):
    _send(editor, do="enter", at={"t3.R1.nat": "9"})
    newer = Editor(path)
    assert newer.report["t3.R1.nat"].number == 9
    assert newer._desk.warning == ""
    newer.close()


def test_a_retired_editor_says_so_and_changes_nothing(editor, path):
    newer = Editor(path)
    told = len(editor.told)
    editor._handle_custom_msg({"do": "enter", "at": {"t3.R1.nat": "9"}}, [])
    assert len(editor.told) == told
    assert store.load(path)["t3.R1.nat"].number == 8
    assert editor._esm == ended()
    assert editor.comm is not None  # a page that is just opening it would fail otherwise
    newer.close()


def test_only_the_first_page_after_the_first_run_is_led_to_the_form(editor, path):
    assert _send(editor, do="open")["first"] is True
    assert _send(editor, do="open")["first"] is False
    newer = Editor(path)
    assert newer._first is False
    newer.close()
    assert Editor(samples.filled())._first is False


def test_messages_of_two_pages_are_answered_one_after_the_other(path, monkeypatch):
    """Each page has a thread of its own in the kernel; no answer may undo another on the screen."""
    editor = Editor(path)
    shown = {}
    monkeypatch.setattr(_editor, "_in_kernel", lambda: True)
    editor.send = lambda content, _=None: shown.update(content.get("patch", {}).get("cells", {}))

    def typing(cell):
        for number in range(40):
            editor._handle_custom_msg({"do": "enter", "at": {cell: str(number)}}, [])

    pages = [threading.Thread(target=typing, args=(c,)) for c in ("t3.R1.nat", "t3.R1.com")]
    for page in pages:
        page.start()
    for page in pages:
        page.join()
    assert shown == {"t3.R1.nat": "39", "t3.R1.com": "39"}
    editor.close()
    assert store.load(path)["t3.R1.com"].number == 39


def test_last_years_report_may_be_named_by_its_file(path):
    editor = Editor(path, previous=examples.PREVIOUS)
    assert editor.session.previous.year == 2022
    editor.close()


def test_unknown_options_are_refused(path):
    with pytest.raises(TypeError, match="colour"):
        Editor(path, colour="red")


def test_the_widget_itself_carries_no_figures(editor):
    shown = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_editor, "display", lambda data, **how: shown.append((data, how)))
        editor._ipython_display_()
    (widget, _), (picture, how) = shown
    assert not re.search(r"\d", widget["text/html"])
    assert "application/vnd.jupyter.widget-view+json" in widget
    assert picture.data.count("<table") == 3
    assert how["display_id"]


def test_the_picture_is_plain_enough_for_untrusted_notebooks(editor):
    html = editor._drawn()
    assert not re.search(r"<(style|svg|script|iframe|input)|\s(id|data-\w+|aria-\w+)=", html)


def test_the_picture_follows_the_report(editor):
    class Handle:
        def update(self, html):
            self.html = html.data

    editor._picture = Handle()
    _send(editor, do="enter", at={"t2.permit": "98765"})
    assert "98765" in editor._picture.html


def test_the_front_end_asks_for_nothing_from_outside():
    assert not re.search(r"https?://|import\s|innerHTML|eval\(|document\.body", script())
    assert not re.search(r"https?://|@import|url\(", style())


def test_every_class_of_the_front_end_has_the_prefix():
    assert {c for c in re.findall(r"\.([a-z][\w-]*)[^{}]*\{", style()) if not c.startswith("rk-")} <= set()  # fmt: skip
    for tag in re.findall(r'h\(\s*"([\w.-]+)"', script()):
        assert all(name.startswith("rk-") for name in tag.split(".")[1:]), tag


def test_no_label_and_no_cell_stands_in_the_script():
    labels = {cell.row.label for cell in samples.filled().cells.values() if cell.row.label}
    labels |= {section.heading for section in samples.filled().sections}
    assert [label for label in labels if label in script()] == []
    assert "t3." not in script()


def test_no_file_of_the_front_end_is_long():
    from reportkit.widgets import _static  # noqa: PLC0415  its folder only

    for path in sorted(_static._FOLDER.glob("*.*")):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path.name
