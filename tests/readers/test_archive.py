"""Zip and OLE containers: what they are, and that hostile ones cost nothing but one sentence."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile

import pytest

from office import package, relations, word
from reportkit.errors import DamagedFile, UnsupportedFormat
from reportkit.readers._archive import (
    LARGEST_PART,
    MOST_MEMBERS,
    Archive,
    kind_of_archive,
    kind_of_ole,
)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["word/document.xml"], "docx"),
        (["word/document.xml", "word/vbaProject.bin"], "docx"),
        (["word\\document.xml"], "docx"),
        (["xl/workbook.xml"], "xlsx"),
        (["xl/workbook.bin"], "xlsb"),
        (["ppt/presentation.xml"], "pptx"),
        (["OFD.xml", "Doc_0/Document.xml"], "ofd"),
        (["2023年报.docx"], "zip"),
        ([], "zip"),
    ],
)
def test_a_container_is_told_by_its_members(names: list[str], kind: str) -> None:
    assert kind_of_archive(package(dict.fromkeys(names, ""))) == kind


@pytest.mark.parametrize(("mimetype", "kind"), [("text", "odt"), ("spreadsheet", "ods")])
def test_opendocument_is_told_by_its_type(mimetype: str, kind: str) -> None:
    parts = {"mimetype": f"application/vnd.oasis.opendocument.{mimetype}", "content.xml": ""}
    assert kind_of_archive(package(parts)) == kind


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("PowerPoint Document", "ppt"),
        ("Contents", "ole"),
    ],
)
def test_an_old_container_is_told_by_its_streams(stream: str, kind: str) -> None:
    data = b"\xd0\xcf\x11\xe0" + bytes(600) + f"{stream}\0".encode("utf-16-le")
    assert kind_of_ole(data) == kind


def test_a_part_is_found_whatever_its_case_and_slashes() -> None:
    archive = Archive(package({"WORD\\Document.XML": "<a/>"}), "a.docx")
    assert archive.xml("word/document.xml").tag == "a"


def test_relations_are_followed_inside_the_file_only() -> None:
    outside = '<Relationship Id="x" Type="t/image" Target="http://a/" TargetMode="External"/>'
    rels = relations(("styles", "../styles.xml"), ("theme", "/xl/theme.xml"))
    archive = Archive(
        package({"word/_rels/document.xml.rels": rels.replace("</R", outside + "</R", 1)}), "a"
    )
    targets = [(kind, target) for _, kind, target in archive.relations("word/document.xml")]
    assert targets == [("styles", "styles.xml"), ("theme", "xl/theme.xml")]


def _damaged(data: bytes, words: str, part: str = "a.xml") -> None:
    with pytest.raises(DamagedFile, match=words) as caught:
        Archive(data, "报告.docx").xml(part)
    sentence = str(caught.value)
    assert sentence.startswith("“报告.docx”")
    assert "\n" not in sentence
    assert len(sentence) < 120


def test_a_truncated_file_is_damaged() -> None:
    _damaged(word("")[:-200], "不完整或已损坏")


def test_a_missing_part_is_said() -> None:
    _damaged(package({"b.xml": ""}), "缺少必要的部件")


def test_broken_xml_is_said() -> None:
    _damaged(package({"a.xml": "<a><b></a>"}), "已损坏")


@pytest.mark.parametrize("path", ["../../x", "..\\x", "word/../../../etc/passwd", "/../x"])
def test_a_path_that_leads_outside_is_refused(path: str) -> None:
    _damaged(package({"a.xml": "<a/>", path: ""}), "路径")


def test_two_parts_of_one_name_are_refused() -> None:
    _damaged(package({"a.xml": "<a/>", "A.xml": "<b/>"}), "同名")


def test_thousands_of_members_are_refused() -> None:
    _damaged(package({f"{i}.xml": "" for i in range(MOST_MEMBERS + 1)}), "部件")


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(code: str) -> None:
    lines = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 20))
    bomb = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{lines}]><a>&e19;</a>'
    _damaged(package({"a.xml": bomb.encode(code)}), "DOCTYPE")


def test_a_bomb_is_refused_before_it_takes_memory() -> None:
    data = package({"a.xml": bytes(LARGEST_PART + 1)})
    assert len(data) < 50_000
    tracemalloc.start()
    _damaged(data, "太大")
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_a_member_that_lies_about_its_size_is_not_unpacked_further() -> None:
    data = bytearray(package({"a.xml": b"<a>" + bytes(50 * 2**20)}))
    for at in (data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24):
        data[at : at + 4] = struct.pack("<I", 1000)
    tracemalloc.start()
    _damaged(bytes(data), "已损坏")
    assert tracemalloc.get_traced_memory()[1] < 4 * 2**20
    tracemalloc.stop()


def test_all_parts_together_are_limited_too() -> None:
    parts = {f"{i}.xml": b"<a>" + b" " * (20 * 2**20) + b"</a>" for i in range(4)}
    archive = Archive(package(parts), "报告.docx")
    for i in range(3):
        archive.read(f"{i}.xml")
    with pytest.raises(DamagedFile, match="太大"):
        archive.read("3.xml")


def test_an_encrypted_member_asks_for_a_copy_without_password() -> None:
    data = bytearray(package({"a.xml": "<a/>"}))
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    with pytest.raises(UnsupportedFormat, match="密码"):
        Archive(bytes(data), "a.docx").read("a.xml")


def test_deep_nesting_is_one_sentence() -> None:
    _damaged(package({"a.xml": "<a>" * 100_000 + "</a>" * 100_000}), "已损坏")


def test_an_unknown_way_of_packing_is_damaged() -> None:
    data = bytearray(package({"a.xml": "<a/>"}))
    for at in (data.index(b"PK\x03\x04") + 8, data.index(b"PK\x01\x02") + 10):
        data[at : at + 2] = struct.pack("<H", 77)
    _damaged(bytes(data), "损坏")


def test_strict_documents_come_out_with_the_usual_namespaces() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    root = Archive(package({"a.xml": f'<a xmlns="{strict}"/>'}), "a").xml("a.xml")
    assert root.tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}a"


def test_a_package_written_by_others_opens() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.xml", "<a/>")
    assert Archive(buffer.getvalue(), "a").names == ("a.xml",)
