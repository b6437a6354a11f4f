"""``reportkit demo``: the main job on the example, from pasted text to the final report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import examples, project
from reportkit.check import check
from reportkit.exporters import export
from reportkit.loading import load
from reportkit.store import write_atomically
from reportkit.views import findings_page, findings_text

if TYPE_CHECKING:
    from argparse import Namespace

    from reportkit.report import Report

__all__ = ["run"]

_KINDS = {".html": "网页", ".pdf": "PDF", ".docx": "Word"}


def run(args: Namespace) -> int:
    """Read, check, export, and say where everything is."""
    folder = Path(args.output)
    folder.mkdir(parents=True, exist_ok=True)
    report, previous = load(examples.PATH), load(examples.PREVIOUS)
    _say(f"读取示例 {examples.PATH.name}：从网页粘贴的文字，里面有几处差错。对照上年度报告检查：\n")
    findings = check(report, previous=previous)
    _say(findings_text(findings, report).rstrip() + "\n")
    page = folder / "findings.html"
    write_atomically(page, findings_page(report, findings, name=examples.PATH.name).encode())
    _say("已生成：")
    for suffix, kind in _KINDS.items():
        _say(f"  {export(report, folder / f'{report.title}{suffix}')}  正式报告（{kind}）")
    _say(f"  {page}  检查结果")
    _say(f"  {_project(folder / 'project', report)}  项目文件夹")
    _say(f"\n在 JupyterLab 里打开同一份报告：scripts/lab，或者 reportkit lab {folder / 'project'}")
    return 0


def _project(folder: Path, report: Report) -> Path:
    """Make the project folder; one that is there already may hold work and stays as it is."""
    if (folder / project.DATA).exists():
        return folder
    return project.create(folder, report)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  the command line speaks
