// The WebAssembly and its glue: fetched together, looked at whether they are of one build, and fetched anew after a fault. All
// elements of a page share one. The program is in two files: what a first view needs is awaited, the other follows.

import { explain } from "./raid-failure.js";

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
/** Those that show a register: the module that each of them uses, what makes its calls wait, and what tells its host of an error. */
export const elements = new Map();

// The usual way is written so that bundlers follow it. One file under two addresses is two modules, each with a wasm of its own.
function glue(begun) {
  const own = new URLSearchParams(TAG === "raid-register" ? {} : { tag: TAG });
  if (fetches++) own.set("again", begun.again = fetches);
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

async function asked(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok && answer.type !== "opaque") throw new Error(`status code ${answer.status}`);
  return answer;
}

/** The WebAssembly file. Of our own origin it is asked for as the page's preload asks for it: WebKit takes nothing else for
 *  the same, and would fetch it twice. */
async function wasm(address, again) {
  const cache = again ? { cache: "reload" } : {};
  const isOwn = self.origin !== "null" && address.origin === self.origin;
  const answer = await asked(address, isOwn ? { ...cache, mode: "no-cors", credentials: "include" } : cache);
  // Led on to another origin.
  return answer.type === "opaque" ? asked(address, cache) : answer;
}

async function compiled(address, again) {
  const answer = await wasm(address, again);
  if (!/^application\/wasm\b/.test(answer.headers.get("content-type"))) return WebAssembly.compile(await answer.arrayBuffer());
  return WebAssembly.compileStreaming(answer).catch(async error => { throw await damaged(address, error); });
}

/** What is wrong with a file that cannot be compiled: Firefox says of one that is cut short that it is out of memory. */
async function damaged(address, error) {
  if (!/out of memory/i.test(error.message)) return error;
  const bytes = await wasm(address, true).then(answer => answer.arrayBuffer()).catch(() => null);
  return bytes && !WebAssembly.validate(bytes) ? new WebAssembly.CompileError("the file is cut short") : error;
}

/** The build that a file of WebAssembly bears. */
const buildOf = module => new TextDecoder().decode(WebAssembly.Module.customSections(module, "raid-build")[0]);
const mixed = (...builds) => Object.assign(new Error(`the script is of build ${BUILD}, the others of ${builds.join(" and ")}`), { code: "mixed" });

/** Both, of one build. What a cache or a half-copied folder has mixed would go wrong later, in ways that nobody understands. */
async function fetched(address, begun) {
  const again = fetches > 0;
  const script = glue(begun).then(made => {
    // Heard of where it is joined. A page for trying things out is in one file.
    if (begun.needsAll && made.joinSecondPart) secondAhead(begun).catch(() => {});
    return made;
  }, async error => { throw await lacking(error); });
  const [made, module] = await Promise.all([script, compiled(address, again)]);
  const found = [made.build, buildOf(module)];
  if (found.every(build => build === BUILD)) return [made, module];
  if (!again) return fetched(address, begun);
  throw mixed(...found);
}

/** Where the second file may be: beside the first, or, where that has an address of its own, beside this script as well.
 *  The usual way is written so that bundlers take the file along. */
const secondFiles = address => [
  ...(address ? [new URL("raid-register_rest.wasm", new URL(address, document.baseURI))] : []),
  new URL("./glue/raid-register_rest.wasm", import.meta.url),
];

/** The second file, of the build of this script: one of another is fetched anew once. */
async function secondFetched(address, again) {
  const module = await compiled(address, again);
  if (buildOf(module) === BUILD) return module;
  if (!again) return secondFetched(address, true);
  throw mixed(buildOf(module));
}

async function secondFound(begun) {
  const [nearest, ...others] = secondFiles(begun.address);
  const again = fetches > 1 || begun.failures > 0;
  return secondFetched(nearest, again).catch(async error => {
    for (const other of others) {
      const found = await secondFetched(other, again).catch(() => null);
      if (found) return found;
    }
    throw error;
  });
}

/** Begins to fetch the second file, unless that is under way. One that could not be had is fetched anew the next time. */
function secondAhead(begun) {
  begun.second ??= secondFound(begun).catch(error => {
    begun.second = null;
    begun.failures += 1;
    throw error;
  });
  return begun.second;
}

/** Fetches the second part and joins it to the first. What stands in the way is told in words for a person. */
async function joinSecond(begun) {
  try {
    await begun.glue.joinSecondPart(await secondAhead(begun));
  } catch (error) {
    const { code, sentence, advice } = explain(error.code, String(error.message ?? error), error.name);
    console.error(error);
    for (const [, { tell }] of shownBy(begun)) tell(code, sentence);
    throw new Error(`${sentence} ${advice}`);
  }
}

