/* The wire to the kernel: one message for each action, the whole state back, and a look whether it lives. */

const SILENT = 6000; // milliseconds without an answer after which the kernel counts as gone
const BETWEEN_PINGS = 5000;

/** Connect one view to its model. */
function makeWire(model) {
  const listeners = {};
  const waiting = new Map(); // number of a message -> when it was sent
  let number = 0;
  let tried = Date.now();
  const wire = { id: unique("view"), drawing: null, state: null, connected: true };

  wire.on = (kind, act) => (listeners[kind] ||= []).push(act);
  const emit = (kind, ...values) => (listeners[kind] || []).forEach((act) => act(...values));

  function transmit(message) {
    number += 1;
    waiting.set(number, Date.now());
    try {
      model.send({ ...message, n: number, by: wire.id });
    } catch {
      live(false); // the connection is closed for good
    }
  }

  /** Do something in the kernel. */
  wire.act = (what, more = {}) => transmit({ do: what, ...more });

  function receive(content, buffers) {
    const mine = content.by === wire.id;
    if (mine) waiting.delete(content.n);
    live(true);
    if (content.did === "ping") return; // only to see that somebody is there
    const fresh = content.is === "state";
    if (fresh && (mine || content.did !== "open" || !wire.drawing)) {
      wire.drawing = content.drawing;
      wire.state = content.state;
      emit("drawing", content);
    } else if (content.is === "patch" && wire.drawing) {
      wire.state = content.patch;
      emit("state", content);
    }
    if (mine) emit("done", content, buffers);
  }

  function live(now) {
    if (wire.connected === now) return;
    wire.connected = now;
    emit("connected", now);
  }

  function look() {
    const due = Date.now() - tried > BETWEEN_PINGS;
    const late = Date.now() - Math.min(...waiting.values()) > SILENT;
    if (late) live(false);
    if (due && (late || (!waiting.size && !document.hidden))) {
      tried = Date.now();
      wire.act("ping");
    }
  }

  model.on("msg:custom", receive);
  const timer = setInterval(look, 1000);
  wire.open = () => wire.act("open");
  wire.close = () => {
    clearInterval(timer);
    model.off("msg:custom", receive);
  };
  return wire;
}
