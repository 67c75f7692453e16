// The <raid-register> element: a thin class around the handle that the WebAssembly module exports.
// Everything it offers can be called before the module is there; calls wait. `raid-api.js` is the table of it all.

import * as firstGlue from "./glue/raid-register.js";
import { ATTRIBUTES } from "./raid-api.js";
import { explain, missing, showFailure } from "./raid-failure.js";

/** `raid-register.js?tag=raid-register-2` defines the element under another name, beside another version. */
const TAG = new URL(import.meta.url).searchParams.get("tag") || "raid-register";
/** Faults within this time end in a screen that says so; before that, everything is started again. */
const TOO_SOON = 60_000;

/** The module and what it needs; after a fault another one takes its place. */
let engine = null;
let faults = 0;
const elements = new Set();

function start(address) {
  const wasm = new URL(address || "./glue/raid-register_bg.wasm", address ? document.baseURI : import.meta.url);
  const begun = { address, glue: null, since: Date.now(), first: faults === 0 };
  begun.ready = (async () => {
    // A module that met a fault cannot be used again. The same file under another address is a fresh one.
    begun.glue = begun.first ? firstGlue : await import(/* @vite-ignore */ /* webpackIgnore: true */ new URL(`./glue/raid-register.js?again=${faults}`, import.meta.url).href);
    await begun.glue.default({ module_or_path: wasm });
    begun.glue.onPanic(message => setTimeout(() => recover(begun, message), 0));
  })();
  return begun;
}

/** After a fault: what is open is rescued, and every register goes on in a fresh module. */
function recover(broken, message) {
  if (engine !== broken) return;
  faults += 1;
  const again = broken.first || Date.now() - broken.since > TOO_SOON;
  engine = again ? start(broken.address) : null;
  for (const element of elements) element.recover(message, again);
}

class RaidRegister extends HTMLElement {
  static observedAttributes = ATTRIBUTES.map(({ name }) => name);

