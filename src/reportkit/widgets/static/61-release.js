/* From the screen to the files: what still stands in the way, then html, pdf and docx. */

const KINDS = { html: ["网页", "text/html"], pdf: ["PDF", "application/pdf"],
  docx: ["Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"] };

/** Check, then make the three files. */
function showRelease(wire, ui) {
  const body = h("div.rk-release", {}, h("p.rk-quiet", { text: "正在检查……" }));
  openDialog(ui, "生成报告", body);
  ui.releaseCame = (told) => body.replaceChildren(...draw(told));
  wire.act("release");

  function draw({ obstacles, warnings, folder }) {
    const left = obstacles.length;
    const said = left
      ? `还有${left}处要先改正，才能生成正式报告：`
      : `检查通过，没有错误。${warnings ? `另有${warnings}处警告，请确认。` : ""}`;
    const items = obstacles.map(({ text, tab, place, finding }) =>
      h("li", {}, h("button.rk-choice", { type: "button", text, on: { click: () => { ui.closeDialog(); ui.goTo(tab, place, finding); } } })));
    const made = h("ul.rk-made", { "aria-live": "polite" });
    const make = (release) => (event) => {
      body.querySelectorAll("button.rk-make").forEach((one) => { one.disabled = true; });
      made.replaceChildren(h("li.rk-quiet", { text: "正在生成……" }));
      ui.madeCame = madeOne(made, event.target);
      ui.makeFailed = () => {
        made.querySelector(".rk-quiet")?.remove();
        body.querySelectorAll("button.rk-make").forEach((one) => { one.disabled = false; });
      };
      Object.keys(KINDS).forEach((ending) => wire.act("generate", { ending, release }));
    };
    const buttons = h("div.rk-tools", {},
      left ? null : h("button.rk-button.rk-main.rk-make", { type: "button", text: "生成正式报告", on: { click: make(true) } }),
      h("button.rk-button.rk-make", { type: "button", text: left ? "先生成草稿看看" : "只生成草稿", on: { click: make(false) } }));
    const where = folder && h("p.rk-quiet", { text: `文件会存到：${folder}` });
    return [h("p", { text: said }), left ? h("ul.rk-choices", {}, ...items) : null, where || null, buttons, made].filter(Boolean);
  }

  function madeOne(made) {
    let count = 0;
    return ({ name, path, ending }, buffer) => {
      made.querySelector(".rk-quiet")?.remove();
      const blob = new Blob([buffer], { type: KINDS[ending][1] });
      const url = URL.createObjectURL(blob);
      const open = ending === "docx" ? null : h("a.rk-link", { href: url, target: "_blank", rel: "noopener", text: "打开" });
      made.append(h("li", { "data-made": path }, h("span", { text: `${KINDS[ending][0]}：${name}　` }), open,
        h("a.rk-link", { href: url, download: name, text: "下载" })));
      count += 1;
      if (count === Object.keys(KINDS).length) ui.makeFailed();
    };
  }
}
