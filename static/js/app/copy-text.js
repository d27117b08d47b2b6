// A text with a button that copies it. Without scripts the text alone is there; one click selects the whole of it.
class CopyText extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button"), text = this.querySelector(".citeable");
    if (!navigator.clipboard || !button) return;
    const before = button.firstChild.data;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(text.textContent); } catch { getSelection().selectAllChildren(text); return; }
      button.firstChild.data = this.dataset.done;
      document.getElementById("announce").textContent = this.dataset.done;
      setTimeout(() => { button.firstChild.data = before; }, 2000);
    });
  }
}
customElements.define("copy-text", CopyText);
