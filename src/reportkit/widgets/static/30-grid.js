/* A table of the form: drawn once from its layout, then only the cells that change. */

const WIDTHS = { 0: [], 1: [30], 3: [5, 10, 22] }; // shares of the label columns, in percent

const MANY = 10; // columns of figures that leave no room for two of them in one cell

const NARROWEST = 620; // pixels; a narrower window scrolls the table below its labels

/**
 * Draw a table.
 * @param {Object} wire the wire to the kernel
 * @param {Object} tab what the kernel says of the tab
 * @param {Object} options `changed(cell)` when the focus moves, `quiet` for a view without editing
 */
function makeGrid(wire, tab, options = {}) {
  const inputs = new Map(); // cell -> its input
  const lines = []; // cells line by line, as they stand
  const { table } = tab;
  const rows = [];
  for (const cell of table.cells) (rows[cell.r] ||= []).push(cell);
  const sections = [h("thead"), h("tbody")];
  rows.forEach((row, at) => {
    row.sort((a, b) => a.c - b.c);
    const line = [];
    const tr = h("tr", {}, ...row.map((cell) => drawCell(cell, line)));
    if (line.length) lines.push(line);
    sections[at < table.header ? 0 : 1].append(tr);
  });
  const node = h("table.rk-table", { "aria-label": tab.heading });
  node.classList.toggle("rk-narrow", lines.some((line) => line.length > MANY));
  node.append(columns(), ...sections.filter((section) => section.childNodes.length));
  const balance = tab.balance.length && !options.quiet ? makeBalance(wire, tab, columns()) : null;

  function columns() {
    const widths = WIDTHS[table.stub] || [];
    const all = Math.max(...rows.map((row) => row.reduce((sum, cell) => sum + (cell.cs || 1), 0)));
    const left = 100 - widths.reduce((sum, width) => sum + width, 0);
    const shares = [...widths, ...Array(all - widths.length).fill(left / (all - widths.length))];
    const kinds = shares.map((share) => h("col", { style: `width:${share.toFixed(2)}%` }));
    return h("colgroup", {}, ...kinds);
  }

  function drawCell(cell, line) {
    const spans = { rowspan: cell.rs, colspan: cell.cs };
    if (cell.is === "value") {
      line.push(cell.cell);
      return drawValue(cell.cell, spans);
    }
    const left = (WIDTHS[table.stub] || []).slice(0, cell.c).reduce((sum, share) => sum + share, 0);
    const style = cell.c < table.stub ? `--rk-left: ${(left * NARROWEST) / 100}px` : null;
    if (cell.is === "corner" || !cell.text) return h("td.rk-corner", { text: cell.text, style, ...spans });
    const across = cell.is === "stub" ? "row" : "col";
    const scope = (across === "row" ? cell.rs : cell.cs) > 1 ? `${across}group` : across;
    return h(`th.rk-${cell.is}`, { text: cell.text, scope, style, ...spans });
  }

  function drawValue(cell, spans) {
    const input = h("input.rk-cell", {
      type: "text", autocomplete: "off", spellcheck: "false", tabindex: "-1", inputmode: "decimal",
      "aria-label": wire.drawing.names[cell], "data-cell": cell, readonly: options.quiet,
    });
    inputs.set(cell, input);
    const small = h("span.rk-small");
    return h("td.rk-value", spans, h("div.rk-in", {}, input, small));
  }

  /** Show what a cell holds, its mark, its computed total and last year's value. */
  function paint(cell, state = wire.state) {
    const input = inputs.get(cell);
    if (!input) return;
    const td = input.closest("td");
    const mark = (state.marks || {})[cell];
    const stands = (state.cells || {})[cell] ?? "";
    if (input !== grid.busy) put(input, stands);
    else if (input.value !== stands && !grid.composing && !wire.pending()) grid.overtaken(input, stands);
    const unread = (state.unread || {})[cell];
    td.dataset.mark = unread ? "unread" : mark ? mark[0] : "";
    td.dataset.sign = mark ? wire.drawing.signs[mark[0]] || "" : "";
    input.size = Math.max(1, input.value.length); // what stands beside it goes below where it has no room
    td.classList.toggle("rk-blank", input.value === "");
    if (mark && mark[0] === "error") input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const said = (mark ? mark.slice(1) : []).map((key) => (state.findings || {})[key]?.message).filter(Boolean);
    if (unread) said.unshift("这一格没有读出，请对照原文补填。");
    if (said.length) input.title = said.join("\n");
    else input.removeAttribute("title");
    paintSmall(input.nextSibling, (state.sums || {})[cell], (state.last || {})[cell]);
  }

  function paintSmall(small, sum, last) {
    const parts = [];
    if (sum !== undefined) parts.push(h("span.rk-sum", { text: `应为 ${sum}` }));
    if (last) parts.push(h("span.rk-last", { text: `上年${last[0] || "空"}` }));
    if (last && last[1] && sum === undefined) parts.push(h("span.rk-last", { text: last[1] }));
    small.replaceChildren(...parts);
    small.parentNode.classList.toggle("rk-beside", parts.length > 0);
  }

  const grid = {
    node, inputs, lines, balance: balance?.node, busy: null, composing: false, paint,
    has: (cell) => inputs.has(cell),
    paintAll: (state) => inputs.forEach((_, cell) => paint(cell, state)),
    update(patch) {
      const cells = new Set();
      for (const key of ["cells", "unread", "marks", "sums", "last"]) {
        for (const cell of Object.keys(patch[key] || {})) cells.add(cell);
      }
      if (patch.findings) for (const [cell] of inputs) if (wire.state.marks?.[cell]) cells.add(cell);
      if (grid.busy) cells.add(grid.busy.dataset.cell); // left alone while an answer was awaited
      cells.forEach((cell) => paint(cell));
      if (balance && patch.balance) balance.paint();
    },
    focus(cell) {
      const input = inputs.get(cell);
      if (input) {
        input.focus({ preventScroll: true });
        reveal(input.closest("td"), true);
      }
    },
    writable(yes) {
      inputs.forEach((input) => { input.readOnly = !yes; });
    },
  };
  grid.paintAll();
  if (balance) balance.paint();
  const first = lines[0]?.[0];
  if (first) inputs.get(first).tabIndex = 0;
  if (!options.quiet) addKeys(wire, grid, options);
  return grid;
}

