// Kills the browser at random instants while registers are edited, starts it again on the same profile and looks whether
// everything that was acknowledged is there. Run by `cargo xtask torture` (see xtask/src/torture.rs).
//
//   node tests/browser/torture/main.mjs --dist dist [--kills 30] [--minutes N] [--seed S] [--only alone,tabs]
//
// What is promised: an edit is acknowledged when flush() has resolved and status.state is "saved" in the tab that made it. An
// acknowledged edit is there, once, whenever a register of that name is opened again on the profile: after the browser was
// killed (SIGKILL, all of its processes), after its tab crashed or was loaded anew, with other tabs editing, frozen or out of
// room. Who deletes the database deletes what is in it: an edit from before is promised again as soon as a tab that had it
// acknowledges a later one, because the tab puts back everything it has. Where each edit opens another register in place of
// the last, the newest acknowledged one, or a later one, is open. Whether the machine's own crash loses what it has not
// written to its disk yet cannot be seen from here.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { Ledger } from "./ledger.mjs";
import { serve } from "./site.mjs";

const { values: options } = parseArgs({ options: {
  dist: { type: "string" }, kills: { type: "string" }, minutes: { type: "string" }, seed: { type: "string" }, only: { type: "string" },
} });
const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
const SEED = Number(options.seed ?? Math.floor(Math.random() * 2 ** 32));
const UNTIL = options.minutes ? Date.now() + Number(options.minutes) * 60_000 : Infinity;
const KILLS = Number(options.kills ?? (options.minutes ? Infinity : 30));
/** So long a register may take to open and be read, in milliseconds. */
const PATIENCE = 40_000;
/** Lives of one register, and kills of one profile, before the next. */
const [LIVES, KILLS_OF_PROFILE] = [8, 60];
const SAMPLE = "samples/mhhs.raid.json";

/** What happens while it is edited: `act` once or more in each life, `kinds` of edits in turns, `end` of each life. */
const SCENARIOS = {
  alone: {},
  tabs: { tabs: 3 },
  frozen: { tabs: 3, act: freeze },
  deleted: { tabs: 2, act: deleteDatabase },
  // One tab edits while the other rests for longer than it takes to try again to keep what could not be kept.
  outlived: { tabs: 2, act: deleteWhileOneRests, lasts: 7_500 },
  full: { tabs: 2, act: fill },
  reloaded: { tabs: 2, act: reload },
  crashed: { tabs: 2, act: crash },
  begun: { src: "", view: "", kinds: ["merge"], tabs: 2, lives: 2 },
  large: { src: "large.json", view: "item/R1" },
  opened: { kinds: ["open"], view: "", isReplaced: true },
};

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const chance = random(SEED);
const between = (least, most) => Math.floor(least + chance() * (most - least + 1));
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
const within = (promise, what) => Promise.race([promise, new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error(`${what} took more than ${PATIENCE / 1000} s`)).unref())]);
/** What the death of the browser interrupts is nobody's fault. */
const interrupted = () => {};

// Playwright's own answer to a browser that dies while it is asked for something.
process.on("uncaughtException", error => {
  if (/^Cannot find parent object/.test(error.message)) return;
  console.error(error);
  process.exit(1);
});

const totals = { kills: 0, crashes: 0, reloads: 0, acknowledged: 0, failures: [] };
const kindsDone = {};

/** One register and those who have edited it. */
class Register {
  constructor(name, scenario, number) {
    Object.assign(this, { name: `${name}-${number}`, scenario: { tabs: 1, src: SAMPLE, view: "item/R525", kinds: ["note", "merge"], lives: LIVES, ...scenario }, lives: 0, ledger: new Ledger() });
  }

  get address() {
    return `${site.origin}/torture.html?${new URLSearchParams({ register: this.name, src: this.scenario.src, view: this.scenario.view })}`;
  }

  /** Reads it in a tab, and compares with what was promised before the tab opened it. */
  async check(page, when, promised) {
    const { text, state, message } = await within(page.evaluate(() => globalThis.read()), `opening ${this.name} ${when}`);
    const { lost, doubled } = this.scenario.isReplaced ? this.ledger.compareLast(text, promised) : this.ledger.compare(text, promised);
    if (state !== "saved") await this.fail(`is ${state} ${when}: ${message}`, text);
    if (lost.length) await this.fail(`lost ${lost.length} ${when}: ${lost.slice(0, 5).join(" ")}`, text);
    if (doubled) await this.fail(`has ${doubled} events twice ${when}`, text);
    return text;
  }

