"""The editor in JupyterLab: from key to mark through the real kernel, bytes an edit, opening time.

Needs Chromium.  The clock runs in the browser: from the key's event to the moment the cell is
marked, painted; the server, the kernel and the browser share the machine.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import browsing
import samples
from reportkit import project
from reportkit.widgets._desk import Desk

KEYS = 60

_WATCH = """() => {
  window.times = [];
  const root = document.querySelector('.rk-editor');
  let pressed = null;
  root.addEventListener('input', () => { pressed = performance.now(); }, true);
  const watched = {childList: true, subtree: true, characterData: true};
  new MutationObserver(() => {
    if (pressed === null) return;
    const from = pressed; pressed = null;
    requestAnimationFrame(() => window.times.push(performance.now() - from));
  }).observe(root.querySelector('.rk-findings'), watched);
}"""


def main() -> None:
    """Measure, and print a line for each."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = project.create(Path(name) / "project", samples.filled())
        home = Path(name) / "home"
        home.mkdir()
        with browsing.lab(folder, home) as address, browsing.chromium() as page:
            _measure(page, address)
    _sizes()


def _measure(page: object, address: str) -> None:
    traffic: list[int] = []
    page.on("websocket", lambda socket: _count(socket, traffic))
    browsing.open_notebook(page, address, project.NOTEBOOK)
    page.evaluate(_READY)
    first = page.evaluate(_FIRST)
    print(f"first opening, from running the cell (imports included) to the form: {first:.0f} ms")
    page.wait_for_timeout(3000)
    page.locator('[data-cell="t3.R1.nat"]').click()
    page.evaluate(_WATCH)
    traffic.clear()
    for number in range(KEYS):
        page.keyboard.press("Backspace") if number % 2 else page.keyboard.type("1")
        page.wait_for_timeout(250)
    times = sorted(page.evaluate("window.times"))
    edge = times[int(len(times) * 0.95) - 1]
    middle = statistics.median(times)
    print(f"key -> marks: median {middle:.1f} ms, p95 {edge:.1f} ms, n {len(times)}")
    print(f"on the wire, all messages of the kernel: {sum(traffic) / KEYS:.0f} bytes an edit")
    opening = page.evaluate(_OPEN)
    print(f"opening, from asking the kernel to the drawn form: {opening:.0f} ms")


_READY = """async () => {
  const session = window.jupyterapp.shell.currentWidget.context.sessionContext;
  await session.ready; await session.session.kernel.info;
}"""

_FIRST = """async () => {
  const start = performance.now();
  window.jupyterapp.commands.execute('notebook:run-all-cells');
  while (!document.querySelector('.rk-tab')) await new Promise((done) => setTimeout(done, 2));
  return performance.now() - start;
}"""

# Close the view and display the model once more: asks for everything and draws it.
_OPEN = """async () => {
  const notebook = window.jupyterapp.shell.currentWidget;
  const start = performance.now();
  const old = document.querySelector('.rk-editor');
  const cell = notebook.content.widgets.find((one) => one.model.id === 'editor');
  const output = cell.outputArea.model.toJSON();
  cell.outputArea.model.fromJSON(output);
  await new Promise((done) => {
    const look = () => {
      const drawn = document.querySelector('.rk-tab');
      if (drawn && !old.contains(drawn)) requestAnimationFrame(done);
      else setTimeout(look, 2);
    };
    setTimeout(look, 2);
  });
  return performance.now() - start;
}"""


def _count(socket: object, traffic: list[int]) -> None:
    def add(frame: str | bytes) -> None:
        traffic.append(len(frame.encode() if isinstance(frame, str) else frame))

    socket.on("framesent", add)
    socket.on("framereceived", add)


def _sizes() -> None:
    desk = Desk(samples.filled())
    opened = desk.act({"do": "open"})
    print(f"content of the opening message: {_size(opened)} bytes")
    sizes = [_size(desk.act({"do": "enter", "at": {"t3.R1.nat": str(n)}})) for n in range(40)]
    print(f"content of an answer: median {statistics.median(sizes):.0f} bytes, most {max(sizes)}")


def _size(message: dict[str, object]) -> int:
    return len(json.dumps(message, ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
