// The timeline's page: menus that stay open over a swap, the sheet on phones, the panel, announcements.
{
  const explore = document.getElementById("explore");
  const narrow = () => matchMedia("(max-width: 720px)").matches;
  const say = (text) => { document.getElementById("announce").textContent = text; };

  const settle = () => {
    const facets = document.getElementById("facets");
    if (!facets) return;
    if (narrow() && !facets.dataset.opened) facets.open = false;
    if (!narrow()) facets.open = true;
    // In the sheet kinds and tones stand open; elsewhere one menu closes the other.
    for (const details of explore.querySelectorAll("details.facet")) {
      if (!narrow()) { if (details.dataset.met) { details.open = false; delete details.dataset.met; } details.name = "facet"; }
      else { details.removeAttribute("name"); if (details.matches("#facet-kind, #facet-tone") && !details.dataset.met) { details.open = true; details.dataset.met = "yes"; } }
    }
    for (const hidden of explore.querySelectorAll(".close-sheet, .close-detail, .panel-step")) hidden.hidden = false;
    const selected = new URLSearchParams(location.search).get("selected");
    for (const link of explore.querySelectorAll("[data-selects], a.mark")) {
      if ((link.dataset.selects || link.id.slice("mark-".length)) === selected) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
  };

  if (explore) {
    let open = [], focused = "";
    const unanswered = document.querySelector(".no-answer");
    // A choice asks at once; words and dates ask when they are sent.
    explore.addEventListener("change", (event) => {
      if (event.target.form && !event.target.matches("#q, #dates")) event.target.form.requestSubmit();
    });
    settle();
    addEventListener("resize", settle);
    document.body.addEventListener("htmx:beforeSwap", (event) => {
      if (event.detail.target === explore) {
        focused = document.activeElement?.id || "";
        open = [...explore.querySelectorAll("details.facet[open]")].map((details) => details.id);
        explore.dataset.sheet = narrow() && document.getElementById("facets").open ? "open" : "";
      }
    });
    document.body.addEventListener("htmx:afterSettle", (event) => {
      const target = event.detail.target;
      if (!target) return; // htmx restores a page by itself while we load it whole
      if (target === explore || target.id === "explore") {
        for (const id of open) { const details = document.getElementById(id); if (details) details.open = true; }
        const facets = document.getElementById("facets");
        if (explore.dataset.sheet) facets.dataset.opened = "yes";
        settle();
        if (explore.dataset.sheet) facets.open = true;
        if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
        say(document.getElementById("count").textContent.trim());
        document.dispatchEvent(new CustomEvent("shuttle:chosen"));
      }
      if (target.id === "detail") {
        target.classList.remove("nothing");
        settle();
        document.dispatchEvent(new CustomEvent("shuttle:chosen", { detail: { now: true } }));
        const heading = document.getElementById("detail-heading");
        const by = event.detail.requestConfig?.triggeringEvent; // Enter is a click by no pointer: it asks for the panel
        if (heading && !narrow() && by?.isTrusted && by.detail === 0) heading.focus();
        if (heading) say(heading.textContent.trim());
      }
    });
    for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
      document.body.addEventListener(failure, () => { say(document.getElementById("announce").dataset.noAnswer); unanswered.hidden = false; });
    }
    document.body.addEventListener("htmx:beforeRequest", () => { unanswered.hidden = true; });
    document.addEventListener("click", (event) => {
      for (const details of explore.querySelectorAll("details.facet[open]")) if (!details.contains(event.target) && !narrow()) details.open = false;
      if (event.target.closest(".close-sheet")) { const facets = document.getElementById("facets"); delete facets.dataset.opened; facets.open = false; facets.querySelector("summary").focus(); }
      const close = event.target.closest(".close-detail, .bar-close");
      if (close) { event.preventDefault(); closePanel(); }
    });
    let opener = "a.mark"; // where the focus goes back to: the mark or the line that was chosen
    explore.addEventListener("click", (event) => { opener = [".event a", "a.mark"].find((one) => event.target.closest(one)) || opener; }, true);
    const closePanel = () => {
      const selected = explore.querySelector(`${opener}[aria-current]`) || explore.querySelector(":is(.event a, a.mark)[aria-current]");
      const address = new URL(location.href);
      address.searchParams.delete("selected");
      history.pushState({}, "", address);
      document.getElementById("detail").replaceChildren();
      document.getElementById("detail").classList.add("nothing");
      settle();
      document.dispatchEvent(new CustomEvent("shuttle:chosen"));
      if (selected) selected.focus();
    };
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const menu = explore.querySelector("details.facet[open]");
      const facets = document.getElementById("facets");
      if (menu && !narrow()) { menu.open = false; menu.querySelector("summary").focus(); }
      else if (narrow() && facets.open) { delete facets.dataset.opened; facets.open = false; facets.querySelector("summary").focus(); }
      else if (document.getElementById("detail-heading")) closePanel();
    });
    // Back and Forward to an address of ours that htmx did not keep: load it whole, also where this script came too late.
    addEventListener("popstate", () => location.reload());
    if ("moved" in document.documentElement.dataset) location.reload();
  }
}
