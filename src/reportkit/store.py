"""Reports as JSON: ``report.json``, the one place where a report's data live.

Saving is atomic: the file is written beside its target and then put in its place, so a crash or
a full disk leaves the old file whole.  Loading checks everything and answers a broken file with
one Chinese sentence.

>>> save(report, "report.json")  # doctest: +SKIP
>>> load("report.json") == report  # doctest: +SKIP
True
"""

from __future__ import annotations

import datetime
import json
import os
import tempfile
import time
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit.decisions import Decision, Verdict
from reportkit.document import Place
from reportkit.errors import ReportkitError, StoreError
from reportkit.form import FORMATS, TABLES, CellId, Table
from reportkit.form import load as load_form
from reportkit.report import Contact, Organ, Origin, Report, Section, Unread, Value
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SCHEMA", "dumps", "from_dict", "load", "loads", "save", "to_dict", "write_atomically"]

SCHEMA = "reportkit/report@1"
_LARGEST = 32 * 2**20  # bytes; a report is far below, what is above is not a report
_ATTEMPTS = 5  # Windows refuses to replace a file that Excel or a scanner holds for a moment


def to_dict(report: Report) -> dict[str, Any]:
    """Return the report as the JSON object of ``reportkit/report@1``.

    Notes
    -----
    Counts are integers, money and other decimals are strings, a cell without a number is None.
    ``raw`` says what stood in each cell that is not a plain number.  ``formats`` is there only
    where the tables come from different formats, ``decisions`` where people decided about
    findings.
    """
    formats = {key: table.format for key, table in report.tables.items()}
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "format": report.format,
        "agency": report.agency,
        "year": report.year,
        "kind": report.kind.value if report.kind else None,
        "title": report.title,
        "signed_by": report.signed_by,
        "issued_on": _day_out(report.issued_on),
        "published_on": _day_out(report.published_on),
        "period": [_day_out(day) for day in report.period] if report.period else None,
        "contact": {
            "phone": report.contact.phone,
            "email": report.contact.email,
            "address": report.contact.address,
            "website": report.contact.website,
        },
        "introduction": report.introduction,
        "sections": [
            {"no": section.no, "heading": section.heading, "text": section.text}
            for section in report.sections
        ],
        "cells": {name: _number_out(value.number) for name, value in report.values.items()},
        "raw": {
            name: {"kind": value.kind.value, "text": value.text}
            for name, value in report.values.items()
            if not value.plain
        },
        "unread": [
            {"table": row.table, "row": row.row, "reason": row.reason, "text": row.text}
            for row in report.unread
        ],
    }
    if len(set(formats.values())) > 1:
        data["formats"] = formats
    if report.decisions:
        data["decisions"] = {key: _decision_out(made) for key, made in report.decisions.items()}
    origins = {name: value.origin for name, value in report.values.items() if value.origin}
    if origins:
        data["origins"] = {
            name: _origin_out(origin) for name, origin in origins.items() if origin is not None
        }
    return data


def _decision_out(made: Decision) -> dict[str, str | None]:
    return {
        "verdict": made.verdict.value,
        "reason": made.reason,
        "by": made.by,
        "on": made.on.isoformat(),
        "rule": made.rule,
        "message": made.message,
    }


