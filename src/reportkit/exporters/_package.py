"""One zip to hand in: the report in every form, its findings, and a manifest of digests.

The same report and fonts give the same bytes.  `reportkit.exporters.verify` checks such a file.

>>> package("2024年报", "2024年报.zip")  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import reportkit
from reportkit import results, store
from reportkit.catalogue import catalogue
from reportkit.check import check
from reportkit.errors import ExportError
from reportkit.exporters import EXPORTERS
from reportkit.exporters._release import cleared, faults
from reportkit.exporters._source import source_of
from reportkit.report import Report
from reportkit.views import findings_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportkit.exporters import Source
    from reportkit.finding import Findings

__all__ = ["CONTENTS", "MANIFEST", "SCHEMA", "package", "rules_digest"]

MANIFEST = "manifest.json"
SCHEMA = "reportkit/package@1"
CONTENTS = {
    "report.html": "正式报告（网页）",
    "report.pdf": "正式报告（PDF）",
    "report.docx": "正式报告（Word）",
    "report.xlsx": "报告数据（Excel）",
    "report.json": "报告数据（JSON）",
    "findings.html": "检查结果和处理意见（网页）",
    "findings.json": "检查结果和处理意见（JSON）",
}
"""Member -> what it is; a package has all of them and the manifest, and nothing else."""

_PROJECT = ("report.ipynb", "report.json")  # what a project folder prints from, best first
_LIBRARIES = ("typst", "python-docx", "XlsxWriter")


def package(
    source: Report | str | Path,
    path: str | Path,
    *,
    previous: Report | None = None,
    draft: bool = False,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> Path:
    """Write everything that is handed in with a report into one zip.

    Parameters
    ----------
    source
        A report, a file with one, a notebook, or a project folder.
    path
        Where to; ends with ``.zip``.
    previous
        The organ's report of the year before, for the check.
    draft
        Whether a report with errors or unread cells is packed all the same; the manifest tells.
    tell
        Called with a sentence for each error that was set aside.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    ExportError
        If the ending is not ``.zip``, the folder has no project, or the report has errors or
        unread cells (``refused`` is then True).
    ReadError, StoreError
        If the source cannot be read, or the place cannot be written to.
    """
    target = Path(path)
    if target.suffix.casefold() != ".zip":
        message = f"报送包“{target.name}”应以 .zip 结尾。"
        raise ExportError(message)
    given = source_of(_inside(source))
    report = given.data()
    findings = check(report, previous=previous)
    if not draft:
        for sentence in cleared(report, findings):
            tell(sentence)
    members = _members(given, findings)
    manifest = _manifest(report, members, released=not faults(report, findings))
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    return store.write_atomically(target, _zip({**members, MANIFEST: text.encode()}))


def _inside(source: Report | str | Path) -> Report | str | Path:
    """Return what a project folder prints from; anything else as it is."""
    if isinstance(source, Report) or not Path(source).is_dir():
        return source
    for name in _PROJECT:
        if (Path(source) / name).is_file():
            return Path(source) / name
    message = f"文件夹 {source} 里没有 {'，也没有 '.join(_PROJECT)}，不是项目文件夹。"
    raise ExportError(message)


def _members(given: Source, findings: Findings) -> dict[str, bytes]:
    bare = given.printed().replace(decisions={})
    given = dataclasses.replace(given, data=lambda: bare)
    rows = [results.Checked(file="report.json", report=bare, findings=findings)]
    written = {
        "findings.html": findings_page(bare, findings, name="report.json").encode(),
        "findings.json": results.dumps(rows).encode(),
    }
    for name in CONTENTS:
        if name not in written:
            written[name] = EXPORTERS[Path(name).suffix](given)
    return {name: written[name] for name in CONTENTS}


def _manifest(report: Report, members: Mapping[str, bytes], *, released: bool) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "agency": report.agency,
        "year": report.year,
        "title": report.title,
        "format": report.format,
        "released": released,
        "program": {
            "reportkit": reportkit.__version__,
            **{name: metadata.version(name) for name in _LIBRARIES},
        },
        "rules": {"count": len(catalogue()), "sha256": rules_digest()},
        "members": [
            {
                "name": name,
                "what": CONTENTS[name],
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for name, content in members.items()
        ],
    }


def rules_digest() -> str:
    """Return the SHA-256 of the catalogue of rules: two that are the same checked the same."""
    entries = {key: dataclasses.asdict(entry) for key, entry in sorted(catalogue().items())}
    text = json.dumps(entries, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _zip(members: Mapping[str, bytes]) -> bytes:
    """Pack the members without the time of packing and the name of the system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(info, content)
    return buffer.getvalue()
