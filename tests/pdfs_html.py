"""A report as an HTML page, for office programs and browsers to print; and how to call them."""

from __future__ import annotations

import html
import shutil
import subprocess
from typing import TYPE_CHECKING

from layouts import grid_of

if TYPE_CHECKING:
    from pathlib import Path

    from reportkit.report import Report

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SOFFICE = shutil.which("soffice")

LOOKS = {
    "collapsed": "table{border-collapse:collapse;width:100%}td{border:1px solid #000}",
    "separate": "table{border-spacing:2px;width:100%;border:1px solid}td{border:1px solid #000}",
    "double": "table{border-collapse:collapse;width:100%}td{border:3px double #333}",
    "dotted": "table{border-collapse:collapse;width:100%}td{border:1px dotted #666}",
    "small": "body{font-size:9px}table{border-collapse:collapse}td{border:.5px solid #999;"
    "padding:1px}",
    "large": "body{font-size:22px}table{border-collapse:collapse;width:100%}"
    "td{border:2px solid;padding:6px}",
    "shaded": "table{border-collapse:collapse;width:100%}td{border:1px solid #fff;background:#dde}",
    "justified": "body{text-align:justify;letter-spacing:.5px}table{border-collapse:collapse;"
    "width:100%}td{border:1px solid;text-align:center}",
}


def page(report: Report, look: str) -> str:
    """Write a report as a page of its own."""
    out = [(f"<html><head><meta charset=utf-8><title>{report.title}</title><style>"
           f"p{{text-indent:2em;margin:.4em 0}}{LOOKS[look]}</style></head><body>"
           f"<h1 style='text-align:center'>{report.title}</h1>")]  # fmt: skip
    out.append(f"<p>{html.escape(report.introduction)}</p>")
    for section in report.sections:
        out.append(f"<h2>{section.heading}</h2>")
        out += [f"<p>{html.escape(t)}</p>" for t in section.text.split("\n") if t]
        if key := {2: "t2", 3: "t3", 4: "t4"}.get(section.no):
            out.append(_table(report, key))
    if day := report.issued_on:
        out.append(f"<p style='text-align:right'>{report.signed_by}</p>")
        out.append(f"<p style='text-align:right'>{day.year}年{day.month}月{day.day}日</p>")
    return "\n".join([*out, "</body></html>"])


def _table(report: Report, key: str) -> str:
    rows = [
        "<tr>" + "".join(
            f"<td rowspan={c.rowspan} colspan={c.colspan}>{html.escape(c.text) or '&nbsp;'}</td>"
            for c in row
        ) + "</tr>"
        for row in grid_of(report, key).rows()
    ]  # fmt: skip
    return "<table cellspacing=0>" + "".join(rows) + "</table>"


def chromium(text: str, folder: Path) -> bytes:
    """Print a page with a browser."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(text, encoding="utf-8")
    subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu",
         f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", source.as_uri()],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    return target.read_bytes()


def soffice(source: Path, folder: Path) -> bytes:
    """Print a document with an office program."""
    subprocess.run(
        [str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    return (folder / f"{source.stem}.pdf").read_bytes()
