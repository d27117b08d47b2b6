// A text or a piece of code with a button that copies it. Without scripts the text alone is there; one click selects it.
class CopyText extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button"), text = this.querySelector(".citeable, code");
    if (!navigator.clipboard || !button) return;
    const words = button.querySelector("span:not(.visually-hidden)") || button.firstChild, before = words.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(text.textContent); } catch { getSelection().selectAllChildren(text); return; }
      words.textContent = this.dataset.done;
      document.getElementById("announce").textContent = this.dataset.done;
      setTimeout(() => { words.textContent = before; }, 2000);
    });
  }
}
customElements.define("copy-text", CopyText);
