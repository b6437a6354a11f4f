/* What the report says of itself: organ, year, title, dates, contact. */

/** The fields of the first tab, from what the kernel lists. */
function makeFacts(wire, tab, ui) {
  const fields = new Map();
  const texts = [];
  const settles = new Map(); // place -> shows what stands there
  const node = h("div.rk-facts");
  for (const field of tab.fields) {
    if (field.is === "area") {
      const text = makeText(wire, field, ui);
      texts.push(text);
      node.append(text.node);
    } else {
      node.append(drawField(field));
    }
  }

  function drawField(field) {
    const name = unique("field");
    const input = field.is === "select"
      ? h("select.rk-field", { id: name }, ...field.options.map(([value, text]) => h("option", { value, text })))
      : h("input.rk-field", { id: name, type: "text", placeholder: field.tip, autocomplete: "off" });
    let edit = "";
    let sent = null; // what is under way
    const stands = () => wire.state.facts[field.place] ?? "";
    function send() {
      if (input.value === (sent ?? stands())) return;
      sent = input.value;
      wire.enter(field.place, input.value, edit || (edit = wire.newEdit()));
    }
    function settle() {
      if (wire.held.has(field.place)) return; // more was typed meanwhile
      if (stands() !== sent || !input.matches(":focus")) put(input, stands());
      sent = null;
    }
    // A half-typed year or date is not refused: it is sent when the person is done with it.
    const live = field.is === "text";
    input.addEventListener("input", (event) => { if (live && !event.isComposing) send(); });
    input.addEventListener("compositionend", () => { if (live) send(); });
    input.addEventListener("change", send);
    input.addEventListener("focus", () => { edit = wire.newEdit(); });
    input.addEventListener("blur", () => { if (!wire.waiting.size) settle(); });
    input.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) send(); });
    fields.set(field.place, input);
    settles.set(field.place, settle);
    put(input, stands());
    return h("div.rk-row", {}, h("label.rk-label", { for: name, text: field.label }), input);
  }

  return {
    node,
    flush: () => texts.forEach((text) => text.flush()),
    has: (place) => fields.has(place) || texts.some((text) => text.has(place)),
    update(patch) {
      Object.keys(patch.facts || {}).forEach((place) => settles.get(place)?.());
      texts.forEach((text) => text.update(patch));
    },
    refused() { // what was typed could not be taken: show what stands there
      settles.forEach((settle) => settle());
    },
    focus(place, key) {
      const text = texts.find((one) => one.has(place));
      if (text) text.focus(place, key);
      else (fields.get(place) || fields.values().next().value).focus();
    },
    writable(yes) {
      fields.forEach((input) => { input.disabled = !yes; });
      texts.forEach((text) => text.writable(yes));
    },
  };
}
