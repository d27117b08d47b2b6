// What can't wait until the page is drawn: the reader's choice of colours, kept in this browser alone.
(() => {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch { /* a browser that keeps nothing follows the system */ }
  document.documentElement.classList.add("scripted");
  // Who goes Back while the page still loads: explore.js learns of it when it runs.
  addEventListener("popstate", () => { document.documentElement.dataset.moved = ""; }, { once: true });
})();
