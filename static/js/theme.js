// The reader's choice of colours, kept in this browser alone; runs before the page is drawn.
(() => {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch { /* a browser that keeps nothing follows the system */ }
  document.documentElement.classList.add("scripted");
})();
