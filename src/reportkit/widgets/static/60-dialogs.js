/* Panels over the form: choosing a figure, versions, and the frame that all of them share. */

/** Open a panel over the form; Escape closes it and gives the focus back. */
function openDialog(ui, title, ...content) {
  ui.closeDialog?.();
  const back = ui.root.getRootNode().activeElement;
  const name = unique("title");
  const close = button("关闭", () => ui.closeDialog(), { "aria-label": `关闭：${title}` });
  const box = h("div.rk-dialog", { role: "dialog", "aria-modal": "true", "aria-labelledby": name, tabindex: "-1" },
    h("div.rk-dialog-head", {}, h("h2.rk-dialog-title", { id: name, text: title }), close), ...content);
  const veil = h("div.rk-veil", {}, box);
  for (const kind of ["dragover", "drop"]) { // a file that misses its place must not replace the page
    veil.addEventListener(kind, (event) => { event.preventDefault(); event.stopPropagation(); });
  }
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) { event.preventDefault(); ui.closeDialog(); }
    if (event.key === "Tab") stayInside(event, box);
  });
  ui.root.append(veil);
  ui.closeDialog = () => {
    veil.remove();
    ui.closeDialog = null;
    ui.dialogClosed?.();
    ui.dialogClosed = null;
    if (back && back.isConnected && back.focus) back.focus({ preventScroll: true });
  };
  ui.root.scrollIntoView({ block: "nearest" });
  box.focus({ preventScroll: true });
  return box;
}

function stayInside(event, box) {
  const stops = [...box.querySelectorAll("button, input, textarea, select, a[href]")].filter((one) => !one.disabled && one.tabIndex >= 0 && one.offsetParent);
  const ends = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (box.getRootNode().activeElement === ends[0]) { event.preventDefault(); ends[1].focus(); }
}

/** Choose a figure of the tables by its Chinese name. */
function chooseFigure(wire, ui, take) {
  const search = h("input.rk-field", { type: "search", placeholder: "输入几个字查找，例如：新收 总计", "aria-label": "查找数字" });
  const list = h("ul.rk-choices");
  openDialog(ui, "插入数字", h("p.rk-quiet", { text: "选中的数会跟着表格走：表格改了，文字里的数也改。" }), search, list);
  let names = [];
  function paint() {
    const words = search.value.trim().split(/\s+/).filter(Boolean);
    const found = names.filter(([, label]) => words.every((word) => label.includes(word)));
    list.replaceChildren(...found.slice(0, 300).map(([name, label, value]) =>
      h("li", {}, h("button.rk-choice", { type: "button", on: { click: () => { ui.closeDialog(); take(name); } } },
        h("span", { text: label }), h("strong", { text: value || "（没有数）" })))));
  }
  ui.namesCame = (given) => { names = given; paint(); };
  search.addEventListener("input", paint);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // the text that gets the focus back would take the key
    list.querySelector("button")?.click();
  });
  wire.act("names");
  search.focus();
}

/** The kept versions, to go back to one. */
function showVersions(wire, ui) {
  const list = h("ul.rk-choices", {}, h("li.rk-quiet", { text: "正在取来……" }));
  openDialog(ui, "版本", h("p.rk-quiet", { text: "编辑时每隔一会儿自动留一个版本，最多留50个。回到旧版本前，现在的内容也会留成一个版本。" }), list);
  ui.versionsCame = (versions) => {
    const items = versions.map(([name, when], at) =>
      h("li.rk-version", {}, h("span", { text: when + (at === 0 ? "（最近）" : "") }),
        button("回到这个版本", () => { ui.closeDialog(); wire.act("version", { version: name }); })));
    list.replaceChildren(...(items.length ? items : [h("li.rk-quiet", { text: "还没有版本。" })]));
  };
  wire.act("versions");
}
