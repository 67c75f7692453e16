// Real faults: the module panics, traps or runs out of stack where a test asks for it. Every call settles, the register starts
// again with everything that was recorded, and a second fault soon stops it and says so. Run by `cargo xtask test`, against the
// page that xtask/src/faults.rs builds; `globalThis.raidFailPoint` names the place (src/web/platform/fail_point.rs).

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { ADDRESS, assert, profile, withBrowser } from "./page.mjs";
import { SAMPLE, hearing, host, until, visit } from "./hosts.mjs";

const shared = withBrowser();
const FAULT = /^The register met a fault of its own/;
const HEAR = { files: { "hosts/hear.js": hearing(["raid-error", "raid-ready"]) }, head: `<script src="./hosts/hear.js"></script>` };
const alert = page => page.locator("raid-register").first().getByRole("alert");
const times = (page, name) => page.evaluate(name => globalThis.heard.filter(([told]) => told === name).length, name);
const heardTimes = (page, name, count) => until(page, ([name, count]) => globalThis.heard.filter(([told]) => told === name).length >= count, [name, count]);
const arm = (page, place) => page.evaluate(place => { globalThis.raidFailPoint = place; }, place);

/** What a page needs to make calls and see what becomes of them. */
const CALLS = `globalThis.register = () => document.querySelector("raid-register");
globalThis.risk = title => ({ format: "raid-register", formatVersion: 1, register: { title: "More" }, items: [{ kind: "risk", title }] });
globalThis.settled = promise => Promise.race([
  promise.then(value => ({ value: typeof value === "string" ? value : null }), error => ({ code: error.code, message: error.message, isError: error instanceof Error })),
  new Promise(resolve => setTimeout(resolve, 20_000, { code: "hangs" })),
]);
globalThis.calls = {
  load: () => register().load(risk("Loaded")), offer: () => register().offer(risk("Offered")), merge: () => register().merge(risk("Merged")),
  save: () => register().save(), exportBlob: () => register().exportBlob(), go: () => register().go("list"),
  undo: () => register().undo(), redo: () => register().redo(), flush: () => register().flush(),
};`;

async function opened(body, more = {}) {
  const own = await profile(shared, { serviceWorkers: "block" });
  const files = { ...HEAR.files, "hosts/calls.js": CALLS, ...more.files };
  const head = `${HEAR.head}<script src="./hosts/calls.js"></script>${more.head ?? ""}`;
  const page = await visit(own.context, await host(own.context, body, { files, head }));
  const count = await page.locator("raid-register").count();
  if (!more.isSlow) await heardTimes(page, "raid-ready", count);
  return { ...own, page };
}

const ONE = `<raid-register register="r" src="${SAMPLE}" view="item/R525"></raid-register>`;

/** A change that is told and, where it can be, kept. */
async function note(page, words) {
  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByRole("button", { name: "Add a note" }).click();
  await notes.getByRole("textbox", { name: "Note" }).fill(words);
  await notes.getByRole("button", { name: "Save", exact: true }).click();
  await notes.getByText(words).waitFor();
  await page.evaluate(() => register().flush());
}

function assertFault(outcome, what) {
  assert.equal(outcome.code, "fault", `${what}: ${JSON.stringify(outcome)}`);
  assert.ok(outcome.isError, what);
  assert.match(outcome.message, FAULT, what);
}

test("the page that is shipped cannot be made to fail", async () => {
  const has = async file => (await readFile(file)).includes("raidFailPoint");
  assert.equal(await has(join(process.env.RAID_SHIPPED, "glue/raid-register_bg.wasm")), false);
  const answer = await fetch(new URL("glue/raid-register_bg.wasm", ADDRESS));
  assert.ok(Buffer.from(await answer.arrayBuffer()).includes("raidFailPoint"), "or this test would not see it");
});

for (const [call, place] of [
  ["load", "load"], ["offer", "offer"], ["merge", "merge"], ["save", "save"], ["exportBlob", "exportBlob"], ["go", "go"], ["undo", "undo"],
  ["redo", "redo"], ["flush", "flush"],
  // While the session is borrowed, and in a listener.
  ["undo", "change"], ["merge", "listener"],
  // No panic says so.
  ["merge", "merge:trap"], ["undo", "undo:trap"], ["save", "save:stack"], ["go", "go:stack"],
]) {
  test(`a fault in ${call}() (${place}) rejects it; what waits and what comes later is carried out after the restart`, async () => {
    const { page, close } = await opened(ONE);
    await note(page, "Written before the fault");
    const [failed, waiting, later] = await page.evaluate(async ([call, place]) => {
      globalThis.raidFailPoint = place;
      const failed = settled(calls[call]());
      const waiting = settled(register().merge(risk("Waited for its turn")));
      await failed;
      return Promise.all([failed, waiting, settled(register().save())]);
    }, [call, place]);
    assertFault(failed, call);
    assert.deepEqual(waiting, { value: null });
    for (const words of ["Written before the fault", "Waited for its turn"]) assert.ok(later.value?.includes(words), `${words}: ${JSON.stringify(later).slice(0, 300)}`);
    assert.deepEqual([await times(page, "raid-error"), await times(page, "raid-ready")], [1, 2]);
    await close();
  });
}

