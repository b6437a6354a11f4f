/* The report of an exercise: everything that can be pointed at is a spot with its place. */

const SIGNS = { right: "✓", wrong: "✗", missed: "漏", uncheckable: "？", alarm: "误" };
const SIGN_WORDS = {
  right: "找对了", wrong: "位置对，规则或改法不全对", missed: "漏掉的问题", uncheckable: "改法无法判定", alarm: "误报：这里没有错",
};

/**
 * Draw the sheet.
 * @param {Object} drawing what the kernel says of the exercise
 * @param {Function} pick called with a place and its node when a person points at it
 * @param {Function} stood called with the place where the keyboard or the mouse is
 */
function makeSheet(drawing, pick, stood) {
  const spots = new Map(); // place -> its nodes; the first takes the keyboard
  const groups = []; // stretches that Tab goes through; arrows move inside

  const maker = {
    names: drawing.names,
    /** Make an element a spot. */
    spot(node, place, label) {
      node.dataset.place = place;
      const target = node.querySelector(".rk-target") || node;
      target.setAttribute("role", "button");
      target.tabIndex = -1;
      if (label) target.setAttribute("aria-label", label);
      if (!spots.has(place)) spots.set(place, []);
      spots.get(place).push(node);
      return node;
    },
    group(rows) { groups.push(rows.filter((row) => row.length)); },
  };

  const node = h("article.rk-paper", { "aria-label": "要检查的报告" }, ...drawing.parts.map((part) => drawPart(part, maker)));
  groups.forEach((rows) => { const first = rows[0]?.[0]; if (first) targetOf(first).tabIndex = 0; });

  node.addEventListener("click", (event) => {
    const spot = event.target.closest?.("[data-place]");
    if (spot) { stand(spot); pick(spot.dataset.place, spot); }
  });
  node.addEventListener("keydown", (event) => {
    const spot = event.target.closest?.("[data-place]");
    if (!spot || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pick(spot.dataset.place, spot);
      return;
    }
    const to = nextSpot(groups, spot, event.key);
    if (to) { event.preventDefault(); focus(to); }
  });

  /** Let Tab come back to where a person was. */
  function stand(spot) {
    const rows = groups.find((group) => group.some((row) => row.includes(spot)));
    rows?.forEach((row) => row.forEach((one) => { targetOf(one).tabIndex = one === spot ? 0 : -1; }));
    stood(spot.dataset.place);
  }

  function focus(spot) {
    stand(spot);
    targetOf(spot).focus({ preventScroll: true });
    reveal(spot);
  }

  let lit = null; // what a person pointed at last

  return {
    node,
    has: (place) => spots.has(place),
    /** Put the marks on the sheet: place -> [mark, sign, words]; `at` is where a person pointed. */
    paint(marks, picked, at) {
      lit?.classList.remove("rk-picked");
      lit = picked ? at : null;
      lit?.classList.add("rk-picked");
      spots.forEach((nodes, place) => nodes.forEach((one, no) => {
        const [mark, sign, words] = (no === 0 && marks[place]) || ["", "", ""];
        one.dataset.mark = mark;
        if (one !== lit) one.classList.toggle("rk-picked", place === picked && !lit);
        one.querySelector(".rk-marked")?.remove();
        if (sign) one.append(drawSign(mark, sign, words));
        targetOf(one).setAttribute("aria-pressed", String(place === picked));
      }));
    },
    goTo(place) {
      const spot = spots.get(place)?.[0];
      if (!spot) return;
      focus(spot);
      spot.classList.add("rk-flash");
      setTimeout(() => spot.classList.remove("rk-flash"), 1600);
    },
  };
}

/** A sign that stays on the line of the last word. */
function drawSign(mark, sign, words) {
  return h("span.rk-marked", {}, "\u2060",
    h("span.rk-sign", { "data-mark": mark, title: words }, h("span", { "aria-hidden": "true", text: sign }), h("span.rk-hear", { text: `（${words}）` })));
}

const targetOf = (spot) => spot.querySelector(".rk-target") || spot;

