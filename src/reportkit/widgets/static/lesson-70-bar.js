/* The line on top: which exercise this is, how it went so far, a number to enter. */

function makeBar(wire, ui) {
  const { drawing } = wire;
  const facts = h("div.rk-names");
  const tools = h("div.rk-tools");
  const node = h("div.rk-bar", {}, h("div.rk-bar-in", {}, facts, tools));
  const exam = drawing.kind === "exam";

  function paint(state) {
    const { exercises, points, most } = state.done || {};
    facts.replaceChildren(
      h("h2.rk-title", { text: drawing.title }),
      drawing.number ? h("span.rk-fact-number", {}, h("span.rk-quiet", { text: exam ? "试卷编号 " : "题号 " }), h("strong", { text: drawing.number })) : "",
      state.level ? h("span.rk-level", { text: state.level }) : "",
      exercises ? h("span.rk-quiet", { text: `已做${exercises}题，得${points}分（满分${most}分）` }) : "");
  }

  if (drawing.beside.length) {
    const besides = drawing.beside.map((one) => one.label).filter((one, at, all) => all.indexOf(one) === at).join("、");
    tools.append(button(`对照${besides}`, (event) => {
      event.currentTarget.setAttribute("aria-expanded", String(ui.toggleBeside()));
    }, { "aria-expanded": String(ui.besideOpen) }));
  }
  if (drawing.course) {
    const id = unique("number");
    const field = h("input.rk-field.rk-number-field", { type: "text", id, autocomplete: "off", placeholder: `例如 ${drawing.number}` });
    const go = () => { if (field.value.trim()) wire.act("number", { number: field.value }); else field.focus(); };
    field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); go(); } });
    tools.append(h("label.rk-quiet", { for: id, text: "按题号做题" }), field, button("打开", go));
  }
  return { node, paint };
}

/** How well the rules of the lesson are known, and the button that deletes the records. */
function makeMastery(wire) {
  const node = h("section.rk-mastery", { "aria-label": "掌握情况" });
  const statements = new Map(wire.drawing.rules.flatMap((group) => group.rules));
  let sure = false;

  function paint(state) {
    show(node, state.mastery?.length > 0);
    if (!state.mastery?.length) return;
    keepFocus(node, () => node.replaceChildren(
      h("div.rk-answer-head", {}, h("h3.rk-side-title", { text: "掌握情况" }),
        sure ? h("span.rk-tools", {}, h("span", { text: "清除以后不能恢复。" }), button("清除", () => { sure = false; wire.act("clear"); }, { "data-key": "sure" }), button("不清除", () => { sure = false; paint(state); }))
          : button("清除练习记录", () => { sure = true; paint(state); node.querySelector("[data-key=sure]").focus(); }, { "data-key": "clear" })),
      h("ul.rk-known", {}, ...state.mastery.map(([rule, label, tried, share]) =>
        h("li.rk-known-rule", { "data-known": label, title: statements.get(rule) },
          h("span.rk-rule-id", { text: rule }), h("span", { text: `${label}（做过${tried}次，近来对${share}%）` }))))));
  }
  return { node, paint };
}
