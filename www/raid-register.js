// The <raid-register> element: a thin class around the handle that the WebAssembly module exports.
// Everything it offers can be called before the module is there; calls wait. `raid-api.js` is the table of it all.

import { ATTRIBUTES } from "./raid-api.js";
import { CallQueue, coded } from "./raid-calls.js";
import { FOLDER, TAG, elements, forget, noticed, shared, turnOf } from "./raid-engine.js";
import { explain, handOut, missing, showFailure, showWaiting } from "./raid-failure.js";
import { fileOf, lastKept } from "./raid-rescue.js";
import { asBlob } from "./raid-source.js";

const unfinished = message => coded("fault", `The register met a fault of its own before this was done. Look whether it was done before you ask for it again. The fault was: ${message}`);
const gone = () => coded("gone", "The register that this was meant for is not shown any more");
const nothingKept = (by = "nobody") => ({ by, opened: null, since: [] });

class RaidRegister extends HTMLElement {
  static observedAttributes = ATTRIBUTES.map(({ name }) => name);

  #handle = null;
  /** The module that the handle is of. */
  #engine = null;
  /** Calls wait for it; it is rejected where the register cannot be shown. */
  #started = null;
  /** Whether its content is there: before that, what is open is nothing yet. */
  #stands = false;
  /** Lets those who wait look what else they have to wait for. */
  #waitAnew = () => {};
  /** What was open when the module met a fault, until it stands again: a file of it, who kept it, and whether it was kept nowhere. */
  #rescued = null;
  /** The sentence, where a fault has stopped it. */
  #fault = "";
  #leaving = null;
  #adapter = null;
  #focused = null;
  #calls = new CallQueue();
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
    else this.#sound?.attribute(name, value ?? undefined);
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
    return this.#rescued?.dirty || this.#isDirty();
  }

  get revision() {
    return this.#sound?.revision() ?? 0;
  }

  get status() {
    return this.#sound?.status() ?? { state: this.#fault ? "failed" : "opening", message: this.#fault, by: this.#kept.by };
  }

  get version() {
    return (this.#sound && this.#engine.glue.version()) ?? "";
  }

  get view() {
    return this.#sound?.view() ?? this.getAttribute("view") ?? "overview";
  }

  set view(view) {
    this.setAttribute("view", view);
    this.#sound?.go(view);
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

  /** The handle, unless its module has met a fault. */
  get #sound() {
    return this.#engine?.fault == null ? this.#handle : null;
  }

  /** For this script alone: goes on after a fault, or says that it cannot. */
  recover(message, again) {
    if (!this.#started) return;
    // What the fault before this one left to be brought back is still to be brought back.
    this.#rescued ??= { open: this.#stands ? this.#rescue() : null, kept: this.#kept, dirty: this.#isDirty() };
    const turn = this.#turn += 1;
    this.#stands = false;
    this.#handle = null;
    this.#unsubscribe?.();
    this.#calls.failRunning(unfinished(message));
    this.#tell("error", { code: "fault", message, recoverable: again });
    // Whoever hears of it may have taken it away.
    if (turn !== this.#turn) return;
    if (!again) return void this.#stopped(message);
    this.shadowRoot.replaceChildren();
    this.#begin();
  }

  // What was kept has been brought back. What was not is in the rescued text, or was told: the union loses nothing.
  async #restore(handle) {
    const { open, kept, dirty } = this.#rescued;
    if (kept.by === "nobody") {
      const file = open ?? await this.#lastKept(kept);
      if (file) await handle.load(file);
      if (file && dirty) handle.markDirty();
    } else if (!this.readOnly && (open || kept.since.length)) {
      await handle.merge(open ?? fileOf(kept.since));
    }
    this.#rescued = null;
  }

  /** Says so in place of the register, and hands out what can be had of it. */
  async #stopped(message) {
    const turn = this.#turn += 1;
    const { open, kept } = this.#rescued;
    const handle = this.#sound;
    this.#handle = null;
    elements.delete(this);
    try {
      handle?.stop();
    } catch (error) {
      console.error(error);
    }
    this.#fault = `The register met a fault of its own and has stopped. The fault was: ${message}`;
    this.#waitFor(Promise.reject(coded("fault", this.#fault))).catch(() => {});
    const hand = (blob, name) => {
      this.#rescued.dirty = false;
      return this.#hand(blob, name);
    };
    const show = (rescued, words) => showFailure(this.shadowRoot, explain("fault", message), { rescued, words, hand, retry: () => this.#restart() });
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
      return this.#handle?.dirty() ?? false;
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
    return this.#call(handle => act(handle, blob), true);
  }

  // Each is carried out for the register it was made for.
  #call(act, isVoidWhenClosed = false) {
    const life = this.#life;
    const carryOut = async handle => {
      try {
        return await act(handle);
      } catch (error) {
        throw noticed(error) ? unfinished(this.#engine?.fault ?? error.message) : error;
      }
    };
    return this.#calls.add(() => this.#ready(life), carryOut, isVoidWhenClosed);
  }

  async #ready(life) {
    while (this.#started && life === this.#life) {
      const started = this.#started;
      try {
        await started;
      } catch (error) {
        if (started === this.#started) throw error;
      }
      if (started === this.#started) return this.#handle;
    }
    throw life === this.#life ? coded("not-shown", "The register is not on a page yet") : gone();
  }

  #begin() {
    const started = this.#waitFor(this.#start());
    started.catch(error => {
      if (this.#started === started) this.#fail(error);
    });
  }

  /** From now on calls wait for that. */
  #waitFor(work) {
    this.#waitAnew();
    this.#started = Promise.race([work, new Promise(anew => { this.#waitAnew = anew; })]);
    return this.#started;
  }

  async #start() {
    const turn = this.#turn;
    const lacking = missing();
    if (lacking) throw Object.assign(new Error(lacking.words), { code: lacking.code });
    showWaiting(this.shadowRoot);
    const ahead = this.#ahead();
    this.#asked = ahead?.stop;
    try {
      const mine = shared(this.getAttribute("wasm-url"), this.#needsAll());
      // Once the module has met a fault, calls wait for what comes of it.
      elements.set(this, { used: mine, hold: () => this.#waitFor(new Promise(() => {})), tell: (code, message) => this.#tell("error", { code, message, recoverable: true }) });
      await mine.ready;
      if (turn !== this.#turn) return;
      const handle = new mine.glue.RegisterHandle(this, this.shadowRoot, FOLDER);
      Object.assign(this.shadowRoot.lastElementChild, { lang: "en-GB", dir: "ltr" });
      this.#kept = nothingKept(this.#adapter ? "host" : this.storage === "memory" ? "nobody" : "browser");
      const hear = (name, detail) => {
        if (turn === this.#turn) this.#hear(name, detail);
      };
      handle.listen(hear, this.#hand, name => turnOf(name, mine));
      if (this.#adapter) handle.keepWith(this.#wrapped(this.#adapter));
      this.#engine = mine;
      this.#handle = handle;
      await handle.start(this.#where ?? undefined, ahead?.file);
      if (turn !== this.#turn) return;
      this.#stands = true;
      if (this.#rescued) await this.#restore(handle);
      if (turn === this.#turn) this.#copyLater();
    } finally {
      ahead?.stop.abort();
    }
    if (turn === this.#turn) this.#tell("ready", null);
  }

  /** Whether what is to be shown at first is likely to need the second file of the program: the page of a record, planning, and
   *  what follows from changes that are kept. */
  #needsAll() {
    const view = this.#where ?? (this.getAttribute("router") === "hash" && location.hash.slice(1) || this.getAttribute("view") || "");
    return Boolean(this.#adapter) || /^(item|board|calendar|agenda)/.test(view) || this.#wasKept();
  }

  /** Whether this browser has kept the register before. */
  #wasKept() {
    try {
      return Boolean(localStorage.getItem(`raid-register:kept:${this.register || "default"}`));
    } catch {
      // Where nothing may be kept, nothing is.
      return false;
    }
  }

  /** The file of a register that this browser has never kept is asked for while the module is on its way. Whether it keeps it
   *  is for the module to find out: asked in vain, nothing is lost but the question. */
  #ahead() {
    const src = this.getAttribute("src");
    if (!src || this.#adapter || this.#wasKept()) return null;
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

  /** Another register is open, of this file. */
  #note(file) {
    const kept = this.#kept;
    kept.opened = file;
    kept.since = [];
    if (!file) this.#copyLater();
  }

  /** Nobody keeps it, and there is no file of it: a copy is made when nobody waits. */
  #copyLater() {
    const kept = this.#kept;
    const copy = () => {
      if (kept !== this.#kept || kept.by !== "nobody") return;
      // What writes files may still be on its way.
      if (!(kept.opened ??= this.#rescue())) setTimeout(copy, 500);
    };
    (globalThis.requestIdleCallback ?? setTimeout)(copy);
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
    this.#engine = null;
    this.#started = null;
    this.#waitAnew();
    this.#rescued = null;
    this.#stands = false;
    this.#fault = "";
    this.#focused = null;
    this.#where = null;
    this.#kept = nothingKept();
    this.#scrolled.clear();
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#calls.close(gone());
    this.#calls = new CallQueue();
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
    const engine = elements.get(this)?.used;
    elements.delete(this);
    const said = explain(error?.code, String(error?.message ?? error), error?.name);
    if (error?.code === "not-fetched") this.#unsubscribe?.();
    else if (!engine?.glue || /wasm|WebAssembly|fetch|status/i.test(String(error))) forget();
    if (this.#rescued) this.#stopped(String(error?.message ?? error));
    else showFailure(this.shadowRoot, said, { hand: this.#hand, retry: () => this.#restart() });
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
