"""Parts that are no report (a paper, a key, a score sheet) -> Word or PDF.

>>> write_parts(parts, "试卷.docx")  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import store
from reportkit.errors import ExportError

if TYPE_CHECKING:
    from reportkit.views.parts import Part

__all__ = ["write_parts"]


def write_parts(parts: tuple[Part, ...], path: str | Path) -> Path:
    """Write parts in the layout of official documents, whole or not at all.

    Parameters
    ----------
    parts
        The content, in order.
    path
        Where to; its ending, ``.docx`` or ``.pdf``, says what.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    ExportError
        If the ending is another one, or the file cannot be set.
    StoreError
        If the place cannot be written to.
    """
    target = Path(path)
    ending = target.suffix.casefold()
    if ending == ".docx":
        from reportkit.exporters import _docx  # noqa: PLC0415  only for this kind of file

        return store.write_atomically(target, _docx.render(parts))
    if ending == ".pdf":
        from reportkit.exporters import _typst  # noqa: PLC0415  only for this kind of file

        return store.write_atomically(target, _typst.render(parts))
    message = f"不知道怎样写“{target.name}”：文件名应以 .docx 或者 .pdf 结尾。"
    raise ExportError(message)
