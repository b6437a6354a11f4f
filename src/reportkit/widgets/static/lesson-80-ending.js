/* The end of an exercise and of an examination: handing in, what comes next, files. */

const FILE_WORDS = { pdf: "成绩单（PDF）", docx: "成绩单（Word）" };

/** The button that ends it; an examination asks once more. */
function makeHandIn(wire, ui) {
  const exam = wire.drawing.kind === "exam";
  const first = button(exam ? "交卷" : "核对答案", () => { if (ui.ready()) (exam ? ask(true) : wire.act("hand-in")); }, { class: "rk-button rk-main", "data-key": "hand-in" });
  const sure = button("确定交卷", () => wire.act("hand-in"), { class: "rk-button rk-main" });
  const said = h("p", { role: "alert" });
  const question = h("div", { hidden: true }, said, h("div.rk-tools", {}, sure, button("再看看", () => ask(false))));
  const node = h("div.rk-hand-in", {}, h("div.rk-tools", {}, first), question);
  let words = "";

  function ask(open) {
    said.textContent = open ? `${words}交卷以后不能再改，确定交卷吗？` : "";
    show(question, open);
    show(first.parentNode, !open);
    (open ? sure : first).focus();
    if (open) node.scrollIntoView({ block: "nearest" });
  }

  function paint(state) {
    const ready = state.none || state.claims.length > 0;
    first.disabled = !exam && !ready;
    const now = state.none ? "您的答案是“没有错误”。" : ready ? `记下了${state.claims.length}处问题。` : "一处问题也没有记下，也没有选“没有错误”。";
    if (now !== words && !question.hidden) { show(question, false); show(first.parentNode, true); }
    words = now;
  }
  return { node, paint };
}

/** Whose answer it is; nobody has to say. */
function makeName(wire) {
  const id = unique("name");
  const field = h("input.rk-field", { type: "text", id, autocomplete: "off", maxlength: "40" });
  field.addEventListener("change", () => wire.act("name", { name: field.value }));
  field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); field.blur(); } });
  return {
    node: h("div.rk-ask", {}, h("label.rk-ask-name", { for: id, text: "姓名（可以不写）" }), field),
    paint: (state) => { if (field.getRootNode().activeElement !== field) put(field, state.name); },
  };
}

/** What can be done after the marks of an exercise. */
function drawAfter(wire, state) {
  const again = button("再做一遍", () => wire.act("again"));
  if (!wire.drawing.course) return [h("div.rk-tools", {}, again)];
  return [state.notice ? h("p.rk-notice", { text: state.notice }) : "",
    h("div.rk-tools", {}, button("下一题", () => wire.act("next"), { class: "rk-button rk-main" }), again)];
}

/** The files of an examination. */
function drawFiles(wire, state) {
  const tools = state.endings.map((ending) => button(FILE_WORDS[ending], () => wire.act("score", { as: ending })));
  if (state.file) tools.push(button("答卷文件", () => wire.act("file")));
  const said = state.file ? [h("p.rk-quiet", { text: `答卷已经存为“${state.file}”，请按老师的要求交上去。` })] : [];
  return [...said, h("div.rk-tools", {}, ...tools)];
}

/** Let the browser save a file that the kernel made. */
function saveMade(made, buffer, say) {
  const url = URL.createObjectURL(new Blob([buffer]));
  const link = h("a", { href: url, download: made.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  say(`“${made.name}”已经存好，也已下载。`);
}
