/* The answer as it stands: what is written down, “没有错误”, hints, handing in. */

/**
 * Make the panel.
 * @param {Object} wire the wire to the kernel
 * @param {Object} ui `goTo(place)`, `edit(at)`
 */
function makeAnswer(wire, ui) {
  const exam = wire.drawing.kind === "exam";
  const list = h("div");
  const name = exam ? makeName(wire) : null;
  const handIn = makeHandIn(wire, ui);
  const node = h("section.rk-answer", { "aria-label": "我的答案" }, list, name?.node, handIn.node, drawScoring(exam));

  function paint(state) {
    name?.paint(state);
    handIn.paint(state);
    keepFocus(list, () => list.replaceChildren(
      exam && state.notice ? h("div.rk-notice", {}, h("p", { text: state.notice }), h("div.rk-tools", {}, button("不是我的，重新作答", () => wire.act("fresh")))) : "",
      h("div.rk-answer-head", {}, h("h3.rk-side-title", { text: "我的答案" }),
        h("span.rk-quiet", { text: state.claims.length ? `记下${state.claims.length}处，最多${state.most}处` : "还没有记下问题" })),
      state.claims.length ? h("ol.rk-claims", {}, ...state.claims.map(drawClaim)) : drawStart(state),
      drawNone(state),
      ...(exam ? [] : [drawHints(state)])));
  }

  function drawClaim(claim, at) {
    return h("li.rk-claim", {},
      h("span.rk-number", { "aria-hidden": "true", text: String(at + 1) }),
      h("div.rk-claim-text", {},
        h("button.rk-claim-place", { type: "button", text: claim.name, "data-key": `go${at}`, title: "到这一处", on: { click: () => ui.goTo(claim.place) } }),
        h("div", {}, h("span.rk-rule-id", { text: claim.rule }), h("span", { text: claim.statement })),
        claim.value ? h("div.rk-claim-value", { text: `改为：${claim.value}` }) : null),
      h("div.rk-claim-tools", {},
        button("修改", () => ui.edit(at), { "data-key": `edit${at}`, "aria-label": `修改第${at + 1}处` }),
        button("删除", () => wire.act("withdraw", { at }), { "data-key": `del${at}`, "aria-label": `删除第${at + 1}处` })));
  }

  function drawStart(state) {
    if (state.none) return h("p.rk-none-said", { text: "您的答案：这份报告没有错误。" });
    return h("p.rk-quiet", { text: "在左边的报告上点一下您认为有问题的地方：一个格子、一行的名称、一张表、一句话、标题、日期都可以点。键盘用 Tab 和方向键移动，按回车选中。" });
  }

  function drawNone(state) {
    const id = unique("none");
    const box = h("input", { type: "checkbox", id, "data-key": "none", disabled: state.claims.length > 0 });
    box.checked = state.none;
    box.addEventListener("change", () => wire.act("none", { none: box.checked }));
    return h("div.rk-none-wrong", {}, box, h("label", { for: id, text: "这份报告没有错误" }));
  }

  function drawHints(state) {
    const said = state.hints.map((text, at) => h("li", {}, h("span.rk-hint-no", { text: `提示${at + 1}` }), h("span", { text })));
    const cost = state.price ? `已扣${state.price}分` : "";
    return h("div.rk-hints", {},
      h("div.rk-tools", {}, button("给我提示（扣1分）", () => wire.act("hint"), { "data-key": "hint" }), h("span.rk-quiet", { text: cost })),
      said.length ? h("ol.rk-hint-list", { "aria-live": "polite" }, ...said) : null);
  }

  return { node, paint };
}

/** What counts how much, closed until wanted. */
function drawScoring(exam) {
  const lines = [
    "每处问题：位置对得2分，规则对得1分，改法对得1分（有的问题不问改法）。",
    "没有错的地方当成有错，每处扣1分；总分不低于0分。",
    exam ? "" : "每要一次提示扣1分。三次提示一次比一次明白：先提一个问题，再说规则，最后说位置。",
    "报告本来没有错误的，答“没有错误”得4分。",
  ];
  return h("details.rk-scoring", {}, h("summary", { text: "怎样计分" }), ...lines.filter(Boolean).map((text) => h("p", { text })));
}

/** Draw something anew and leave the keyboard where it was. */
function keepFocus(node, paint) {
  const key = node.getRootNode().activeElement?.closest?.("[data-key]")?.dataset.key;
  const inside = key && node.contains(node.getRootNode().activeElement);
  paint();
  if (inside) node.querySelector(`[data-key="${key}"]`)?.focus({ preventScroll: true });
}
