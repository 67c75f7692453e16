// The <raid-register> element: a thin class around the handle that the WebAssembly module exports.
// Everything it offers can be called before the module is there; calls wait. `raid-api.js` is the table of it all.

import { ATTRIBUTES } from "./raid-api.js";
import { explain, handOut, missing, showFailure, showWaiting } from "./raid-failure.js";

/** `raid-register.js?tag=raid-register-2` defines the element under another name, beside another version. */
const TAG = new URL(import.meta.url).searchParams.get("tag") || "raid-register";
/** Faults within this time end in a screen that says so; before that, everything is started again. */
const TOO_SOON = 60_000;

/** The module and what it needs; after a fault another one takes its place. */
let engine = null;
let faults = 0;
/** The glue is fetched under an address of its own after each fault or failure, and for each name of the element. */
let fetches = 0;
const elements = new Set();

// The usual way is written so that bundlers follow it. One file under two addresses is two modules, each with a wasm of its own.
function glue() {
  const own = new URLSearchParams(TAG === "raid-register" ? {} : { tag: TAG });
  if (fetches++) own.set("again", fetches);
  if (!own.size) return import("./glue/raid-register.js");
  const address = new URL("./glue/raid-register.js", import.meta.url);
  address.search = own;
  return import(/* @vite-ignore */ /* webpackIgnore: true */ address.href);
}

/** Why a script could not be had: browsers do not say. */
async function lacking(error) {
  const answer = await fetch(new URL("./glue/raid-register.js", import.meta.url), { method: "HEAD" }).catch(() => null);
  if (!answer) return error;
  return new Error(answer.ok ? `${error.message} (MIME type ${answer.headers.get("content-type")})` : `status code ${answer.status}: ${error.message}`);
}

function start(address) {
  const wasm = new URL(address || "./glue/raid-register_bg.wasm", address ? document.baseURI : import.meta.url);
  const begun = { address, glue: null, since: Date.now(), first: faults === 0 };
  begun.ready = (async () => {
    // A module that met a fault cannot be used again. The same file under another address is a fresh one.
    const made = await glue().catch(async error => { throw await lacking(error); });
    await made.default({ module_or_path: wasm });
    begun.glue = made;
    made.onPanic(message => setTimeout(() => recover(begun, message), 0));
  })();
  return begun;
}

/** Traps of the module itself, such as too deep a call, come as errors of these kinds and not as a panic's message. */
const isTrap = error => (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) && /_bg\.wasm|wasm-function|wasm:\/\//.test(error.stack);
function noticed(error) {
  const broken = engine;
  if (broken?.glue && isTrap(error)) setTimeout(() => recover(broken, String(error.message)), 0);
}
addEventListener("error", event => noticed(event.error));
addEventListener("unhandledrejection", event => noticed(event.reason));

/** One after the other, where a register that nobody keeps yet is put down for the first time: across tabs where the
 *  browser lets us, within the page otherwise. Gives what ends the wait of the next. */
