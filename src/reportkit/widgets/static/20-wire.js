/* The wire to the kernel: one message for each action, patches back, and a look whether it lives. */

const SILENT = 6000; // milliseconds without an answer after which the kernel counts as gone
const BETWEEN_PINGS = 5000;

/** Connect one view to its model. */
function makeWire(model) {
  const listeners = {};
  const wire = {
    id: unique("view"),
    state: {},
    drawing: null,
    connected: true,
    keeps: true,
    warning: "",
    base: {}, // texts as the kernel has them
    waiting: new Map(), // number of a message -> when it was sent
    held: new Map(), // place -> what was typed while a message was under way
    number: 0,
    edits: 0,
  };

  wire.on = (kind, act) => (listeners[kind] ||= []).push(act);
  wire.emit = (kind, ...values) => (listeners[kind] || []).forEach((act) => act(...values));
  /** Whether the kernel has not answered yet all that was done here. */
  wire.pending = () => wire.waiting.size + wire.held.size > 0;
  wire.newEdit = () => `${wire.id}.${(wire.edits += 1)}`;

  function transmit(message, buffers) {
    wire.number += 1;
    wire.waiting.set(wire.number, Date.now());
    model.send({ ...message, n: wire.number, by: wire.id }, undefined, buffers);
  }

  /** Send what was held back, in order. */
  wire.flush = () => {
    const held = [...wire.held];
    wire.held.clear();
    for (const [place, { text, edit, whole }] of held) {
      if (whole) transmit({ do: "enter", at: { [place]: text }, edit });
      else transmitText(place, text, edit);
    }
  };

  /** Do something in the kernel. */
  wire.act = (what, more = {}, buffers = undefined) => {
    wire.flush();
    transmit({ do: what, ...more }, buffers);
  };

  /** Put a content into a place; what is typed faster than the kernel answers goes together. */
  wire.enter = (place, text, edit) => {
    hold(place, { text, edit, whole: true });
  };

  /** Change a long text; only the stretch that differs travels. */
  wire.write = (place, text, edit) => {
    hold(place, { text, edit, whole: false });
  };

  function hold(place, held) {
    wire.held.set(place, held);
    if (!wire.waiting.size) wire.flush();
  }

  function transmitText(place, text, edit) {
    const old = wire.base[place] ?? "";
    if (old === text) return;
    let start = 0;
    const most = Math.min(old.length, text.length);
    while (start < most && old[start] === text[start]) start += 1;
    if (start > 0 && /[\uD800-\uDBFF]/.test(text[start - 1])) start -= 1; // never inside a pair
    let end = 0;
    while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
    if (end > 0 && /[\uDC00-\uDFFF]/.test(text[text.length - end])) end -= 1;
    wire.base[place] = text;
    transmit({
      do: "splice", place, edit,
      from: start, to: old.length - end, text: text.slice(start, text.length - end),
      length: old.length,
    });
  }

  function apply(patch) {
    for (const [key, parts] of Object.entries(patch)) {
      const kept = (wire.state[key] ||= {});
      for (const [name, value] of Object.entries(parts)) {
        if (value === null) delete kept[name];
        else kept[name] = value;
      }
    }
    if (patch.texts) Object.assign(wire.base, patch.texts);
    if (patch.about || patch.findings || patch.order) {
      const old = wire.state.marks;
      wire.state.marks = marksOf(wire.state);
      const cells = new Set([...Object.keys(old), ...Object.keys(wire.state.marks)]);
      const moved = [...cells].filter((cell) => String(old[cell]) !== String(wire.state.marks[cell]));
      if (moved.length) patch.marks = Object.fromEntries(moved.map((cell) => [cell, wire.state.marks[cell] || null]));
    }
  }

  /** Repeat a change that another view made in a text. */
  function follow({ place, from, to, text }) {
    const old = wire.base[place] ?? "";
    const now = old.slice(0, from) + text + old.slice(to);
    apply({ texts: { [place]: now } });
    wire.emit("patch", { texts: { [place]: now } });
  }

  /** The kernel has another text than was thought: what the person wrote goes there as a whole. */
  function repeat(place, patch) {
    delete patch.texts?.[place];
    if (!wire.held.has(place)) wire.held.set(place, { text: wire.base[place], edit: wire.newEdit(), whole: true });
    else wire.held.get(place).whole = true;
  }

  function receive(content, buffers) {
    const mine = content.by === undefined || content.by === wire.id;
    if (mine) wire.waiting.delete(content.n);
    live(true);
    if (content.is === "state" && (mine || content.whole || !wire.drawing)) {
      wire.state = content.state;
      wire.state.marks = marksOf(wire.state);
      wire.drawing = content.drawing;
      wire.warning = content.warning;
      wire.keeps = content.keeps;
      wire.base = { ...content.state.texts };
      wire.emit("drawing");
    } else if (content.is === "patch") {
      if (content.splice && !mine) follow(content.splice);
      if (content.stale && mine) repeat(content.stale, content.patch);
      apply(content.patch);
      wire.emit("patch", content.patch);
    }
    if (mine) {
      for (const kind of EXTRAS) if (content[kind] !== undefined) wire.emit(kind, content[kind], content, buffers);
    }
    if (!wire.waiting.size && wire.held.size) wire.flush();
  }

  function live(now) {
    if (wire.connected === now) return;
    wire.connected = now;
    wire.emit("connected", now);
  }

  function look() {
    const oldest = Math.min(...wire.waiting.values());
    if (Date.now() - oldest > SILENT) {
      live(false);
      if (Date.now() - wire.tried > BETWEEN_PINGS) ping();
    } else if (!wire.waiting.size && Date.now() - wire.tried > BETWEEN_PINGS && !document.hidden) {
      ping();
    }
  }

  function ping() {
    wire.tried = Date.now();
    try {
      transmit({ do: "ping" });
    } catch {
      live(false); // the connection is closed for good
    }
  }

  wire.tried = Date.now();
  model.on("msg:custom", receive);
  const timer = setInterval(look, 1000);
  wire.close = () => {
    clearInterval(timer);
    model.off("msg:custom", receive);
  };
  wire.open = () => {
    try {
      transmit({ do: "open" });
    } catch {
      live(false);
    }
  };
  return wire;
}

/** For each cell its heaviest mark and the findings about it, heaviest first. */
function marksOf(state) {
  const marks = {};
  for (const key of state.order?.keys || []) {
    for (const line of (state.about[key] || "").split(" ").filter(Boolean)) {
      const at = line.lastIndexOf(".");
      for (const last of line.slice(at + 1).split(",")) {
        (marks[`${line.slice(0, at)}.${last}`] ||= [state.findings[key].severity]).push(key);
      }
    }
  }
  return marks;
}

const EXTRAS = [
  "first", "say", "ask", "why", "names", "reading", "settled", "release", "made", "versions", "went", "arrived",
];
