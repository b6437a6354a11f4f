/* The screen of an exercise: the report on the left, the answer or the marks on the right. */

function render({ model, el }) {
  const wire = makeWire(model);
  const root = h("div.rk-editor.rk-lesson.rk-empty", { role: "region", "aria-label": "查错练习" });
  const banner = h("div.rk-banner", { role: "alert", hidden: true });
  const notes = h("div.rk-notes", { role: "status" });
  const frame = h("div.rk-lesson-frame");
  root.append(banner, frame, notes);
  el.append(root);

  let parts = null; // bar, sheet, pick, answer, mastery of the exercise on the screen
  let noteTimer = null;

  function say(text, bad = false) {
    clearTimeout(noteTimer);
    notes.replaceChildren(h("span", { text }));
    notes.classList.toggle("rk-bad", bad);
    noteTimer = setTimeout(() => notes.replaceChildren(), bad ? 12000 : 5000);
  }

  const ui = {
    goTo: (...places) => parts.sheet.goTo(places.find((place) => parts.sheet.has(place))),
    edit: (at) => openPick(wire.state.claims[at].place, at),
    ready() {
      if (!parts.pick.pending()) return true;
      say("有一处选好了规则，还没有记下：请先点“记下”或者“取消”。", true);
      return false;
    },
    say,
    besideOpen: false, // stays as it is from one exercise to the next
    toggleBeside() {
      ui.besideOpen = !ui.besideOpen;
      show(parts.beside, ui.besideOpen);
      return ui.besideOpen;
    },
  };

  function build() {
    const { drawing } = wire;
    const sheet = makeSheet(drawing, (place, spot) => {
      if (wire.state.result) showMark(place);
      else openPick(place, wire.state.claims.findIndex((one) => one.place === place), spot);
    }, (place) => showSame(place));
    const pick = makePick(drawing, {
      note: (claim) => { wire.act("claim", claim); closePick(); },
      leave: () => closePick(),
    });
    const beside = drawBeside(drawing.beside);
    show(beside, ui.besideOpen && drawing.beside.length > 0);
    const skip = button("跳到右边作答", () => parts.side.querySelector("button:not(:disabled), input")?.focus(), { class: "rk-button rk-skip" });
    const scroll = h("div.rk-main-area", {}, skip, sheet.node);
    parts = {
      sheet, pick, beside, scroll,
      bar: makeBar(wire, ui), answer: drawing.kind === "case" ? makeCase(wire, ui) : makeAnswer(wire, ui), mastery: makeMastery(wire),
      result: h("section.rk-result", { "aria-label": "核对结果", tabindex: "-1" }),
    };
    const side = h("div.rk-lesson-side", {}, pick.node, parts.answer.node, parts.result, parts.mastery.node);
    parts.side = side;
    frame.replaceChildren(parts.bar.node, h("div.rk-lesson-body", {}, h("div.rk-center", {}, beside, makeWays(drawing, sheet, beside), scroll), side));
    root.classList.remove("rk-empty");
    root.setAttribute("aria-label", drawing.title);
    paint();
    paintConnected();
  }

  /** Open the panel at a place; `at` is the claim to be changed, or -1; a label is a text, too. */
  function openPick(place, at, spot) {
    if (!wire.connected) return;
    const claim = wire.state.claims[at] || null;
    const label = spot?.tagName === "TH" ? (spot.querySelector(".rk-target") || spot).textContent : "";
    parts.pick.open(place, label || textOf(wire.drawing, place), claim, claim && at);
    parts.spot = spot;
    paintSheet();
    root.scrollIntoView({ block: "nearest" });
    parts.side.scrollTop = 0;
  }

  function closePick() {
    const { place } = parts.pick;
    parts.pick.close();
    paintSheet();
    if (place) parts.sheet.goTo(place);
  }

  /** Show the same figure in the reports beside. */
  function showSame(place) {
    const { beside } = parts;
    if (beside.hidden) return;
    beside.querySelectorAll(".rk-same").forEach((one) => one.classList.remove("rk-same"));
    const same = [...beside.querySelectorAll("[data-same]")].filter((one) => one.dataset.same === place);
    same.forEach((one) => one.classList.add("rk-same"));
    if (same.length) lead(beside, same[0], true);
  }

  /** Show what the marks say of a place that a person points at. */
  function showMark(place) {
    const cards = [...parts.result.querySelectorAll("[data-places]")];
    const card = cards.find((one) => one.dataset.places.split(" ").includes(place));
    if (card) card.scrollIntoView({ block: "nearest" });
  }

  function paint() {
    const { state } = wire;
    parts.bar.paint(state);
    parts.mastery.paint(state);
    show(parts.answer.node, !state.result);
    show(parts.result, Boolean(state.result));
    if (state.result) {
      if (parts.pick.place) parts.pick.close();
      paintResult(state);
    } else parts.answer.paint(state);
    paintSheet();
  }

  function paintResult(state) {
    const now = JSON.stringify([state.result, state.notice]);
    if (parts.shown === now) return; // what a reader has unfolded stays open
    parts.shown = now;
    const after = wire.drawing.kind === "exam" ? drawFiles(wire, state) : drawAfter(wire, state);
    parts.result.replaceChildren(...drawResult(state.result, after, ui));
  }

  function paintSheet() {
    const { state } = wire;
    const marks = {};
    if (state.result) {
      for (const [place, mark] of Object.entries(state.result.marks)) marks[place] = [mark, SIGNS[mark], SIGN_WORDS[mark]];
    } else {
      state.claims.forEach((claim, at) => { marks[claim.place] ||= ["noted", String(at + 1), `答案第${at + 1}处`]; });
    }
    parts.sheet.paint(marks, parts.pick.place, parts.spot);
  }

  function paintConnected() {
    const press = root.closest("[data-voila]")
      ? "请刷新网页（按 F5）"
      : "请点菜单“运行 → 运行所有单元格”";
    banner.textContent = `未连接：${press}。如果刚才程序正忙，等一会儿会自己恢复。`;
    show(banner, !wire.connected);
    root.classList.toggle("rk-off", !wire.connected);
  }

  wire.on("drawing", build);
  wire.on("state", paint);
  wire.on("connected", () => { if (parts) paintConnected(); });
  wire.on("done", (content, buffers) => {
    if (content.say) say(content.say, content.bad);
    if (content.bad) return;
    if (content.made) saveMade(content.made, buffers?.[0], say);
    if (content.did === "hand-in") {
      parts.side.scrollTop = 0;
      parts.result.focus({ preventScroll: true });
    }
    if (["next", "number", "again"].includes(content.did)) {
      parts.scroll.querySelector('article [tabindex="0"]')?.focus({ preventScroll: true });
    }
  });

  // Plain keys are meant for the exercise; JupyterLab would take “d d” for deleting the cell.
  root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d+$/.test(event.key)) event.stopPropagation();
  });
  for (const kind of ["copy", "cut", "paste"]) root.addEventListener(kind, (event) => event.stopPropagation());

  wire.open();
  return () => { wire.close(); root.remove(); };
}

/** The text that stands at a place of the sheet. */
function textOf(drawing, place) {
  for (const part of drawing.parts) {
    const spots = [part.title, part.heading, ...(part.spots || []), ...(part.paragraphs || []).flat()];
    const spot = spots.find((one) => one?.place === place);
    if (spot) return spot.empty ? "" : spot.text;
    for (const table of part.tables || []) {
      const cell = (table.cells || []).find((one) => one.cell === place);
      if (cell) return cell.text;
    }
  }
  return "";
}

/** Other reports to compare with, closed until wanted. */
function drawBeside(reports) {
  const node = h("aside.rk-beside", { "aria-label": "对照用的报告", hidden: true, tabindex: "0" });
  for (const report of reports) {
    node.append(h("div.rk-beside-head", {}, h("strong", { text: report.label }), h("span.rk-quiet", { text: report.title })),
      h("div.rk-paper", {}, ...report.parts.map((part) => drawPart(part, null))));
  }
  return node;
}

export default { render };
