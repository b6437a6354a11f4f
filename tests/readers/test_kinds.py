"""Which reader a file gets is told by its bytes; what is not read gets an answer."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import nbformat
import pytest

import reportkit as rk
import samples
from layouts import render
from reportkit import store
from reportkit.errors import DamagedFile, ReadError, UnsupportedFormat
from reportkit.readers import READERS, _ocr, kind_of, read_bytes
from reportkit.views import front, section, signature

if TYPE_CHECKING:
    from pathlib import Path


def _zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + f"{stream}\0".encode("utf-16-le") * 2


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"%PDF-1.7", "pdf"),
        (_zip("OFD.xml"), "ofd"),
        (_zip("a.txt"), "zip"),
        (_zip("word/document.xml"), "docx"),
        (_zip("xl/workbook.xml"), "xlsx"),
        (_ole("WordDocument"), "doc"),
        (_ole("Workbook"), "xls"),
        (_ole("EncryptedPackage"), "encrypted"),
        ("<!DOCTYPE html><p>一</p>".encode(), "html"),
        ("\ufeff<html><p>一</p>".encode("utf-16"), "html"),
        ("<table border=1><tr><td>规章".encode("gb18030"), "html"),
        ("# 年度报告\n\n一、总体情况".encode(), "text"),
        (b'{"nbformat": 4, "cells": []}', "ipynb"),
    ],
)
def test_the_kind_is_told_by_the_bytes(data: bytes, kind: str) -> None:
    assert kind_of(data, "年报.dat") == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (_zip("OFD.xml"), "OFD"),
        (_zip("a.txt"), "压缩文件"),
        (_ole("WordDocument"), "另存为"),
        (_ole("EncryptedPackage"), "密码"),
        (b"{\\rtf1", "RTF"),
        (b"Rar!\x1a\x07", "压缩文件"),
    ],
)
def test_what_is_not_read_is_answered_with_what_to_do(
    data: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_ocr, "available", lambda: False)
    with pytest.raises(UnsupportedFormat, match=words) as caught:
        read_bytes(data, "年报")
    assert caught.value.hint


def test_a_picture_is_answered_with_how_to_have_it_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ocr, "available", lambda: False)
    with pytest.raises(UnsupportedFormat, match="图片") as caught:
        read_bytes(b"\x89PNG\r\n\x1a\n", "年报")
    assert "pip install 'reportkit[ocr]'" in (caught.value.hint or "")
    assert "--no-index" in (caught.value.hint or "")


def test_every_reader_answers_a_cut_file_with_a_sentence() -> None:
    starts = {"pdf": b"%PDF-1.7\n1 0 obj", "docx": _zip("word/document.xml"),
              "xlsx": _zip("xl/workbook.xml"), "xls": _ole("Workbook"),
              "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff\xe0", "bmp": b"BM" + bytes(60),
              "ipynb": b'{"nbformat": 4, "cells": [{}]}', "html": b"<html>", "mhtml":
              b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"}  # fmt: skip
    assert set(starts) == set(READERS)
    for kind, data in starts.items():
        assert kind_of(data, "年报") == kind
        sentence = _refusal(data)
        assert sentence is None or "年报" in sentence


def _refusal(data: bytes) -> str | None:
    """Return the sentence with which a file is refused, or None where it is read as empty."""
    try:
        document = read_bytes(data, "年报")
    except ReadError as error:
        return str(error)
    return None if document.blocks == () else "read"


def _notebook(*, executed: bool) -> bytes:
    report = samples.filled()
    pieces = [front(report), *(section(report, no) for no in range(1, 7)), signature(report)]
    cells = [nbformat.v4.new_markdown_cell("先点“运行所有单元格”。", metadata={"tags": ["drop"]})]
    for piece in pieces:
        outputs = [nbformat.v4.new_output("display_data", data=piece._repr_mimebundle_())]
        cells.append(nbformat.v4.new_code_cell("rk.show()", outputs=outputs if executed else []))
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells)).encode()


def test_an_executed_notebook_is_read_by_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "report.ipynb"
    path.write_bytes(_notebook(executed=True))
    assert rk.load(path) == samples.filled()


def test_a_notebook_never_run_holds_no_report(tmp_path: Path) -> None:
    path = tmp_path / "report.ipynb"
    path.write_bytes(_notebook(executed=False))
    with pytest.raises(ReadError, match="没有找到年度报告"):
        rk.load(path)


def test_a_broken_notebook_is_one_sentence() -> None:
    data = json.dumps({"nbformat": 4, "cells": 5}).encode()
    with pytest.raises(DamagedFile, match="不是完整的笔记本"):
        read_bytes(data, "report.ipynb")


def test_a_markdown_file_is_read_like_a_text(tmp_path: Path) -> None:
    path = tmp_path / "年报.md"
    text = render(samples.filled(), "A14")
    for section_ in samples.filled().sections:
        text = text.replace(section_.heading, f"## {section_.heading}")
    path.write_text(f"# {text}", encoding="utf-8")
    assert rk.load(path) == samples.filled()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_saved_report_is_known_in_any_key_order_and_encoding(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "甲.json"
    data = store.to_dict(samples.filled())
    path.write_text(json.dumps(data, sort_keys=True, ensure_ascii=False), encoding=encoding)
    assert rk.load(path) == samples.filled()