/** What can be done to a whole table, beside its heading. */
function makeTableTools(wire, tab) {
  const { key } = tab.table;
  const zeros = button("空格填0", () => wire.act("zeros", { table: key }), { title: "把这张表里还空着的格子（合计除外）都填成0；确实没有发生的才填。可以撤销" });
  const totals = button("填入合计", () => wire.act("totals", { table: key }), { title: "把这张表的合计按明细算好填进去；可以撤销" });
  const carry = button("填上年结转", () => wire.act("carry"), { title: "把上年度报告里结转的件数填到今年；可以撤销" });
  const all = [zeros, totals, carry];
  const update = () => show(carry, tab.balance.length > 0 && Boolean(wire.state.previous?.title));
  const heading = h("h2.rk-heading", { text: tab.heading });
  const node = h("div.rk-line", {}, heading, h("div.rk-tools.rk-right", {}, carry, zeros, totals));
  update();
  return { node, update, has: () => false, focus() {}, writable: (yes) => all.forEach((one) => { one.disabled = !yes; }) };
}

/** The line that stays below table 3: what came in against what went out, column by column. */
function makeBalance(wire, tab, columns) {
  const [left, right] = tab.balance[0].sides;
  const cells = tab.balance.map(() => h("td.rk-balance"));
  const name = `核对：${left} 与 ${right}`;
  const label = h("th.rk-stub", { scope: "row", colspan: tab.table.stub, text: name });
  const node = h("table.rk-table", { "aria-label": name }, columns, h("tbody", {}, h("tr", {}, label, ...cells)));
  function paint() {
    tab.balance.forEach(({ column }, at) => {
      const [came, went, difference] = wire.state.balance?.[column] || ["", "", ""];
      const cell = cells[at];
      const even = difference === "0";
      cell.dataset.even = difference === "" ? "" : even ? "yes" : "no";
      cell.replaceChildren(
        h("span", { text: difference === "" ? "还没填全" : `${came} ${even ? "＝" : "≠"} ${went}` }),
        h("span.rk-small", { text: difference === "" || even ? "" : `差 ${difference.replace("-", "")}` }),
      );
    });
  }
  return { node, paint };
}