for (const [place, before, after] of [["view", "flush", "go"], ["idle", "load", "go"]]) {
  test(`a fault that no call is at (${place}) rejects none, and all goes on`, async () => {
    const { page, close } = await opened(ONE);
    const done = await page.evaluate(async ([place, before, after]) => {
      const first = await settled(calls[before]());
      globalThis.raidFailPoint = place;
      return [first, await settled(calls[after]())];
    }, [place, before, after]);
    assert.deepEqual(done, [{ value: null }, { value: null }]);
    await heardTimes(page, "raid-error", 1);
    const saved = await page.evaluate(() => settled(register().save()));
    assert.ok(saved.value?.includes(before === "load" ? "Loaded" : "R525"), JSON.stringify(saved).slice(0, 300));
    assert.deepEqual([await times(page, "raid-error"), await times(page, "raid-ready")], [1, 2]);
    await close();
  });
}

for (const place of ["start", "first"]) {
  test(`a fault while it starts (${place}) is followed by a start that stands, and calls made from the beginning are carried out`, async () => {
    const arms = { "hosts/arm.js": `globalThis.raidFailPoint = "${place}"; globalThis.early = customElements.whenDefined("raid-register").then(() => settled(register().save()));` };
    const { page, close } = await opened(ONE, { files: arms, head: `<script src="./hosts/arm.js"></script>` });
    const early = await page.evaluate(() => globalThis.early);
    assert.ok(early.value?.includes("R525"), JSON.stringify(early).slice(0, 300));
    assert.equal(await times(page, "raid-error"), 1);
    await close();
  });
}

test("where it fails whenever it starts, what was last kept is handed out", async () => {
  const { context, page, close } = await opened(ONE);
  await note(page, "Written the day before");
  const arms = { "hosts/arm.js": `document.addEventListener("raid-error", () => { globalThis.raidFailPoint = "start"; }, { once: true }); globalThis.raidFailPoint = "start";` };
  const next = await visit(context, await host(context, ONE, { files: { ...HEAR.files, "hosts/calls.js": CALLS, ...arms }, head: `${HEAR.head}<script src="./hosts/calls.js"></script><script src="./hosts/arm.js"></script>` }));
  const [download] = await Promise.all([next.waitForEvent("download"), alert(next).getByRole("button", { name: "Download what was last kept" }).click()]);
  assert.match(await readFile(await download.path(), "utf8"), /Written the day before/);
  assertFault(await next.evaluate(() => settled(register().save())), "save");
  await close();
});

for (const [when, place, more] of [
  ["while it starts again", "start", ""],
  ["while what was open is brought back", "load", `storage="memory"`],
  ["in a call that waited", "merge", ""],
]) {
  test(`a second fault ${when} stops it: every call is rejected, what was open is handed out, and it can be started again`, async () => {
    const { page, close } = await opened(`<raid-register ${more} register="r" src="${SAMPLE}" view="item/R525"></raid-register>`);
    await note(page, "Written before the fault");
    const outcomes = await page.evaluate(async place => {
      document.addEventListener("raid-error", () => { globalThis.raidFailPoint = place; }, { once: true });
      globalThis.raidFailPoint = "flush";
      const failed = settled(register().flush());
      const waiting = [settled(register().merge(risk("One"))), settled(register().undo()), settled(register().exportBlob())];
      const all = await Promise.all([failed, ...waiting]);
      return [...all, await settled(register().save()), await settled(register().flush())];
    }, place);
    for (const [at, outcome] of outcomes.entries()) assertFault(outcome, `call ${at}`);
    await alert(page).getByText("The register met a fault of its own and has stopped.").waitFor();
    assert.deepEqual(await page.evaluate(() => [register().status.state, register().version, register().revision]), ["failed", "", 0]);
    assert.match(await page.evaluate(() => register().status.message), FAULT);
    const [download] = await Promise.all([page.waitForEvent("download"), alert(page).getByRole("button", { name: /^Download what/ }).click()]);
    assert.match(await readFile(await download.path(), "utf8"), /Written before the fault/);
    await alert(page).getByRole("button", { name: "Start again" }).click();
    await heardTimes(page, "raid-ready", 2);
    assert.equal((await page.evaluate(() => settled(register().merge(risk("Afterwards"))))).code, undefined);
    await close();
  });
}

