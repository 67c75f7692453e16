// What was last kept of a register, without the module that met a fault: read from where it is kept and put together by a
// fresh module, or, should that fail as well, as text.

import { FOLDER, start } from "./raid-engine.js";

/** So long a fresh module may take, in milliseconds: one that meets a fault gives no answer. */
const PATIENCE = 20_000;
const SECTIONS = ["items", "changeRequests", "actions", "decisions", "milestones", "meetings"];
const END = "}\n  ]\n}\n";

/** A file of changes alone, to be merged. */
export const fileOf = events => file("", events.map(event => JSON.stringify(event)));

/** A file of these events, one in each line, and no record: to begin with, or to be merged. */
function file(title, lines) {
  const empty = SECTIONS.map(name => `  "${name}": [],\n`).join("");
  const head = `{\n  "format": "raid-register",\n  "formatVersion": 1,\n  "minReader": 1,\n  "register": {"scope":"full","title":${JSON.stringify(title)}},\n`;
  return new Blob([head, empty, `  "log": [\n    ${lines.join(",\n    ")}\n  ]\n}\n`]);
}

/** This browser keeps a whole file, and the changes since. */
async function inBrowser(name) {
  const done = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    // Looking must not make one.
    request.onupgradeneeded = () => request.transaction.abort();
  });
  const database = await done(indexedDB.open("raid-register-1"));
  try {
    const stores = database.transaction(["checkpoints", "tail"]);
    const [kept, tail] = await Promise.all([done(stores.objectStore("checkpoints").get(name)), done(stores.objectStore("tail").getAll())]);
    const ours = tail.filter(entry => entry.register === name && entry.generation === kept?.generation);
    // Where the browser stores no blobs, it has the bytes.
    return kept && { base: new Blob([kept.blob]), lines: ours.flatMap(entry => entry.lines.split("\n")) };
  } finally {
    database.close();
  }
}

/** A host keeps events. */
async function atHost(adapter, name) {
  const events = await adapter.load(name);
  const opened = events?.find(event => event.fact === "register.opened");
  return opened && { base: file(opened.title, [JSON.stringify(opened)]), lines: events.map(event => JSON.stringify(event)) };
}

async function together(base, lines) {
  const begun = start(null);
  await begun.ready;
  const broken = new Promise((_, reject) => {
    begun.glue.onPanic(message => setTimeout(() => reject(new Error(message)), 0));
    setTimeout(() => reject(new Error("no answer")), PATIENCE);
  });
  const place = document.createElement("div");
  const handle = new begun.glue.RegisterHandle(place, place.attachShadow({ mode: "open" }), FOLDER);
  const made = async () => {
    await handle.load(base);
    if (lines.length) await handle.merge(file("", lines));
    return handle.exportBlob();
  };
  return Promise.race([made(), broken]);
}

/** The log is what counts: a register that opens this file says which records it does not show as their history has them. */
async function asText(base, lines) {
  const text = await base.text();
  if (!text.endsWith(END)) return base;
  return new Blob([text.slice(0, 1 - END.length), ...lines.map(line => `,\n    ${line}`), END.slice(1)]);
}

/** What was last kept, as a file; null where nothing was. `since` holds the changes that were told after that, and `opened` the
 *  file that was opened where nobody keeps the register. */
export async function lastKept({ by, name, adapter, opened, since }) {
  const found = await (by === "browser" ? inBrowser(name) : by === "host" ? atHost(adapter, name) : null);
  const { base, lines } = found ?? { base: opened, lines: [] };
  if (!base) return null;
  const whole = [...lines, ...since.map(event => JSON.stringify(event))];
  return together(base, whole).catch(() => asText(base, whole));
}
