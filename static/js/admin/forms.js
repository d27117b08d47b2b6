// The admin's forms and lists: more rows, a phrase taken over, what is chosen. Everything works without them, too.
for (const rows of document.querySelectorAll("[data-rows]")) {
  const button = rows.querySelector(".add-row"), template = rows.querySelector(":scope > template");
  if (!button || !template) continue;
  const total = rows.querySelector(`[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
  button.hidden = false;
  button.addEventListener("click", () => {
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.content.firstElementChild;
    rows.querySelector("ol").append(row);
    total.value = Number(total.value) + 1;
    if (window.htmx) window.htmx.process(row);
    row.querySelector("input:not([type=hidden]), select")?.focus();
  });
}
const showUses = (inside) => { for (const button of inside.querySelectorAll(".use-it")) button.hidden = false; };
showUses(document);
document.body.addEventListener("htmx:afterSettle", (event) => showUses(event.target));
document.addEventListener("click", (event) => {
  const use = event.target.closest(".use-it");
  if (!use) return;
  const box = document.getElementById(use.dataset.field);
  const row = box.closest(".row");
  for (const name of ["prefix", "suffix"]) { const other = row.querySelector(`[name$="-${name}"]`); if (other) other.value = ""; }
  box.value = use.dataset.text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
});
const list = document.getElementById("changelist-form");
if (list) {
  const all = list.querySelector("#action-toggle"), said = document.getElementById("chosen");
  const boxes = () => [...list.querySelectorAll(".action-select")];
  const tell = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    if (said) said.textContent = said.textContent.replace(/\d+/, String(chosen));
    if (all) { all.checked = chosen > 0 && chosen === boxes().length; all.indeterminate = chosen > 0 && !all.checked; }
  };
  if (all) all.addEventListener("change", () => { for (const box of boxes()) box.checked = all.checked; tell(); });
  list.addEventListener("change", (event) => { if (event.target.matches(".action-select")) tell(); });
}
const wrong = document.getElementById("errors");
if (wrong) wrong.focus();
