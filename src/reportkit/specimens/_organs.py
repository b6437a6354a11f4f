"""Fictional organs: name, place, what it calls itself, where it sits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportkit.report import Organ

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportkit.specimens._draw import Draw

__all__ = ["Who", "organ"]

_PLACES = ("青禾县", "云溪县", "临泽区", "石桥县")
_OFFICES = ("林业局", "水利局", "交通运输局", "文化和旅游局")


class Who(NamedTuple):
    """An organ: its kind and the words by which a text names it."""

    kind: Organ
    words: Mapping[str, str]


def organ(draw: Draw, kind: Organ | None) -> Who:
    """Make an organ up."""
    place, office = draw.choice(_PLACES), draw.choice(_OFFICES)
    words = {
        "agency": f"{place}{office}",
        "self": "我局",
        "place": place,
        "office": "办公室",
        "site": f"{place[-1]}政府门户网站",
        "phone": f"0599-{draw.between(6200000, 6899999)}",
        "street": f"{place}松涛路{draw.between(2, 98)}号",
    }
    return Who(kind or Organ.DEPARTMENT, words)
