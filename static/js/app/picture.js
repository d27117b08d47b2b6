// The timeline's picture: drawn by the server for the page's width; keys, wheel, drag and brush ask for another window.
{
  const explore = document.getElementById("explore");
  const part = () => document.getElementById("picture");
  const drawn = () => part()?.querySelector("svg.picture");
  const dayOne = new Date(0); dayOne.setUTCFullYear(1, 0, 1); dayOne.setUTCHours(0, 0, 0, 0);
  const iso = (ordinal) => new Date(dayOne.getTime() + (Math.round(ordinal) - 1) * 86400000).toISOString().slice(0, 10);
  const later = (ordinal, years) => { const day = new Date(iso(ordinal)); day.setUTCFullYear(day.getUTCFullYear() + years); return (day - dayOne) / 86400000 + 1; };
  const xOf = (link) => link.transform.baseVal[0].matrix.e; // marks and rings are drawn about their place
  const room = () => Math.min(2000, Math.max(320, Math.floor((part()?.clientWidth || explore.clientWidth) / 40) * 40));

  if (explore) {
    const sections = (svg) => svg.dataset.sections.split(" ").map((said) => said.split(",").map(Number));
    const dayAt = (svg, x) => {
      const all = sections(svg);
      const [first, last, left, right] = all.find((section) => x <= section[3]) || all.at(-1);
      return first + (Math.max(x, left) - left) / (right - left) * (last - first);
    };
    const bounds = (svg) => { const all = sections(svg); return [all[0][0], all.at(-1)[1]]; };
    const whole = (svg) => { const strip = svg.querySelector(".strip"); return strip ? [Number(strip.dataset.first), Number(strip.dataset.last) + 1] : bounds(svg); };

    // One that a newer request replaces ends without a word; other failures are said by explore.js.
    const request = (path, source, target, event) => htmx.ajax("GET", path, { source, target, event }).catch(() => {});

    // Asking for a window: sent on rest; an older answer never replaces a newer one (data-hx-sync on #explore).
    let timer = 0;
    const ask = (first, last, focus) => {
      const svg = drawn(), [least, most] = whole(svg);
      const span = Math.max(3, last - first);
      first = Math.max(least, Math.min(first, most - span)); last = Math.min(most, first + span);
      if (first <= least && last >= most) go(null, focus); else go(`${iso(first)}/${iso(last - 1)}`, focus);
    };
    const go = (window_, focus) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const address = new URL(location.href);
        if (window_) address.searchParams.set("window", window_); else address.searchParams.delete("window");
        wanted = focus || null;
        request(address.pathname + address.search, "#explore", "#explore");
      }, 150);
    };

    // The width: every request says it; a picture drawn for another one is drawn again.
    document.body.addEventListener("htmx:configRequest", (event) => {
      if (event.detail.target?.id === "explore" || event.detail.target?.id === "picture") event.detail.headers["X-Width"] = String(room());
    });
    const fit = () => {
      const svg = drawn();
      if (!svg || matchMedia("(max-width: 720px)").matches || Math.abs(svg.width.baseVal.value - room()) < 40) return;
      request(location.pathname + location.search, "#picture", "#picture");
    };

    // Keys: the field is one stop; arrows go through events in time and between lanes.
    // What has the focus after a swap: a handle of the overview; an event, or the ring that it is folded into.
    let wanted = null;
    const whereOf = (svg, link) => ({ id: link.id, lane: link.dataset.lane, day: dayAt(svg, xOf(link)) });
    const found = (svg, all) => {
      if (!wanted?.day) return null;
      const far = (link) => Math.abs(dayAt(svg, xOf(link)) - wanted.day) + (link.dataset.lane === wanted.lane ? 0 : 1e6);
      return all.find((link) => wanted.id && link.id === wanted.id) || all.filter((link) => link.matches(".ring")).sort((a, b) => far(a) - far(b))[0];
    };
    const links = (svg) => [...svg.querySelectorAll("a.mark, a.ring")].sort((a, b) => xOf(a) - xOf(b));
    const stop = (link) => { const svg = drawn(); for (const other of links(svg)) other.setAttribute("tabindex", other === link ? "0" : "-1"); };
    const keys = (shown) => document.querySelector(".keys")?.toggleAttribute("hidden", !shown);
    const ready = () => {
      const svg = drawn();
      if (!svg) return;
      for (const grip of svg.querySelectorAll(".grip")) {
        const { first, last } = grip.closest(".strip").dataset, { label, text, day } = grip.dataset;
        const said = { role: "slider", tabindex: 0, "aria-label": label, "aria-valuetext": text, "aria-valuemin": first, "aria-valuemax": last, "aria-valuenow": day };
        for (const [name, value] of Object.entries(said)) grip.setAttribute(name, value);
        if (wanted?.grip === grip.dataset.grip) { grip.focus({ preventScroll: true }); wanted = null; }
      }
      const all = links(svg);
      if (!all.length) return;
      // What is drawn of a label is narrower than the most that it may take: hover and focus go about what is drawn.
      for (const link of svg.querySelectorAll("a.mark:has(> text)")) {
        const reach = link.firstChild, text = link.querySelector(":scope > text:last-of-type").getBBox(), left = Number(reach.getAttribute("x")), right = left + Number(reach.getAttribute("width"));
        const [a, b] = text.x + text.width / 2 > 0 ? [left, Math.min(right, text.x + text.width + 6)] : [Math.max(left, text.x - 6), right];
        reach.setAttribute("x", a); reach.setAttribute("width", Math.max(24, b - a));
      }
      const chosen = found(svg, all) || all.find((link) => link.hasAttribute("aria-current")) || all[0];
      stop(chosen);
      if (wanted) { chosen.focus({ preventScroll: true }); wanted = null; }
      keys(svg.contains(document.activeElement));
    };
    const beside = (svg, link, key) => {
      const all = links(svg), at = all.indexOf(link);
      if (key === "ArrowRight") return all[at + 1];
      if (key === "ArrowLeft") return all[at - 1];
      if (key === "Home") return all[0];
      if (key === "End") return all.at(-1);
      const step = key === "ArrowDown" ? 1 : -1, lanes = [...new Set(all.map((other) => Number(other.dataset.lane)))].sort((a, b) => a - b);
      const lane = lanes[lanes.indexOf(Number(link.dataset.lane)) + step];
      return all.filter((other) => Number(other.dataset.lane) === lane).sort((a, b) => Math.abs(xOf(a) - xOf(link)) - Math.abs(xOf(b) - xOf(link)))[0];
    };
    const zoom = (svg, factor, x) => {
      const [first, last] = bounds(svg), about = dayAt(svg, x), span = (last - first) * factor;
      const share = (about - first) / (last - first);
      return [about - span * share, about + span * (1 - share)];
    };
    // The overview's handles are sliders: arrows move a year, Page keys ten.
    document.addEventListener("keydown", (event) => {
      const grip = event.target.closest?.("svg.picture .grip"), years = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
      if (!grip || !years) return;
      event.preventDefault();
      const [first, last] = moved?.grip === grip ? moved.days : bounds(drawn());
      const days = grip.dataset.grip === "first" ? [Math.min(later(first, years), last - 30), last] : [first, Math.max(later(last, years), first + 30)];
      moved = { grip, days };
      const [least, most] = whole(drawn());
      go(`${iso(Math.max(least, days[0]))}/${iso(Math.min(most, days[1]) - 1)}`, { grip: grip.dataset.grip });
    });
    let moved = null;
    document.addEventListener("keydown", (event) => {
      const link = event.target.closest?.("svg.picture a");
      if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
      const svg = drawn();
      if (/^(Arrow|Home|End)/.test(event.key)) {
        event.preventDefault();
        const next = beside(svg, link, event.key);
        if (next) { stop(next); next.focus({ preventScroll: true }); next.scrollIntoView({ block: "nearest", inline: "nearest" }); }
      } else if (event.key === "+" || event.key === "=") ask(...zoom(svg, 0.5, xOf(link)), whereOf(svg, link));
      else if (event.key === "-") ask(...zoom(svg, 2, xOf(link)), whereOf(svg, link));
      else if (event.key === "0") go(null, whereOf(svg, link));
    });
    for (const [name, shown] of [["focusin", true], ["focusout", false]]) {
      document.addEventListener(name, (event) => { if (event.target.closest?.("svg.picture a")) keys(shown); });
    }

    // A mark chooses its event, as a row of the list does; a ring opens its days.
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("#picture svg.picture a");
      if (dragged) { event.preventDefault(); dragged = false; return; }
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.matches(".ring")) { // opens its days
        wanted = event.detail ? null : whereOf(drawn(), link);
        request(location.pathname + link.getAttribute("href"), "#explore", "#explore");
        return;
      }
      const address = new URL(location.href);
      address.searchParams.set("selected", link.id.slice("mark-".length));
      address.searchParams.delete("after");
      request(address.pathname + address.search, "#detail", "#detail", event);
    });

    // The hand: the old picture moves with it, then the new one is asked for.
    const place = (svg, event) => { const box = svg.getBoundingClientRect(); return [(event.clientX - box.left) * svg.viewBox.baseVal.width / box.width, event.clientY - box.top]; };
    const stripDay = (strip, x) => { const { first, last, left, right } = strip.dataset; return Number(first) + (Math.min(Math.max(x, left), right) - left) / (right - left) * (Number(last) + 1 - first); };
    const frameOf = (strip) => { const frame = strip.querySelector(".window"), a = Number(frame.getAttribute("x")); return [frame, a, a + Number(frame.getAttribute("width"))]; };
    // On a phone the overview stands alone, under links to its decades.
    const kindOf = (strip, x, event) => {
      const grip = event.target.closest(".grip"), [, a, b] = frameOf(strip);
      return grip ? grip.dataset.grip : event.target.closest("svg.picture") ? "brush" : Math.abs(x - a + 4) < 14 ? "first" : Math.abs(x - b - 4) < 14 ? "last" : "brush";
    };
    const shifted = (svg, dx, factor = 1, about = 0) => {
      svg.querySelector(".events").setAttribute("transform", `translate(${dx} 0)`);
      for (const link of svg.querySelectorAll(".events > a")) {
        const { e, f } = link.transform.baseVal[0].matrix;
        link.setAttribute("transform", `translate(${e} ${f}) translate(${(e - about) * (factor - 1)} 0)`);
      }
    };
    const fingers = new Map();
    let held = null, dragged = false;
    document.addEventListener("pointerdown", (event) => {
      const svg = event.target.closest?.("svg.picture, svg.overview");
      if (!svg || event.button || !drawn()) return;
      const [x, y] = place(svg, event), strip = event.target.closest(".strip") || svg.matches(".overview") && svg.querySelector(".strip");
      dragged = false;
      if (event.pointerType === "touch" && !strip) fingers.set(event.pointerId, x);
      if (fingers.size === 2) {
        const [a, b] = [...fingers.values()];
        held = { kind: "pinch", svg, apart: Math.abs(a - b), about: (a + b) / 2, factor: 1 };
      } else if (strip) held = { kind: kindOf(strip, x, event), svg, strip, x, from: stripDay(strip, x) };
      else if (y > svg.dataset.top && y < svg.dataset.bottom && x > svg.dataset.left) held = { kind: "pan", svg, x };
      if (held && (held.kind !== "pan" || !event.target.closest("a"))) event.preventDefault();
    });
    document.addEventListener("pointermove", (event) => {
      if (!held || !held.svg.isConnected) return;
      const [x] = place(held.svg, event);
      if (held.kind === "pinch") {
        fingers.set(event.pointerId, x);
        const [a, b] = [...fingers.values()];
        dragged = true;
        held.factor = Math.max(0.1, Math.abs(a - b) / Math.max(10, held.apart));
        shifted(held.svg, 0, held.factor, held.about);
        return;
      }
      if (Math.abs(x - held.x) < 4 && !dragged) return;
      dragged = true;
      held.now = x;
      if (held.kind === "pan") shifted(held.svg, x - held.x);
      else {
        const [frame, a, b] = frameOf(held.strip);
        held.edges ??= [a, b];
        const [left, right] = held.kind === "first" ? [x, held.edges[1]] : held.kind === "last" ? [held.edges[0], x] : [held.x, x];
        frame.setAttribute("x", Math.min(left, right)); frame.setAttribute("width", Math.max(4, Math.abs(right - left)));
      }
    });
    const letGo = (event) => {
      fingers.delete(event.pointerId);
      if (!held) return;
      const { kind, svg, strip, x, now, from, factor, about } = held, [first, last] = bounds(drawn());
      held = null;
      setTimeout(() => { dragged = false; }, 0);
      if (kind === "pinch") { fingers.clear(); ask(...zoom(drawn(), 1 / factor, about)); return; }
      if (!dragged || now === undefined) {
        if (kind === "brush" && svg.matches(".overview")) go(iso(from).slice(0, 4)); // a tap chooses the year
        else if (kind === "brush") { const half = (last - first) / 2; ask(from - half, from + half); }
        return;
      }
      if (kind === "pan") { const shift = dayAt(svg, x) - dayAt(svg, now); ask(first + shift, last + shift); return; }
      const to = stripDay(strip, now), [a, b] = kind === "first" ? [to, last] : kind === "last" ? [first, to] : [from, to];
      ask(Math.min(a, b), Math.max(a, b));
    };
    document.addEventListener("pointerup", letGo);
    document.addEventListener("pointercancel", (event) => { fingers.delete(event.pointerId); if (held?.svg.matches(".picture")) shifted(held.svg, 0); held = null; });
    document.addEventListener("click", (event) => { if (event.detail && event.target.closest?.("svg.overview a")) event.preventDefault(); });
    document.addEventListener("dragstart", (event) => { if (event.target.closest?.("svg.picture, svg.overview")) event.preventDefault(); });
    let turned = null;
    document.addEventListener("wheel", (event) => {
      const svg = event.target.closest?.("svg.picture");
      if (!svg) return;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) && !event.ctrlKey && !event.metaKey;
      if (!sideways && !event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the page
      event.preventDefault();
      if (turned?.svg !== svg) turned = { svg, days: bounds(svg), dx: 0, factor: 1 };
      const [x] = place(svg, event), [first, last] = turned.days;
      if (sideways) {
        const shift = event.deltaX / (svg.dataset.right - svg.dataset.left) * (last - first);
        turned.days = [first + shift, last + shift];
        shifted(svg, turned.dx -= event.deltaX);
      } else {
        const factor = Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 200), about = dayAt(svg, x), share = Math.min(1, Math.max(0, (about - first) / (last - first)));
        const span = (last - first) * factor;
        turned.days = [about - span * share, about + span * (1 - share)];
        shifted(svg, 0, turned.factor /= factor, x);
      }
      ask(...turned.days);
    }, { passive: false });

    document.body.addEventListener("htmx:afterSettle", (event) => {
      const target = event.detail.target;
      if (target?.id === "explore" || target?.id === "picture") { turned = moved = null; ready(); fit(); }
    });
    // No answer: the old picture goes back to its place.
    for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
      document.body.addEventListener(failure, () => { const svg = drawn(); turned = moved = null; if (svg) shifted(svg, 0); });
    }
    let resting = 0;
    addEventListener("resize", () => { clearTimeout(resting); resting = setTimeout(fit, 200); });
    ready();
    addEventListener("load", fit);
  }
}
