// Measures the product against the plain page and prints, for each size, every task of both and their ratio.
//
//   node run.mjs --dist dist/ --files 1000=a.raid.json,10000=b.raid.json,100000=c.raid.json --rounds 7 --out result.json
//
// Further: --only plain|product, --playwright <folder beside node_modules>, --chromium <path>, --query <words>.
// A round opens each file in the product and in the plain page, in turns, each time in a fresh browser; the medians of
// the rounds count. An aim that is missed is printed as missed: this is no test, and the exit code stays 0.

import { stat, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { freshBrowser, peakMemory, playwright, REGISTER, serve } from "./browser.mjs";
import { median, script } from "./measure.mjs";
import * as product from "./product.mjs";
import * as rival from "./rival.mjs";

const TASKS = {
  open: "open from file",
  firstTable: "first table, cold",
  sortByDue: "sort by due date",
  sortByTitle: "sort by title",
  filter: "filter as one types",
  scrollToEnd: "scroll to end",
  editOne: "edit one",
  saveOne: "save one",
  editOnPage: "edit on its page",
  saveOnPage: "save on its page",
  exportFile: "export to file",
  memory: "peak memory",
};

/** The largest ratio of product to plain page that is wanted. */
const AIMS = {
  1000: { others: 1.2 },
  10000: { others: 1, open: 0.75, exportFile: 0.15 },
  100000: { others: 1, open: 0.6, exportFile: 0.1, sortByDue: 0.5, sortByTitle: 0.5, filter: 0.5, memory: 0.4 },
};

const IDLE_BEFORE_MEMORY = 3_000;

const { values: options } = parseArgs({
  options: {
    dist: { type: "string", default: "dist/" },
    files: { type: "string" },
    rounds: { type: "string", default: "7" },
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
const drivers = [product, rival].filter(driver => !options.only || driver.name === options.only);

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
      times[driver.name].push({ ...await visit(driver, path, page => allTasks(page, search)), firstTable });
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
  const run = (task, argument) => attempt(task, () => page.evaluate(([task, argument]) => driver[task](argument), [task, argument]));

  await page.waitForFunction(() => driver.isReady());
  await attempt("open", () => open(page));
  if (times.open === undefined) return times;
  // Linux forgets a peak that was followed by a fall, so it is asked before and after.
  const opened = await peakMemory();
  await page.waitForTimeout(IDLE_BEFORE_MEMORY);
  await attempt("memory", async () => Math.max(opened, await peakMemory()));
  await run("filter", search.query);
  times.hits = await page.evaluate(() => driver.rowCount()).catch(() => null);
  await page.evaluate(() => driver.clearFilter());
  await run("scrollToEnd");
  await page.evaluate(() => driver.scrollToStart());
  await run("editOne", "A title that was edited once");
  await run("saveOne", "A title that was edited twice");
  await run("editOnPage", "A title that was edited three times");
  await run("saveOnPage", "A title that was edited four times");
  await run("sortByDue");
  await run("sortByTitle");
  await run("exportFile");
  return times;
}

function open(page) {
  return page.evaluate(async url => driver.open(await bench.fetchFile(url)), REGISTER);
}

// ---- medians, ratios, and how they are printed --------------------------------------------------------------------

function summary(size, times) {
  const tasks = {};
  for (const task of Object.keys(TASKS)) {
    const [ours, theirs] = [product, rival].map(({ name }) => median((times[name] ?? []).map(round => round[task])));
    const ratio = ours !== null && theirs ? ours / theirs : null;
    const aim = AIMS[size]?.[task] ?? AIMS[size]?.others ?? null;
    tasks[task] = { product: ours, plain: theirs, ratio, aim, met: ratio === null || aim === null ? null : ratio <= aim };
  }
  return tasks;
}

function print(size, { bytes, search, tasks, times }) {
  console.log(`\n${size.toLocaleString("en-GB")} items, ${(bytes / 1e6).toFixed(1)} MB; medians, rounds: ${rounds}; search "${search.query}"`);
  console.log(row(["task", "product", "plain", "ratio", "aim", ""]));
  for (const [task, { product, plain, ratio, aim, met }] of Object.entries(tasks)) {
    const unit = task === "memory" ? "MB" : "ms";
    const verdict = met === null ? "" : met ? "met" : "missed";
    console.log(row([TASKS[task], amount(product, unit), amount(plain, unit), number(ratio, 2), number(aim, 2), verdict]));
  }
  for (const remark of remarks(times, search)) console.log(`  ! ${remark}`);
}

function remarks(times, search) {
  const found = [];
  for (const [name, list] of Object.entries(times)) {
    const failures = new Set(list.flatMap(round => Object.entries(round.failed).map(([task, why]) => `${name}: ${TASKS[task]}: ${why}`)));
    found.push(...failures);
    const hits = list[0]?.hits;
    if (search.hits !== null && hits !== search.hits) found.push(`${name} found ${hits} rows, and ${search.hits} were to be found`);
  }
  return found;
}

function row([task, ...cells]) {
  return `  ${task.padEnd(20)}${cells.map(cell => cell.padStart(12)).join("")}`;
}

function amount(value, unit) {
  return value === null ? "–" : `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
}

function number(value, digits) {
  return value === null ? "–" : value.toFixed(digits);
}

function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
