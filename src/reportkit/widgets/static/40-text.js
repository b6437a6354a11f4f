/* A text of the report: it grows with its content, shows marks, and takes live figures. */

const PAUSE = 1500; // milliseconds without a key after which typing counts as a new action
const GATHER = 150; // milliseconds in which keys are gathered into one message

/** A text with marks behind it. */
function makeText(wire, { place, label, heading }, ui) {
  const name = unique("text");
  const area = h("textarea.rk-area", {
    id: name, rows: "3", spellcheck: "false", placeholder: "在这里写，或者粘贴进来。",
    on: { input: typed, blur: () => send(), compositionstart, compositionend, click: caret, keyup: caret },
  });
  const back = h("div.rk-back", { "aria-hidden": "true" });
  const preview = h("div.rk-preview", { hidden: true });
  const count = h("span.rk-count");
  const insert = button("插入数字", () => ui.chooseFigure((reference) => write(`{{ ${reference} }}`)), {
    title: "插入一个跟着表格走的数：表格改了，文字里的数跟着改",
  });
  const node = h("div.rk-text", {},
    h("div.rk-line", {}, h("label.rk-label", { for: name, text: label }), count, insert),
    h("div.rk-stack", {}, back, area), preview);
  let edit = "";
  let last = 0;
  let timer = null;
  let composing = false;
  let known = wire.base[place] ?? ""; // the text that the marks are about
  put(area, known);

  function compositionstart() { composing = true; }
  function compositionend() { composing = false; typed(); }

  function typed() {
    paint();
    if (composing) return;
    const now = Date.now();
    if (!edit || now - last > PAUSE) edit = wire.newEdit();
    last = now;
    wire.state.texts[place] = area.value;
    clearTimeout(timer);
    timer = setTimeout(send, GATHER);
  }

  function send() {
    clearTimeout(timer);
    timer = null;
    if (!composing && area.value !== wire.base[place]) wire.write(place, area.value, edit);
  }

  function write(text) {
    if (area.readOnly) return;
    send();
    area.focus();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    edit = "";
    typed();
    send();
  }

  /** The marks, moved along with what was typed since they were told. */
  function ranges() {
    const told = wire.state.ranges?.[place] || [];
    const text = area.value;
    if (text === known) return told;
    const most = Math.min(known.length, text.length);
    let start = 0;
    while (start < most && known[start] === text[start]) start += 1;
    let end = 0;
    while (end < most - start && known.at(-1 - end) === text.at(-1 - end)) end += 1;
    const cut = known.length - end;
    const grown = text.length - known.length;
    return told
      .filter(([a, b]) => b <= start || a >= cut)
      .map(([a, b, ...rest]) => (b <= start ? [a, b, ...rest] : [a + grown, b + grown, ...rest]));
  }

  /** Draw the text once more behind the field, with the marks. */
  function paint() {
    const text = area.value;
    const current = ranges();
    const edges = [...new Set([0, text.length, ...current.flatMap(([a, b]) => [a, b])])].sort((a, b) => a - b);
    const parts = edges.slice(0, -1).map((start, at) => {
      const end = edges[at + 1];
      const here = current.filter(([a, b]) => a <= start && b >= end).map(([, , kind]) => kind);
      const kind = ["error", "warning", "info", "figure"].find((one) => here.includes(one));
      return h(kind ? `mark.rk-on-${kind}` : "span", { text: text.slice(start, end) });
    });
    back.replaceChildren(...parts, document.createTextNode("\n"));
    count.textContent = text ? `${[...text.replace(/\s/g, "")].length}字` : "";
    paintPreview(text, current);
  }

  function paintPreview(text, current) {
    const figures = current.filter(([, , kind]) => kind === "figure").sort((a, b) => a[0] - b[0]);
    show(preview, figures.length > 0);
    const lines = [];
    let at = 0;
    for (const line of text.split("\n")) {
      const mine = figures.filter(([a]) => a >= at && a < at + line.length);
      if (mine.length) lines.push(h("p", {}, ...resolved(line, at, mine)));
      at += line.length + 1;
    }
    preview.replaceChildren(h("div.rk-quiet", { text: "发布时是这样（框里的数跟着表格走）：" }), ...lines);
  }

  function resolved(line, at, figures) {
    const parts = [];
    let done = 0;
    for (const [start, end, , reference] of figures) {
      const value = wire.state.values?.[reference];
      parts.push(document.createTextNode(line.slice(done, start - at)));
      parts.push(h(value ? "span.rk-figure" : "span.rk-figure.rk-none", { text: value || "（还没有数）", title: wire.drawing.names[reference] || reference }));
      done = end - at;
    }
    return [...parts, document.createTextNode(line.slice(done))];
  }

  /** Tell which finding the caret stands in. */
  function caret() {
    const here = area.selectionStart;
    const hit = ranges().find(([a, b, kind]) => kind !== "figure" && a <= here && here <= b);
    ui.pointed(hit ? hit[3] : null);
  }

  paint();
  return {
    node, place, heading, flush: send,
    has: (where) => where === place,
    update(patch) {
      if (!wire.waiting.size) known = wire.base[place] ?? "";
      const text = patch.texts?.[place];
      if (text !== undefined && text !== area.value && !composing) {
        const caretAt = Math.min(area.selectionStart, text.length);
        area.value = text;
        if (area.matches(":focus")) area.setSelectionRange(caretAt, caretAt);
      }
      if (patch.texts || patch.ranges || patch.values) paint();
    },
    focus(_place, key) {
      area.focus({ preventScroll: true });
      const range = ranges().find(([, , , one]) => one === key);
      if (range) area.setSelectionRange(range[0], range[1]);
      const mark = range && back.querySelector("mark.rk-on-error, mark.rk-on-warning, mark.rk-on-info");
      reveal(mark || node, true);
    },
    writable(yes) { area.readOnly = !yes; insert.disabled = !yes; },
  };
}

/** The required topics of a section, ticked off as they appear. */
function makeTopics(wire, topics) {
  const items = new Map(topics.map((topic) => [topic, h("li.rk-topic")]));
  const node = h("ul.rk-topics", { "aria-label": "必须写到的方面" }, ...items.values());
  function update() {
    items.forEach((item, topic) => {
      const there = Boolean(wire.state.topics?.[topic]);
      item.dataset.there = there ? "yes" : "no";
      item.textContent = `${there ? "✓ " : "○ "}${topic}`;
      item.title = there ? "已经写到" : "还没有写到";
    });
  }
  update();
  return { node, update, has: () => false, focus() {}, writable() {} };
}
