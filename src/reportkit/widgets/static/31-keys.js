/* Keys, mouse and clipboard of a table, as in a spreadsheet. */

/** Let a table be filled in like a spreadsheet. */
function addKeys(wire, grid, options) {
  const { node, inputs, lines } = grid;
  const where = new Map();
  lines.forEach((line, y) => line.forEach((cell, x) => where.set(cell, [y, x])));
  let mode = "move"; // "move": the cell is chosen; "type": typing replaces; "edit": the caret moves
  let before = ""; // what stood in the cell when the focus came
  let edit = "";
  let anchor = null;
  let current = null;

  const cellOf = (event) => event.target?.dataset?.cell;
  const at = ([y, x]) => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, y))];
    return line[Math.max(0, Math.min(line.length - 1, x))];
  };

  function go(cell, extend = false) {
    if (!cell) return;
    if (!extend) anchor = cell;
    const input = inputs.get(cell);
    input.focus({ preventScroll: true });
    mark();
    reveal(input.closest("td"));
  }

  /** Cells of the block between anchor and focus, line by line. */
  function block() {
    const [y1, x1] = where.get(anchor ?? current);
    const [y2, x2] = where.get(current);
    const picked = [];
    for (let y = Math.min(y1, y2); y <= Math.max(y1, y2); y += 1) {
      picked.push(lines[y].slice(Math.min(x1, x2), Math.max(x1, x2) + 1));
    }
    return picked;
  }

  function mark() {
    const picked = anchor && anchor !== current ? new Set(block().flat()) : new Set();
    inputs.forEach((input, cell) => input.closest("td").classList.toggle("rk-picked", picked.has(cell)));
  }

  function typed(input) {
    if (grid.composing) return;
    if (mode === "move") mode = "type";
    grid.busy = input;
    wire.state.cells[input.dataset.cell] = input.value;
    wire.enter(input.dataset.cell, input.value, edit);
  }

  /** Another view of the same report changed the cell that was being typed into: go on from there. */
  grid.overtaken = (input, text) => {
    grid.busy = null;
    put(input, text);
    mode = "move";
    before = text;
    edit = wire.newEdit();
    if (input.matches(":focus")) input.select();
  };

  function enterAll(cells, text) {
    const contents = Object.fromEntries(cells.map((cell) => [cell, text]));
    wire.act("enter", { at: contents, edit: wire.newEdit() });
    before = text;
    put(inputs.get(current), text);
  }

  node.addEventListener("focusin", (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    if (current && inputs.get(current)) inputs.get(current).tabIndex = -1;
    current = cell;
    if (!anchor || !where.has(anchor)) anchor = cell;
    const input = event.target;
    input.tabIndex = 0;
    mode = "move";
    before = input.value;
    edit = wire.newEdit();
    input.select();
    options.changed?.(cell);
  });
  node.addEventListener("focusout", (event) => {
    if (!cellOf(event)) return;
    grid.busy = null;
    grid.composing = false;
    grid.paint(cellOf(event));
  });
  node.addEventListener("compositionstart", () => { grid.composing = true; });
  node.addEventListener("compositionend", (event) => { grid.composing = false; typed(event.target); });
  node.addEventListener("input", (event) => { if (cellOf(event) && !event.isComposing) typed(event.target); });

  node.addEventListener("mousedown", (event) => {
    const cell = cellOf(event);
    if (!cell || event.button !== 0 || (cell === current && mode !== "move")) return;
    event.preventDefault(); // the browser would put the caret; the first click chooses the cell
    if (!event.shiftKey) anchor = cell;
    go(cell, event.shiftKey);
  });
  node.addEventListener("mouseover", (event) => {
    if (event.buttons === 1 && mode === "move" && current && cellOf(event)) go(cellOf(event), true);
  });
  node.addEventListener("dblclick", (event) => { if (cellOf(event)) startEditing(event.target); });

  function startEditing(input) {
    mode = "edit";
    input.setSelectionRange(input.value.length, input.value.length);
  }

  function restore(input) {
    if (mode === "move") {
      anchor = current;
      mark();
    } else {
      input.value = before;
      wire.state.cells[current] = before;
      wire.enter(current, before, edit);
      mode = "move";
      input.select();
    }
  }

  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  function step(event) {
    const [y, x] = where.get(current);
    const [down, right] = STEPS[event.key];
    if (mode === "edit" && right) return false;
    go(at([y + down, x + right]), event.shiftKey && mode === "move");
    return true;
  }

  function tab(event) {
    const order = lines.flat();
    const next = order[order.indexOf(current) + (event.shiftKey ? -1 : 1)];
    if (next) go(next);
    return Boolean(next); // at either end the focus leaves the table
  }

  function edge(event) {
    if (mode === "edit") return false;
    const [y] = where.get(current);
    const last = event.key === "End";
    const line = event.ctrlKey || event.metaKey ? lines[last ? lines.length - 1 : 0] : lines[y];
    go(line[last ? line.length - 1 : 0], event.shiftKey);
    return true;
  }

  function enter(event) {
    const [y, x] = where.get(current);
    const next = at([y + (event.shiftKey ? -1 : 1), x]);
    if (next === current) { mode = "move"; before = event.target.value; edit = wire.newEdit(); event.target.select(); }
    go(next);
    return true;
  }

  function clear() {
    if (mode !== "move") return false;
    enterAll(block().flat(), "");
    return true;
  }

  const KEYS = {
    ...Object.fromEntries(Object.keys(STEPS).map((key) => [key, step])),
    Tab: tab, Enter: enter, Home: edge, End: edge, Delete: clear,
    F2: (event) => { startEditing(event.target); return true; },
    Escape: (event) => { restore(event.target); return true; },
  };

  node.addEventListener("keydown", (event) => {
    if (!cellOf(event) || event.isComposing || event.keyCode === 229 || event.altKey) return;
    const reserved = (event.ctrlKey || event.metaKey) && !["Home", "End"].includes(event.key);
    if (reserved || !KEYS[event.key] || (event.target.readOnly && event.key === "Delete")) return;
    if (KEYS[event.key](event)) event.preventDefault();
  });

  node.addEventListener("copy", (event) => copy(event));
  node.addEventListener("cut", (event) => { if (copy(event) && !event.target.readOnly) clear(); });
  node.addEventListener("paste", (event) => {
    if (!cellOf(event) || mode !== "move" || event.target.readOnly) return;
    event.preventDefault();
    const text = pastedText(event.clipboardData);
    const picked = block().flat();
    if (picked.length > 1 && !/[\t\n]/.test(text.trim())) enterAll(picked, text.trim());
    else wire.act("paste", { cell: at(topLeft()), text });
  });

  function topLeft() {
    const [y1, x1] = where.get(anchor ?? current);
    const [y2, x2] = where.get(current);
    return [Math.min(y1, y2), Math.min(x1, x2)];
  }

  function copy(event) {
    if (!cellOf(event) || mode !== "move") return false;
    event.preventDefault();
    const rows = block().map((line) => line.map((cell) => inputs.get(cell).value));
    event.clipboardData.setData("text/plain", rows.map((row) => row.join("\t")).join("\r\n"));
    const trs = rows.map((row) => h("tr", {}, ...row.map((text) => h("td", { text }))));
    event.clipboardData.setData("text/html", h("table", {}, h("tbody", {}, ...trs)).outerHTML);
    return true;
  }
}

/** The copied text; a table from a web page or Word whose lines are broken is taken from its HTML. */
function pastedText(clipboard) {
  const plain = clipboard.getData("text/plain");
  const html = clipboard.getData("text/html");
  const rows = plain.trimEnd().split(/\r?\n/).map((line) => line.split("\t").length);
  if (!html.includes("<table") || (rows[0] > 1 && rows.every((width) => width === rows[0]))) return plain;
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return plain;
  const quoted = (text) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [...table.rows]
    .map((row) => [...row.cells].map((cell) => quoted(cell.textContent.trim())).join("\t"))
    .join("\n");
}
