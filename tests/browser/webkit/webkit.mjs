// WebKitGTK, Safari's engine, driven by its own WebDriver; Playwright drives only a WebKit that it has changed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { mkdir, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { Builder, Capabilities, Key } from "selenium-webdriver";
import { assert } from "../page.mjs";

const WINDOW = fileURLToPath(new URL("./window.py", import.meta.url));
const DRIVER = process.env.WEBKIT_DRIVER ?? "WebKitWebDriver";
const PATIENCE = 60_000;

const sleep = time => new Promise(resolve => setTimeout(resolve, time));

/** Asks until the answer is true. */
export async function until(what, ask) {
  for (const end = Date.now() + PATIENCE; ;) {
    const answer = await ask();
    if (answer) return answer;
    assert.ok(Date.now() < end, `it never came true: ${what}`);
    await sleep(50);
  }
}

/** A screen for all windows of one file. */
export function withScreen() {
  const screen = {};
  before(async () => {
    // It chooses a free number and tells it.
    screen.server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x1000x24"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const [number] = await once(screen.server.stdio[3], "data");
    screen.display = `:${String(number).trim()}`;
  });
  after(() => screen.server?.kill());
  return screen;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** A folder for what the windows of one person keep and download. */
export const folder = () => mkdtempSync(join(tmpdir(), "raid-webkit-"));

/** One window that keeps its data in the folder, or, where it is private, nowhere. */
export async function open(screen, place, { isPrivate = false } = {}) {
  const [port, downloads] = [await freePort(), join(place, "downloads")];
  await mkdir(downloads, { recursive: true });
  const pid = join(place, "pid");
  const env = { ...process.env, DISPLAY: screen.display, RAID_DOWNLOADS: downloads, RAID_PID: pid, ...(isPrivate ? {} : { RAID_DATA: join(place, "data") }) };
  const server = spawn(DRIVER, [`--port=${port}`], { stdio: "ignore", env });
  const capabilities = new Capabilities({ browserName: "window.py", "webkitgtk:browserOptions": { binary: WINDOW, args: [] } });
  const begin = () => new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
  await until("the driver listens", () => fetch(`http://127.0.0.1:${port}/status`).then(() => true, () => false));
  const driver = await begin();
  await driver.manage().setTimeouts({ script: PATIENCE, pageLoad: PATIENCE });
  const close = async () => {
    await driver.quit().catch(() => {});
    server.kill();
  };
  /** As the browser's menu does it. */
  const print = async () => process.kill(Number(await readFile(pid, "utf8")), "SIGUSR1");
  return { driver, downloads, close, print, ...actions(driver) };
}

/** What a person does and sees; everything is looked for within the register's shadow root. */
function actions(driver) {
  /** The answer of a function of the page. */
  const evaluate = async (make, ...given) => {
    const script = `const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1);
      Promise.resolve().then(() => (${make})(...given)).then(answer => done([answer]), error => done([null, String(error)]));`;
    const [answer, fault] = await driver.executeAsyncScript(script, ...given);
    if (fault) throw new Error(fault);
    return answer;
  };
  const look = (selector, words) => driver.executeScript(`const [selector, words] = arguments;
    const named = element => (element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText).trim();
    const roots = [...document.querySelectorAll("raid-register")].map(element => element.shadowRoot);
    return roots.flatMap(root => [...root.querySelectorAll(selector)]).find(element => element.checkVisibility() && (words === null || new RegExp(words).test(named(element)))) ?? null;`, selector, words);
  /** The first that can be seen under the selector, with a name or words like these. */
  const find = (selector, words = null) => until(`${selector} ${words}`, () => look(selector, words));
  const isGone = (selector, words = null) => until(`no ${selector} ${words}`, async () => !(await look(selector, words)));
  const click = async (selector, words = null) => {
    const { x, y } = await evaluate(element => {
      element.scrollIntoView({ block: "center" });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    }, await find(selector, words));
    await driver.actions().move({ x, y, duration: 0 }).click().perform();
  };
  const type = words => driver.actions().sendKeys(words).perform();
  const press = (...keys) => {
    const held = keys.slice(0, -1);
    const down = held.reduce((actions, key) => actions.keyDown(Key[key]), driver.actions());
    return held.reduceRight((actions, key) => actions.keyUp(Key[key]), down.sendKeys(Key[keys.at(-1)] ?? keys.at(-1))).perform();
  };
  const drawn = () => until("the register is drawn", () => evaluate(async () => {
    const element = document.querySelector("raid-register");
    if (!element?.shadowRoot?.querySelector("h1")) return false;
    await element.flush();
    return true;
  }));
  const go = async address => {
    await driver.get("about:blank");
    await driver.get(address);
    await drawn();
  };
  const status = () => evaluate(() => document.querySelector("raid-register").status);
  const snapshot = () => evaluate(() => document.querySelector("raid-register").save());
  return { evaluate, find, isGone, click, type, press, drawn, go, status, snapshot };
}

/** The one file that was downloaded or printed, once it is whole. */
export async function downloaded(place, isWhole) {
  return until("a file is downloaded", async () => {
    for (const name of await readdir(place)) {
      const bytes = await readFile(join(place, name));
      if (!isWhole(bytes)) continue;
      await rm(join(place, name));
      return { name, bytes };
    }
    return null;
  });
}