def _day_out(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _number_out(number: int | Decimal | None) -> int | str | None:
    return format(number, "f") if isinstance(number, Decimal) else number


def _origin_out(origin: Origin) -> list[str | int]:
    place = origin.place
    return [origin.file, place.page, place.table, place.row, place.column, origin.inferred]


def dumps(report: Report) -> str:
    """Return the report as JSON text, one cell a line."""
    data = to_dict(report)
    origins = data.pop("origins", None)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    if origins:  # one line each: five numbers on five lines would make the file unreadable
        lines = ",\n  ".join(
            f"{json.dumps(name)}: {json.dumps(place, ensure_ascii=False)}"
            for name, place in origins.items()
        )
        text = f'{text[:-2]},\n "origins": {{\n  {lines}\n }}\n}}'
    return text + "\n"


def save(report: Report, path: str | Path) -> Path:
    """Write the report to `path`, whole or not at all.

    Raises
    ------
    StoreError
        If the place cannot be written to; the old file is then untouched.
    """
    return write_atomically(path, dumps(report).encode())


def write_atomically(path: str | Path, content: bytes) -> Path:
    """Write `content` beside `path` and put it in its place in one step.

    Raises
    ------
    StoreError
        If the folder is missing, read-only or full, or the file is held by another program.
    """
    target = Path(path)
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _adopt_mode(temporary, target)
        _replace(temporary, target)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        message = f"没有保存成功：{target} 写不进去（{error.strerror or error}）。"
        hint = "请检查文件夹是否存在、磁盘是否已满、文件是否正被其他程序打开；原文件没有改动。"
        raise StoreError(message, hint=hint) from error
    return target


def _adopt_mode(temporary: str, target: Path) -> None:
    """Give the new file the permissions of the old one, or those of any new file."""
    with suppress(OSError):
        if target.exists():
            mode = target.stat().st_mode & 0o777
        else:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        Path(temporary).chmod(mode)


def _replace(temporary: str, target: Path) -> None:
    for attempt in range(_ATTEMPTS):
        try:
            Path(temporary).replace(target)
        except PermissionError:
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(0.05 * 2**attempt)
        else:
            return


def load(path: str | Path) -> Report:
    """Load a report from ``report.json``.

    Raises
    ------
    StoreError
        If the file is missing, too large, or not a report of this version.
    """
    source = Path(path)
    try:
        if source.stat().st_size > _LARGEST:
            raise _broken(source.name, "文件太大，不像一份报告")
        text = source.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"打不开 {source}（{error.strerror or error}）。"
        raise StoreError(message) from error
    except UnicodeDecodeError as error:
        raise _broken(source.name, "不是 UTF-8 编码") from error
    return loads(text, name=source.name)


def loads(text: str, *, name: str = "report.json") -> Report:
    """Load a report from JSON text; `name` is what messages call it.

    Raises
    ------
    StoreError
        If the text is not a report of this version.
    """
    try:
        data = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise _broken(name, "不是完整的 JSON") from error
    if not isinstance(data, dict):
        raise _broken(name, "不是一份报告")
    return from_dict(data, name=name)


def from_dict(data: Mapping[str, Any], *, name: str = "report.json") -> Report:
    """Make a report of the JSON object of ``reportkit/report@1``.

    Raises
    ------
    StoreError
        If a part is missing, of the wrong kind, or of another version.
    """
    if data.get("schema") != SCHEMA:
        message = f"{name} 不是本版本的报告数据（schema 应为 {SCHEMA}）。"
        raise StoreError(message)
    try:
        return _report(data)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise _broken(name, f"内容不合规定：{error}") from error
    except ReportkitError as error:  # a decision without its reason
        raise _broken(name, error.message.rstrip("。")) from error


def _broken(name: str, why: str) -> StoreError:
    return StoreError(f"{name} 读不出来：{why}。", hint="请用备份的文件，或重新读取原报告。")


def _report(data: Mapping[str, Any]) -> Report:
    formats = data.get("formats") or dict.fromkeys(TABLES, data["format"])
    if not set(formats.values()) <= set(FORMATS):
        message = "format 只能是 2021 或 2019"
        raise ValueError(message)
    tables = {key: load_form(formats[key]).tables[key] for key in TABLES}
    contact = data.get("contact") or {}
    period = data.get("period")
    return Report(
        tables=tables,
        values=_values(data, tables),
        agency=_text(data, "agency"),
        year=_whole(data, "year"),
        kind=Organ(data["kind"]) if data.get("kind") else None,
        title=_text(data, "title"),
        signed_by=_text(data, "signed_by"),
        issued_on=_day(data.get("issued_on")),
        published_on=_day(data.get("published_on")),
        period=(_day(period[0]), _day(period[1])) if period else None,
        contact=Contact(
            **{key: _text(contact, key) for key in ("phone", "email", "address", "website")}
        ),
        introduction=_text(data, "introduction") or "",
        sections=tuple(
            Section(
                no=_whole(s, "no") or 0,
                heading=_text(s, "heading") or "",
                text=_text(s, "text") or "",
            )
            for s in data.get("sections", ())
        ),
        unread=tuple(_unread(row, tables) for row in data.get("unread", ())),
        decisions={key: _decision(item) for key, item in (data.get("decisions") or {}).items()},
    )


def _decision(item: Mapping[str, Any]) -> Decision:
    return Decision(
        verdict=Verdict(item["verdict"]),
        rule=_text(item, "rule") or "",
        message=_text(item, "message") or "",
        on=datetime.date.fromisoformat(item["on"]),
        reason=_text(item, "reason") or "",
        by=_text(item, "by"),
    )


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        message = f"{key} 应为文字"
        raise TypeError(message)
    return value


def _whole(data: Mapping[str, Any], key: str) -> int | None:
    value = data.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        message = f"{key} 应为整数"
        raise TypeError(message)
    return value


def _day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


def _unread(row: Mapping[str, Any], tables: Mapping[str, Table]) -> Unread:
    table, key = row["table"], row["row"]
    if key not in tables[table].row_keys:
        message = f"unread 中的 {table}.{key} 不在表样里"
        raise ValueError(message)
    return Unread(
        table=table, row=key, reason=_text(row, "reason") or "", text=_text(row, "text") or ""
    )


def _values(data: Mapping[str, Any], tables: Mapping[str, Table]) -> dict[CellId, Value]:
    known = {name: cell for table in tables.values() for name, cell in table.cells.items()}
    cells, raw, origins = data["cells"], data.get("raw") or {}, data.get("origins") or {}
    stray = [name for part in (cells, raw, origins) for name in part if name not in known]
    if stray:
        message = f"没有单元格 {stray[0]}"
        raise ValueError(message)
    return {
        name: _value(cells.get(name), raw.get(name), cell.holds, origins.get(name))
        for name, cell in known.items()
    }


def _value(
    number: object, raw: Mapping[str, Any] | None, holds: str, origin: list[Any] | None
) -> Value:
    came = _origin(origin) if origin else None
    if number is None:
        if raw is None:
            return Value(None, Kind.BLANK, "", came)
        kind = Kind(raw["kind"])
        if kind is Kind.NUMBER:
            message = "raw 说是数字，cells 里却没有"
            raise ValueError(message)
        return Value(None, kind, _text(raw, "text") or "", came)
    if isinstance(number, bool) or not isinstance(number, int | str | Decimal):
        message = f"单元格的值 {number!r} 不是数字"
        raise TypeError(message)
    exact = number if isinstance(number, int) else Decimal(number)
    if isinstance(exact, Decimal) and not exact.is_finite():
        message = f"单元格的值 {number!r} 不是数字"
        raise ValueError(message)
    if holds in {"money", "amount"}:
        exact = Decimal(exact)
    text = _text(raw, "text") if raw else None
    return Value(exact, Kind.NUMBER, _printed(exact) if text is None else text, came)


def _printed(number: int | Decimal) -> str:
    return str(number) if isinstance(number, int) else format(number, "f")


def _origin(data: list[Any]) -> Origin:
    file, page, table, row, column, inferred = data
    place = Place(page=int(page), table=int(table), row=int(row), column=int(column))
    return Origin(str(file), place, str(inferred))