/** Where an arrow leads: inside the group, and over its edge into the next one. */
function nextSpot(groups, spot, key) {
  const at = groups.findIndex((rows) => rows.some((row) => row.includes(spot)));
  if (at < 0) return null;
  const rows = groups[at];
  const r = rows.findIndex((row) => row.includes(spot));
  const c = rows[r].indexOf(spot);
  const table = spot.closest("table");
  if (key === "Home") return rows[r][0];
  if (key === "End") return rows[r].at(-1);
  if (key === "ArrowRight" || (!table && key === "ArrowDown")) {
    return rows[r][c + 1] || rows[r + 1]?.[0] || groups[at + 1]?.[0][0] || null;
  }
  if (key === "ArrowLeft" || (!table && key === "ArrowUp")) {
    return rows[r][c - 1] || rows[r - 1]?.at(-1) || groups[at - 1]?.at(-1).at(-1) || null;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (!step) return null;
  const box = spot.getBoundingClientRect();
  const middle = (box.left + box.right) / 2;
  for (let row = r + step; rows[row]; row += step) {
    const below = rows[row].find((one) => {
      const other = one.getBoundingClientRect();
      return one !== spot && other.left <= middle && other.right >= middle;
    });
    if (below) return below;
  }
  return step > 0 ? groups[at + 1]?.[0][0] || null : groups[at - 1]?.at(-1).at(-1) || null;
}

/** A row of short names that lead to the parts of a long report, and of those beside it. */
function makeWays(drawing, sheet, beside) {
  if (drawing.parts.length < 4) return null;
  const words = (part) => {
    if (part.is === "head") return ["开头", "标题和引言"];
    if (part.is === "foot") return ["落款", "落款和日期"];
    const numeral = part.heading.text.split("、")[0];
    const tables = part.tables.map((table) => table.name).join("、");
    return [tables || (numeral.length < 3 ? numeral : String(part.no)), part.heading.text];
  };
  const ways = drawing.parts.map((part, at) => {
    const [text, name] = words(part);
    return button(text, () => {
      lead(sheet.node.closest(".rk-main-area"), sheet.node.children[at]);
      beside.querySelectorAll(`[data-part="${part.is}${part.no || ""}"]`).forEach((one, no) => { if (!no) lead(beside, one); });
    }, { title: name, "aria-label": `看${name}` });
  });
  return h("nav.rk-ways", { "aria-label": "报告的各部分" }, ...ways);
}

/** Move an area, and nothing around it, so that an element stands on top, or in the middle. */
function lead(area, node, middle = false) {
  const [frame, box] = [area.getBoundingClientRect(), node.getBoundingClientRect()];
  const head = area.querySelector(".rk-beside-head")?.offsetHeight || 0;
  area.scrollTop += box.top - frame.top - (middle ? (frame.height - box.height) / 2 : head + 6);
}

/** Draw head, section or foot; without a maker nothing can be pointed at. */
function drawPart(part, maker) {
  if (part.is === "head") {
    const title = drawSpot("span.rk-spot", part.title, maker);
    maker?.group([[title]]);
    return h("header.rk-part", { "data-part": "head" }, h("h3.rk-paper-title", {}, title), ...drawParagraphs(part.paragraphs, maker));
  }
  if (part.is === "foot") return drawFoot(part, maker);
  const heading = drawSpot("span.rk-spot", part.heading, maker);
  maker?.group([[heading]]);
  return h("section.rk-part", { "data-part": `section${part.no}` }, h("h4.rk-paper-heading", {}, heading),
    ...drawParagraphs(part.paragraphs, maker), ...part.tables.map((table) => drawTable(table, maker)));
}

function drawSpot(tag, spot, maker) {
  const node = h(tag, {}, h("span", { text: spot.text }));
  if (spot.empty) node.classList.add("rk-missing");
  return maker ? maker.spot(node, spot.place) : node;
}

function drawParagraphs(paragraphs, maker) {
  const all = [];
  const drawn = paragraphs.map((spots) => {
    const nodes = spots.map((spot) => drawSpot("span.rk-spot", spot, maker));
    all.push(...nodes);
    return h("p.rk-paragraph", {}, ...nodes);
  });
  if (all.length) maker?.group([all]);
  return drawn;
}

function drawFoot(part, maker) {
  const nodes = [];
  const lines = part.spots.map((spot) => {
    const node = drawSpot("span.rk-spot", spot, maker);
    nodes.push(node);
    return h("p", {}, spot.label ? `${spot.label}：` : null, node);
  });
  const foot = h("footer.rk-part.rk-paper-foot", { "data-part": "foot" }, ...lines);
  if (part.file && maker) {
    const facts = part.file.facts.map(([name, text]) => h("span.rk-file-fact", { text: `${name}：${text}` }));
    const file = maker.spot(h("div.rk-file", {}, h("span.rk-file-name", { text: "文件信息" }), ...facts), "file");
    nodes.push(file);
    foot.append(file);
  }
  maker?.group([nodes]);
  return foot;
}
