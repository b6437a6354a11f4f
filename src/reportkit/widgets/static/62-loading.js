/* Loading a report: choose, drop or paste; see the source beside the reading; settle; take over. */

const PIECE = 1024 * 1024; // bytes in one message
const LARGEST = 32 * PIECE;

/** Load a report as this year's or last year's. */
function showLoading(wire, ui, purpose) {
  const title = purpose === "previous" ? "载入上年度报告" : "载入报告";
  const file = h("input.rk-file", { type: "file", hidden: true, "aria-label": "选择文件", accept: ".docx,.pdf,.xlsx,.xls,.html,.htm,.mhtml,.txt,.md,.json,.ipynb" });
  const drop = h("div.rk-drop", {}, h("div.rk-tools", {}, h("span", { text: "把文件拖到这里，或者" }), button("选择文件…", () => file.click())), file,
    h("p.rk-quiet", { text: "可以是 Word（docx）、PDF、Excel、网页、文本文件或者 report.json。" }));
  const text = h("textarea.rk-area.rk-paste", { rows: "4", placeholder: "也可以把整份报告的文字和表格复制了粘贴在这里", "aria-label": "粘贴报告全文" });
  const read = button("读取粘贴的内容", () => { if (text.value.trim()) { told.textContent = "正在读取……"; wire.act("text", { text: text.value, purpose }); } });
  const told = h("p.rk-told", { role: "status" });
  const body = h("div.rk-loading", {}, drop, text, h("div.rk-tools", {}, read), told);
  openDialog(ui, title, body).classList.add("rk-wide");
  ui.dialogClosed = () => wire.act("drop");

  file.addEventListener("change", () => { if (file.files[0]) send(file.files[0]); file.value = ""; });
  drop.addEventListener("dragover", (event) => { event.preventDefault(); event.stopPropagation(); drop.classList.add("rk-over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("rk-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    drop.classList.remove("rk-over");
    const dropped = event.dataTransfer.files[0];
    if (dropped) send(dropped);
  });

  async function send(chosen) {
    if (chosen.size > LARGEST) {
      told.textContent = `“${chosen.name}”有 ${Math.round(chosen.size / PIECE)} MB，超过 ${LARGEST / PIECE} MB，不像一份年度报告。`;
      return;
    }
    told.textContent = `正在读取“${chosen.name}”……`;
    wire.act("file", { name: chosen.name, size: chosen.size, purpose });
    for (let start = 0; start === 0 || start < chosen.size; start += PIECE) {
      wire.act("piece", {}, [await chosen.slice(start, start + PIECE).arrayBuffer()]);
    }
  }

  ui.failed = (sentence) => { told.textContent = sentence; };
  ui.readingCame = (reading) => body.replaceChildren(...drawReading(wire, ui, reading));
}

/** Source and reading side by side, with the doubtful rows to be settled. */
function drawReading(wire, ui, reading) {
  const view = { state: reading.state, drawing: reading.drawing };
  const tables = reading.drawing.tabs.filter((tab) => tab.table);
  const grids = tables.map((tab) => makeGrid(view, tab, { quiet: true }));
  const left = h("p.rk-left", { role: "status" });
  const take = button(reading.purpose === "previous" ? "采用为上年度报告" : "采用", () => {
    ui.dialogClosed = null;
    ui.closeDialog();
    wire.act("adopt");
  });
  take.classList.add("rk-main");

  function count(open) {
    left.textContent = open
      ? `有${open}格没有读出，请对照左边的原文补填；也可以先采用，以后再补。`
      : "全部读出。请与左边的原文核对一遍，再点“采用”。";
  }

  const doubts = reading.doubts.map(({ said, cells }) =>
    h("div.rk-doubt", {}, h("p", { text: said }), h("div.rk-doubt-cells", {}, ...cells.map((cell) => {
      const input = h("input.rk-field", { type: "text", inputmode: "decimal", "aria-label": reading.drawing.names[cell] });
      input.addEventListener("change", () => wire.act("settle", { at: { [cell]: input.value } }));
      return h("label.rk-doubt-cell", { text: reading.drawing.names[cell].replace(/^.*·|”$/g, "") }, input);
    }))));

  ui.settledCame = ({ state, left: open }) => {
    Object.assign(view.state, state);
    grids.forEach((grid) => grid.paintAll(state));
    count(open);
  };
  count(Object.keys(reading.state.unread).length);

  const lines = reading.source.map((line) => (line.row
    ? h("div.rk-source-row", {}, ...line.row.map((text) => h("span.rk-source-cell", { text })))
    : h("p", { text: line.text })));
  const facts = drawPairs(reading.facts);
  const pair = h("div.rk-pair", {},
    h("section.rk-source", { "aria-label": "原文", tabindex: "0" }, h("h3", { text: `原文：${reading.name}` }), ...lines),
    h("section.rk-reading", { "aria-label": "读出的内容", tabindex: "0" }, h("h3", { text: "读出的内容" }), ...doubts, facts,
      ...grids.map((grid, at) => h("div", {}, h("h4", { text: tables[at].heading }), grid.node))));
  const bar = h("div.rk-tools", {}, left, take, button("不要了", () => ui.closeDialog()));
  return [bar, pair];
}