const turns = new Map();
async function turnOf(name) {
  const lock = `raid-register-1:${name}`;
  try {
    return await new Promise((got, denied) => {
      navigator.locks.request(lock, () => new Promise(release => got(release))).catch(denied);
    });
  } catch {
    const before = turns.get(lock);
    let release;
    turns.set(lock, new Promise(done => { release = done; }));
    await before;
    return release;
  }
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
  /** Where the person is: after a fault they are brought back there. */
  #where = null;
  #unsubscribe = null;
  /** What was scrolled, and how far: browsers forget it when the element is moved. */
  #scrolled = new Map();
  /** Counts the registers it has shown: a call belongs to the one it was made for. */
  #life = 0;
  /** Counts the times it was begun and ended: what began before ends itself. */
  #turn = 0;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    this.shadowRoot.addEventListener("focusin", event => { this.#focused = event.composedPath()[0]; });
    this.shadowRoot.addEventListener("scroll", ({ target }) => this.#scrolled.set(target, [target.scrollLeft, target.scrollTop]), { capture: true, passive: true });
    // What is typed in a field of ours is no shortcut of the page around.
    for (const name of ["keydown", "keypress", "keyup"]) {
      this.shadowRoot.addEventListener(name, event => {
        const typing = event.target.matches?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]");
        if (typing && !event.ctrlKey && !event.metaKey && !event.altKey && this.getAttribute("keys") !== "shared") event.stopPropagation();
      });
    }
    this.shadowRoot.addEventListener("focusout", event => { if (this.isConnected && event.relatedTarget) this.#focused = null; });
  }

  connectedCallback() {
    if (this.#leaving !== null) {
      clearTimeout(this.#leaving);
      this.#leaving = null;
      const field = this.#focused;
      this.#putBack();
      return this.#refocus(field);
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
    return this.#call(handle => handle.offer(asBlob(source), source?.name ?? "a file"));
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
    this.#unsubscribe?.();
    this.#tell("error", { code: "fault", message, recoverable: again });
    if (!again) {
      elements.delete(this);
      return showFailure(this.shadowRoot, explain("fault", message), { rescued, hand: this.#hand, retry: () => this.#restart() });
    }
    this.shadowRoot.replaceChildren();
    this.#begin();
    try {
      await this.#started;
      // What was kept has been brought back. What was not is in the rescued text: the union loses nothing.
      if (rescued) await (this.getAttribute("storage") === "memory" ? this.#handle.load(rescued) : this.#handle.merge(rescued));
    } catch (error) {
      if (rescued) showFailure(this.shadowRoot, explain("fault", String(error?.message ?? error)), { rescued, hand: this.#hand, retry: () => this.#restart() });
    }
  }

  #hand = (blob, name) => {
    if (!this.#tell("before-export", { blob, name }, true)) return "taken";
    return handOut(this.shadowRoot, blob, name);
  };

  #rescue() {
    try {
      return this.#handle.rescue() ?? null;
    } catch {
      return null;
    }
  }

  // One call after the other, in the order they were made, whatever waits for what; each for the register it was made for.
  #call(act) {
    const life = this.#life;
    const done = this.#last.then(() => this.#ready(life)).then(act);
    this.#last = done.then(() => {}, () => {});
    done.catch(noticed);
    return done;
  }

  async #ready(life) {
    const of = (code, message) => Object.assign(new Error(message), { code });
    if (life !== this.#life) throw of("gone", "The register that this was meant for is not shown any more");
    if (!this.#started) throw of("not-shown", "The register is not on a page yet");
    await this.#started;
    if (life !== this.#life || !this.#handle) throw of("gone", "The register that this was meant for is not shown any more");
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
    showWaiting(this.shadowRoot);
    engine ??= start(this.getAttribute("wasm-url"));
    const mine = engine;
    await mine.ready;
    if (turn !== this.#turn) return;
    const handle = new mine.glue.RegisterHandle(this, this.shadowRoot, new URL("./", import.meta.url).href);
    this.shadowRoot.lastElementChild.lang = "en-GB";
    handle.listen((name, detail) => this.#tell(name, detail), this.#hand, turnOf);
    if (this.#adapter) handle.keepWith(this.#wrapped(this.#adapter));
    this.#handle = handle;
    await handle.start(this.#where ?? undefined);
    if (turn === this.#turn) this.#tell("ready", null);
  }

  // What the module is given of the host's object: once it is told to stop, nothing of the host's reaches it any more.
  #wrapped(adapter) {
    const wrapped = { of: adapter, givesNumbers: Boolean(adapter.givesNumbers) };
    for (const name of ["load", "append", "replace"]) {
      if (typeof adapter[name] === "function") wrapped[name] = (...given) => adapter[name](...given);
    }
    const deaf = error => this.#tell("error", { code: "problem", message: `What others add cannot be heard of: ${error?.message ?? error}`, recoverable: true });
    if (typeof adapter.subscribe === "function") wrapped.subscribe = (register, heard) => {
      let listens = true;
      let end = null;
      try {
        end = Promise.resolve(adapter.subscribe(register, events => { if (listens) heard(events); }));
        end.catch(deaf);
      } catch (error) {
        deaf(error);
      }
      this.#unsubscribe = () => {
        if (!listens) return;
        listens = false;
        end?.then(end => end?.()).catch(error => console.error(error));
      };
      return this.#unsubscribe;
    };
    return wrapped;
  }

  // A place counts when it has been painted: one that cannot be drawn is not gone back to.
  #keepPlace(view) {
    const turn = this.#turn;
    requestAnimationFrame(() => requestAnimationFrame(() => { if (turn === this.#turn) this.#where = view; }));
  }

  #tell(name, detail, cancelable = false) {
    if (name === "navigate") this.#keepPlace(detail.view);
    return this.dispatchEvent(new CustomEvent(`raid-${name}`, { bubbles: true, composed: true, cancelable, detail }));
  }

  #stop() {
    this.#leaving = null;
    elements.delete(this);
    const handle = this.#handle;
    this.#turn += 1;
    this.#life += 1;
    this.#handle = null;
    this.#started = null;
    this.#focused = null;
    this.#where = null;
    this.#scrolled.clear();
    this.#unsubscribe?.();
    this.#unsubscribe = null;
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

  // Browsers scroll what is moved back to its beginning, and a dialog no longer keeps the rest from being used.
  #putBack() {
    for (const [node, [left, top]] of this.#scrolled) {
      if (node.isConnected) node.scrollTo({ left, top, behavior: "instant" });
      else this.#scrolled.delete(node);
    }
    for (const dialog of this.shadowRoot.querySelectorAll("dialog[open]")) {
      // Not close(): that would be heard, and end what the person is about.
      dialog.removeAttribute("open");
      dialog.showModal();
    }
  }

  // Browsers take the focus away from what is moved.
  #refocus(field) {
    if (!field?.isConnected || this.shadowRoot.activeElement === field) return;
    const [from, to] = [field.selectionStart, field.selectionEnd];
    field.focus({ preventScroll: true });
    if (typeof from === "number") field.setSelectionRange(from, to);
  }

  #fail(error) {
    elements.delete(this);
    const said = explain(error?.code, String(error?.message ?? error));
    if (error?.code === "not-fetched") this.#unsubscribe?.();
    else if (!engine?.glue || /wasm|WebAssembly|fetch|status/i.test(String(error))) engine = null;
    showFailure(this.shadowRoot, said, { hand: this.#hand, retry: () => this.#restart() });
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
  const refuse = why => { throw Object.assign(new Error(why), { code: "unreadable" }); };
  let text = source;
  try {
    if (typeof source !== "string") text = JSON.stringify(source);
  } catch (error) {
    refuse(`This is no snapshot: ${error.message}`);
  }
  if (typeof text !== "string") refuse("This is no snapshot: give its text, a file of it, or the object");
  // Half a character would be replaced unseen.
  if (text.isWellFormed?.() === false) refuse("The text is damaged: it holds half of a character");
  return new Blob([text]);
}

if (customElements.get(TAG)) {
  console.warn(`<${TAG}> is on this page already and stays as it is. Load this script with ?tag=another-name to have both.`);
} else {
  customElements.define(TAG, RaidRegister);
}
