// A piece of code with a button that copies it; where nothing can be copied the button stays away.
class CopyCode extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button"), words = button.querySelector("span"), before = words.textContent;
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(this.querySelector("code").textContent); } catch { getSelection().selectAllChildren(this.querySelector("code")); return; }
      words.textContent = this.dataset.done;
      document.getElementById("announce").textContent = this.dataset.done;
      setTimeout(() => { words.textContent = before; }, 2000);
    });
  }
}
customElements.define("copy-code", CopyCode);
