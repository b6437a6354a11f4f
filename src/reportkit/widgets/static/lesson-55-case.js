/* An own case: what a trainer marked in a real report, its title, saving. */

/**
 * Make the panel.
 * @param {Object} wire the wire to the kernel
 * @param {Object} ui `goTo(place)`, `edit(at)`
 */
function makeCase(wire, ui) {
  const list = h("div");
  const id = unique("case");
  const title = h("input.rk-field", { type: "text", id, autocomplete: "off", maxlength: "60" });
  title.addEventListener("change", () => wire.act("name", { name: title.value }));
  const said = h("p.rk-quiet", { role: "status" });
  const node = h("section.rk-answer", { "aria-label": "我的案例" }, list,
    h("div.rk-ask", {}, h("label.rk-ask-name", { for: id, text: "案例的名称" }), title),
    h("div.rk-tools", {}, button("保存案例", () => wire.act("save"), { class: "rk-button rk-main", "data-key": "save" })), said);

  function paint(state) {
    if (title.getRootNode().activeElement !== title) put(title, state.name);
    said.textContent = state.file
      ? `已经存为“${state.file}”。学员这样打开：Practice("${state.file}")`
      : state.claims.length ? "改动还没有保存。" : "一处也不标就保存，是一份“没有错误”的案例。";
    keepFocus(list, () => list.replaceChildren(
      h("div.rk-answer-head", {}, h("h3.rk-side-title", { text: "标出的错误" }),
        h("span.rk-quiet", { text: state.claims.length ? `${state.claims.length}处` : "还没有标" })),
      state.claims.length ? h("ol.rk-claims", {}, ...state.claims.map(drawMark))
        : h("p.rk-quiet", { text: "在左边的报告上点一下有错误的地方，选规则，写一句为什么。" })));
  }

  function drawMark(mark, at) {
    return h("li.rk-claim", {},
      h("span.rk-number", { "aria-hidden": "true", text: String(at + 1) }),
      h("div.rk-claim-text", {},
        h("button.rk-claim-place", { type: "button", text: mark.name, "data-key": `go${at}`, title: "到这一处", on: { click: () => ui.goTo(mark.place) } }),
        h("div", {}, h("span.rk-rule-id", { text: mark.rule }), h("span", { text: mark.statement })),
        mark.value ? h("div.rk-claim-value", { text: `应为：${mark.value}` }) : null,
        h("div.rk-claim-value", { text: `理由：${mark.reason}` })),
      h("div.rk-claim-tools", {},
        button("修改", () => ui.edit(at), { "data-key": `edit${at}`, "aria-label": `修改第${at + 1}处` }),
        button("删除", () => wire.act("withdraw", { at }), { "data-key": `del${at}`, "aria-label": `删除第${at + 1}处` })));
  }
  return { node, paint };
}

/** Why it is wrong: what learners read when they compare their answer. */
function makeReason(text) {
  const id = unique("reason");
  const field = h("textarea.rk-field", { id, rows: "3", autocomplete: "off", placeholder: "例如：自然人5、企业1，总计漏加了企业。" });
  field.value = text || "";
  const lack = h("p.rk-bad", { role: "alert" });
  field.addEventListener("input", () => lack.replaceChildren());
  return {
    node: h("div.rk-ask", {}, h("label.rk-ask-name", { for: id, text: "为什么错？（学员核对答案时会看到）" }), field, lack),
    text: () => field.value.trim(),
    ask() { lack.textContent = "请写一句理由。"; field.focus(); },
  };
}
