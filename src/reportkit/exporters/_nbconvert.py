"""The exporters that nbconvert finds: report_html, report_pdf and report_docx.

They hand the notebook to `reportkit.exporters._notebook` and the parts to the writers; the HTML
one renders nbconvert's template ``reportkit``, so ``--template`` works as for any other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter, TemplateExporter
from traitlets import default

from reportkit.exporters import _docx, _html, _notebook, _typst

__all__ = ["ReportDocxExporter", "ReportHTMLExporter", "ReportPDFExporter"]


def _folder(resources: Any) -> Path | None:  # noqa: ANN401  nbconvert is untyped
    path = (resources or {}).get("metadata", {}).get("path")
    return Path(path) if path is not None else None


class ReportHTMLExporter(TemplateExporter):
    """Export the final report as one page without code and without outside addresses."""

    export_from_notebook = "政府信息公开年报（网页）"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_extension")
    def _template_extension_default(self) -> str:
        return ".html.j2"

    @default("template_name")
    def _template_name_default(self) -> str:
        return _html.TEMPLATE

    @default("extra_template_basedirs")
    def _folders_default(self) -> list[str]:
        return _html.template_folders()

    def from_notebook_node(  # type: ignore[override]  # every exporter returns its output
        self,
        nb: Any,  # noqa: ANN401  nbconvert is untyped
        resources: Any = None,  # noqa: ANN401  as above
        **kw: Any,  # noqa: ANN401  as above
    ) -> tuple[str, Any]:
        """Convert a notebook (see `reportkit.exporters._notebook.collect`)."""
        nb, resources = Exporter.from_notebook_node(self, nb, resources, **kw)
        report = _html.page(_notebook.collect(nb, _folder(resources)))
        page: str = self.template.render(nb=nb, resources={**resources, "report": report})
        return page, resources


class _BytesExporter(Exporter):
    """Export the parts of a notebook with one of the writers."""

    write: Any = None

    def from_notebook_node(  # type: ignore[override]  # every exporter returns its output
        self,
        nb: Any,  # noqa: ANN401  nbconvert is untyped
        resources: Any = None,  # noqa: ANN401  as above
        **kw: Any,  # noqa: ANN401  as above
    ) -> tuple[bytes, Any]:
        """Convert a notebook (see `reportkit.exporters._notebook.collect`)."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        parts = _notebook.collect(nb, _folder(resources))
        return type(self).write(parts), resources


class ReportPDFExporter(_BytesExporter):
    """Export the final report as a PDF on A4 as GB/T 9704 lays it out."""

    export_from_notebook = "政府信息公开年报（PDF）"
    output_mimetype = "application/pdf"
    write = staticmethod(_typst.render)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"


class ReportDocxExporter(_BytesExporter):
    """Export the final report as a Word file on A4 as GB/T 9704 lays it out."""

    export_from_notebook = "政府信息公开年报（Word）"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    write = staticmethod(_docx.render)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".docx"
