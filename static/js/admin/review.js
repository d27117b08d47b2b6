// Review by keyboard: a key presses what says it (data-key). Focus follows the current candidate; one polite line tells.
{
  const desk = () => document.getElementById("desk");
  const said = document.getElementById("review-said"), button = document.getElementById("keys-switch"), name = "shuttle-review-keys";
  if (desk() && said && button) {
    const isOn = () => document.documentElement.dataset.reviewKeys === "on";
    const tell = (words) => { said.textContent = ""; setTimeout(() => { said.textContent = words; }, 60); };
    const mark = () => {
      for (const one of desk().querySelectorAll("[data-key]")) {
        if (isOn()) one.setAttribute("aria-keyshortcuts", one.dataset.key.toUpperCase());
        else one.removeAttribute("aria-keyshortcuts");
      }
    };
    const turn = (on) => {
      document.documentElement.dataset.reviewKeys = on ? "on" : "off";
      button.setAttribute("aria-pressed", String(on));
      mark();
    };
    let kept = null;
    try { kept = localStorage.getItem(name); } catch { /* private windows keep nothing */ }
    turn(kept !== "off");
    button.closest("[hidden]").hidden = false;
    button.addEventListener("click", () => {
      turn(!isOn());
      try { localStorage.setItem(name, isOn() ? "on" : "off"); } catch { /* as above */ }
      tell(isOn() ? button.dataset.on : button.dataset.off);
    });

    const typing = (target) => target.closest?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=hidden])");
    document.addEventListener("keydown", (event) => {
      if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || typing(event.target)) return;
      // With a Korean or Japanese keyboard the letter is another; where the key lies is the same.
      const key = /^Key[A-Z]$/.test(event.code) && !/^[a-z]$/i.test(event.key) ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
      const pressed = key.length === 1 && /[amrejku]/.test(key) && desk().querySelector(`[data-key="${key}"]`);
      if (!pressed) return;
      event.preventDefault();
      pressed.click();
      if (key === "e") desk().querySelector(".edit[open] input:not([type=hidden])")?.focus();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !event.target.closest?.(".edit[open]")) return;
      const fold = event.target.closest(".edit");
      fold.open = false;
      fold.querySelector("summary").focus();
    });

    const show = (inside, one) => {
      const box = inside.getBoundingClientRect(), at = one.getBoundingClientRect();
      const scrolls = inside.scrollHeight > inside.clientHeight + 1;
      if (!scrolls) one.scrollIntoView({ block: "nearest" });
      else if (at.top < box.top + 12 || at.bottom > box.bottom - 12) inside.scrollTop += at.top - box.top - 16;
    };
    const settle = () => {
      const card = desk().querySelector('.candidate[data-state="current"]') ?? desk().querySelector("[data-focus]")?.closest("li");
      const phrase = desk().querySelector('.phrase[aria-current]');
      if (phrase) { const at = phrase.getBoundingClientRect(); if (at.top < 80 || at.bottom > innerHeight - 40) phrase.scrollIntoView({ block: "center" }); }
      if (card) show(desk().querySelector(".review-cards"), card);
    };
    let scrolled = 0;
    document.body.addEventListener("htmx:beforeSwap", () => { scrolled = desk()?.querySelector(".review-cards").scrollTop ?? 0; });
    document.body.addEventListener("htmx:afterSettle", (event) => {
      if (event.target.id !== "desk" && event.detail.target?.id !== "desk") return;
      mark();
      desk().querySelector(".review-cards").scrollTop = scrolled;
      desk().querySelector("[data-focus]")?.focus({ preventScroll: true });
      settle();
      tell(desk().dataset.said);
    });
    document.body.addEventListener("htmx:sendError", () => tell(button.dataset.lost));
    if (matchMedia("(min-width: 1101px)").matches) settle(); // else the article is read first
  }
}
