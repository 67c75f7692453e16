// Measures how soon a page shows a register's table and lets a person narrow it: the product, the plain page, and other people's
// grids, with the same data in the same columns, in turns, on a slow device and on this one. Then what browsers measure of the
// product's page by themselves: layout that shifts, and its slowest answer to mouse and keyboard. Its largest paint they do not
// tell, as they leave out what stands in a shadow root; the table that is shown takes its place.
//
//   node start.mjs --dist dist/ --grids folder/ --file 1000.raid.json --rounds 7 --out start.json
//
// `--grids` is a folder with one folder for each grid, its page bundled. Everything is served as brotli leaves it. A round
// opens each page in a fresh browser; the medians count. Further options as of `run.mjs`.

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { freshBrowser, playwright, REGISTER, serve } from "./browser.mjs";
import { grids } from "./grids.mjs";
import { median, script } from "./measure.mjs";
import * as product from "./product.mjs";
import * as rival from "./rival.mjs";

const { values: options } = parseArgs({
  options: {
    dist: { type: "string", default: "dist/" },
    grids: { type: "string" },
    file: { type: "string" },
    rounds: { type: "string", default: "7" },
    out: { type: "string" },
    query: { type: "string", default: "migration" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
    playwright: { type: "string", default: process.env.PLAYWRIGHT_FOLDER ?? fileURLToPath(new URL("../browser/", import.meta.url)) },
  },
});

/** Ten megabits a second, forty milliseconds away, a processor with a quarter of this one's speed. */
const SLOW = { name: "slow device", slowdown: 4, network: { offline: false, latency: 40, downloadThroughput: 1.25e6, uploadThroughput: 1.25e6 } };
const QUICK = { name: "this machine", slowdown: 1, network: null };
const TIMES = { table: "table shown", narrowed: "and narrowed by typing" };

const { chromium } = playwright(options.playwright);
const rounds = Number(options.rounds);
const drivers = [product, rival, ...await grids(options.grids)];

// What a person feels of the page itself, as browsers measure it.
const VITALS = { cls: "layout shift", inp: "slowest interaction" };
const VITALS_AIMS = { cls: 0, inp: 100 };

const result = {};
for (const device of [SLOW, QUICK]) {
  const times = Object.fromEntries(drivers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const driver of round % 2 ? drivers.toReversed() : drivers) times[driver.name].push(await start(driver, device));
  }
  result[device.name] = times;
  print(device, times);
}
const vitals = [];
for (let round = 0; round < rounds; round++) vitals.push(await start(product, SLOW, interact));
result.vitals = vitals;
printVitals(vitals);
if (options.out) await writeFile(options.out, JSON.stringify(result, null, 1));

async function start(driver, device, and = narrow) {
  const server = await serve(driver.folder(options), await driver.page(options, REGISTER), true);
  server.offer(options.file);
  await server.prepare();
  const browser = await freshBrowser(chromium, options.chromium, script(driver));
  try {
    const session = await browser.page.context().newCDPSession(browser.page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: device.slowdown });
    if (device.network) {
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", device.network);
    }
    await browser.page.goto(server.url + (driver.start ?? ""), { waitUntil: "commit" });
    return await and(browser.page);
  } finally {
    await browser.close();
    server.close();
  }
}

/** When the table is shown, and when it is narrowed by typing. */
function narrow(page) {
  return page.evaluate(async query => {
    const table = await globalThis.firstTable;
    await globalThis.driver.filter(query);
    return { table, narrowed: performance.now() };
  }, options.query);
}

/** Sorts, searches, opens a record, edits its title and goes back, by mouse and keyboard. Gives what the browser measured. */
async function interact(page) {
  await page.evaluate(() => {
    globalThis.felt = { cls: 0, inp: 0 };
    const observe = (type, act) => new PerformanceObserver(list => list.getEntries().forEach(act)).observe({ type, buffered: true, durationThreshold: 16 });
    observe("layout-shift", ({ hadRecentInput, value }) => { if (!hadRecentInput) felt.cls += value; });
    observe("event", ({ interactionId, duration }) => { if (interactionId) felt.inp = Math.max(felt.inp, duration); });
  });
  await page.evaluate(() => globalThis.firstTable);
  const find = selector => page.locator(selector).first();
  await find(product.places.header.replace("*", product.columns.due)).click();
  await find(product.places.search).click();
  await page.keyboard.type(options.query.slice(0, 4), { delay: 60 });
  await find(product.places.open).click();
  await find(product.places.editTitle).click();
  await page.keyboard.type(" and so on", { delay: 60 });
  await page.keyboard.press("Enter");
  await find(product.places.back).click();
  await find(product.places.row).waitFor();
  await page.waitForTimeout(300);
  return page.evaluate(() => globalThis.felt);
}

function printVitals(rounds) {
  console.log(`\nthe page itself, ${SLOW.name}; medians, rounds: ${rounds.length}`);
  for (const [name, words] of Object.entries(VITALS)) {
    const found = median(rounds.map(round => round[name]));
    const shown = name === "cls" ? found.toFixed(3) : `${found.toFixed(0)} ms`;
    console.log(`  ${words.padEnd(26)}${shown.padStart(12)}  ${found <= VITALS_AIMS[name] ? "met" : `missed: ${VITALS_AIMS[name]}`}`);
  }
}

function print(device, times) {
  const names = drivers.map(({ name }) => name);
  console.log(`\nstart, ${device.name}; medians, rounds: ${rounds}; search "${options.query}"`);
  console.log(`  ${"".padEnd(26)}${names.map(name => name.padStart(12)).join("")}${names.slice(1).map(name => `to ${name}`.padStart(14)).join("")}`);
  for (const [time, words] of Object.entries(TIMES)) {
    const found = names.map(name => median(times[name].map(round => round[time])));
    const ratios = found.slice(1).map(other => (found[0] / other).toFixed(2).padStart(14));
    console.log(`  ${words.padEnd(26)}${found.map(value => `${value.toFixed(0)} ms`.padStart(12)).join("")}${ratios.join("")}`);
  }
}
