// The <raid-register> element: a thin class around the handle that the WebAssembly module exports.
// Everything it offers can be called before the module is there; calls wait. `raid-api.js` is the table of it all.

import { ATTRIBUTES } from "./raid-api.js";
import { FOLDER, TAG, current, elements, forget, noticed, shared, turnOf } from "./raid-engine.js";
import { explain, handOut, missing, showFailure, showWaiting } from "./raid-failure.js";
import { lastKept } from "./raid-rescue.js";
import { asBlob } from "./raid-source.js";

const nothingKept = () => ({ by: "nobody", opened: null, since: [] });

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
  /** Who keeps it; the file that was opened, where nobody does; and the changes that are not kept yet. For after a fault. */
  #kept = nothingKept();
  /** Ends the asking for its file. */
  #asked = null;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    this.shadowRoot.addEventListener("focusin", event => { this.#focused = event.composedPath()[0]; });
    this.shadowRoot.addEventListener("scroll", ({ target }) => this.#scrolled.set(target, [target.scrollLeft, target.scrollTop]), { capture: true, passive: true });
    // What is typed in a field of ours is no shortcut of the page around.
    for (const name of ["keydown", "keypress", "keyup"]) {
      this.shadowRoot.addEventListener(name, event => {
        const typing = event.target.matches?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]");
        // With AltGr or Option a letter is typed, as without.
        const plain = event.getModifierState?.("AltGraph") || !event.ctrlKey && !event.metaKey && !event.altKey;
        if (typing && plain && this.getAttribute("keys") !== "shared") event.stopPropagation();
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
    return (this.#handle && current()?.glue?.version()) ?? "";
  }

  get view() {
    return this.#handle?.view() ?? this.getAttribute("view") ?? "overview";
  }

  set view(view) {
    this.setAttribute("view", view);
    this.#handle?.go(view);
  }

  load(source) {
    return this.#with(source, (handle, blob) => handle.load(blob));
  }

  offer(source) {
    return this.#with(source, (handle, blob) => handle.offer(blob, source?.name ?? "a file"));
  }

  merge(source) {
    return this.#with(source, (handle, blob) => handle.merge(blob));
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
    const kept = this.#kept;
    const open = this.#rescue();
    const dirty = this.#isDirty();
    const turn = this.#turn += 1;
    this.#handle = null;
    this.#unsubscribe?.();
    this.#tell("error", { code: "fault", message, recoverable: again });
    if (!again) {
      elements.delete(this);
      return this.#stopped(message, open, kept);
    }
    this.shadowRoot.replaceChildren();
    this.#begin();
    const rescued = open ?? (kept.by === "nobody" ? await this.#lastKept(kept) : null);
    try {
      await this.#started;
      // What was kept has been brought back. What was not is in the rescued text: the union loses nothing.
      if (rescued && kept.by === "nobody") {
        await this.#handle.load(rescued);
        if (dirty) this.#handle.markDirty();
      } else if (rescued && !this.readOnly) {
        await this.#handle.merge(rescued);
      }
    } catch (error) {
      if (turn === this.#turn) this.#stopped(String(error?.message ?? error), open, kept);
    }
  }

  async #stopped(message, open, kept) {
    const turn = this.#turn;
    const show = (rescued, words) => showFailure(this.shadowRoot, explain("fault", message), { rescued, words, hand: this.#hand, retry: () => this.#restart() });
    show(open);
    if (open) return;
    const rescued = await this.#lastKept(kept);
    if (rescued && turn === this.#turn) show(rescued, "Download what was last kept");
  }

  #lastKept(kept) {
    return lastKept({ ...kept, name: this.register || "default", adapter: this.#adapter }).catch(() => null);
  }

  #hand = (blob, name) => {
    if (!this.#tell("before-export", { blob, name }, true)) return "taken";
    return handOut(this.shadowRoot, blob, name);
  };

  #isDirty() {
    try {
      return this.dirty;
    } catch {
      return false;
    }
  }

  #rescue() {
    try {
      return this.#handle.rescue() ?? null;
    } catch {
      return null;
    }
  }

  // What is given is taken as it is now, whenever its turn comes.
  #with(source, act) {
    let blob;
    try {
      blob = asBlob(source);
    } catch (error) {
      return Promise.reject(error);
    }
    return this.#call(handle => act(handle, blob));
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
    if (lacking) throw Object.assign(new Error(lacking.words), { code: lacking.code });
    showWaiting(this.shadowRoot);
    const ahead = this.#ahead();
    this.#asked = ahead?.stop;
    try {
      const mine = shared(this.getAttribute("wasm-url"));
      await mine.ready;
      if (turn !== this.#turn) return;
      const handle = new mine.glue.RegisterHandle(this, this.shadowRoot, FOLDER);
      Object.assign(this.shadowRoot.lastElementChild, { lang: "en-GB", dir: "ltr" });
      this.#kept = nothingKept();
      handle.listen((name, detail) => this.#hear(name, detail), this.#hand, turnOf);
      if (this.#adapter) handle.keepWith(this.#wrapped(this.#adapter));
      this.#handle = handle;
      await handle.start(this.#where ?? undefined, ahead?.file);
    } finally {
      ahead?.stop.abort();
    }
    if (turn === this.#turn) this.#tell("ready", null);
  }

  /** The file of a register that this browser has never kept is asked for while the module is on its way. Whether it keeps it
   *  is for the module to find out: asked in vain, nothing is lost but the question. */
  #ahead() {
    const src = this.getAttribute("src");
    if (!src || this.#adapter) return null;
    try {
      if (localStorage.getItem(`raid-register:kept:${this.register || "default"}`)) return null;
    } catch {
      // Where nothing may be kept, nothing is.
    }
    const stop = new AbortController();
    // At once, so that the browser takes it down without us.
    const file = fetch(src, stop).then(answer => answer.ok ? answer.blob() : Promise.reject(new Error(`the server answered ${answer.status}`)));
    // Heard of where the module waits for it.
    file.catch(() => {});
    return { file, stop };
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

  // What is told by the module: first it is noted what a fault would take away.
  #hear(name, detail) {
    const kept = this.#kept;
    if (name === "opened") return this.#note(detail);
    if (name === "change" && detail.origin === "user") kept.since.push(...detail.events);
    if (name === "storage") {
      if (detail.state !== "failed") kept.by = detail.by;
      if (detail.state === "saved") kept.since = [];
    }
    if (name === "navigate") this.#keepPlace(detail.view);
    this.#tell(name, detail);
  }

  /** Another register is open, of this file. Where there is none, and nobody keeps it, a copy is made when nobody waits. */
  #note(file) {
    const kept = this.#kept;
    kept.opened = file;
    kept.since = [];
    const copy = () => { if (kept === this.#kept && kept.by === "nobody") kept.opened ??= this.#rescue(); };
    if (!file) (globalThis.requestIdleCallback ?? setTimeout)(copy);
  }

  #tell(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(`raid-${name}`, { bubbles: true, composed: true, cancelable, detail }));
  }

  #stop() {
    clearTimeout(this.#leaving);
    this.#leaving = null;
    // Whoever waits for it lets the next one have its turn.
    this.#asked?.abort();
    elements.delete(this);
    const handle = this.#handle;
    this.#turn += 1;
    this.#life += 1;
    this.#handle = null;
    this.#started = null;
    this.#focused = null;
    this.#where = null;
    this.#kept = nothingKept();
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
    const said = explain(error?.code, String(error?.message ?? error), error?.name);
    if (error?.code === "not-fetched") this.#unsubscribe?.();
    else if (!current()?.glue || /wasm|WebAssembly|fetch|status/i.test(String(error))) forget();
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

if (customElements.get(TAG)) {
  console.warn(`<${TAG}> is on this page already and stays as it is. Load this script with ?tag=another-name to have both.`);
} else {
  customElements.define(TAG, RaidRegister);
}
