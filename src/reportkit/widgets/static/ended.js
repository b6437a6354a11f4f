/* What stands in place of an editor whose report was opened anew, here or on another page. */

const SAID =
  "这里的编辑器已经停用：这份报告重新打开过了。请到最近一次点“运行所有单元格”的那个页面接着填；" +
  "要在这里填，就在这里再点一次“运行 → 运行所有单元格”。已经显示“已保存”的内容都在。";

function render({ el }) {
  const said = document.createElement("p");
  said.className = "rk-ended";
  said.setAttribute("role", "status");
  said.textContent = SAID;
  el.replaceChildren(said);
}

export default { render };
