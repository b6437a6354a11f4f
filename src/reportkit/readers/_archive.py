"""Zip and OLE containers: what kind of office file it is, and its parts, within limits.

Word, Excel and OFD files are zip archives; older office files and files with a password are OLE
containers.  Nothing is ever written to disk or looked up outside the archive, and no part is
unpacked further than `LARGEST_PART`.  This module does not know what the parts mean.

>>> kind_of_archive(data)  # doctest: +SKIP
'docx'
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from reportkit.errors import DamagedFile, UnsupportedFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LARGEST_PART", "MOST_MEMBERS", "Archive", "kind_of_archive", "kind_of_ole"]

MOST_MEMBERS = 3000
LARGEST_PART = 24 * 2**20  # bytes; the text of the largest real report seen has 2 MB
LARGEST_TOTAL = 64 * 2**20  # bytes of all parts that are read

# what may be wrong with a file, as the end of a sentence that begins with its name
_TOO_MANY = f"里有超过 {MOST_MEMBERS} 个部件，不像一份报告"
_BROKEN = "不完整或已损坏，打不开"
_OUTSIDE = "里有指向文件以外的路径，可能被人改动过，为安全起见没有读取"
_TWICE = "里有同名的部件，分不清哪个是真的"
_MISSING = "缺少必要的部件，可能没有存完整"
_TOO_LARGE = "展开后太大，不像一份报告"
_PART_BROKEN = "有一部分已损坏，读不出来"
_DECLARED = "里有不该有的 DOCTYPE 声明，为安全起见没有读取"
_ILL_FORMED = "的内容不完整或已损坏，读不出来"

# name of a member that only this kind has, best first; a folder ends with a slash
_TELLTALES = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"),
    ("ofd.xml", "ofd"),
    ("word/", "docx"),
    ("xl/", "xlsx"),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_STRICT = b"http://purl.oclc.org/ooxml/"
# Strict and transitional files differ only in the addresses of their namespaces.
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main":
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main":
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main":
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships":
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math":
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}  # fmt: skip
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DECLARATIONS = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


class Archive:
    """The parts of a zip container, read one at a time and within limits.

    Parameters
    ----------
    data
        The whole file.
    name
        What messages call the file.

    Raises
    ------
    DamagedFile
        If it is no complete zip file, has too many members, or has members whose names lead
        outside the archive.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Read the list of members."""
        self._name = name
        self._left = LARGEST_TOTAL
        if data.count(b"PK\x01\x02") > MOST_MEMBERS:  # before a list of them takes the memory
            raise self._damaged(_TOO_MANY)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
            raise self._damaged(_BROKEN) from error
        if len(members) > MOST_MEMBERS:
            raise self._damaged(_TOO_MANY)
        self._relations: dict[str, tuple[tuple[str, str, str], ...]] = {}
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            path = member.filename.replace("\\", "/").lstrip("/")
            if ".." in path.split("/"):
                raise self._damaged(_OUTSIDE)
            if path.casefold() in self._members:
                raise self._damaged(_TWICE)
            self._members[path.casefold()] = member

    def _damaged(self, what: str) -> DamagedFile:
        """Make the exception; `what` ends the sentence that begins with the file's name."""
        hint = "请用 Word、Excel 或 WPS 打开检查，另存为新文件后再读。"
        return DamagedFile(f"“{self._name}”{what}。", hint=hint)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all members, in lower case, as office programs compare them."""
        return tuple(self._members)

    def __contains__(self, part: str) -> bool:
        """Whether the archive has this part."""
        return part.casefold() in self._members

    def read(self, part: str) -> bytes:
        """Unpack one part.

        Raises
        ------
        DamagedFile
            If the part is missing, damaged, or larger than a report's can be.
        UnsupportedFormat
            If it is encrypted.
        """
        member = self._members.get(part.casefold())
        if member is None:
            raise self._damaged(_MISSING)
        if member.flag_bits & 1:
            message = f"“{self._name}”设有密码，打不开。"
            raise UnsupportedFormat(message, hint="请用原程序打开，去掉密码另存后再读。")
        limit = min(LARGEST_PART, self._left)
        if member.file_size > limit:
            raise self._damaged(_TOO_LARGE)
        try:
            with self._zip.open(member) as file:
                # Never more than the member says of itself, which may be a lie.
                content = file.read(member.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError,
                EOFError, ValueError) as error:  # fmt: skip
            raise self._damaged(_PART_BROKEN) from error
        self._left -= len(content)
        return content

    def xml(self, part: str) -> etree._Element:
        """Unpack and parse one part; nothing outside it is ever fetched or expanded.

        Strict Office Open XML comes out with the usual namespaces.

        Raises
        ------
        DamagedFile
            As `read`, and if the part is no well-formed XML or declares a document type.
        """
        content = self.read(part)
        if any(mark in content for mark in _DECLARATIONS):
            raise self._damaged(_DECLARED)
        if _STRICT in content:
            for strict, transitional in _TRANSITIONAL.items():
                content = content.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged(_ILL_FORMED) from error

    def relations(self, part: str = "") -> tuple[tuple[str, str, str], ...]:
        """Return identifier, kind (last word of its type) and target part of each relation.

        Parameters
        ----------
        part
            The part whose relations are wanted; that of the whole package where empty.

        Notes
        -----
        Targets outside the file are left out.
        """
        if part not in self._relations:
            self._relations[part] = tuple(self._read_relations(part))
        return self._relations[part]

    def _read_relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, _, file = part.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        if rels not in self:
            return
        for relation in self.xml(rels).iter(f"{_RELATIONSHIPS}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            yield relation.get("Id", ""), kind, _resolved(whole)

    def main_part(self, default: str) -> str:
        """Return the part that the package names as its main one, else `default`."""
        for _, kind, target in self.relations():
            if kind == "officeDocument" and target in self:
                return target
        return default


def _resolved(path: str) -> str:
    """Follow ``.`` and ``..`` inside the archive."""
    kept: list[str] = []
    for piece in path.split("/"):
        if piece == "..":
            kept = kept[:-1]
        elif piece not in {"", "."}:
            kept.append(piece)
    return "/".join(kept)


def kind_of_archive(data: bytes, name: str = "这个文件") -> str:
    """Tell what kind of file a zip container is, by the names of its members.

    Parameters
    ----------
    data
        The whole file, beginning with ``PK``.
    name
        What messages call the file.

    Returns
    -------
    str
        ``docx`` (macros or not), ``xlsx``, ``xlsb``, ``pptx``, ``ofd``, ``odt``, ``ods``, or
        ``zip`` for anything else.

    Raises
    ------
    DamagedFile
        If it is no complete zip file or breaks the limits of `Archive`.
    """
    archive = Archive(data, name)
    for telltale, kind in _TELLTALES:
        if telltale in archive or (
            telltale.endswith("/") and any(n.startswith(telltale) for n in archive.names)
        ):
            return kind
    if "mimetype" in archive and "content.xml" in archive:
        return "ods" if b"spreadsheet" in archive.read("mimetype") else "odt"
    return "zip"


def kind_of_ole(data: bytes) -> str:
    """Tell what kind of file an OLE container is, by the names of its streams.

    Returns
    -------
    str
        ``encrypted`` (an office file with a password), ``doc`` (.wps too), ``xls`` (.et too),
        ``ppt``, or ``ole`` for anything else.
    """
    for stream, kind in _OLE_STREAMS:
        # an entry of the directory begins with the name and a zero
        if f"{stream}\0".encode("utf-16-le") in data:
            return kind
    return "ole"
