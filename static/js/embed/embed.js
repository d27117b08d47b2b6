// A timeline in your page: <shuttle-timeline query="kind=summit"><a href="…">The timeline</a></shuttle-timeline>, or one
// line, <script async src="…/embed.js" data-query="kind=summit"></script>. It makes an iframe as tall as what it holds.
// No cookie, no storage, nothing global; several may stand on one page, and loading this file twice does no harm.
(() => {
  "use strict";
  const NAME = "shuttle-timeline", CHOICES = ["query", "selected", "title", "look", "theme", "language", "height"];
  const script = document.currentScript || document.querySelector('script[src$="/embed.js"]');
  const origin = new URL(script ? script.src : document.baseURI).origin;
  const SHADES = ["match", "light", "dark"], LEAST = 120, MOST = 1200, USUAL = 420;

  // Light or dark, as the page is about an element: its ground where that is opaque, else the scheme that it declares.
  const schemeAbout = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const ground = getComputedStyle(at).backgroundColor, parts = (ground.match(/[\d.]+/g) || []).map(Number);
      if (/^rgba?\(/.test(ground) && (parts.length === 3 || parts[3] > 0.5)) return 0.3 * parts[0] + 0.6 * parts[1] + 0.1 * parts[2] < 128 ? "dark" : "light";
    }
    const declared = getComputedStyle(element.parentElement || element).colorScheme || "normal";
    return declared.includes("dark") ? (declared.includes("light") ? "match" : "dark") : "light";
  };

  class ShuttleTimeline extends HTMLElement {
    static get observedAttributes() { return CHOICES; }

    connectedCallback() {
      if (!this.shadowRoot) {
        this.attachShadow({ mode: "open" });
        // Styles by script alone pass every policy of the host; what is important in here is stronger than its rules.
        const style = new CSSStyleSheet();
        style.replaceSync(":host { all: initial !important; display: block !important; } iframe { display: block; width: 100%; border: 0; }");
        this.shadowRoot.adoptedStyleSheets = [style];
      }
      this.hear = (event) => this.fit(event);
      addEventListener("message", this.hear);
      this.tint = () => this.dye();
      this.watcher = new MutationObserver(this.tint);
      for (const part of [document.documentElement, document.body]) this.watcher.observe(part, { attributes: true });
      this.dark = matchMedia("(prefers-color-scheme: dark)");
      this.dark.addEventListener("change", this.tint);
      this.draw();
    }

    disconnectedCallback() {
      removeEventListener("message", this.hear);
      this.watcher.disconnect();
      this.dark.removeEventListener("change", this.tint);
    }

    attributeChangedCallback() { if (this.isConnected && this.frame) this.draw(); }

    query() { return new URLSearchParams((this.getAttribute("query") || "").replace(/^\?/, "")); }

    choice(name) { return this.getAttribute(name) || this.query().get(name) || ""; }

    theme() {
      const asked = [this.getAttribute("theme"), ...this.query().getAll("theme")];
      return asked.find((value) => SHADES.includes(value) && value !== "match") || schemeAbout(this);
    }

    tall() { return Math.max(200, Math.min(MOST, Math.round(Number(this.choice("height"))) || USUAL)); }

    address() {
      const language = { ko: "/ko", ja: "/ja" }[this.getAttribute("language")] || "", width = Math.round(this.clientWidth);
      const query = this.query(), themes = query.getAll("theme").filter((value) => !SHADES.includes(value)); // those of the filter
      for (const name of ["selected", "title", "look"]) if (this.getAttribute(name)) query.set(name, this.getAttribute(name));
      query.delete("theme");
      for (const value of [...themes, this.shade = this.theme()]) query.append("theme", value);
      if (this.tall() !== USUAL) query.set("height", this.tall());
      if (width >= 200 && width <= 2000) query.set("width", width);
      return `${origin}${language}/embed/timeline/?${query}`;
    }

    draw() {
      const frame = document.createElement("iframe"), link = this.querySelector("a");
      frame.title = this.choice("title") || (link && link.textContent.trim()) || "Timeline";
      frame.loading = "lazy";
      frame.height = this.tall();
      frame.src = this.address();
      if (this.shade !== "match") frame.style.colorScheme = this.shade; // the same on both sides: its corners show the page
      this.frame = frame;
      this.shadowRoot.replaceChildren(frame);
    }

    // The page has changed its colours: the frame is told, and keeps what it shows.
    dye() {
      const shade = this.theme();
      if (shade === this.shade) return;
      this.shade = shade;
      this.frame.style.colorScheme = shade === "match" ? "light dark" : shade;
      this.frame.contentWindow.postMessage({ shuttle: "theme", theme: shade }, origin);
    }

    fit(event) {
      if (event.origin !== origin || !this.frame || event.source !== this.frame.contentWindow) return;
      const said = event.data && event.data.shuttle === "height" && Number(event.data.height);
      if (said > 0) this.frame.height = Math.max(LEAST, Math.min(MOST, Math.ceil(said)));
    }
  }

  if (!customElements.get(NAME)) customElements.define(NAME, ShuttleTimeline);

  // The one line: an element takes the place of the link that follows it.
  const place = () => {
    const made = document.createElement(NAME), link = script.nextElementSibling;
    for (const name of CHOICES) if (script.dataset[name] !== undefined) made.setAttribute(name, script.dataset[name]);
    if (link && link.matches("a") && new URL(link.href, document.baseURI).origin === origin) made.append(link);
    script.after(made);
  };
  if (script && script.dataset.query !== undefined) {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", place, { once: true });
    else place();
  }
})();