/** Starts a module of its own. A module that met a fault cannot be used again. */
export function start(address) {
  // Written so that bundlers take the file along.
  const file = address ? new URL(address, document.baseURI) : new URL("./glue/raid-register_bg.wasm", import.meta.url);
  const begun = { address, glue: null, again: 0, since: Date.now(), first: faults === 0, fault: null, turns: new Set(), needsAll: false, second: null, failures: 0 };
  begun.ready = (async () => {
    const [made, module] = await fetched(file, begun);
    await made.default({ module_or_path: module });
    begun.glue = made;
    made.fetchSecondPartWith(() => joinSecond(begun));
    made.onPanic(message => {
      panicked = begun;
      setTimeout(() => { panicked = null; }, 0);
      breakDown(begun, message);
    });
  })();
  return begun;
}

/** The module that all share. `needsAll`: what is to be shown needs its second file, which is then fetched beside the first. */
export function shared(address, needsAll) {
  engine ??= start(address);
  engine.needsAll ||= needsAll;
  return engine;
}

/** What could not be started is fetched anew the next time. */
export function forget() {
  engine = null;
}

/** Whether it went through our own module, and not through another on the host's page. */
const isOurs = stack => /\/glue\/raid-register\.js|raid-register_(?:bg|rest)[^\s/]*\.wasm/.test(stack);

/** Traps of the module itself, such as too deep a call, and what the browser throws at it: neither comes as a panic's message,
 *  and both leave it unusable. What a host's own function throws is not ours, although we called it. */
function isFault(error) {
  const stack = String(error?.stack ?? "");
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return isOurs(stack) && /_(?:bg|rest)\.wasm|wasm-function|wasm:\/\//.test(stack);
  if (!(error instanceof Error) || typeof error.code === "string") return false;
  const thrown = stack.split("\n").find(line => /:\d+:\d+|wasm-function/.test(line)) ?? "";
  return /\/glue\/raid-register\.js/.test(thrown) && /_(?:bg|rest)\.wasm|wasm-function|wasm:\/\//.test(stack);
}

/** The module that panics now: what is thrown next is its. */
let panicked = null;

/** Whose fault it was. What a module that was given up still does must not end the one in its place. */
function faulty({ stack }) {
  if (panicked) return [panicked];
  const used = [...new Set([...elements.values()].map(({ used }) => used))].filter(({ glue }) => glue);
  const script = /\/glue\/raid-register\.js(?:\?\S*?again=(\d+))?/.exec(stack);
  return script ? used.filter(({ again }) => again === Number(script[1] ?? 0)) : used;
}

/** Whether it was a fault of a module: then every register of that module starts again. */
export function noticed(error) {
  if (!isFault(error)) return false;
  for (const broken of faulty(error)) breakDown(broken, String(error.message));
  return true;
}
addEventListener("error", event => noticed(event.error));
addEventListener("unhandledrejection", event => noticed(event.reason));

const shownBy = broken => [...elements].filter(([, { used }]) => used === broken);

/** A module has met a fault. Nothing is asked of it any more; what is open in it is looked at when it is not at work. */
function breakDown(broken, message) {
  if (broken.fault !== null) return;
  broken.fault = message;
  for (const [, { hold }] of shownBy(broken)) hold();
  setTimeout(() => recover(broken), 0);
}

/** After a fault: what is open is rescued, and every register goes on in a fresh module. */
function recover(broken) {
  faults += 1;
  const again = broken.first || Date.now() - broken.since > TOO_SOON;
  if (engine === broken) engine = again ? start(broken.address) : null;
  // Each waits for it in its own time.
  engine?.ready.catch(() => {});
  // It cannot end its turns itself any more.
  for (const end of broken.turns) end();
  for (const [element] of shownBy(broken)) element.recover(broken.fault, again);
}

/** One after the other, where a register that nobody keeps yet is put down for the first time: across tabs where the
 *  browser lets us, within the page otherwise. Gives what ends the wait of the next; a fault of the module `mine` ends it, too. */
export async function turnOf(name, mine) {
  const release = await granted(`raid-register-1:${name}`);
  const end = () => {
    mine.turns.delete(end);
    release();
  };
  mine.turns.add(end);
  if (mine.fault !== null) end();
  return end;
}

const turns = new Map();
async function granted(lock) {
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
