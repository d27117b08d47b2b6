// The steps of a story by arrow keys; the links beside do the same without scripts.
{
  const story = document.querySelector("[data-story]");
  if (story) {
    const hint = story.querySelector(".arrow-keys");
    if (hint) hint.hidden = false;
    const scrolls = (element) => element && element.scrollWidth > element.clientWidth;
    addEventListener("keydown", (event) => {
      const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
      if (!rel || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target.closest("input, select, textarea") || scrolls(event.target.closest(".around, .steps ol"))) return;
      const link = story.querySelector(`.turn [rel="${rel}"]`);
      if (!link) return;
      event.preventDefault();
      link.click();
    });
    story.querySelector(".steps [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
