"""The zip that is handed in: whole, the same each time, and found out where it was changed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

import reportkit as rk
import samples
from reportkit import project, store
from reportkit.decisions import decide
from reportkit.errors import DamagedFile, ExportError, ReadError
from reportkit.exporters import package, verify
from reportkit.exporters._package import CONTENTS, MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportkit.report import Report


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Pack the sample once."""
    return package(samples.filled(), tmp_path_factory.mktemp("包") / "a.zip").read_bytes()


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _changed(content: bytes, path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    members = _members(content)
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _with_warning() -> tuple[Report, str]:
    """Return a report with one warning that a person has set aside."""
    report = samples.filled().replace({"t2.rule.valid": "/"})
    (finding,) = rk.check(report)
    decided = decide(report, finding, "dismissed", reason="本机关无规章制定权", by="李某")
    return decided, finding.fingerprint


def test_everything_that_is_handed_in_is_there(packed: bytes) -> None:
    members = _members(packed)
    assert list(members) == [*CONTENTS, MANIFEST]
    assert members["report.pdf"].startswith(b"%PDF-")
    assert store.loads(members["report.json"].decode()) == samples.filled()


def test_every_form_in_the_package_is_the_same_report(packed: bytes, tmp_path: Path) -> None:
    for name, content in _members(packed).items():
        if name.startswith("report."):
            (tmp_path / name).write_bytes(content)
            assert rk.load(tmp_path / name) == samples.filled()


def test_the_manifest_names_digests_program_and_rules(packed: bytes) -> None:
    members = _members(packed)
    manifest = json.loads(members.pop(MANIFEST))
    assert {m["name"]: m["sha256"] for m in manifest["members"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in members.items()
    }
    assert manifest["program"]["reportkit"] == rk.__version__
    assert manifest["rules"]["count"] > 50
    assert manifest["released"] is True


def test_the_same_report_gives_the_same_bytes(packed: bytes, tmp_path: Path) -> None:
    assert package(samples.filled(), tmp_path / "b.zip").read_bytes() == packed


def test_findings_come_with_what_people_decided_and_the_report_without(tmp_path: Path) -> None:
    report, fingerprint = _with_warning()
    members = _members(package(report, tmp_path / "a.zip").read_bytes())
    (found,) = json.loads(members["findings.json"])["reports"][0]["findings"]
    assert found["fingerprint"] == fingerprint
    assert found["decision"]["reason"] == "本机关无规章制定权"
    assert "本机关无规章制定权" in members["findings.html"].decode()
    assert not store.loads(members["report.json"].decode()).decisions


def test_a_project_folder_is_packed_from_its_notebook(tmp_path: Path) -> None:
    folder = project.create(tmp_path / "年报", samples.filled())
    members = _members(package(folder, tmp_path / "a.zip").read_bytes())
    assert members == _members(package(samples.filled(), tmp_path / "b.zip").read_bytes())


def test_a_folder_without_a_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="不是项目文件夹"):
        package(tmp_path, tmp_path / "a.zip")


def test_a_report_with_errors_is_packed_as_a_draft_only(tmp_path: Path) -> None:
    report = samples.filled().replace({"t3.R1.nat": 9})
    with pytest.raises(ExportError, match="T3-01") as caught:
        package(report, tmp_path / "a.zip")
    assert caught.value.refused
    found = verify(package(report, tmp_path / "b.zip", draft=True))
    assert not found.problems
    assert "草稿" in found.remarks[0]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"应以 \.zip 结尾"):
        package(samples.filled(), tmp_path / "a.rar")


def test_a_package_as_it_was_made_is_in_order(packed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed)
    found = verify(path)
    assert found.problems == found.remarks == ()
    assert found.title == samples.filled().title
    assert found.code == hashlib.sha256(_members(packed)[MANIFEST]).hexdigest()


def test_packing_anew_changes_nothing(packed: bytes, tmp_path: Path) -> None:
    assert not verify(_changed(packed, tmp_path / "a.zip", lambda _members: None)).problems


@pytest.mark.parametrize("name", CONTENTS)
def test_a_missing_file_is_named(name: str, packed: bytes, tmp_path: Path) -> None:
    path = _changed(packed, tmp_path / "a.zip", lambda members: members.pop(name))
    (problem,) = verify(path).problems
    assert problem == f"缺少 {name}（{CONTENTS[name]}）。"


@pytest.mark.parametrize("name", CONTENTS)
def test_a_changed_byte_is_found(name: str, packed: bytes, tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        at = len(members[name]) // 2
        members[name] = members[name][:at] + b"\x00" + members[name][at + 1 :]

    (problem,) = verify(_changed(packed, tmp_path / "a.zip", change)).problems
    assert name in problem
    assert "被改动过" in problem


def test_an_extra_file_is_named(packed: bytes, tmp_path: Path) -> None:
    path = _changed(packed, tmp_path / "a.zip", lambda members: members.update({"病毒.exe": b"MZ"}))
    assert verify(path).problems == ("多出清单以外的文件“病毒.exe”。",)


def test_a_file_taken_out_of_the_manifest_too_is_missed(packed: bytes, tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        del members["findings.json"]
        manifest = json.loads(members[MANIFEST])
        manifest["members"] = [m for m in manifest["members"] if m["name"] != "findings.json"]
        members[MANIFEST] = json.dumps(manifest).encode()

    (problem,) = verify(_changed(packed, tmp_path / "a.zip", change)).problems
    assert problem.startswith("清单里没有 findings.json")


def test_other_rules_are_a_remark(packed: bytes, tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members[MANIFEST])
        manifest["rules"]["sha256"] = "0" * 64
        members[MANIFEST] = json.dumps(manifest).encode()

    found = verify(_changed(packed, tmp_path / "a.zip", change))
    assert not found.problems
    assert "检查规则" in found.remarks[0]


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b'{"schema": "reportkit/package@2"}', b"[" * 9999]
)
def test_a_broken_manifest_is_one_sentence(manifest: bytes, packed: bytes, tmp_path: Path) -> None:
    path = _changed(packed, tmp_path / "a.zip", lambda m: m.update({MANIFEST: manifest}))
    with pytest.raises(DamagedFile, match="清单"):
        verify(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\x00" * 100])
def test_what_is_no_package_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"a\.zip"):
        verify(path)


def test_a_zip_without_a_manifest_is_no_package(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("report.json", "{}")
    with pytest.raises(DamagedFile, match="不是报送包"):
        verify(tmp_path / "a.zip")


@pytest.mark.parametrize("name", ["../report.json", "a/../../b", "..\\report.json"])
def test_paths_that_lead_outside_are_refused(name: str, packed: bytes, tmp_path: Path) -> None:
    path = _changed(packed, tmp_path / "a.zip", lambda members: members.update({name: b"x"}))
    with pytest.raises(DamagedFile, match="指向文件以外的路径"):
        verify(path)


def test_a_bomb_is_not_unpacked(packed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _members(packed).items():
            archive.writestr(name, bytes(30 * 2**20) if name == "report.pdf" else content)
    (problem,) = verify(path).problems
    assert problem.startswith("report.pdf（正式报告（PDF））")