  async fail(what, text) {
    const file = join(work, `${this.name}-${totals.kills}.json`);
    if (text) await writeFile(file, text);
    totals.failures.push(`${this.name} ${what}${text ? ` (${file})` : ""}`);
    console.log(`FAILED after ${totals.kills} kills: ${totals.failures.at(-1)}`);
    this.lives = Infinity;
  }
}

/** One life of the browser: opens the register, looks whether all is there, edits, is killed. */
async function live(register) {
  const { scenario } = register;
  const life = ++totals.kills;
  register.lives += 1;
  const browser = await launch(EXECUTABLE, profile);
  const here = { register, life, browser, pages: [], isDead: false };
  const death = new Promise(resolve => {
    here.die = () => {
      here.isDead = true;
      resolve(browser.kill());
    };
  });
  const work = spend(here, (scenario.lasts ?? 0) + between(50, scenario.act ? 1_800 : 900));
  await Promise.race([death, work.catch(async error => {
    if (!here.isDead) await register.fail(error.message);
  })]);
  here.die();
  await death;
  browser.forget();
}

/** What it lives for, until its time is over. */
async function spend(here, time) {
  const { register, life, browser, pages } = here;
  const { scenario, ledger } = register;
  let left = chance() < 0.5 && !scenario.lasts ? between(1, 15) : Infinity;
  await browser.context.exposeBinding("complain", (_, words) => console.log(`  ${register.name}: ${words}`));
  await browser.context.exposeBinding("acknowledge", ({ page }, edits) => {
    if (here.isDead || !edits.length) return;
    ledger.acknowledge(pages.indexOf(page), life, edits);
    totals.acknowledged += edits.length;
    for (const { kind } of edits) kindsDone[kind] = (kindsDone[kind] ?? 0) + 1;
    // Right after it was acknowledged.
    if ((left -= 1) <= 0) here.die();
  });
  // Now and then while it starts.
  if (register.lives > 1 && chance() < 0.1) setTimeout(here.die, between(0, 500));
  await Promise.all(Array.from({ length: scenario.tabs }, (_, tab) => openTab(here, tab)));
  const text = await register.check(pages[0], "after the restart", ledger.promised());
  if (!scenario.isReplaced) ledger.settle(text);
  for (const [tab, page] of pages.entries()) startEditing(here, page, tab);
  const acts = scenario.act ? pause(between(30, 300)).then(() => scenario.act(here)) : new Promise(() => {});
  await Promise.race([pause(time), acts.then(() => new Promise(() => {}))]);
}

async function openTab({ register, browser, pages }, tab) {
  const page = pages[tab] = await browser.context.newPage();
  await page.goto(register.address, { waitUntil: "commit" });
  await within(page.waitForFunction(() => globalThis.read), "the page");
}

function startEditing({ register, life }, page, tab) {
  page.evaluate(([tab, life, kinds]) => { globalThis.edit(tab, life, kinds); }, [tab, life, register.scenario.kinds]).catch(interrupted);
}

/** A tab is frozen for a while, as browsers do with tabs that nobody looks at. */
async function freeze(here) {
  const { browser, pages } = here;
  while (!here.isDead) {
    const session = await browser.context.newCDPSession(pages[between(0, pages.length - 1)]);
    await session.send("Page.setWebLifecycleState", { state: "frozen" });
    await pause(between(50, 500));
    if (here.isDead) return;
    await session.send("Page.setWebLifecycleState", { state: "active" });
    await pause(between(0, 100));
  }
}

/** The database is deleted by another page of the site. */
async function deleteDatabase({ register, browser }) {
  const page = await browser.context.newPage();
  await page.goto(`${site.origin}/empty.html`);
  register.ledger.expectDeletion();
  // The registers that no tab shows are gone with it.
  for (const [name, other] of registers) if (other !== register) registers.delete(name);
  const at = await page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase("raid-register-1");
    request.onsuccess = () => resolve(Date.now());
    request.onerror = () => reject(request.error);
  }));
  register.ledger.noteDeletion(at);
}

