/* After marking: points, what became of each fault, why, and how to mend it. */

/**
 * Draw the marks.
 * @param {Object} result what the kernel says of the marks
 * @param {Array} after what can be done next
 * @param {Object} ui `goTo(place)`
 */
function drawResult(result, after, ui) {
  if (result.quiet) {
    return [h("div.rk-score", { "data-well": "full" }, h("p", {}, h("strong", { text: "已经交卷。" })),
      h("p", { text: "成绩和讲解由老师统一公布。" }), ...after)];
  }
  const share = result.most ? result.points / result.most : 0;
  const head = h("div.rk-score", { "data-well": share === 1 ? "full" : share >= 0.5 ? "half" : "low" },
    h("div.rk-score-number", {}, h("strong", { text: String(result.points) }), h("span", { text: `分　满分${result.most}分` })),
    h("p", { text: result.verdict }), ...after);
  const faults = result.faults.map((fault) => drawFault(fault, ui));
  const alarms = result.alarms.map((claim) => drawAlarm(claim, ui));
  return [head, drawLegend(result.marks), ...faults, ...alarms, ...drawExtra(result)];
}

function drawFault(fault, ui) {
  const found = Boolean(fault.claim);
  const mark = fault.outcome === "not-attempted" ? "missed" : fault.outcome;
  const asked = fault.asked.map(([name, outcome, label]) =>
    h("span.rk-asked", { "data-mark": outcome }, `${name}：${outcome === "not-attempted" && found ? "没有写" : label}`));
  const hints = fault.hints ? [h("span.rk-asked", { text: `提示：扣${fault.hints}分` })] : [];
  return h("article.rk-fault", { "data-mark": mark, "data-places": fault.places.join(" ") },
    h("div.rk-fault-head", {}, h("span.rk-sign", { "data-mark": mark, "aria-hidden": "true", text: SIGNS[mark] }),
      h("strong", { text: fault.label }),
      h("button.rk-claim-place", { type: "button", text: fault.name, title: "到这一处", on: { click: () => ui.goTo(fault.claim?.place, ...fault.places) } }),
      h("span.rk-points", { text: `${fault.points}/${fault.most}分` })),
    found ? h("div.rk-asked-row", {}, ...asked, ...hints) : hints.length ? h("div.rk-asked-row", {}, ...hints) : null,
    h("p.rk-explained", { text: fault.explanation }),
    found ? drawMine(fault) : null,
    h("p", {}, h("span.rk-rule-id", { text: fault.rule }), h("span", { text: fault.statement })),
    drawAbout(fault));
}

/** Where a learner's rule or value was another one, show both. */
function drawMine(fault) {
  const lines = [];
  const outcome = Object.fromEntries(fault.asked.map(([name, how]) => [name, how]));
  if (outcome["规则"] === "wrong") lines.push(`您选的是 ${fault.claim.rule}：${fault.claim.statement}`);
  if (outcome["改法"] === "wrong") lines.push(`您写的是“${fault.claim.value}”${fault.right ? `，应当是“${fault.right}”` : ""}。`);
  else if (outcome["改法"] === "not-attempted" && fault.right) lines.push(`应当是“${fault.right}”。`);
  return lines.length ? h("div.rk-mine", {}, ...lines.map((text) => h("p", { text }))) : null;
}

/** The rule as people read it: basis, how certain it is, how to mend. */
function drawAbout(fault) {
  const pairs = (...names) => names.filter((name) => fault.about[name]).map((name) => [name, fault.about[name]]);
  const first = pairs("怎么改", "依据", "可靠程度");
  const rest = pairs("说明", "常见原因", "错误写法", "正确写法");
  return h("div.rk-about", {}, drawPairs(first),
    h("details.rk-more-rule", {}, h("summary", { text: `规则 ${fault.rule} 的说明` }), drawPairs(rest)));
}

function drawAlarm(claim, ui) {
  return h("article.rk-fault", { "data-mark": "alarm", "data-places": claim.place },
    h("div.rk-fault-head", {}, h("span.rk-sign", { "data-mark": "alarm", "aria-hidden": "true", text: SIGNS.alarm }),
      h("strong", { text: "误报" }),
      h("button.rk-claim-place", { type: "button", text: claim.name, title: "到这一处", on: { click: () => ui.goTo(claim.place) } }),
      h("span.rk-points", { text: "扣1分" })),
    h("p.rk-explained", { text: claim.near ? "这里有错，但不是违反这一条：" : "这里没有错。下次记下之前，先用这条规则对一对：" }),
    h("p", {}, h("span.rk-rule-id", { text: claim.rule }), h("span", { text: claim.statement })));
}

function drawExtra(result) {
  if (!result.extra) return [];
  return [h("p.rk-quiet", { text: `问题找全以后又要过提示，扣${result.extra}分。` })];
}

/** What the signs on the sheet mean; only those that are there. */
function drawLegend(marks) {
  const there = Object.keys(SIGNS).filter((mark) => Object.values(marks).includes(mark));
  return h("div.rk-legend", {}, ...there.map((mark) =>
    h("span.rk-legend-item", {}, h("span.rk-sign", { "data-mark": mark, "aria-hidden": "true", text: SIGNS[mark] }), h("span", { text: SIGN_WORDS[mark] }))));
}
