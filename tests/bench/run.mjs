// Measures the product against the plain page and other people's grids, and prints, for each size, every task of each and the
// ratios.
//
//   node run.mjs --dist dist/ --files 1000=a.raid.json,10000=b.raid.json,100000=c.raid.json --rounds 7 --grids folder/ --out result.json
//
// `--grids` is a folder with one folder for each grid, its page bundled. A grid only has the tasks of a table.
// Further: --only plain|product, --playwright <folder beside node_modules>, --chromium <path>, --query <words>.
// A round opens each file in each of them, in turns, each time in a fresh browser; the medians of
// the rounds count. An aim that is missed is printed as missed: this is no test, and the exit code stays 0.

import { stat, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { freshBrowser, peakMemory, playwright, REGISTER, serve } from "./browser.mjs";
import { grids } from "./grids.mjs";
import { median, script } from "./measure.mjs";
import * as product from "./product.mjs";
import * as rival from "./rival.mjs";

const TASKS = {
  open: "open from file",
  openText: "open from text",
  firstTable: "first table, cold",
  sortByDue: "sort by due date",
  sortByTitle: "sort by title",
  sortAgain: "sort by due again",
  filter: "filter as one types",
  filterAgain: "filter again",
  sortByExposure: "sort by own money",
  filterBySite: "filter by own choice",
  scrollToEnd: "scroll to end",
  scrollAgain: "scroll to end again",
  editOne: "edit one",
  editSlow: "edit one, 4 x slower",
  saveOne: "save one",
  saveSafely: "save, on disk (strict)",
  editOnPage: "edit on its page",
  saveOnPage: "save on its page",
  mergeIn: "merge into another",
  mergeTask: "its longest task",
  exportFile: "export to file",
  memory: "peak memory",
};

/** The largest ratio of product to plain page that is wanted. */
const AIMS = {
  1000: { others: 1.2, editOne: 1.5, saveOne: 1.5, saveSafely: 1.5, editSlow: 1.5 },
  10000: { others: 1.2, open: 0.75, openText: 1, exportFile: 0.15, editOne: 1.5, saveOne: 1.5, saveSafely: 1.5, editSlow: 1.5 },
  100000: { others: 1.2, open: 0.6, exportFile: 0.1, sortByDue: 0.5, sortByTitle: 0.5, filter: 0.5, memory: 0.4 },
};
/** Where the product is to be quicker than every grid. */
const BESIDE_GRIDS = new Set(["sortByDue", "sortByTitle", "sortAgain", "filter", "filterAgain", "sortByExposure", "scrollToEnd", "scrollAgain"]);
/** A processor with so much less of this one's speed. */
const SLOWDOWN = 4;
/** So many edits there; the slowest counts. */
const SLOW_EDITS = 5;

/** A choice of a field of the programme's own that an eighth of the records have. */
const SITE = "Leeds";

const IDLE_BEFORE_MEMORY = 3_000;

const { values: options } = parseArgs({
  options: {
    dist: { type: "string", default: "dist/" },
    files: { type: "string" },
    rounds: { type: "string", default: "7" },
    grids: { type: "string" },
    out: { type: "string" },
    only: { type: "string" },
    query: { type: "string" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
    playwright: { type: "string", default: process.env.PLAYWRIGHT_FOLDER ?? fileURLToPath(new URL("../browser/", import.meta.url)) },
  },
});

if (!options.files) {
  console.error("Which registers? --files 1000=small.raid.json,10000=middle.raid.json");
  process.exit(2);
}

const { chromium } = playwright(options.playwright);
const rounds = Number(options.rounds);
const sizes = options.files.split(",").map(pair => pair.split("=")).map(([size, path]) => ({ size: Number(size), path }));
const drivers = [product, rival, ...await grids(options.grids)].filter(driver => !options.only || driver.name === options.only);

const result = { machine: `${cpus().length} × ${cpus()[0].model.trim()}`, browser: "", rounds, sizes: {} };
for (const { size, path } of sizes) {
  const measured = await measureSize(size, path);
  result.sizes[size] = measured;
  print(size, measured);
}
if (options.out) await writeFile(options.out, JSON.stringify(result, null, 1));

async function measureSize(size, path) {
  const search = await chooseQuery(path);
  const times = Object.fromEntries(drivers.map(driver => [driver.name, []]));
  for (let round = 0; round < rounds; round++) {
    // Whoever goes first in one round goes last in the next.
    for (const driver of round % 2 ? drivers.toReversed() : drivers) {
      progress(`${size} items, round ${round + 1} of ${rounds}: ${driver.name}`);
      const firstTable = await visit(driver, path, page => page.evaluate(() => globalThis.firstTable), true);
      const openText = await visit(driver, path, page => openFromText(page)).catch(() => null);
      const merged = await visit(driver, path, page => mergeIn(page)).catch(() => null);
      const others = { firstTable, openText, mergeIn: merged?.time ?? null, mergeTask: merged?.longest ?? null };
      times[driver.name].push({ ...await visit(driver, path, page => allTasks(page, search)), ...others });
    }
  }
  progress("");
  return { bytes: (await stat(path)).size, search, tasks: summary(size, times), times };
}

/** A query with few hits, found once in the plain page, so that both are asked the same. */
async function chooseQuery(path) {
  progress(`looking for a query with few hits in ${path}`);
  return visit(rival, path, async page => {
    result.browser ||= await page.evaluate(() => navigator.userAgent.match(/Chrome\/[\d.]+/)?.[0] ?? "");
    await open(page);
    return options.query ? { query: options.query, hits: null } : page.evaluate(rival.pickQuery);
  });
}

/** Opens the driver's page in a fresh browser and does something there. `opens`: the page opens the register by itself. */
async function visit(driver, path, work, opens = false) {
  const server = await serve(driver.folder(options), opens ? await driver.page(options, REGISTER) : null);
  server.offer(path);
  const browser = await freshBrowser(chromium, options.chromium, script(driver));
  try {
    await browser.page.goto(server.url + (driver.start ?? ""), { waitUntil: "commit" });
    return await work(browser.page);
  } finally {
    await browser.close();
    server.close();
  }
}

async function allTasks(page, search) {
  const times = { failed: {} };
  const attempt = async (task, work) => {
    try {
      times[task] = await work();
    } catch (error) {
      times.failed[task] = String(error.message).split("\n")[0];
    }
  };
  const call = (task, argument) => page.evaluate(([task, argument]) => driver[task]?.(argument), [task, argument]);
  const run = (task, argument, name = task) => attempt(name, () => call(task, argument));

  await page.waitForFunction(() => globalThis.driver?.isReady());
  await attempt("open", () => open(page));
  if (times.open === undefined) return times;
  // Linux forgets a peak that was followed by a fall, so it is asked before and after.
  const opened = await peakMemory();
  await page.waitForTimeout(IDLE_BEFORE_MEMORY);
  await attempt("memory", async () => Math.max(opened, await peakMemory()));
  await run("filter", search.query);
  times.hits = await page.evaluate(() => driver.rowCount()).catch(() => null);
  await call("clearFilter");
  await run("filter", search.query, "filterAgain");
  await call("clearFilter");
  await run("scrollToEnd");
  await call("scrollToStart");
  await run("scrollToEnd", undefined, "scrollAgain");
  await call("scrollToStart");
  await run("editOne", "A title that was edited once");
  await run("saveOne", "A title that was edited twice");
  await run("saveSafely", "A title that was edited twice, and is on the disk");
  await run("editOnPage", "A title that was edited three times");
  await run("saveOnPage", "A title that was edited four times");
  await attempt("editSlow", () => editSlowly(page, words => call("editOne", words)));
  await run("sortByDue");
  await run("sortByTitle");
  await run("sortByDue", undefined, "sortAgain");
  await run("sortByExposure");
  await run("filterBySite", SITE);
  await call("clearSite");
  await run("exportFile");
  return times;
}

/** The slowest of some edits on a slower device. */
async function editSlowly(page, edit) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  try {
    const times = [];
    for (let at = 1; at <= SLOW_EDITS; at++) times.push(await edit(`A title that was edited slowly, ${at}`));
    return Math.max(...times);
  } finally {
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  }
}

/** Opens the register given as one text, where a driver can; V8 holds no text of more than half a thousand million characters. */
async function openFromText(page) {
  await page.waitForFunction(() => globalThis.driver?.isReady());
  return page.evaluate(async url => {
    if (!driver.openText) return null;
    const text = await (await fetch(url)).text();
    return driver.openText(text);
  }, REGISTER);
}

/** Merges the register into the one that the page opened by itself, where a driver can. */
async function mergeIn(page) {
  await page.waitForFunction(() => globalThis.driver?.isReady());
  return page.evaluate(async url => driver.mergeIn?.(await bench.fetchFile(url)) ?? null, REGISTER);
}

function open(page) {
  return page.evaluate(async url => driver.open(await bench.fetchFile(url)), REGISTER);
}

// ---- medians, ratios, and how they are printed --------------------------------------------------------------------

function summary(size, times) {
  const tasks = {};
  for (const task of Object.keys(TASKS)) {
    const medians = Object.fromEntries(drivers.map(({ name }) => [name, median((times[name] ?? []).map(round => round[task]))]));
    const { product: ours, plain } = medians;
    const others = drivers.map(({ name }) => name).filter(name => name !== product.name && name !== rival.name);
    const quickest = Math.min(...others.map(name => medians[name] ?? Infinity));
    const to = other => ours !== null && ours !== undefined && other && other !== Infinity ? ours / other : null;
    const aim = AIMS[size]?.[task] ?? AIMS[size]?.others ?? null;
    const [ratio, toGrids] = [to(plain), to(quickest)];
    const isMet = (ratio === null || ratio <= aim) && (!BESIDE_GRIDS.has(task) || toGrids === null || toGrids <= 1);
    tasks[task] = { medians, ratio, toGrids, aim, met: ratio === null || aim === null ? null : isMet };
  }
  return tasks;
}

function print(size, { bytes, search, tasks, times }) {
  const names = drivers.map(({ name }) => name);
  console.log(`\n${size.toLocaleString("en-GB")} items, ${(bytes / 1e6).toFixed(1)} MB; medians, rounds: ${rounds}; search "${search.query}"`);
  console.log(row(["task", ...names, "to plain", "aim", "to best grid", ""]));
  for (const [task, { medians, ratio, toGrids, aim, met }] of Object.entries(tasks)) {
    const unit = task === "memory" ? "MB" : "ms";
    const verdict = met === null ? "" : met ? "met" : "missed";
    const amounts = names.map(name => amount(medians[name], unit));
    console.log(row([TASKS[task], ...amounts, number(ratio, 2), number(aim, 2), number(toGrids, 2), verdict]));
  }
  for (const remark of remarks(times, search)) console.log(`  ! ${remark}`);
}

function remarks(times, search) {
  const found = [];
  for (const [name, list] of Object.entries(times)) {
    const failures = new Set(list.flatMap(round => Object.entries(round.failed).map(([task, why]) => `${name}: ${TASKS[task]}: ${why}`)));
    found.push(...failures);
    const hits = list[0]?.hits;
    const isGrid = name !== product.name && name !== rival.name;
    // A grid searches what its columns show.
    if (!isGrid && search.hits !== null && hits !== search.hits) found.push(`${name} found ${hits} rows, and ${search.hits} were to be found`);
  }
  return found;
}

function row([task, ...cells]) {
  return `  ${task.padEnd(23)}${cells.map(cell => cell.padStart(13)).join("")}`;
}

function amount(value, unit) {
  return value === null || value === undefined ? "–" : `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
}

function number(value, digits) {
  return value === null ? "–" : value.toFixed(digits);
}

function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
