// The chosen event while its panel is out of sight: a bar at the foot of the window; on phones a sheet over the page.
{
  const bar = document.getElementById("selection-bar"), explore = document.getElementById("explore");
  if (bar) {
    const narrow = () => matchMedia("(max-width: 720px)").matches;
    const panel = () => document.querySelector("#detail .panel-event");
    const rows = () => [...explore.querySelectorAll(".event [data-selects]")];
    const beside = (step) => { const all = rows(), at = all.findIndex((row) => row.hasAttribute("aria-current")); return at < 0 ? null : all[at + step]; };
    const isSheet = () => document.body.dataset.sheet === "detail";
    let seen = false;
    const show = () => {
      bar.hidden = !panel() || isSheet() || matchMedia("(min-width: 1200px)").matches || (!narrow() && seen);
      document.documentElement.classList.toggle("with-bar", !bar.hidden);
    };
    const watcher = new IntersectionObserver((entries) => { seen = entries.at(-1).isIntersecting; show(); });
    const fill = () => {
      const chosen = panel();
      watcher.disconnect();
      if (!chosen) closeSheet();
      else {
        const row = explore.querySelector(".event [data-selects][aria-current]");
        bar.querySelector(".bar-title").textContent = chosen.querySelector("h2").textContent.trim();
        bar.querySelector(".bar-date").textContent = (row ? row.closest(".event") : chosen).querySelector(".when").textContent.trim();
        bar.querySelector(".bar-glyph").replaceChildren(...(row ? [row.closest(".event").querySelector(".glyph").cloneNode(true)] : []));
        for (const button of document.querySelectorAll(".bar-step, .panel-step")) button.disabled = !beside(Number(button.dataset.step));
        watcher.observe(document.getElementById("detail"));
      }
      show();
    };
    const apart = () => [...document.querySelectorAll(".skip, .site-bar, .site-foot, .title-row, .filter-bar, .count-row, .events")];
    const openSheet = () => {
      document.body.dataset.sheet = "detail";
      for (const part of apart()) part.inert = true;
      document.getElementById("detail-heading").focus();
      show();
    };
    const closeSheet = () => {
      if (!isSheet()) return;
      delete document.body.dataset.sheet;
      for (const part of apart()) part.inert = false;
      show();
      bar.querySelector(".bar-details").focus();
    };
    document.addEventListener("shuttle:chosen", (event) => { fill(); if (event.detail?.now && narrow()) openSheet(); });
    bar.querySelector(".bar-details").addEventListener("click", () => {
      if (narrow()) openSheet(); else { panel().scrollIntoView({ block: "start" }); document.getElementById("detail-heading").focus(); }
    });
    document.addEventListener("click", (event) => {
      const step = event.target.closest(".bar-step, .panel-step");
      if (step) { const row = beside(Number(step.dataset.step)); if (row) { row.scrollIntoView({ block: "center" }); row.click(); } }
      if (isSheet() && event.target.closest(".close-detail")) { event.preventDefault(); event.stopImmediatePropagation(); closeSheet(); }
    }, true);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isSheet()) { event.stopImmediatePropagation(); closeSheet(); }
    }, true);
    addEventListener("resize", () => { if (!narrow()) closeSheet(); show(); });
    fill();
  }
}
