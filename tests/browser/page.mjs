// What the specs share: a browser, a page under the strict policy, and the few things every story does.

import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { chromium, firefox } from "playwright-core";

/** The page's address, the engine, and the browsers; `cargo xtask test` sets them. */
export const ADDRESS = process.env.RAID_PAGE ?? "http://127.0.0.1:8080/";
const ENGINE = process.env.RAID_ENGINE ?? "chromium";
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
/** How long a test waits for what has to come, in milliseconds. Only a test that fails waits so long. */
export const PATIENCE = 120_000;
const FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The options of a test that can run in Chromium alone: elsewhere it is skipped for this reason. */
export const onlyInChromium = reason => ({ skip: ENGINE === "chromium" ? false : reason });
export const IS_FIREFOX = ENGINE === "firefox";

/** Where Firefox puts what is downloaded: it does not tell Playwright of it. */
const DOWNLOADS = IS_FIREFOX ? mkdtempSync(join(tmpdir(), "raid-downloads-")) : null;

/** Nobody asks for a site's icon, which a strict policy forbids and Firefox then reports. */
const PREFERENCES = { "browser.chrome.site_icons": false };

const launch = () => IS_FIREFOX
  ? firefox.launch({ channel: "moz-firefox", executablePath: FIREFOX, downloadsPath: DOWNLOADS, firefoxUserPrefs: PREFERENCES })
  : chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** A browser for all tests of one file. */
export function withBrowser() {
  const shared = {};
  before(async () => { shared.browser = await launch(); });
  after(async () => {
    await shared.browser?.close();
    if (DOWNLOADS) await rm(DOWNLOADS, { recursive: true, force: true, maxRetries: 40, retryDelay: 100 });
  });
  return shared;
}

let lastTab = Promise.resolve();

/** A new tab. Firefox's driver cannot open two at the same time. */
export function newTab(context) {
  const tab = lastTab.then(() => context.newPage());
  lastTab = tab.catch(() => {});
  return tab;
}

/** A profile of its own with one page; everything that goes wrong in it ends up in `faults`. */
export async function profile(shared, options = {}) {
  const context = await shared.browser.newContext({ viewport: { width: 1280, height: 860 }, locale: "en-GB", ...options });
  context.setDefaultTimeout(PATIENCE);
  const faults = [];
  const requests = [];
  context.on("request", request => requests.push(request.url()));
  context.on("weberror", error => faults.push(String(error.error())));
  const open = async (address = "") => {
    const page = await newTab(context);
    // Playwright begins to catch file choosers when somebody listens, and that may come later than the key that opens one.
    page.on("filechooser", () => {});
    page.on("console", message => {
      if (["error", "warning"].includes(message.type())) faults.push(message.text());
    });
    await page.goto(ADDRESS + address);
    await drawn(page);
    return page;
  };
  return { context, open, faults, requests, close: () => context.close() };
}

/** Waits until the register stands and everything is kept. */
export async function drawn(page) {
  await page.locator("raid-register").getByRole("heading", { level: 1 }).first().waitFor();
  await flush(page);
}

export const flush = page => page.evaluate(() => document.querySelector("raid-register").flush());
export const snapshot = page => page.evaluate(() => document.querySelector("raid-register").save());
export const saved = page => page.getByRole("banner").getByText("Saved", { exact: true }).waitFor();

/** Opens bytes through the element's method; gives the fault, or nothing. */
export const load = (page, text) =>
  page.evaluate(async text => {
    try {
      await document.querySelector("raid-register").load(text);
      return null;
    } catch (error) {
      return { isError: error instanceof Error, message: error.message, code: error.code };
    }
  }, text);

/** Lets the page draw some frames, however long they take: what follows from what was done is then there. */
export const frames = (page, count = 12) => page.evaluate(async count => {
  for (let drawn = 0; drawn < count; drawn++) {
    // A page that nobody sees draws none.
    await new Promise(resolve => { requestAnimationFrame(resolve); setTimeout(resolve, 1_000); });
  }
}, count);

/** Leaves the settings for what they were opened from. */
export const leaveSettings = page => page.getByRole("navigation", { name: "Back", exact: true }).getByRole("link").click();
export const region = (page, name) => page.getByRole("region", { name });
export const rows = page => page.getByRole("grid").getByRole("row");

/** Exports through the menu and gives the bytes of the download. */
export async function exported(page, choice = /^Export everything/) {
  await page.getByRole("button", { name: "Files" }).click();
  return downloaded(page, choice);
}

/** Presses a button that hands out a file, and gives the bytes of the download. */
export const downloaded = (page, button) => handedOut(page, () => page.getByRole("button", { name: button }).click());

/** What is handed out while `act` is done: its name and its bytes. */
export async function handedOut(page, act) {
  if (DOWNLOADS) return act().then(downloadedFile);
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  const pieces = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(pieces) };
}

/** The one file in the folder of downloads, once it is whole. It is taken away, so that the next can have the same name. */
async function downloadedFile() {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise(resolve => setTimeout(resolve, 50))) {
    const names = await readdir(DOWNLOADS);
    if (names.length !== 1 || names[0].endsWith(".part")) continue;
    const path = join(DOWNLOADS, names[0]);
    if (!(await stat(path)).size) continue;
    const bytes = await readFile(path);
    await rm(path);
    return { name: names[0], bytes };
  }
  assert.fail(`no whole file was downloaded: ${await readdir(DOWNLOADS)}`);
}

export { assert };
