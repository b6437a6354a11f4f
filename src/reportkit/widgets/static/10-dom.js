/* Elements: text goes in as text, never as markup. */

/**
 * Make an element.
 * @param {string} tag name, with classes after dots: "div.rk-bar"
 * @param {Object} [props] `text`, `on` (listeners); anything else is an attribute
 * @param {...(Node|null)} children
 */
function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "text") node.textContent = value;
    else if (key === "on") for (const [kind, fn] of Object.entries(value)) node.addEventListener(kind, fn);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A button that never submits and never takes the notebook's keys. */
function button(text, act, props = {}) {
  return h("button.rk-button", { type: "button", text, on: { click: act }, ...props });
}

/** Names and texts side by side. */
function drawPairs(pairs) {
  const rows = pairs.map(([name, text]) =>
    h("div.rk-fact", {}, h("span.rk-fact-name", { text: name }), h("span", { text })));
  return h("div.rk-fact-list", {}, ...rows);
}

/** Show or hide an element. */
function show(node, visible) {
  node.hidden = !visible;
}

/** Bring a place of the form into sight, without moving the notebook around the panel more than needed. */
function reveal(node, centred = false) {
  const area = node.closest(".rk-main-area");
  const table = node.closest("table");
  const frame = area.getBoundingClientRect();
  const box = node.getBoundingClientRect();
  const top = frame.top + (table?.tHead?.offsetHeight || 0) + 4;
  const bottom = frame.bottom - 4;
  if (box.top >= top && box.bottom <= bottom) { /* in sight */ }
  else if (centred) area.scrollTop += (box.top + box.bottom - top - bottom) / 2;
  else area.scrollTop += box.top < top ? box.top - top : box.bottom - bottom;
  const sideways = node.closest(".rk-scroll");
  if (sideways) {
    const side = sideways.getBoundingClientRect();
    const labels = table.tBodies[0].rows[0].querySelector(".rk-stub")?.offsetWidth || 0;
    if (box.right > side.right) sideways.scrollLeft += box.right - side.right;
    else if (box.left < side.left + labels) sideways.scrollLeft -= side.left + labels - box.left;
  }
  area.closest(".rk-editor").scrollIntoView({ block: "nearest" });
}

let counted = 0;

/** A name that is unique in the page, for labels inside one panel. */
function unique(stem) {
  counted += 1;
  return `rk-${stem}-${Math.random().toString(36).slice(2, 8)}-${counted}`;
}

/** Put a value into a field, unless it stands there. */
function put(field, value) {
  if (field.value !== value) field.value = value;
}