test("registers on one page have one module: a fault of it rejects what any of them was at, and all start again", async () => {
  const { page, close } = await opened(`${ONE}<raid-register register="s" src="${SAMPLE}"></raid-register><raid-register storage="memory"></raid-register>`);
  const outcomes = await page.evaluate(async () => {
    const [one, two, three] = document.querySelectorAll("raid-register");
    // The others read a file that never comes.
    const never = new Promise(() => {});
    const usual = ReadableStreamBYOBReader.prototype.read;
    const begun = Promise.all([two, three].map(() => new Promise(resolve => { (globalThis.reads ??= []).push(resolve); })));
    ReadableStreamBYOBReader.prototype.read = () => { globalThis.reads.pop()?.(); return never; };
    const large = new Blob([JSON.stringify({ ...risk("Large"), more: "x".repeat(200_000) })]);
    const others = [settled(two.load(large)), settled(three.merge(large))];
    await begun;
    ReadableStreamBYOBReader.prototype.read = usual;
    globalThis.raidFailPoint = "undo";
    const failed = settled(one.undo());
    const waiting = [settled(two.save()), settled(three.save())];
    return { rejected: await Promise.all([failed, ...others]), done: await Promise.all(waiting) };
  });
  for (const outcome of outcomes.rejected) assertFault(outcome, "in flight");
  for (const outcome of outcomes.done) assert.match(outcome.value ?? JSON.stringify(outcome), /"format": "raid-register"/);
  assert.deepEqual([await times(page, "raid-error"), await times(page, "raid-ready")], [3, 6]);
  await close();
});

test("in a frame, a fault is an error of the protocol with its code, and calls go on", async () => {
  const FRAME = { policy: "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'", script: "" };
  const begin = `import { embed } from "../raid-embed-host.js";
globalThis.told = [];
globalThis.frame = await embed(document.querySelector("#place"), { src: "/embed.html", config: { register: "f", src: "samples/mhhs.raid.json", view: "item/R525" } });
frame.on("error", detail => told.push(detail));
globalThis.stands = true;`;
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  const page = await visit(context, await host(context, `<main id="place"></main>`, { ...FRAME, files: { "hosts/begin.js": begin, "hosts/calls.js": CALLS }, head: `<script src="./hosts/calls.js"></script><script type="module" src="./hosts/begin.js"></script>` }));
  await until(page, () => globalThis.stands === true);
  await page.frames()[1].evaluate(() => { globalThis.raidFailPoint = "merge"; });
  const [failed, later] = await page.evaluate(async () => [await settled(frame.call("merge", [risk("Merged")])), await settled(frame.call("save"))]);
  assertFault(failed, "merge");
  assert.ok(later.value?.includes("R525"));
  assert.deepEqual(await page.evaluate(() => told.map(({ code, recoverable }) => [code, recoverable])), [["fault", true]]);
  await close();
});

const DOWN = `globalThis.kept = []; globalThis.down = false;
document.querySelector("raid-register").storageAdapter = {
  givesNumbers: true,
  load: async () => (kept.length ? [...kept] : null),
  append: async (register, events) => { if (down) throw new Error("the portal is down"); kept.push(...events); },
};`;

for (const [where, body, more] of [
  ["in memory alone", `<raid-register storage="memory" src="${SAMPLE}" view="item/R525"></raid-register>`, {}],
  ["not taken by the host", ONE, { files: { "hosts/down.js": DOWN }, head: `<script type="module" src="./hosts/down.js"></script>` }],
]) {
  test(`what is ${where} outlives a fault in which nothing can be asked, and is still told to be dirty`, async () => {
    const { page, close } = await opened(body, more);
    await page.evaluate(() => register().flush());
    // The file that was opened is noted, or copied, when nobody waits.
    await page.evaluate(() => new Promise(resolve => requestIdleCallback(() => setTimeout(resolve, 50))));
    await page.evaluate(() => { globalThis.down = true; });
    await note(page, "Kept nowhere yet");
    await note(page, "To be taken back");
    const failed = await page.evaluate(() => {
      globalThis.raidFailPoint = "change";
      return settled(register().undo());
    });
    assertFault(failed, "undo");
    assert.equal(await page.evaluate(() => register().dirty), true, "while it starts again");
    await heardTimes(page, "raid-ready", 2);
    await until(page, () => register().dirty);
    await page.evaluate(() => { globalThis.down = false; });
    const saved = await page.evaluate(() => settled(register().save()));
    assert.ok(saved.value?.includes("Kept nowhere yet"), JSON.stringify(saved).slice(0, 300));
    if (more.files) await until(page, () => JSON.stringify(kept).includes("Kept nowhere yet"));
    await close();
  });
}

test("a register that was begun here, was never opened and is kept nowhere outlives such a fault, too", async () => {
  const { page, close } = await opened(`<raid-register storage="memory"></raid-register>`);
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(() => setTimeout(resolve, 50))));
  assert.equal((await page.evaluate(() => settled(register().merge(risk("Begun here"))))).code, undefined);
  await page.evaluate(() => register().flush());
  const failed = await page.evaluate(() => { globalThis.raidFailPoint = "listener"; return settled(register().merge(risk("Second"))); });
  assertFault(failed, "merge");
  const saved = await page.evaluate(() => settled(register().save()));
  assert.ok(saved.value?.includes("Begun here"), JSON.stringify(saved).slice(0, 300));
  await close();
});
