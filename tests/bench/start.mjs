// Measures how soon a page shows a register's table and lets a person narrow it: the product, the plain page, and other people's
// grids, with the same data in the same columns, in turns, on a slow device and on this one.
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

const result = {};
for (const device of [SLOW, QUICK]) {
  const times = Object.fromEntries(drivers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const driver of round % 2 ? drivers.toReversed() : drivers) times[driver.name].push(await start(driver, device));
  }
  result[device.name] = times;
  print(device, times);
}
if (options.out) await writeFile(options.out, JSON.stringify(result, null, 1));

async function start(driver, device) {
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
    return await browser.page.evaluate(async query => {
      const table = await globalThis.firstTable;
      await globalThis.driver.filter(query);
      return { table, narrowed: performance.now() };
    }, options.query);
  } finally {
    await browser.close();
    server.close();
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
