// In the frame: tells the page around it how tall the content is, has the picture drawn for the width that there is, and
// follows the frame's own links in place, so that neither focus nor the host's Back is lost. Keeps nothing.
{
  const AROUND = 34; // px beside the picture
  let asked = 0, tried = 0;
  const frame = () => document.querySelector(".frame");
  const tell = () => {
    const height = [...frame().children].reduce((sum, part) => sum + part.offsetHeight, frame().offsetHeight - frame().clientHeight);
    if (parent !== window) parent.postMessage({ shuttle: "height", height }, "*");
  };
  const show = async (address, id) => {
    const mine = ++asked;
    try {
      const answer = await fetch(address, { credentials: "omit" });
      const made = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== asked) return;
      const focused = id || (frame().contains(document.activeElement) && document.activeElement.id);
      frame().replaceWith(document.adoptNode(made.querySelector(".frame")));
      history.replaceState(null, "", address);
      watch();
      if (focused !== false) (document.getElementById(focused) || document.querySelector("h1")).focus({ preventScroll: true });
      if (id !== undefined) document.getElementById("said").textContent = document.querySelector(".card .name, [aria-current] .name")?.textContent ?? "";
    } catch { location.replace(address); }
  };
  const fit = () => {
    const picture = document.querySelector(".drawn .picture");
    const width = Math.max(320, Math.min(1960, Math.floor((innerWidth - AROUND) / 40) * 40));
    if (!picture || innerWidth < 480 || width === Number(picture.getAttribute("width")) || width === tried) return;
    tried = width;
    const here = new URL(location.href);
    here.searchParams.set("width", width + AROUND);
    show(here.search);
  };
  const sized = new ResizeObserver(() => { tell(); fit(); });
  const watch = () => { sized.disconnect(); sized.observe(document.querySelector(".told")); sized.observe(document.documentElement); };
  addEventListener("message", (event) => {
    const said = event.source === parent && event.data?.shuttle === "theme" ? event.data.theme : "";
    if (said === "match") delete document.documentElement.dataset.theme;
    else if (said === "light" || said === "dark") document.documentElement.dataset.theme = said;
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="?"]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.getAttribute("href"), link.id);
  });
  watch();
}
