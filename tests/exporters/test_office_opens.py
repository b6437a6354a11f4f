"""LibreOffice, as a stand-in for Word and WPS, opens the Word file and shows the same report."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pypdfium2
import pytest

import reportkit as rk
import samples
import shown
from reportkit.exporters import export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportkit.report import Report

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


def _converted(path: Path, kind: str) -> Path:
    home = (path.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", kind,
               "--outdir", str(path.parent / "lo"), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return path.parent / "lo" / f"{path.stem}.{kind}"


def _pages(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        found = page.get_textpage()
        texts.append("".join(found.get_text_range().split()))
        found.close()
        page.close()
    document.close()
    return texts


@pytest.mark.parametrize("make", [samples.filled, samples.trial, shown.government])
def test_what_libreoffice_saves_is_read_as_the_same_report(
    make: Callable[[], Report], tmp_path: Path
) -> None:
    path = export(make(), tmp_path / "a.docx", appendix=True)
    assert rk.load(_converted(path, "docx")).values == make().values


def test_the_pages_of_libreoffice_have_everything(tmp_path: Path) -> None:
    path = export(samples.filled(), tmp_path / "a.docx", appendix=True)
    pages = _pages(_converted(path, "pdf"))
    assert len(pages) <= 6
    assert [f"—{n}—" in text for n, text in enumerate(pages, start=1)] == [True] * len(pages)
    (table,) = [text for text in pages if "申请人情况" in text]
    assert "（七）总计" in table
    (last,) = [text for text in pages if "2024年1月15日" in text]
    assert "没有其他需要报告的事项" in last
    assert pages[-1].startswith("图解")
