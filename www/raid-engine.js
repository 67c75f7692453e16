// The WebAssembly module and its glue: fetched together, looked at whether they are of one build, and fetched anew after a
// fault. All elements of a page share one.

/** `raid-register.js?tag=raid-register-2` defines the element under another name, beside another version. */
export const TAG = new URL(import.meta.url).searchParams.get("tag") || "raid-register";
/** The folder that the script is in. */
export const FOLDER = new URL("./", import.meta.url).href;
/** The build puts in its own name; the glue and the WebAssembly bear the same. */
const BUILD = "not built";
/** Faults within this time end in a screen that says so; before that, everything is started again. */
const TOO_SOON = 60_000;

/** The module and what it needs; after a fault another one takes its place. */
let engine = null;
let faults = 0;
/** The glue is fetched under an address of its own after each fault or failure, and for each name of the element. */
let fetches = 0;
/** Those that show a register. */
export const elements = new Set();

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
  const answer = await fetch(new URL("./glue/raid-register.js", import.meta.url)).catch(() => null);
  if (!answer) return error;
  answer.body?.cancel();
  if (!answer.ok) return new Error(`status code ${answer.status}: ${error.message}`);
  return error instanceof SyntaxError ? error : new Error(`${error.message} (MIME type ${answer.headers.get("content-type")})`);
}

async function compiled(address, again) {
  const answer = await fetch(address, again ? { cache: "reload" } : {});
  if (!answer.ok) throw new Error(`status code ${answer.status}`);
  if (/^application\/wasm\b/.test(answer.headers.get("content-type"))) return WebAssembly.compileStreaming(answer);
  return WebAssembly.compile(await answer.arrayBuffer());
}

/** Both, of one build. What a cache or a half-copied folder has mixed would go wrong later, in ways that nobody understands. */
async function fetched(address) {
  const again = fetches > 0;
  const [made, module] = await Promise.all([glue().catch(async error => { throw await lacking(error); }), compiled(address, again)]);
  const sections = WebAssembly.Module.customSections(module, "raid-build");
  const found = [made.build, new TextDecoder().decode(sections[0])];
  if (found.every(build => build === BUILD)) return [made, module];
  if (!again) return fetched(address);
  throw Object.assign(new Error(`the script is of build ${BUILD}, the others of ${found.join(" and ")}`), { code: "mixed" });
}

/** Starts a module of its own. A module that met a fault cannot be used again. */
export function start(address) {
  // Written so that bundlers take the file along.
  const wasm = address ? new URL(address, document.baseURI) : new URL("./glue/raid-register_bg.wasm", import.meta.url);
  const begun = { address, glue: null, since: Date.now(), first: faults === 0 };
  begun.ready = (async () => {
    const [made, module] = await fetched(wasm);
    await made.default({ module_or_path: module });
    begun.glue = made;
    made.onPanic(message => setTimeout(() => recover(begun, message), 0));
  })();
  return begun;
}

/** The module that all share. */
export const shared = address => (engine ??= start(address));
export const current = () => engine;

/** What could not be started is fetched anew the next time. */
export function forget() {
  engine = null;
}

/** Whether it went through our own module, and not through another on the host's page. */
const isOurs = stack => /\/glue\/raid-register\.js|raid-register_bg[^\s/]*\.wasm/.test(stack);

/** Traps of the module itself, such as too deep a call, and what the browser throws at it: neither comes as a panic's message,
 *  and both leave it unusable. What a host's own function throws is not ours, although we called it. */
function isFault(error) {
  const stack = String(error?.stack ?? "");
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return isOurs(stack) && /_bg\.wasm|wasm-function|wasm:\/\//.test(stack);
  if (!(error instanceof Error) || typeof error.code === "string") return false;
  const thrown = stack.split("\n").find(line => /:\d+:\d+|wasm-function/.test(line)) ?? "";
  return /\/glue\/raid-register\.js/.test(thrown) && /_bg\.wasm|wasm-function|wasm:\/\//.test(stack);
}

export function noticed(error) {
  const broken = engine;
  if (broken?.glue && isFault(error)) setTimeout(() => recover(broken, String(error.message)), 0);
}
addEventListener("error", event => noticed(event.error));
addEventListener("unhandledrejection", event => noticed(event.reason));

/** After a fault: what is open is rescued, and every register goes on in a fresh module. */
function recover(broken, message) {
  if (engine !== broken) return;
  faults += 1;
  const again = broken.first || Date.now() - broken.since > TOO_SOON;
  engine = again ? start(broken.address) : null;
  // Each waits for it in its own time.
  engine?.ready.catch(() => {});
  for (const element of elements) element.recover(message, again);
}

/** One after the other, where a register that nobody keeps yet is put down for the first time: across tabs where the
 *  browser lets us, within the page otherwise. Gives what ends the wait of the next. */
const turns = new Map();
export async function turnOf(name) {
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
