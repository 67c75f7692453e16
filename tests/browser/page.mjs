// What the specs share: a browser, a page under the strict policy, and the few things every story does.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

/** The page's address, and the browser; `cargo xtask test` sets both. */
export const ADDRESS = process.env.RAID_PAGE ?? "http://127.0.0.1:8080/";
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** A browser for all tests of one file. */
export function withBrowser() {
  const shared = {};
  before(async () => {
    shared.browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  after(() => shared.browser?.close());
  return shared;
}

/** A profile of its own with one page; everything that goes wrong in it ends up in `faults`. */
export async function profile(shared, options = {}) {
  const context = await shared.browser.newContext({ viewport: { width: 1280, height: 860 }, locale: "en-GB", ...options });
  const faults = [];
  const requests = [];
  context.on("request", request => requests.push(request.url()));
  context.on("weberror", error => faults.push(String(error.error())));
  const open = async (address = "") => {
    const page = await context.newPage();
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

export const region = (page, name) => page.getByRole("region", { name });
export const rows = page => page.getByRole("grid").getByRole("row");

/** Exports through the menu and gives the bytes of the download. */
export async function exported(page, choice = /^Export everything/) {
  await page.getByRole("button", { name: "Files" }).click();
  return downloaded(page, choice);
}

/** Presses a button that hands out a file, and gives the bytes of the download. */
export async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  const pieces = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(pieces) };
}

export { assert };
