/* The bar on top: title, state of saving, undo and redo, loading, versions, making the report. */

/** The bar. */
function makeBar(wire, ui) {
  const title = h("span.rk-title");
  const saved = h("span.rk-saved", { role: "status" });
  const undo = button("撤销", () => ui.undo(), { title: "撤销（Ctrl+Z）" });
  const redo = button("重做", () => ui.redo(), { title: "重做（Ctrl+Y）" });
  const load = button("载入报告…", () => showLoading(wire, ui, "report"));
  const previous = button("载入上年…", () => showLoading(wire, ui, "previous"));
  const versions = button("版本", () => showVersions(wire, ui));
  const make = button("生成报告", () => showRelease(wire, ui));
  make.classList.add("rk-main");
  const all = [undo, redo, load, previous, versions, make];
  const node = h("div.rk-bar-in", {}, h("div.rk-names", {}, title, saved), h("div.rk-tools", {}, ...all));
  if (!wire.keeps) show(versions, false);

  const SAID = {
    saved: ({ at }) => (at ? `已保存 ${at}` : "已保存"),
    saving: () => "正在保存…",
    memory: () => "仅供试改，不存文件",
    failed: ({ text }) => text,
    conflict: ({ text }) => text,
  };

  function paint() {
    const state = wire.state.saved || {};
    title.textContent = wire.state.facts.title || "（还没有标题）";
    title.title = title.textContent;
    saved.textContent = SAID[state.is]?.(state) ?? "";
    saved.title = state.is === "memory" ? "没有对应的文件：改动只在这个笔记本运行期间有效，关闭以后就没有了" : saved.textContent;
    saved.dataset.is = state.is;
    if (state.is === "conflict") {
      ui.say(state.text, true, [
        button("保留这里的", () => wire.act("conflict", { mine: true })),
        button("换成文件里的", () => wire.act("conflict", { mine: false })),
      ]);
    }
    const can = wire.state.can || {};
    undo.disabled = !wire.connected || !can.undo;
    redo.disabled = !wire.connected || !can.redo;
    undo.title = can.undo ? `撤销：${can.undo}（Ctrl+Z）` : "没有可以撤销的";
    previous.title = wire.state.previous?.title ? `已载入：${wire.state.previous.title}` : "载入上年度报告，与今年对照";
  }

  paint();
  return {
    node,
    update(patch) {
      if (patch.saved || patch.can || patch.facts || patch.previous) paint();
    },
    writable(yes) {
      all.forEach((one) => { one.disabled = !yes; });
      paint();
    },
  };
}
