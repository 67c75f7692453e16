// The <raid-register> element: a thin class around the handle that the WebAssembly module exports.
// Everything it offers can be called before the module is there; calls wait.

import init, { RegisterHandle } from "./glue/raid-register.js";

const TAG = "raid-register";
const READY = init({ module_or_path: new URL("./glue/raid-register_bg.wasm", import.meta.url) });

class RaidRegister extends HTMLElement {
  static observedAttributes = ["mode", "view", "theme"];

  #handle = null;
  #started = null;
  #leaving = null;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
  }

  connectedCallback() {
    clearTimeout(this.#leaving);
    this.#started ??= this.#start();
    this.#started.catch((error) => this.#fail(error));
  }

  // An element that is moved is taken out and put back at once: only one that stays out is taken down.
  disconnectedCallback() {
    this.#leaving = setTimeout(() => this.#stop(), 0);
  }

  attributeChangedCallback(name, before, value) {
    if (before !== value) this.#handle?.attribute(name, value ?? undefined);
  }

  /** Opens a register: the text of a snapshot, a File or Blob, or a snapshot as an object.
   *  Rejects with an Error: `message` is the sentence a user reads, `code` the kind of fault. The register is then as it was. */
  async load(source) {
    const handle = await this.#ready();
    await handle.load(asBlob(source));
  }

  /** Resolves to the text of the snapshot. */
  async save() {
    return (await this.#ready()).save();
  }

  /** Resolves to the snapshot as a Blob. */
  async exportBlob() {
    return (await this.#ready()).exportBlob();
  }

  /** Resolves when everything is drawn and stored. */
  async flush() {
    await (await this.#ready()).flush();
  }

  async #ready() {
    if (!this.#started) throw new Error("The register is not on a page yet");
    await this.#started;
    return this.#handle;
  }

  async #start() {
    await READY;
    this.#handle = new RegisterHandle(this, this.shadowRoot);
    await this.#handle.start();
    this.dispatchEvent(new CustomEvent("raid-ready", { bubbles: true, composed: true }));
  }

  #stop() {
    this.#handle?.stop();
    this.#handle = null;
    this.#started = null;
  }

  #fail(error) {
    const message = document.createElement("p");
    message.setAttribute("role", "alert");
    message.textContent = `The register could not be started: ${sentence(error)}`;
    this.shadowRoot.replaceChildren(message);
    console.error(error);
  }
}

function asBlob(source) {
  if (source instanceof Blob) return source;
  const text = typeof source === "string" ? source : JSON.stringify(source);
  return new Blob([text]);
}

function sentence(error) {
  const words = String(error?.message ?? error);
  if (/wasm|WebAssembly/i.test(words) && /policy|CSP|unsafe-eval/i.test(words)) {
    return "this site's Content-Security-Policy does not allow WebAssembly. Its script-src needs 'wasm-unsafe-eval'.";
  }
  return words;
}

if (!customElements.get(TAG)) customElements.define(TAG, RaidRegister);
