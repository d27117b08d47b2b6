// A timeline in your page: <shuttle-timeline query="kind=summit"><a href="…">The timeline</a></shuttle-timeline>, or one
// line, <script async src="…/embed.js" data-query="kind=summit"></script>. It makes an iframe as tall as what it holds.
// No cookie, no storage, nothing global; several may stand on one page, and loading this file twice does no harm.
(() => {
  "use strict";
  const NAME = "shuttle-timeline", CHOICES = ["query", "selected", "title", "look", "theme", "language", "height"];
  const script = document.currentScript || document.querySelector('script[src$="/embed.js"]');
  const origin = new URL(script ? script.src : document.baseURI).origin;
  const LEAST = 120, MOST = 1200, USUAL = 420;

  class ShuttleTimeline extends HTMLElement {
    static get observedAttributes() { return CHOICES; }

    connectedCallback() {
      if (!this.shadowRoot) {
        this.attachShadow({ mode: "open" });
        // Styles by script alone pass every policy of the host; what is important in here is stronger than its rules.
        const style = new CSSStyleSheet();
        style.replaceSync(":host { all: initial !important; display: block !important; color-scheme: inherit !important; } iframe { display: block; width: 100%; border: 0; color-scheme: inherit; }");
        this.shadowRoot.adoptedStyleSheets = [style];
      }
      this.hear = (event) => this.fit(event);
      addEventListener("message", this.hear);
      this.draw();
    }

    disconnectedCallback() { removeEventListener("message", this.hear); }

    attributeChangedCallback() { if (this.isConnected && this.shadowRoot) this.draw(); }

    address() {
      const language = { ko: "/ko", ja: "/ja" }[this.getAttribute("language")] || "";
      const query = new URLSearchParams((this.getAttribute("query") || "").replace(/^\?/, ""));
      for (const name of ["selected", "title", "look", "theme"]) if (this.getAttribute(name)) query.set(name, this.getAttribute(name));
      if (this.tall() !== USUAL) query.set("height", this.tall());
      const width = Math.round(this.clientWidth);
      if (width >= 200 && width <= 2000) query.set("width", width);
      return `${origin}${language}/embed/timeline/?${query}`;
    }

    tall() {
      const asked = this.getAttribute("height") || new URLSearchParams(this.getAttribute("query") || "").get("height");
      return Math.max(200, Math.min(MOST, Math.round(Number(asked)) || USUAL));
    }

    draw() {
      const frame = document.createElement("iframe"), link = this.querySelector("a");
      frame.title = this.getAttribute("title") || (link && link.textContent.trim()) || "Timeline";
      frame.loading = "lazy";
      frame.height = this.tall();
      frame.src = this.address();
      this.frame = frame;
      this.shadowRoot.replaceChildren(frame);
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
    const made = document.createElement(NAME);
    for (const name of CHOICES) if (script.dataset[name] !== undefined) made.setAttribute(name, script.dataset[name]);
    const link = script.nextElementSibling;
    script.after(made);
    if (link && link.matches("a") && link.href.startsWith(origin)) made.append(link);
    if (made.shadowRoot && !made.hasAttribute("title") && link) made.frame.title = link.textContent.trim() || made.frame.title;
  };
  if (script && script.dataset.query !== undefined) {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", place, { once: true });
    else place();
  }
})();
