/* The panel: bar on top, tabs, the form in the middle, findings beside or below it. */

function render({ model, el }) {
  const wire = makeWire(model);
  const root = h("div.rk-editor", { role: "region", "aria-label": "年度报告编辑器" });
  const banner = h("div.rk-banner", { role: "alert", hidden: true });
  const bar = h("div.rk-bar");
  const tabBar = h("div.rk-tabs", { role: "tablist", "aria-label": "报告的各部分" });
  const main = h("div.rk-main-area");
  const foot = h("div.rk-foot-in"); // stays below the table, covering none of its rows
  const strip = h("div.rk-strip");
  const notes = h("div.rk-notes", { role: "status" });
  root.append(banner, bar, tabBar, h("div.rk-body", {}, h("div.rk-center", {}, main, h("div.rk-foot", {}, foot), strip), h("div.rk-dock")), notes);
  el.append(root);

  const ui = { root, chooseFigure: (take) => chooseFigure(wire, ui, take) };
  let tabs = new Map(); // key -> {button, panel, parts}
  let current = null;
  let findings = null;
  let top = null;
  let noteTimer = null;

  ui.goTo = (tab, place, key) => {
    if (tab) select(tab);
    const parts = tabs.get(tab || current)?.parts || [];
    const part = parts.find((one) => one.has(place)) || (place ? null : parts[0]);
    part?.focus(place, key);
    if (key) findings.open(key);
  };
  ui.pointed = (key) => { if (key) findings.open(key); };
  ui.say = (text, bad = false, actions = []) => {
    clearTimeout(noteTimer);
    notes.replaceChildren(h("span", { text }), ...actions);
    notes.classList.toggle("rk-bad", bad);
    if (!actions.length) noteTimer = setTimeout(() => notes.replaceChildren(), bad ? 15000 : 6000);
  };
  ui.undo = () => step("undo");
  ui.redo = () => step("redo");

  function step(what) {
    tabs.forEach(({ parts }) => parts.forEach((part) => part.flush?.()));
    const active = root.getRootNode().activeElement;
    tabs.forEach(({ parts }) => parts.forEach((part) => { if (part.busy) part.busy = null; }));
    wire.act(what);
    if (active?.dataset?.cell) active.select();
  }

  function build() {
    const before = current;
    tabBar.replaceChildren();
    main.replaceChildren();
    tabs = new Map();
    top = makeBar(wire, ui);
    bar.replaceChildren(top.node);
    wire.drawing.tabs.forEach((tab) => addTab(tab));
    findings = makeFindings(wire, ui);
    root.querySelector(".rk-dock").replaceChildren(findings.node);
    findings.paint();
    paintTabs();
    select(tabs.has(before) ? before : firstTab());
    if (wire.warning) ui.say(wire.warning, true, [button("知道了", () => notes.replaceChildren())]);
    paintConnected();
  }

  /** A form that nothing was filled in yet begins with what the report says of itself. */
  function firstTab() {
    const begun = wire.state.facts.agency && Object.values(wire.state.cells).some((text) => text !== "");
    return (begun && wire.drawing.tabs.find((tab) => tab.table?.stub === 3)?.key) || "facts";
  }

  function addTab(tab) {
    const name = unique("tab");
    const parts = [];
    const panel = h("div.rk-panel", { id: `${name}-panel`, role: "tabpanel", "aria-labelledby": name, hidden: true });
    if (tab.fields) {
      parts.push(makeFacts(wire, tab, ui));
      panel.append(parts[0].node);
    } else {
      if (tab.table) {
        const grid = makeGrid(wire, tab, { changed: (cell) => describe(cell) });
        const tools = makeTableTools(wire, tab);
        const scroll = h("div.rk-scroll", { on: { scroll: () => { foot.scrollLeft = scroll.scrollLeft; } } }, grid.node);
        panel.append(tools.node, scroll);
        parts.push(grid, tools);
      }
      if (tab.topics.length) {
        const topics = makeTopics(wire, tab.topics);
        parts.push(topics);
        panel.append(h("p.rk-quiet", { text: "这一部分必须写到：" }), topics.node);
      }
      const label = tab.table ? "本部分的文字（没有可以不写）" : tab.label;
      const text = makeText(wire, { place: tab.key, label }, ui);
      parts.push(text);
      panel.append(text.node);
    }
    const control = h("button.rk-tab", {
      type: "button", id: name, role: "tab", "aria-controls": panel.id, "aria-selected": "false", tabindex: "-1",
      title: tab.heading || tab.label, on: { click: () => select(tab.key), keydown: moveTab },
    }, h("span.rk-tab-name", { text: tab.label }), h("span.rk-tab-count"));
    tabBar.append(control);
    main.append(panel);
    tabs.set(tab.key, { control, panel, parts });
  }

  function moveTab(event) {
    const keys = [...tabs.keys()];
    const to = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!to) return;
    event.preventDefault();
    const next = keys[(keys.indexOf(current) + to + keys.length) % keys.length];
    select(next);
    tabs.get(next).control.focus();
  }

  function select(key) {
    current = key;
    tabs.forEach(({ control, panel }, one) => {
      control.setAttribute("aria-selected", String(one === key));
      control.tabIndex = one === key ? 0 : -1;
      show(panel, one === key);
    });
    const balance = tabs.get(key).parts.find((part) => part.balance)?.balance;
    foot.replaceChildren(...(balance ? [balance] : []));
    show(foot.parentNode, Boolean(balance));
    strip.replaceChildren();
  }

  function paintTabs() {
    tabs.forEach(({ control }, key) => {
      const counts = wire.state.tabs?.[key] || {};
      const count = control.lastChild;
      count.textContent = counts.error || counts.warning || "";
      count.className = `rk-tab-count rk-badge-${counts.error ? "error" : "warning"}`;
      count.title = [counts.error ? `错误${counts.error}处` : "", counts.warning ? `警告${counts.warning}处` : ""].filter(Boolean).join("、");
    });
  }

  /** Say below the form what the chosen cell is and what is wrong with it. */
  function describe(cell) {
    const keys = (wire.state.marks?.[cell] || []).slice(1);
    const said = keys.map((key) => wire.state.findings[key]).filter(Boolean);
    strip.replaceChildren(h("strong", { text: wire.drawing.names[cell] }),
      ...said.map((row) => h("span.rk-strip-said", { "data-severity": row.severity, text: `${row.rule}　${row.message}` })));
    describe.cell = cell;
    if (keys.length) findings.open(keys[0]);
  }

  function update(patch) {
    tabs.forEach(({ parts }) => parts.forEach((part) => part.update(patch)));
    findings.update(patch);
    top.update(patch);
    if (patch.tabs) paintTabs();
    if (describe.cell && (patch.marks || patch.findings)) {
      const grid = tabs.get(current)?.parts.find((part) => part.has(describe.cell));
      if (grid) describe(describe.cell);
    }
  }

  function paintConnected() {
    const press = root.closest("[data-voila]")
      ? "请刷新网页（按 F5）；还打不开的，请重新运行 reportkit app"
      : "请点菜单“运行 → 运行所有单元格”";
    banner.textContent = `未连接：${press}。如果刚才程序正忙，等一会儿会自己恢复。已经显示“已保存”的内容不会丢。`;
    show(banner, !wire.connected);
    root.classList.toggle("rk-off", !wire.connected);
    root.classList.toggle("rk-empty", !wire.drawing);
    tabs.forEach(({ parts }) => parts.forEach((part) => part.writable(wire.connected)));
    top?.writable(wire.connected);
  }

  wire.on("drawing", build);
  wire.on("patch", (patch) => { if (wire.drawing) update(patch); });
  wire.on("connected", paintConnected);
  wire.on("first", (first) => { // JupyterLab goes to the last cell when all are run
    if (first && !root.closest("[data-voila]")) root.scrollIntoView({ block: "start" });
  });
  wire.on("say", (text, content) => {
    if (!text) return;
    ui.say(text, content.bad);
    if (content.bad) {
      ui.failed?.(text);
      ui.makeFailed?.();
      tabs.forEach(({ parts }) => parts.forEach((part) => part.refused?.()));
    }
  });
  wire.on("ask", (text, content) => {
    const sure = button("只填表格里的部分", () => { notes.replaceChildren(); wire.act(content.again.do, content.again); });
    ui.say(text, false, [sure, button("不粘贴", () => notes.replaceChildren())]);
    sure.focus();
  });
  wire.on("went", (places) => follow(places[0]));
  wire.on("names", (names) => ui.namesCame?.(names));
  wire.on("versions", (versions) => ui.versionsCame?.(versions));
  wire.on("reading", (reading) => ui.readingCame?.(reading));
  wire.on("settled", (settled) => ui.settledCame?.(settled));
  wire.on("release", (told) => ui.releaseCame?.(told));
  wire.on("made", (made, _content, buffers) => ui.madeCame?.(made, buffers[0]));

  /** After undo and the like, show the place that changed. */
  function follow(place) {
    for (const [key, { parts }] of tabs) {
      const part = place && parts.find((one) => one.has(place));
      if (part) {
        if (key !== current) select(key);
        part.focus(place);
      }
    }
  }

  root.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey && !event.isComposing && !ui.closeDialog) {
      const key = event.key.toLowerCase();
      if (key === "z" || key === "y") {
        event.preventDefault();
        event.stopPropagation();
        if (key === "y" || event.shiftKey) ui.redo();
        else ui.undo();
        return;
      }
    }
    // Plain keys are meant for the form; JupyterLab would take “d d” for deleting the cell.
    if (!command && !event.altKey && !/^F\d+$/.test(event.key)) event.stopPropagation();
  });
  for (const kind of ["copy", "cut", "paste"]) {
    root.addEventListener(kind, (event) => event.stopPropagation());
  }

  /** What was typed a moment ago still goes out. */
  function leave() {
    tabs.forEach(({ parts }) => parts.forEach((part) => part.flush?.()));
    wire.flush();
  }
  window.addEventListener("pagehide", leave);

  wire.open();
  return () => {
    leave();
    window.removeEventListener("pagehide", leave);
    wire.close();
    root.remove();
  };
}

export default { render };
