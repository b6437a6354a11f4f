"""The text of one Word paragraph, as a reader of the final document sees it.

Insertions are kept and deletions left out, fields show their results, hidden text is left out and
counted, text boxes are handed back to be read once.  Nothing here knows paragraphs' places,
tables or the form.

>>> inline = Inline(root)  # doctest: +SKIP
>>> inline.text(paragraph)  # doctest: +SKIP
'一、总体情况'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

__all__ = [
    "CHOICE",
    "FALLBACK",
    "MARKUP",
    "PAGES",
    "PLACEHOLDER",
    "TELLING",
    "Inline",
    "W",
    "switched_on",
]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"

MARKUP, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
PLACEHOLDER = f"{W}sdtPr/{W}showingPlcHdr"
_BOX = W + "txbxContent"
_PARAGRAPH, _RUN, _TEXT, _PROPERTIES = W + "p", W + "r", W + "t", W + "rPr"
# What makes a paragraph more than a sequence of texts.
TELLING = (
    MARKUP, _M + "t",
    *(W + name for name in (
        "tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "fldChar", "ruby", "drawing", "pict",
        "object", "sdt", "del", "moveFrom", "vanish", "strike", "dstrike",
    )),
)  # fmt: skip
_STRUCK = (W + "strike", W + "dstrike")  # text that was crossed out, as good as deleted
_HIDING = (W + "vanish", *_STRUCK)
PAGES = {"page", "column"}
"""Kinds of breaks that end no line."""
_OFF = {"0", "false", "off"}
_SYMBOL_FONT = 0xF000  # symbol fonts put character n at F000 + n
_TICKS = {0xF0FE: "☑", 0xF052: "☑", 0xF0A8: "☐", 0xF0A3: "☐", 0xF06F: "☐", 0xF0FC: "√"}
_UNKNOWN = "\ufffd"  # a symbol that cannot be told must not vanish out of a number


def switched_on(element: _Element | None) -> bool:
    """Whether a yes-or-no property is there and not set to no."""
    return element is not None and element.get(W + "val", "1") not in _OFF


class Inline:
    """Reads paragraphs one after the other, in the order of the document.

    `hidden` counts runs of hidden text, `pictures` images and embedded objects; `boxes` holds the
    text boxes of the paragraph read last.
    """

    def __init__(self, root: _Element) -> None:
        """Look once which paragraphs hold more than plain texts."""
        self.hidden = 0
        self.pictures = 0
        self.boxes: list[_Element] = []
        self._hides = next(root.iter(*_HIDING), None) is not None
        self._involved = {
            paragraph
            for element in root.iter(*TELLING)
            for paragraph in element.iterancestors(_PARAGRAPH)
        }
        self._fields: list[bool] = []  # open fields, outermost first: is its result reached?
        self._pieces: list[str] = []
        self._held: list[str] = []  # what stands where a field's instruction should be
        self._handlers: dict[str, Callable[[_Element], None]] = {
            _RUN: self._run,
            _TEXT: self._plain,
            _M + "t": self._plain,
            W + "tab": lambda _: self._say("\t"),
            W + "ptab": lambda _: self._say("\t"),
            W + "br": self._break,
            W + "cr": lambda _: self._say("\n"),
            W + "noBreakHyphen": lambda _: self._say("-"),
            W + "sym": self._symbol,
            W + "fldChar": self._field,
            W + "ruby": self._ruby,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._drawing,
            W + "sdt": self._control,
            MARKUP: self._alternatives,
        }
        wrappers = ("hyperlink", "smartTag", "customXml", "fldSimple", "ins", "moveTo", "dir",
                    "bdo", "sdtContent", "rubyBase")  # fmt: skip
        mathematics = ("oMath", "oMathPara", "r", "e", "num", "den", "sub", "sup", "f", "d",
                       "sSub", "sSup")  # fmt: skip
        for name in (*(W + n for n in wrappers), *(_M + n for n in mathematics)):
            self._handlers[name] = self._inside

    def text(self, paragraph: _Element) -> str:
        """Return the text of a paragraph; a line break inside it is a newline."""
        if paragraph in self._involved:
            return self._careful(paragraph)
        self.boxes = []
        return "".join([element.text or "" for element in paragraph.iter(_TEXT)])

    def _careful(self, paragraph: _Element) -> str:
        self._pieces, self._held, self.boxes = [], [], []
        self._inside(paragraph)
        if self._held and not all(self._fields):
            self._pieces += self._held  # the field has no end here: nothing may be lost
        self._fields = [True] * len(self._fields)
        return "".join(self._pieces)

    def _say(self, text: str) -> None:
        (self._pieces if all(self._fields) else self._held).append(text)

    def _inside(self, element: _Element) -> None:
        handlers = self._handlers
        for child in element:
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(child)

    def _run(self, run: _Element) -> None:
        if self._hides:
            properties = run.find(_PROPERTIES)
            if properties is not None and switched_on(properties.find(W + "vanish")):
                self.hidden += 1
                return
            if properties is not None and any(map(switched_on, map(properties.find, _STRUCK))):
                return
        self._inside(run)

    def _plain(self, element: _Element) -> None:
        self._say(element.text or "")

    def _break(self, element: _Element) -> None:
        if element.get(W + "type") not in PAGES:
            self._say("\n")

    def _symbol(self, element: _Element) -> None:
        try:
            code = int(element.get(W + "char", ""), 16)
        except ValueError:
            code = 0
        if code in _TICKS:
            self._say(_TICKS[code])
        elif "symbol" in element.get(W + "font", "").casefold():
            plain = code - _SYMBOL_FONT if code >= _SYMBOL_FONT else code
            self._say(chr(plain) if 0x20 <= plain < 0x40 else _UNKNOWN)
        else:
            self._say(_UNKNOWN)

    def _field(self, element: _Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()
            if all(self._fields):
                self._held = []

    def _ruby(self, element: _Element) -> None:
        base = element.find(W + "rubyBase")
        if base is not None:
            self._inside(base)

    def _control(self, element: _Element) -> None:
        """Read a content control; what it only shows as a prompt is not text."""
        content = element.find(W + "sdtContent")
        if content is not None and not switched_on(element.find(PLACEHOLDER)):
            self._inside(content)

    def _alternatives(self, element: _Element) -> None:
        """Read the first of several writings of the same thing."""
        chosen = element.find(CHOICE)
        if chosen is None:
            chosen = element.find(FALLBACK)
        if chosen is not None:
            self._inside(chosen)

    def _drawing(self, element: _Element) -> None:
        boxes = [box for box in element.iter(_BOX) if not _in_fallback(box, element)]
        # a box inside a box is read with the outer one
        self.boxes += [box for box in boxes if not any(b in boxes for b in box.iterancestors(_BOX))]
        images = element.iter(_A + "blip", _V + "imagedata")
        embedded = element.tag == W + "object"
        if not boxes and (embedded or next(images, None) is not None):
            self.pictures += 1


def _in_fallback(box: _Element, drawing: _Element) -> bool:
    """Whether a box stands in the second writing of a drawing inside `drawing`."""
    for above in box.iterancestors():
        if above is drawing:
            return False
        if above.tag == FALLBACK:
            markup = above.getparent()
            return markup is not None and markup.find(CHOICE) is not None
    return False
