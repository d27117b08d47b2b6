// The years around an event, a story's step, what is compared: drawn by the server for the page's width.
{
  const part = document.getElementById("around");
  if (part) {
    const room = () => Math.max(320, Math.floor(part.clientWidth / 40) * 40);
    const fit = () => {
      const svg = part.querySelector("svg.picture");
      if (svg && svg.width.baseVal.value !== Math.max(320, room())) htmx.ajax("GET", location.pathname + location.search, { source: part, target: part, headers: { "X-Width": String(room()) } }).catch(() => {});
    };
    let resting = 0;
    addEventListener("resize", () => { clearTimeout(resting); resting = setTimeout(fit, 200); });
    addEventListener("load", fit);
  }
}