async function deleteWhileOneRests(here) {
  const [, resting] = here.pages;
  await resting.evaluate(() => { globalThis.isResting = true; });
  await deleteDatabase(here);
  await pause(between(5_000, 6_500));
  if (!here.isDead) await resting.evaluate(() => { globalThis.isResting = false; });
}

/** There is no more room for a while. */
async function fill(here) {
  const { browser, pages } = here;
  const session = await browser.context.newCDPSession(pages[0]);
  while (!here.isDead) {
    await session.send("Storage.overrideQuotaForOrigin", { origin: site.origin, quotaSize: between(1, 20_000) });
    await pause(between(50, 300));
    if (here.isDead) return;
    await session.send("Storage.overrideQuotaForOrigin", { origin: site.origin });
    await pause(between(50, 300));
  }
}

/** A tab is loaded anew in the midst of its work. */
async function reload(here) {
  const { register, pages } = here;
  while (!here.isDead) {
    const tab = between(0, pages.length - 1);
    totals.reloads += 1;
    const promised = register.ledger.promised();
    await pages[tab].reload({ waitUntil: "commit" });
    await within(pages[tab].waitForFunction(() => globalThis.read), "the page");
    await register.check(pages[tab], "after it was loaded anew", promised);
    startEditing(here, pages[tab], tab);
    await pause(between(20, 300));
  }
}

/** The process of a tab dies, with all its tabs; one is opened in its place. */
async function crash(here) {
  const { register, browser, pages } = here;
  totals.crashes += 1;
  const session = await browser.context.newCDPSession(pages[0]);
  session.send("Page.crash").catch(interrupted);
  await pause(between(0, 50));
  if (here.isDead) return;
  const promised = register.ledger.promised();
  await openTab(here, pages.length);
  await register.check(pages.at(-1), "after a tab had crashed", promised);
  startEditing(here, pages.at(-1), pages.length - 1);
}

const work = await mkdtemp(join(tmpdir(), "raid-torture-"));
const site = await serve(options.dist);
const names = options.only?.split(",") ?? Object.keys(SCENARIOS);
const unknown = names.filter(name => !Object.hasOwn(SCENARIOS, name));
if (unknown.length) throw new Error(`There is no ${unknown.join(", ")}; there are ${Object.keys(SCENARIOS).join(", ")}.`);
const registers = new Map();
let profile = null;
let made = 0;
const start = Date.now();
while (totals.kills < KILLS && Date.now() < UNTIL) {
  if (totals.kills % KILLS_OF_PROFILE === 0) {
    if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    profile = join(work, `profile-${totals.kills}`);
    registers.clear();
  }
  const name = names[totals.kills < names.length ? totals.kills : between(0, names.length - 1)];
  const register = registers.get(name);
  if (!register || register.lives >= register.scenario.lives) registers.set(name, new Register(name, SCENARIOS[name], made += 1));
  await live(registers.get(name));
  if (totals.kills % 10 === 0) console.log(`${totals.kills} kills, ${totals.acknowledged} edits acknowledged, ${totals.failures.length} failures, ${((Date.now() - start) / totals.kills / 1000).toFixed(1)} s each`);
}
site.close();
await rm(totals.failures.length ? join(work, "profile-none") : work, { recursive: true, force: true, maxRetries: 5 });
const kinds = Object.entries(kindsDone).map(([kind, count]) => `${count} ${kind}`).join(", ");
console.log(`\n${totals.kills} kills of the browser, ${totals.crashes} of a tab, ${totals.reloads} reloads; ${totals.acknowledged} edits acknowledged (${kinds}); ${totals.failures.length} failures; seed ${SEED}`);
for (const failure of totals.failures) console.log(`  ${failure}`);
if (totals.failures.length) console.log(`Again: cargo xtask torture --kills ${totals.kills} --seed ${SEED}${options.only ? ` --only ${options.only}` : ""}`);
console.log(`${totals.failures.length ? 0 : 1} passed, ${totals.failures.length ? 1 : 0} failed`);
process.exit(totals.failures.length ? 1 : 0);
