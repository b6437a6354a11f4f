/* A table of the sheet as its document prints it; figures, rows and the table itself are spots. */

const LABEL_SHARES = { 1: [30], 3: [5, 10, 23] }; // of the label columns, in percent

/** Draw a table; without a maker nothing can be pointed at. */
function drawTable(table, maker) {
  const caption = h("span.rk-spot.rk-table-name", {}, h("span", { text: table.name }));
  if (maker) {
    maker.spot(caption, table.key);
    maker.group([[caption]]);
  }
  const frame = h("div.rk-table-frame", {}, h("div.rk-caption", {}, caption));
  if (table.picture) {
    const picture = h("p.rk-picture", { text: table.picture });
    if (maker) maker.spot(picture, table.key);
    frame.append(picture);
    return frame;
  }
  const rows = [];
  for (const cell of table.cells) (rows[cell.r] ||= []).push(cell);
  const drawn = rows.map((row) => row.sort((a, b) => a.c - b.c).map((cell) => drawCell(cell, table, maker)));
  const sections = [h("thead"), h("tbody")];
  drawn.forEach((row, at) => sections[at < table.header ? 0 : 1].append(h("tr", {}, ...row)));
  maker?.group(drawn.map((row) => row.filter((node) => node.dataset.place && node.dataset.place !== table.key)));
  const node = h("table.rk-table", { "aria-label": table.name }, columnShares(rows, table.stub));
  node.append(...sections.filter((section) => section.childNodes.length));
  frame.append(h("div.rk-scroll", {}, node));
  return frame;
}

function columnShares(rows, stub) {
  const widths = LABEL_SHARES[stub] || [];
  const all = Math.max(...rows.map((row) => row.reduce((sum, cell) => sum + (cell.cs || 1), 0)));
  const left = 100 - widths.reduce((sum, width) => sum + width, 0);
  const shares = [...widths, ...Array(all - widths.length).fill(left / (all - widths.length))];
  return h("colgroup", {}, ...shares.map((share) => h("col", { style: `width:${share.toFixed(2)}%` })));
}

function drawCell(cell, table, maker) {
  const spans = { rowspan: cell.rs, colspan: cell.cs };
  const inside = h("span.rk-target", { text: cell.text });
  if (cell.is === "value") {
    const node = h("td.rk-value", { ...spans, "data-same": maker ? null : cell.cell }, inside);
    return maker ? maker.spot(node, cell.place, `${maker.names[cell.place]}：${cell.text || "空白"}`) : node;
  }
  const across = cell.is === "stub" ? "row" : "col";
  const scope = (across === "row" ? cell.rs : cell.cs) > 1 ? `${across}group` : across;
  const plain = cell.is === "corner" || !cell.text;
  const node = plain ? h("td.rk-corner", spans) : h(`th.rk-${cell.is}`, { scope, ...spans });
  if (!maker || cell.place === table.key) { // a click means the table, the keyboard has its name
    node.textContent = cell.text;
    if (maker) node.dataset.place = cell.place;
    return node;
  }
  node.append(inside);
  return maker.spot(node, cell.place);
}
