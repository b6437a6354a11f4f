/* The findings: counted, filtered, each leading to its place, explained, mended or set aside. */

/** The list of findings. */
function makeFindings(wire, ui) {
  let filter = "all";
  let opened = null; // key of the finding that is shown in full
  let explained = null; // rule whose explanation is shown
  const asked = new Map(); // rule -> explanation
  const bar = h("div.rk-filters", { role: "group", "aria-label": "筛选问题" });
  const list = h("ul.rk-findings");
  const node = h("section.rk-side", { "aria-label": "检查结果" }, bar, list);

  const rows = () => (wire.state.order?.keys || []).map((key) => [key, wire.state.findings[key]]).filter(([, row]) => row);

  const groups = () => {
    const open = rows().filter(([, row]) => !row.settled);
    const kinds = Object.entries(wire.drawing.severities);
    return [
      ["all", "全部", open],
      ...kinds.map(([kind, label]) => [kind, label, open.filter(([, row]) => row.severity === kind)]),
      ["settled", "已处理", rows().filter(([, row]) => row.settled || row.decision)],
    ];
  };

  function paint() {
    const held = list.contains(list.getRootNode().activeElement) ? list.getRootNode().activeElement.dataset.key : null;
    const all = groups();
    const undecided = Object.values(wire.state.undecided || {}).flat().length;
    bar.replaceChildren(
      ...all.map(([kind, label, found]) => chip(kind, `${label} ${found.length}`)),
      chip("undecided", `没有判断 ${undecided}`),
    );
    list.replaceChildren(...(filter === "undecided" ? drawUndecided() : drawRows(all)));
    if (held) list.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  }

  function chip(kind, text) {
    const act = () => { filter = kind; paint(); bar.querySelector("[aria-pressed=true]")?.focus(); };
    return h(`button.rk-chip.rk-chip-${kind}`, { type: "button", text, "aria-pressed": String(filter === kind), on: { click: act } });
  }

  function drawRows(all) {
    const [, , found] = all.find(([kind]) => kind === filter);
    if (!found.length) {
      const said = filter === "all" ? "没有发现问题。" : "这里没有内容。";
      return [h("li.rk-nothing", { text: said })];
    }
    if (filter !== "all") return found.map(([key, row]) => drawRow(key, row));
    return Object.entries(wire.drawing.severities).flatMap(([kind, label]) => {
      const mine = found.filter(([, row]) => row.severity === kind);
      const head = h("li.rk-group", { text: `${label}（${mine.length}处）` });
      return mine.length ? [head, ...mine.map(([key, row]) => drawRow(key, row))] : [];
    });
  }

  function drawUndecided() {
    return Object.entries(wire.state.undecided || {}).map(([needs, rules]) =>
      h("li.rk-nothing", {}, h("strong", { text: `缺少${needs}` }), ...rules.map((text) => h("div", { text }))));
  }

  function drawRow(key, row) {
    const shown = opened === key;
    const head = h("button.rk-find", {
      type: "button", "data-key": key, "aria-expanded": String(shown),
      on: { click: () => { opened = shown ? null : key; paint(); if (!shown) ui.goTo(row.tab, row.place, key); } },
    }, badge(row.severity), h("span.rk-rule", { text: row.rule }), h("span", { text: row.message }));
    const decided = row.decision && h("div.rk-decided", { text: `${row.decision.label}${row.decision.reason ? `：${row.decision.reason}` : ""}` });
    return h("li.rk-item", { "data-severity": row.severity }, head, decided || null, shown ? drawMore(key, row) : null);
  }

  function badge(severity) {
    return h(`span.rk-badge.rk-badge-${severity}`, { text: wire.drawing.severities[severity] });
  }

  function drawMore(key, row) {
    const facts = [];
    if (row.quote) facts.push(h("p", { text: `原文：“${row.quote}”` }));
    if (row.expected !== undefined) facts.push(h("p", { text: `应为：${row.expected}${row.found === undefined ? "" : `　现为：${row.found}`}` }));
    return h("div.rk-more", {}, ...facts, ...drawRepairs(row), drawActions(key, row), drawWhy(row));
  }

  function drawRepairs(row) {
    const fitting = Object.entries(wire.state.repairs || {}).filter(([, repair]) => repair.restores.includes(row.rule) && touches(row, repair));
    return fitting.map(([name, repair]) =>
      h("div.rk-repair", {}, h("p", { text: repair.text }), button("就这样改", () => wire.act("mend", { repair: name }), { disabled: !wire.connected })));
  }

  /** Whether a repair changes a cell that this finding is about. */
  function touches(row, repair) {
    const marks = wire.state.marks || {};
    return repair.cells.some((cell) => (marks[cell] || []).some((key) => wire.state.findings[key] === row));
  }

  function drawActions(key, row) {
    const tools = h("div.rk-tools");
    const decide = (verdict, reason = "") => wire.act("decide", { finding: key, verdict, reason });
    const withReason = (verdict, label) => () => {
      const field = h("input.rk-field", { type: "text", "aria-label": label, placeholder: label, "data-key": `${key} reason` });
      const done = () => { if (field.value.trim()) decide(verdict, field.value); else field.focus(); };
      field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) done(); });
      tools.replaceChildren(field, button("确定", done), button("取消", paint));
      field.focus();
    };
    tools.append(
      button(explained === row.rule ? "收起" : "为什么 · 怎么改", () => why(row.rule), { "data-key": `${key} why` }),
      button("确认有误", () => decide("confirmed"), { title: "确实有误，留待改正" }),
      button("不采纳…", withReason("dismissed", "写明理由，例如：已与台账核对无误"), { title: "核实无误，不作为问题" }),
      button("备注…", withReason("commented", "写下备注")),
    );
    if (row.decision) tools.append(button("撤回意见", () => decide("")));
    return tools;
  }

  function why(rule) {
    explained = explained === rule ? null : rule;
    if (explained && !asked.has(rule)) wire.act("why", { rule });
    paint();
  }

  function drawWhy(row) {
    if (explained !== row.rule) return null;
    const parts = asked.get(row.rule);
    if (!parts) return h("p.rk-quiet", { text: "正在取来……" });
    return drawPairs(Object.entries(parts));
  }

  wire.on("why", ({ rule, parts }) => { asked.set(rule, parts); paint(); });
  return {
    node, paint,
    update(patch) {
      if (patch.findings || patch.order || patch.repairs || patch.undecided) paint();
    },
    /** Show one finding in full, as when the focus moves to its cell. */
    open(key) {
      if (opened === key) return;
      opened = key;
      if (filter !== "all" && key) filter = "all";
      paint();
      list.querySelector("[aria-expanded=true]")?.scrollIntoView({ block: "nearest" });
    },
  };
}
