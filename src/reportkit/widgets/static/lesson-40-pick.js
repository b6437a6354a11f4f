/* Writing down one fault: which rule, and what should stand there. */

/** First letters of a place -> families of rules that come first for it. */
const NEAR = [
  [/^t2/, ["T2", "CY"]], [/^t3/, ["T3", "CY"]], [/^t4/, ["T4", "CY"]], [/^(title|h\d)/, ["ST", "DT"]],
  [/^(issued|published)/, ["DT"]], [/^signed/, ["ST", "WD"]], [/^file/, ["PV", "DT"]], [/^s0/, ["ST", "DT"]], [/^s/, ["NA", "WD"]],
];

/**
 * Make the panel.
 * @param {Object} drawing what the kernel says of the exercise
 * @param {Object} options `note(claim)` writes down, `leave()` closes
 */
function makePick(drawing, { note, leave }) {
  const node = h("section.rk-pick", { "aria-label": "记下一处问题", hidden: true });
  let place = null;
  let rules = null;
  let down = null;

  /** Open at a place; with a claim and its number in the list, that one is changed. */
  function open(where, text, claim = null, at = null) {
    place = where;
    rules = makeRuleList(drawing.rules, place, claim?.rule);
    const value = makeValue(place, text, claim?.value);
    const reason = drawing.kind === "case" ? makeReason(claim?.reason) : null;
    down = button("记下", () => {
      if (!rules.rule()) rules.ask();
      else if (reason && !reason.text()) reason.ask();
      else note({ place: where, rule: rules.rule(), value: value ? value.text() : "", reason: reason?.text(), at });
    }, { class: "rk-button rk-main" });
    const another = claim && button("这里还有一处问题", () => open(where, text));
    node.replaceChildren(
      h("h3.rk-side-title", { text: drawing.names[place] || place }),
      claim ? h("p.rk-quiet", { text: `修改答案第${at + 1}处` }) : "",
      text && !value?.long ? h("p.rk-now", {}, h("span.rk-quiet", { text: "现在写的是：" }), h("span", { text })) : "",
      rules.node, value?.node || "", reason?.node || "",
      h("div.rk-tools", {}, down, button("取消", leave), another));
    show(node, true);
    rules.focus();
  }

  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) { event.preventDefault(); leave(); }
  });

  return {
    node, open,
    close() { place = null; show(node, false); node.replaceChildren(); },
    get place() { return place; },
    /** Whether a rule is chosen and not written down; then the button is shown. */
    pending() {
      const waits = Boolean(place && rules?.rule());
      if (waits) down.focus();
      return waits;
    },
  };
}

/** What should stand there; long texts get room, and what is left as it was is no answer. */
function makeValue(place, text, given) {
  if (place === "file") return null;
  const id = unique("value");
  const long = text.length > 16;
  const field = h(long ? "textarea.rk-field.rk-value-field" : "input.rk-field.rk-value-field", { id, rows: long ? "4" : null, type: long ? null : "text", autocomplete: "off" });
  field.value = given || text;
  return {
    node: h("div.rk-ask", {}, h("label.rk-ask-name", { for: id, text: "应当怎样写？" }), field,
      h("p.rk-quiet", { text: !text ? "不知道或者不用写的，可以空着。" : "直接改成对的；不知道怎么改，可以不动。" })),
    text: () => (field.value.trim() === text.trim() ? "" : field.value),
    long,
  };
}

