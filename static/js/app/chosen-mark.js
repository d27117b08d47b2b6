// The chosen event in the picture, without placing anything anew: drawn on top, its label inverted, a dotted line to a
// flag with its date on the axis. One that is folded into a ring is drawn by the server.
{
  const explore = document.getElementById("explore");
  const drawn = () => document.querySelector("#picture svg.picture");
  const make = (name, attributes, said = "") => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries({ class: "chosen", ...attributes })) made.setAttribute(key, value);
    made.textContent = said;
    return made;
  };
  const clear = (svg) => {
    for (const old of svg.querySelectorAll(".chosen")) old.remove();
    for (const hidden of svg.querySelectorAll(".under-flag")) hidden.classList.remove("under-flag");
  };
  const plate = (link, text) => {
    const box = text.getBBox();
    const ground = make("rect", { x: box.x - 5, y: -11, width: box.width + 10, height: 22, rx: 4, fill: "var(--ink)" });
    link.insertBefore(ground, link.children[1]);
  };
  const flag = (svg, x, said) => {
    const axis = svg.querySelector(".axis"), top = Number(svg.dataset.axis), width = svg.viewBox.baseVal.width;
    const text = make("text", { class: "chosen on-flag", y: top + 14, "font-size": 11, "font-weight": 600, "text-anchor": "middle", fill: "var(--page)" }, said);
    axis.append(text);
    const half = text.getBBox().width / 2 + 6, middle = Math.min(Math.max(x, Number(svg.dataset.left) + half), width - half);
    text.setAttribute("x", middle);
    text.before(make("rect", { class: "chosen flag", x: middle - half, y: top + 1, width: 2 * half, height: 18, rx: 3, fill: "var(--ink)" }));
    for (const tick of axis.querySelectorAll("text:not(.chosen)")) {
      const box = tick.getBBox();
      tick.classList.toggle("under-flag", box.x < middle + half + 4 && box.x + box.width > middle - half - 4);
    }
  };
  const draw = (svg, link) => {
    const shape = link.querySelector(":scope > g"), had = document.activeElement === link;
    const { e: x, f: y } = link.transform.baseVal[0].matrix, r = shape ? shape.firstChild.getBBox().width / 2 : 0; // the link is drawn about its place
    link.parentNode.append(link);
    if (had) link.focus({ preventScroll: true });
    let text = link.querySelector(":scope > text");
    if (!text) {
      text = make("text", { x: r + 9, y: 4.4, "font-size": 12.5, "font-weight": 600 }, link.dataset.when);
      link.append(text);
      if (x + text.getBBox().x + text.getBBox().width > svg.viewBox.baseVal.width - 6) { text.setAttribute("x", -r - 9); text.setAttribute("text-anchor", "end"); }
    }
    plate(link, text);
    if (shape) link.append(make("circle", { r: r + 3, fill: "none", stroke: "var(--ink)", "stroke-width": 2 }));
    (svg.querySelector(".leaders") || svg.querySelector(".events")).before(make("path", { class: "chosen drop", d: `M${x} ${y}V${svg.dataset.axis}`, stroke: "var(--ink)", "stroke-dasharray": "1 3" }));
    flag(svg, x, link.dataset.when);
  };
  let asked = "";
  const show = () => {
    const svg = drawn(), slug = new URLSearchParams(location.search).get("selected") || "";
    if (!svg) return;
    const link = slug ? svg.querySelector(`#mark-${CSS.escape(slug)}`) : null;
    const kin = new Set([...document.querySelectorAll("#detail .related a")].map((other) => other.pathname.split("/").at(-2)));
    for (const other of svg.querySelectorAll("a.mark")) other.classList.toggle("kin", kin.has(other.id.slice("mark-".length)));
    if (link?.querySelector(".chosen")) return;
    clear(svg);
    if (link) draw(svg, link);
    else if (slug && asked !== slug && svg.getClientRects().length) {
      asked = slug; // once: it may lie outside of the window
      htmx.ajax("GET", location.pathname + location.search, { source: "#picture", target: "#picture" }).catch(() => {});
    }
  };
  if (explore) document.addEventListener("shuttle:chosen", show);
}
