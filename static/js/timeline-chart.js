// A chart around the figure and beside the table that say the same. Plotly comes when a chart nears the window, once.
let arriving;
const library = (address) => arriving ??= new Promise((ready, failed) => {
  const script = document.createElement("script");
  script.src = address;
  script.addEventListener("load", () => ready(window.Plotly));
  script.addEventListener("error", failed);
  document.head.append(script);
});
const CONFIG = { displaylogo: false, displayModeBar: false, showSendToCloud: false, plotlyServerURL: "", scrollZoom: false, doubleClick: false, showTips: false, responsive: false };
const COARSE = matchMedia("(pointer: coarse)");
const NAMES = ["page", "surface", "ink", "ink-2", "ink-3", "control", "line", "cooperation", "neutral", "friction", ...[1, 2, 3, 4, 5].flatMap((n) => [`topic-${n}`, `ramp-${n}`])];

// The page's tokens as colours of this moment; a probe, as `light-dark()` is resolved in properties only.
const tokens = (within) => {
  const probe = document.createElement("i"), found = {};
  probe.hidden = true;
  within.append(probe);
  for (const name of NAMES) { probe.style.color = `var(--${name})`; found[name] = getComputedStyle(probe).color; }
  const style = getComputedStyle(document.documentElement);
  probe.remove();
  return { ...found, sans: style.getPropertyValue("--sans"), serif: style.getPropertyValue("--serif") };
};

const coloured = (trace, colour, small) => {
  const { meta = {} } = trace, token = colour[meta.token] || colour.ink;
  if (meta.ramp) {
    const steps = trace.marker.color, text = steps.map((n) => n > 2 ? colour.page : colour.ink);
    const line = { width: steps.map((n) => n ? 0 : 1), color: colour.line };
    return { ...trace, marker: { color: steps.map((n) => n ? colour[`ramp-${n}`] : colour.page), line }, insidetextfont: { color: text, size: 11 } };
  }
  if (trace.type === "bar") return { ...trace, marker: { color: token, line: { width: small ? 0 : 1, color: colour.page } }, insidetextfont: { color: colour.page } };
  if (trace.mode === "text") return { ...trace, textfont: { color: token } };
  if (trace.mode === "markers") return { ...trace, marker: { ...trace.marker, size: trace.marker.size.map((size) => small ? size * .65 : size), color: token, line: { ...trace.marker.line, color: token } }, selected: { marker: { color: token } } };
  return { ...trace, line: { ...trace.line, color: token }, marker: { ...trace.marker, color: token } };
};

// Text in lines that fit a width, escaped; a language without spaces breaks at any character.
const lines = (text, width, font) => {
  const pen = document.createElement("canvas").getContext("2d"), found = [""];
  pen.font = font;
  const parts = [...new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(text)].map((part) => part.segment);
  for (const part of parts) {
    if (pen.measureText(found.at(-1) + part).width > width && found.at(-1)) found.push(part.trimStart()); else found[found.length - 1] += part;
  }
  return found.map((line) => line.trim().replace(/&/g, "&amp;").replace(/</g, "&lt;"));
};