/** A list of rules with a field to search it; arrows and Enter choose. */
function makeRuleList(groups, place, chosen) {
  const name = unique("rules");
  const field = h("input.rk-field", {
    type: "text", role: "combobox", id: `${name}-field`, autocomplete: "off", placeholder: "输入几个字查找，例如：总计",
    "aria-expanded": "true", "aria-controls": name, "aria-autocomplete": "list",
  });
  const list = h("div.rk-rules", { role: "listbox", id: name, "aria-label": "规则", tabindex: "-1" });
  const none = h("p.rk-quiet", { text: "没有找到，换几个字试试。", hidden: true });
  const ordered = near(groups, place);
  const label = h("label.rk-ask-name", { for: `${name}-field`, text: "违反了哪条规则？" });
  const change = button("换一条", () => { pickRule(null); field.focus(); });
  const said = h("p.rk-chosen-text");
  const told = h("div.rk-chosen", { hidden: true }, said, change);
  let options = [];
  let at = -1;
  let rule = null;

  function paint() {
    const words = field.value.trim().toUpperCase().split(/\s+/).filter(Boolean);
    const fits = ([id, statement]) => words.every((word) => `${id}${statement}`.toUpperCase().includes(word));
    options = [];
    list.replaceChildren(...ordered.map((group, number) => {
      const found = group.rules.filter(fits).map(drawOption);
      options.push(...found);
      if (!found.length) return "";
      const title = h("div.rk-rules-group", { id: `${name}-g${number}`, text: group.label });
      return h("div", { role: "group", "aria-labelledby": title.id }, title, ...found);
    }));
    show(none, !options.length);
    show(list, options.length > 0);
    point(words.length && options.length ? 0 : -1);
  }

  function drawOption([id, statement]) {
    const option = h("div.rk-rule-option", { role: "option", id: `${name}-${id}`, "aria-selected": "false" },
      h("span.rk-rule-id", { text: id }), h("span", { text: statement }));
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => pickRule(id, statement));
    option.choose = () => pickRule(id, statement);
    return option;
  }

  function point(to) {
    options[at]?.setAttribute("aria-selected", "false");
    at = to;
    const option = options[at];
    option?.setAttribute("aria-selected", "true");
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      const top = option.offsetTop - list.offsetTop;
      if (top < list.scrollTop) list.scrollTop = top;
      else if (top + option.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + option.offsetHeight - list.clientHeight;
    } else field.removeAttribute("aria-activedescendant");
  }

  function pickRule(id, statement) {
    rule = id;
    said.replaceChildren(h("span.rk-rule-id", { text: id || "" }), h("span", { text: statement || "" }));
    [field, list].forEach((one) => show(one, !id));
    show(none, false);
    show(told, Boolean(id));
    field.classList.remove("rk-wanting");
    if (id) {
      label.removeAttribute("for"); // the field is hidden, and the button has a name of its own
      goOn();
    } else { field.value = ""; label.setAttribute("for", field.id); paint(); }
  }

  /** The rule is chosen: next is what should stand there. */
  function goOn() {
    const field = node.parentNode?.querySelector(".rk-value-field");
    (field || node.parentNode?.querySelector(".rk-main"))?.focus();
    if (field?.tagName === "INPUT") field.select();
  }

  field.addEventListener("input", (event) => { if (!event.isComposing) paint(); });
  field.addEventListener("compositionend", paint);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      point(Math.min(Math.max(at + step, 0), options.length - 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      options[at]?.choose();
    }
  });

  const node = h("div.rk-ask", {}, label, told, field, list, none);
  paint();
  const known = chosen && groups.flatMap((group) => group.rules).find(([id]) => id === chosen);
  if (known) pickRule(...known);
  return {
    node,
    rule: () => rule,
    focus: () => (rule ? change : field).focus({ preventScroll: true }),
    ask() { field.classList.add("rk-wanting"); field.focus(); },
  };
}

/** A lesson's own rules stay first; of the others, those that belong to the place. */
function near(groups, place) {
  const wanted = NEAR.find(([pattern]) => pattern.test(place))?.[1] || [];
  const rank = (group) => {
    if (group.own) return -1;
    const at = wanted.indexOf(group.rules[0][0].slice(0, 2));
    return at < 0 ? wanted.length : at;
  };
  return groups.map((group, at) => [rank(group), at, group]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , group]) => group);
}
