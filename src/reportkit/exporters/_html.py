"""Parts -> one self-contained page, through the template in ``templates/reportkit``.

The template is the same one that nbconvert uses, and is looked for in the person's own Jupyter
folder first, so an office can change the page without touching the program.

>>> render(parts(report))[:15]  # doctest: +SKIP
b'<!DOCTYPE html>'
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit._optional import require
from reportkit.errors import ExportError
from reportkit.views.parts import PartKind, to_html

if TYPE_CHECKING:
    from reportkit.views.parts import Part

__all__ = ["TEMPLATE", "page", "render", "template_folders"]

TEMPLATE = "reportkit"
_FILE = "index.html.j2"
_CHECKOUT = Path(__file__).parents[3] / "templates"


def template_folders() -> list[str]:
    """Return the folders that may hold the template's folder, the person's own one first."""
    paths = require("jupyter_core.paths", extra="export")
    own = Path(paths.jupyter_data_dir()) / "nbconvert" / "templates"
    shared = paths.jupyter_path("nbconvert", "templates")
    # A checkout's template is newer than the copy that an editable installation made once.
    return [str(folder) for folder in (own, _CHECKOUT, *shared)]


def page(parts: tuple[Part, ...]) -> dict[str, Any]:
    """Return what the template shows: the title, and each part with its HTML.

    Returns
    -------
    dict
        ``title`` (text), ``parts`` (dicts with ``kind`` and ``html``).
    """
    safe = require("markupsafe", extra="export").Markup
    titles = [part.text for part in parts if part.kind is PartKind.TITLE]
    shown = [{"kind": part.kind.value, "html": safe(to_html(part, page=True))} for part in parts]
    return {"title": titles[0] if titles else "政府信息公开工作年度报告", "parts": shown}


def render(parts: tuple[Part, ...], *, template: Path | None = None) -> bytes:
    """Write the parts as a page that needs no other file and calls no other address.

    Parameters
    ----------
    parts
        The final report.
    template
        The office's folder with an ``index.html.j2`` or a ``report.css`` of its own; what it
        lacks is taken from the usual places.

    Raises
    ------
    ExportError
        If the template is missing or has a mistake.
    MissingLibrary
        If jinja2 is not installed.
    """
    jinja2 = require("jinja2", extra="export")
    folders = [str(Path(folder) / TEMPLATE) for folder in template_folders()]
    folders = [str(template), *folders] if template else folders
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folders), autoescape=True)
    try:
        text: str = environment.get_template(_FILE).render(resources={"report": page(parts)})
    except jinja2.TemplateError as error:
        message = f"没有生成网页：模板 {_FILE} 有问题（{error}）。"
        hint = "请检查改动过的模板（--template 的文件夹，或 nbconvert/templates/reportkit）。"
        raise ExportError(message, hint=hint) from error
    return text.encode()