class TimelineChart extends HTMLElement {
  connectedCallback() {
    this.canvas = this.querySelector(".canvas");
    this.figure = JSON.parse(this.dataset.figure);
    this.redraw = () => { if (this.plotly) this.draw(); };
    this.near = new IntersectionObserver((entries) => { if (entries.at(-1).isIntersecting) this.begin(); }, { rootMargin: "300px" });
    this.near.observe(this);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.redraw);
    this.forced = matchMedia("(forced-colors: active)");
    this.forced.addEventListener("change", this.redraw);
    this.theme = new MutationObserver(this.redraw);
    this.theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.size = new ResizeObserver(() => { clearTimeout(this.resting); this.resting = setTimeout(() => { if (this.drawnAt !== this.clientWidth) this.redraw(); }, 120); });
    this.size.observe(this);
  }

  disconnectedCallback() { // htmx swaps us out as often as in
    this.near.disconnect(); this.theme.disconnect(); this.size.disconnect();
    this.scheme.removeEventListener("change", this.redraw); this.forced.removeEventListener("change", this.redraw);
    if (this.plotly) this.plotly.purge(this.canvas);
  }

  async begin() {
    this.near.disconnect();
    try { this.plotly = await library(this.dataset.plotly); } catch { this.querySelector(".failed").hidden = false; return; }
    if (!this.isConnected) return;
    await this.draw();
    this.canvas.on("plotly_click", (event) => { const to = this.address(event.points[0]); if (to) location.assign(to); });
    this.canvas.on("plotly_selected", (event) => this.list(event));
    this.canvas.on("plotly_deselect", () => this.list());
    for (const button of this.section.querySelectorAll("[data-save]")) {
      button.hidden = false;
      button.addEventListener("click", () => this.save(button.dataset.save));
    }
    const ways = this.section.querySelector(".ways-to-select");
    if (ways && !COARSE.matches) {
      ways.hidden = false;
      for (const way of ways.children) way.addEventListener("click", () => {
        this.way = way.dataset.select;
        for (const one of ways.children) one.setAttribute("aria-pressed", one === way);
        this.plotly.relayout(this.canvas, { dragmode: this.way });
      });
    }
    this.section.querySelector(".boxed-clear")?.addEventListener("click", () => {
      this.list();
      this.plotly.update(this.canvas, { selectedpoints: null }, { selections: [] });
    });
    this.dataset.drawn = "yes";
  }

  get section() { return this.closest("section"); }
  get narrow() { return this.clientWidth < 560; }
  // Bars too thin for an outline, or marks too many for their size.
  get crowded() {
    const years = (this.figure.layout.xaxis.range || [0, 0]).reduce((first, last) => last - first);
    const marks = this.figure.data.reduce((n, trace) => n + (trace.mode === "markers" ? trace.x.length : 0), 0);
    return marks ? marks > this.clientWidth / 2 : years > this.clientWidth / 9;
  }

  // What is drawn at this moment: the figure in the page's colours, at its width.
  now() {
    const colour = tokens(this), { layout } = this.figure, narrow = this.narrow;
    const axis = (given, phone) => ({ ...given, ...(narrow && phone ? { range: phone } : {}), color: colour["ink-3"], gridcolor: colour.line, zerolinecolor: colour.control, tickfont: { size: narrow ? 11 : 12, color: colour["ink-3"], ...(given.ticktext ? { color: colour.ink } : {}) } });
    const phone = layout.meta?.phone || {}, beside = (layout.annotations || []).length > 0;
    const data = this.figure.data.map((trace) => coloured(trace, colour, this.crowded));
    const legend = layout.showlegend || (narrow && beside) || this.dataset.name === "events";
    const margin = { ...layout.margin };
    if (narrow && beside) { margin.r = 8; margin.b = 84; }
    if (narrow && this.dataset.name === "events") margin.l = 8;
    return {
      data,
      layout: {
        ...layout, margin, width: this.clientWidth, autosize: false, showlegend: legend,
        paper_bgcolor: colour.page, plot_bgcolor: colour.page,
        font: { family: colour.sans, size: 12, color: colour.ink },
        hoverlabel: { bgcolor: colour.surface, bordercolor: colour.control, font: { family: colour.sans, color: colour.ink, size: 12 }, align: "left" },
        xaxis: axis(layout.xaxis, phone.xaxis), yaxis: { ...axis(layout.yaxis, phone.yaxis), ...(narrow && this.dataset.name === "events" ? { ticklabelposition: "inside top" } : {}) },
        annotations: narrow ? [] : (layout.annotations || []).map((one) => ({ ...one, font: { color: colour.ink, size: 12 }, arrowcolor: colour.control })),
        legend: { ...layout.legend, font: { color: colour["ink-2"], size: 12 }, itemclick: false, itemdoubleclick: false, ...(this.dataset.name === "events" ? { y: 1.02, yanchor: "bottom" } : {}) },
        dragmode: layout.dragmode === "select" && !COARSE.matches ? this.way || "select" : false,
        newselection: { line: { color: colour.ink, width: 1.5, dash: "dash" } }, activeselection: { fillcolor: colour["ink-3"], opacity: 0.08 },
        ...(this.canvas.layout?.selections ? { selections: this.canvas.layout.selections } : {}),
      },
    };
  }

  async draw() {
    this.drawnAt = this.clientWidth;
    const { data, layout } = this.now();
    await this.plotly.react(this.canvas, data, layout, CONFIG);
    this.canvas.querySelector(".main-svg")?.setAttribute("aria-hidden", "true");
  }

  // The timeline with what a part of a bar, a cell or a mark stands for.
  address(point) {
    const { meta = {} } = point.data, to = new URL(this.dataset.timeline, location.href);
    const ask = (name, values) => { to.searchParams.delete(name); for (const value of values) to.searchParams.append(name, value); };
    const too = (name, values) => { for (const value of values) if (!to.searchParams.getAll(name).includes(value)) to.searchParams.append(name, value); };
    const ofYear = (year) => {
      const text = String(year).padStart(4, "0"), { first, last } = this.dataset;
      if (!(first > `${text}-01-01`)) ask("from", [text]);
      if (!(last < `${text}-12-31`)) ask("to", [text]);
    };
    if (meta.points) {
      const slug = point.customdata[2];
      return slug ? new URL(`${this.section.querySelector(".boxed").dataset.events}${slug}/`, location.href) : null;
    }
    if (!meta.opens) return null;
    if (meta.opens === "publisher") ask("publisher", [point.customdata]);
    else if (meta.opens === "actor") { too(to.searchParams.has("actor") ? "with" : "actor", [point.customdata[0]]); ofYear(point.customdata[1]); }
    else if (meta.opens === "with") { too("with", point.customdata); ask("kind", meta.asks.kind); }
    else { for (const [name, values] of Object.entries(meta.asks)) ask(name, values); ofYear(point.x); }
    return to;
  }

  // What a box or a lasso holds, under the chart.
  list(event) {
    const part = this.section.querySelector(".boxed");
    if (!part) return;
    const points = [...(event?.points || [])].sort((one, other) => String(other.x).localeCompare(String(one.x)));
    const found = points.map((point) => point.customdata).filter(Boolean); // newest first, as on the timeline
    part.hidden = !event?.range && !event?.lassoPoints;
    if (part.hidden) return;
    const n = found.reduce((sum, one) => sum + one[0], 0), count = part.querySelector(".boxed-count");
    count.textContent = n === 1 ? count.dataset.one : count.dataset.many.replace("{n}", n);
    const to = new URL(this.dataset.timeline, location.href), { lanes, kinds } = this.figure.layout.meta;
    const single = found.filter((one) => one[2]), chosen = n > 0 && single.length === n && n <= 50;
    const shape = event.range || event.lassoPoints;
    const [first, last] = [...shape.x].map((day) => String(day).slice(0, 10)).sort().filter((_day, at, all) => at === 0 || at === all.length - 1);
    const [low, high] = [Math.min(...shape.y), Math.max(...shape.y)];
    const inside = lanes.filter((lane, at) => at + 0.5 > low && at - 0.5 < high);
    if (chosen) for (const [, , slug] of single) to.searchParams.append("event", slug); // its events one by one, so that the timeline has the same; of too many, their span
    else { to.searchParams.set("from", first); to.searchParams.set("to", last); }
    if (!chosen && inside.length < lanes.length) { to.searchParams.delete("kind"); for (const kind of inside.flatMap((lane) => kinds[lane])) to.searchParams.append("kind", kind); }
    part.querySelector(".boxed-open").href = to;
    part.querySelector(".boxed-list").replaceChildren(...single.slice(0, 40).map(([, , slug, title, when]) => {
      const row = document.createElement("li"), day = document.createElement("small"), link = document.createElement("a");
      day.textContent = when; link.textContent = title; link.href = `${part.dataset.events}${slug}/`;
      row.append(day, link);
      return row;
    }));
    part.querySelector(".boxed-more").hidden = single.length <= 40;
  }

  // A picture of the chart with its sentence above it and where it comes from below it, each on as many lines as it needs.
  async save(format) {
    const { data, layout } = this.now(), colour = tokens(this), title = this.section.querySelector("h2").textContent;
    const width = Math.max(layout.width, 640), margin = { ...layout.margin };
    const above = lines(title, width - 24, `17px ${colour.serif}`), below = lines(this.dataset.credit, width - margin.l - 12, `10px ${colour.sans}`);
    const head = 30 + 22 * above.length, foot = 16 + 14 * below.length, height = layout.height + head + foot;
    const beside = { align: "left", xref: "paper", yref: "paper", x: 0, xanchor: "left", yanchor: "top", showarrow: false };
    const sentence = { ...beside, text: above.join("<br>"), y: 1, xshift: 8 - margin.l, yshift: margin.t + head - 6, font: { family: colour.serif, size: 17, color: colour.ink } };
    const credit = { ...beside, text: below.join("<br>"), y: 0, yshift: -margin.b - 4, font: { size: 10, color: colour["ink-3"] } };
    await this.plotly.downloadImage(
      { data, layout: { ...layout, width, height, margin: { ...margin, t: margin.t + head, b: margin.b + foot }, annotations: [...(layout.annotations || []), sentence, credit] }, config: CONFIG },
      { format, width, height, scale: format === "png" ? 2 : 1, filename: `trends-${this.dataset.name}` },
    );
  }
}
customElements.define("timeline-chart", TimelineChart);
