// The frame edition: speaks `raid-embed/1` with the page around over one MessagePort. `raid-embed-host.js` is the other side.
// Until the page around has shown that it is one of those named in ?origin=, nothing is shown and nothing is told.

import { EVENTS, METHODS } from "./raid-api.js";

const PROTOCOL = "raid-embed";
const allowed = new URLSearchParams(location.search).getAll("origin");
const callable = new Set(METHODS.map(({ name }) => name));
// A page that is neither of this origin nor named by those who run it must not see what this browser keeps here, nor have
// files of this origin fetched for it. A frame without rights of its own has nothing to see.
const FOR_THOSE_TRUSTED = new Set(["register", "src", "storage"]);
const SET_BY_HOST = new Set(["register", "user", "mode", "view", "hide", "theme", "density", "src", "storage"]);

function hello() {
  // Holds nothing, so that it may go to whoever is there: a frame without rights of its own cannot know.
  parent.postMessage({ p: PROTOCOL, v: [1], type: "hello" }, "*");
}

function say(sentence) {
  document.querySelector("#waiting")?.replaceChildren(sentence);
  return sentence;
}

async function isTrusted(origin) {
  if (self.origin === "null" || origin === self.origin) return true;
  try {
    const answer = await fetch(new URL("raid-config.json", import.meta.url));
    return answer.ok && (await answer.json()).origins.includes(origin);
  } catch {
    return false;
  }
}

function isInit({ source, origin, data, ports }) {
  return source === parent && allowed.includes(origin) && data?.p === PROTOCOL && data.v === 1 && data.type === "init" && ports.length === 1;
}

/** Where what stands in it ends, were it as tall as that wants to be. */
function end(box) {
  const last = box?.querySelector(".list")?.lastElementChild ?? box?.lastElementChild;
  if (!last) return 0;
  const { top, bottom } = last.getBoundingClientRect();
  const below = Number.parseFloat(getComputedStyle(box).paddingBottom);
  // A list fills its place: it scrolls its own rows, or says in the middle that there are none.
  if (last.matches(".list__scroll")) return bottom + last.firstElementChild.offsetHeight - last.clientHeight + below;
  if (!last.matches(".list__empty")) return bottom + below;
  const [first, ends] = [last.firstElementChild, last.lastElementChild].map(node => node.getBoundingClientRect());
  return top + ends.bottom - first.top + 2 * below;
}

/** Tells how tall the frame has to be for everything to be seen without scrolling in it, whenever that changes. */
function followHeight({ shadowRoot: root }, tell) {
  let told = 0;
  const measure = () => {
    const height = Math.ceil(Math.max(...["main", "nav"].map(part => end(root.querySelector(`[part=${part}]`)))));
    if (height > 0 && Math.abs(height - told) > 1) tell("resize", { height: (told = height) });
  };
  const sizes = new ResizeObserver(measure);
  let waits = false;
  const look = () => {
    waits = false;
    sizes.disconnect();
    for (const box of root.querySelectorAll("[part=main] > *, [part=nav] > *, .list > *, .list__scroll > *")) sizes.observe(box);
  };
  new MutationObserver(() => {
    if (!waits) requestAnimationFrame(look);
    waits = true;
  }).observe(root, { childList: true, subtree: true });
}

addEventListener("message", function first(event) {
  if (!isInit(event)) return;
  removeEventListener("message", first);
  isTrusted(event.origin).then(trusted => begin(event.ports[0], event.data, trusted));
});

function begin(port, { keepsData, replaces }, trusted) {
  const register = document.createElement("raid-register");
  const asked = new Map();
  let last = 0;

  const tell = (method, params) => port.postMessage({ jsonrpc: "2.0", method, params });
  const ask = (method, params) => new Promise((resolve, reject) => {
    const id = ++last;
    asked.set(id, { resolve, reject });
    port.postMessage({ jsonrpc: "2.0", id, method, params });
  });

  if (!trusted) register.setAttribute("storage", "memory");
  const adapter = keepsData === true && {
    givesNumbers: false,
    load: name => ask("host.load", { register: name }),
    append: (name, events) => ask("host.append", { register: name, events }),
    ...(replaces === true && { replace: (name, events) => ask("host.replace", { register: name, events }) }),
    subscribe: (name, heard) => {
      adapter.heard = heard;
      return () => { adapter.heard = null; };
    },
  };

  const methods = {
    async configure(params) {
      // Asked for by embed.html already; here it is heard whether it came.
      await import("./raid-register.js").catch(() => {
        throw new Error(say("The register could not be fetched: its script raid-register.js is not beside this page, or is sent as something else."));
      });
      for (const [name, value] of Object.entries(params ?? {})) {
        if (SET_BY_HOST.has(name) && typeof value === "string" && (trusted || adapter && name === "register" || !FOR_THOSE_TRUSTED.has(name))) register.setAttribute(name, value);
      }
      if (params?.givesNumbers === true && adapter) adapter.givesNumbers = true;
      if (adapter) register.storageAdapter = adapter;
      document.querySelector("#waiting")?.remove();
      if (!register.isConnected) {
        document.body.append(register);
        followHeight(register, tell);
      }
      return register.flush();
    },
    heard({ events }) {
      if (Array.isArray(events)) adapter?.heard?.(events);
    },
    status: () => ({ ...register.status, dirty: register.dirty, revision: register.revision, view: register.view }),
    ping: () => "pong",
  };

  async function answer({ id, method, params }) {
    try {
      const own = Object.hasOwn(methods, method) ? methods[method] : null;
      if (!own && !callable.has(method)) throw Object.assign(new Error(`There is no method “${method}”`), { number: -32601 });
      if (!own && !register.isConnected) throw Object.assign(new Error("Call configure first"), { number: -32600 });
      const result = own ? await own(params ?? {}) : await register[method](...(Array.isArray(params) ? params : []));
      if (id !== undefined) port.postMessage({ jsonrpc: "2.0", id, result: result ?? null });
    } catch (error) {
      const told = { code: error.number ?? -32000, message: String(error.message ?? error), data: { code: error.code ?? "error" } };
      if (id !== undefined) port.postMessage({ jsonrpc: "2.0", id, error: told });
    }
  }

  port.onmessage = ({ data }) => {
    if (data?.jsonrpc !== "2.0") return;
    if (typeof data.method === "string") return void answer(data);
    const waiting = asked.get(data.id);
    if (!waiting) return;
    asked.delete(data.id);
    if (data.error) waiting.reject(new Error(String(data.error.message ?? "the page around refused")));
    else waiting.resolve(data.result);
  };

  // A frame may not be allowed downloads, and nothing says so: the page around hands the file out.
  register.addEventListener("raid-before-export", event => {
    event.preventDefault();
    tell("export", event.detail);
  });
  for (const { name } of EVENTS.filter(({ name }) => name !== "raid-before-export")) {
    register.addEventListener(name, event => tell(name.slice("raid-".length), event.detail));
  }
  addEventListener("beforeunload", event => {
    if (register.dirty) event.preventDefault();
  });
  tell("hello", { version: 1 });
}

if (allowed.length && parent !== self) hello();
else say("This page is to be shown inside another, whose address stands behind ?origin=.");
