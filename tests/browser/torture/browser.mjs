// A Chromium with a profile that outlives it, and how it is killed.

import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless", "--no-sandbox", "--remote-debugging-port=0", "--no-first-run", "--no-default-browser-check", "--disable-gpu",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-breakpad",
  // Tabs that nobody looks at go on as fast as the others.
  "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
];
const PATIENCE = 30_000;

/** Starts it on that profile. `kill()` ends it and all that it started, at once and without a word to any of them. */
export async function launch(executable, profile) {
  const child = spawn(executable, [...FLAGS, `--user-data-dir=${profile}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"], detached: true });
  const ended = new Promise(resolve => child.once("exit", resolve));
  const kill = async () => {
    for (const process of [...descendants(child.pid), child.pid]) signal(process);
    await ended;
  };
  try {
    const browser = await chromium.connectOverCDP(await endpoint(child));
    return { context: browser.contexts()[0], kill, forget: () => browser.close().catch(() => {}) };
  } catch (error) {
    await kill();
    throw error;
  }
}

function endpoint(child) {
  return new Promise((resolve, reject) => {
    let text = "";
    const late = setTimeout(() => reject(new Error(`Chromium did not start: ${text}`)), PATIENCE);
    child.stderr.on("data", piece => {
      text += piece;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(text) ?? [];
      if (!address) return;
      clearTimeout(late);
      resolve(address);
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`Chromium ended: ${text}`)));
  });
}

function signal(process_) {
  try {
    process.kill(process_, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** Whatever a process has started, and what that has started. */
function descendants(parent) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter(name => /^\d+$/.test(name))) {
    try {
      // The second word is a name in brackets, in which blanks may stand.
      const [, above] = readFileSync(`/proc/${name}/stat`, "latin1").split(") ").at(-1).split(" ");
      parents.set(Number(name), Number(above));
    } catch {
      // It has ended meanwhile.
    }
  }
  const below = of => [...parents].filter(([, above]) => above === of).flatMap(([child]) => [child, ...below(child)]);
  return below(parent);
}