  #handle = null;
  #started = null;
  #leaving = null;
  #adapter = null;
  #focused = null;
  #last = Promise.resolve();
  /** Counts the times it was begun and ended: what began before ends itself. */
  #turn = 0;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    this.shadowRoot.addEventListener("focusin", event => { this.#focused = event.composedPath()[0]; });
    this.shadowRoot.addEventListener("focusout", event => { if (this.isConnected && event.relatedTarget) this.#focused = null; });
  }

  connectedCallback() {
    if (this.#leaving !== null) {
      clearTimeout(this.#leaving);
      this.#leaving = null;
      return this.#refocus();
    }
    this.#upgrade();
    this.#begin();
  }

  // An element that is moved is taken out and put back at once: only one that stays out is taken down.
  disconnectedCallback() {
    this.#leaving = setTimeout(() => this.#stop(), 0);
  }

  // A host that moves it with moveBefore() keeps everything as it is.
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, value) {
    if (before === value || !this.#started) return;
    if (["register", "src", "storage", "router"].includes(name)) this.#restart();
    else this.#handle?.attribute(name, value ?? undefined);
  }

  get readOnly() {
    return this.getAttribute("mode") === "view";
  }

  set readOnly(value) {
    this.setAttribute("mode", value ? "view" : "edit");
  }

  get storageAdapter() {
    return this.#adapter;
  }

  set storageAdapter(adapter) {
    if (this.#adapter === (adapter ?? null)) return;
    this.#adapter = adapter ?? null;
    if (this.#started) this.#restart();
  }

  get dirty() {
    return this.#handle?.dirty() ?? false;
  }

  get revision() {
    return this.#handle?.revision() ?? 0;
  }

  get status() {
    return this.#handle?.status() ?? { state: "opening", message: "" };
  }

  get version() {
    return (this.#handle && engine?.glue?.version()) ?? "";
  }

  get view() {
    return this.#handle?.view() ?? this.getAttribute("view") ?? "overview";
  }

  set view(view) {
    this.setAttribute("view", view);
    this.#handle?.go(view);
  }

  load(source) {
    return this.#call(handle => handle.load(asBlob(source)));
  }

  offer(source) {
    return this.#call(handle => handle.offer(asBlob(source), source.name ?? "a file"));
  }

  merge(source) {
    return this.#call(handle => handle.merge(asBlob(source)));
  }

  save() {
    return this.#call(handle => handle.save());
  }

  exportBlob() {
    return this.#call(handle => handle.exportBlob());
  }

  go(view) {
    return this.#call(handle => handle.go(view));
  }

  undo() {
    return this.#call(handle => handle.undo());
  }

  redo() {
    return this.#call(handle => handle.redo());
  }

  flush() {
    return this.#call(handle => handle.flush());
  }

  /** For this script alone: goes on after a fault, or says that it cannot. */
  async recover(message, again) {
    if (!this.#started) return;
    const rescued = this.#rescue();
    this.#turn += 1;
    this.#handle = null;
    this.#tell("error", { code: "fault", message, recoverable: again });
    if (!again) {
      elements.delete(this);
      return showFailure(this.shadowRoot, explain("fault", message), { rescued, retry: () => this.#restart() });
    }
    this.shadowRoot.replaceChildren();
    this.#begin();
    try {
      await this.#started;
      // What was kept has been brought back. What was not is in the rescued text: the union loses nothing.
      if (rescued) await (this.getAttribute("storage") === "memory" ? this.#handle.load(rescued) : this.#handle.merge(rescued));
    } catch (error) {
      if (rescued) showFailure(this.shadowRoot, explain("fault", String(error?.message ?? error)), { rescued, retry: () => this.#restart() });
    }
  }

  #rescue() {
    try {
      return this.#handle.rescue() ?? null;
    } catch {
      return null;
    }
  }

  // One call after the other, in the order they were made, whatever waits for what.
  #call(act) {
    const done = this.#last.then(() => this.#ready()).then(act);
    this.#last = done.then(() => {}, () => {});
    return done;
  }

  async #ready() {
    if (!this.#started) throw new Error("The register is not on a page yet");
    await this.#started;
    if (!this.#handle) throw new Error("The register is not on a page any more");
    return this.#handle;
  }

  #begin() {
    elements.add(this);
    const started = this.#start();
    this.#started = started;
    started.catch(error => {
      if (this.#started === started) this.#fail(error);
    });
  }

  async #start() {
    const turn = this.#turn;
    const lacking = missing();
    if (lacking) throw Object.assign(new Error(lacking), { code: "too-old" });
    engine ??= start(this.getAttribute("wasm-url"));
    const mine = engine;
    await mine.ready;
    if (turn !== this.#turn) return;
    const handle = new mine.glue.RegisterHandle(this, this.shadowRoot, new URL("./", import.meta.url).href);
    handle.listen((name, detail) => this.#tell(name, detail), (blob, name) => !this.#tell("before-export", { blob, name }, true));
    if (this.#adapter) handle.keepWith(this.#adapter);
    this.#handle = handle;
    await handle.start();
    if (turn === this.#turn) this.#tell("ready", null);
  }

  #tell(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(`raid-${name}`, { bubbles: true, composed: true, cancelable, detail }));
  }

  #stop() {
    this.#leaving = null;
    elements.delete(this);
    const handle = this.#handle;
    this.#turn += 1;
    this.#handle = null;
    this.#started = null;
    this.#focused = null;
    this.#last = Promise.resolve();
    try {
      handle?.stop();
      handle?.free();
    } catch (error) {
      console.error(error);
    }
    this.shadowRoot.replaceChildren();
  }

  #restart() {
    this.#stop();
    if (this.isConnected) this.#begin();
  }

  // What the host set before the element was defined stands on the object and hides the properties of the class.
  #upgrade() {
    for (const name of ["storageAdapter", "readOnly", ...ATTRIBUTES.map(({ property }) => property)]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  // Browsers take the focus away from what is moved.
  #refocus() {
    const field = this.#focused;
    if (!field?.isConnected || this.shadowRoot.activeElement) return;
    const [from, to] = [field.selectionStart, field.selectionEnd];
    field.focus({ preventScroll: true });
    if (typeof from === "number") field.setSelectionRange(from, to);
  }

  #fail(error) {
    elements.delete(this);
    const said = explain(error?.code, String(error?.message ?? error));
    engine = engine?.glue && !/wasm|WebAssembly|fetch|status/i.test(String(error)) ? engine : null;
    showFailure(this.shadowRoot, said, { retry: () => this.#restart() });
    this.#tell("error", { code: said.code, message: said.sentence, recoverable: true });
    console.error(error);
  }
}

for (const { name, property, usual } of ATTRIBUTES) {
  if (property in RaidRegister.prototype) continue;
  Object.defineProperty(RaidRegister.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(name) ?? usual;
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, String(value));
    },
  });
}

function asBlob(source) {
  if (source instanceof Blob) return source;
  const text = typeof source === "string" ? source : JSON.stringify(source);
  return new Blob([text]);
}

if (customElements.get(TAG)) {
  console.warn(`<${TAG}> is on this page already and stays as it is. Load this script with ?tag=another-name to have both.`);
} else {
  customElements.define(TAG, RaidRegister);
}
