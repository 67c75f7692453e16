// The register in a portal page: at home there, and quiet about everything outside itself.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { ADDRESS, assert, profile, withBrowser } from "./page.mjs";
import { SAMPLE, host, nothingForbidden, visit } from "./hosts.mjs";

const shared = withBrowser();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const all = page => page.evaluate(() => Promise.all([...document.querySelectorAll("raid-register")].map(element => element.flush())));

test("the example portal shows one register twice and another one apart, hears of changes, and axe finds nothing", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { context, close, faults, requests } = await profile(shared, { colorScheme });
    const page = await visit(context, `${ADDRESS}host.html`);
    await page.locator("raid-register").nth(1).getByRole("heading", { level: 1, name: "Board" }).waitFor();
    await all(page);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(node => `${id} ${node.target.flat().join(" ")}`)), [], colorScheme);
    const first = page.locator("raid-register").first();
    await first.getByRole("button", { name: "Raise", exact: true }).click();
    await first.getByRole("button", { name: "Change request", exact: true }).click();
    await first.getByRole("dialog").getByLabel(/^Title/).fill("Seen on the board");
    await first.getByRole("dialog").getByRole("button", { name: /^Raise/ }).last().click();
    await page.locator("raid-register").nth(1).getByText("Seen on the board").waitFor();
    await page.locator("#events li[data-fact='item.raised']").waitFor();
    const [one, , other] = await page.evaluate(() => Promise.all([...document.querySelectorAll("raid-register")].map(element => element.save())));
    assert.match(one, /Seen on the board/);
    assert.doesNotMatch(other, /Seen on the board/);
    assert.ok(requests.length > 5 && requests.every(address => address.startsWith(ADDRESS)), requests.join("\n"));
    await nothingForbidden(page);
    assert.deepEqual(faults, []);
    await close();
  }
});

test("it takes neither focus nor scroll nor keys outside itself, and keeps plain typing inside", async () => {
  const { context, close } = await profile(shared);
  const body = `<button id="before">Before</button><div class="tall"></div><raid-register storage="memory" src="${SAMPLE}" view="item/R525"></raid-register><button id="after">After</button>`;
  const keys = `globalThis.keys = []; addEventListener("keydown", event => keys.push([event.key, event.defaultPrevented]));`;
  const files = { "hosts/keys.js": keys, "hosts/tall.css": ".tall { height: 3000px }" };
  const page = await visit(context, await host(context, body, { files, head: `<script src="./hosts/keys.js"></script><link rel="stylesheet" href="./hosts/tall.css">` }));
  await page.locator("raid-register").getByRole("heading", { level: 1 }).waitFor();
  await all(page);
  assert.deepEqual(await page.evaluate(() => [document.activeElement.tagName, scrollY]), ["BODY", 0]);
  await page.evaluate(() => document.querySelector("raid-register").go("list"));
  await all(page);
  assert.deepEqual(await page.evaluate(() => [document.activeElement.tagName, scrollY]), ["BODY", 0], "nor when the host sends it elsewhere");

  await page.locator("#before").focus();
  for (const key of ["Control+k", "Control+/", "Alt+Shift+n", "Control+z"]) await page.keyboard.press(key);
  const heard = await page.evaluate(() => globalThis.keys);
  assert.ok(["k", "/", "z"].every(key => heard.some(([one]) => one === key)), `${heard}`);
  assert.ok(heard.every(([, prevented]) => !prevented), "keys outside are the host's");
  assert.equal(await page.getByRole("dialog").count(), 0);

  // Tab goes in at its beginning and out at its end, in the order of the page.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "RAID-REGISTER");
  await page.locator("#after").focus();
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "RAID-REGISTER");

  await page.evaluate(() => { globalThis.keys.length = 0; });
  await page.locator("raid-register").getByRole("searchbox").last().focus();
  await page.keyboard.type("/g");
  assert.deepEqual(await page.evaluate(() => globalThis.keys), [], "what is typed inside is not heard as the host's shortcuts");
  await close();
});

test("it takes the room of its place, the host's colours and its density", async () => {
  const { context, close } = await profile(shared);
  const css = `#narrow { width: 22rem } #wide { width: 70rem } #wide raid-register { --raid-accent: rgb(120, 0, 120) } #dark { color-scheme: dark }`;
  const one = more => `<raid-register storage="memory" src="${SAMPLE}" view="list" ${more}></raid-register>`;
  const page = await visit(context, await host(context, `<div id="narrow">${one("")}</div><div id="wide">${one(`density="compact"`)}</div><div id="dark">${one("")}</div>`, { files: { "hosts/own.css": css }, head: `<link rel="stylesheet" href="./hosts/own.css">` }));
  for (const at of [0, 1, 2]) await page.locator("raid-register").nth(at).getByRole("grid").waitFor();
  await all(page);
  const look = place => page.evaluate(place => {
    const root = document.querySelector(`${place} raid-register`).shadowRoot;
    const of = selector => root.querySelector(selector);
    return { row: of(".list__row").getBoundingClientRect().height, cell: getComputedStyle(of(".list__cell")).display, button: getComputedStyle(of(".button--primary")).backgroundColor, paper: getComputedStyle(of(".app")).backgroundColor };
  }, place);
  const [narrow, wide, dark] = [await look("#narrow"), await look("#wide"), await look("#dark")];
  assert.notEqual(narrow.cell, "table-cell", "cards where it is narrow");
  assert.equal(wide.cell, "table-cell");
  assert.equal(wide.row, 28);
  assert.equal(wide.button, "rgb(120, 0, 120)");
  assert.notEqual(dark.paper, narrow.paper, "dark where the host is dark");
  await close();
});

test("in a row or a grid that asks how wide it would like to be, it can be seen", async () => {
  const { context, close } = await profile(shared);
  const one = `<raid-register storage="memory" src="${SAMPLE}" view="list"></raid-register>`;
  const css = `#row { display: flex } #grid { display: grid; place-items: center } #narrow { display: flex; inline-size: 250px }`;
  const page = await visit(context, await host(context, `<div id="row">${one}</div><div id="grid">${one}</div><div id="narrow">${one}</div>`, { files: { "hosts/own.css": css }, head: `<link rel="stylesheet" href="./hosts/own.css">` }));
  await all(page);
  for (const place of ["#row", "#grid"]) {
    const width = await page.evaluate(place => document.querySelector(`${place} raid-register`).getBoundingClientRect().width, place);
    assert.ok(width >= 320, `${place}: ${width} px`);
  }
  assert.equal(await page.evaluate(() => document.querySelector("#narrow raid-register").getBoundingClientRect().width), 250);
  await close();
});

test("the table in a portal has its names and roles in the accessibility tree", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}" view="list?kind=risk"></raid-register>`));
  const grid = page.getByRole("grid");
  await grid.waitFor();
  await all(page);
  const tree = await grid.ariaSnapshot();
  for (const part of [/grid "Risks/, /columnheader "Reference/, /columnheader "Title/, /row ".*R525/, /gridcell "R525"/, /link "R525"/]) assert.match(tree, part);
  assert.equal(await grid.getAttribute("aria-rowcount"), "7");
  await close();
});

test("a printed portal shows the whole of what is open", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<h1>Minutes</h1><raid-register storage="memory" src="${SAMPLE}" view="item/CR032"></raid-register><p id="end">End</p>`));
  await page.locator("raid-register").getByRole("heading", { level: 1, name: /IF-165/ }).waitFor();
  await all(page);
  await page.emulateMedia({ media: "print" });
  const clipped = await page.evaluate(() => {
    const root = document.querySelector("raid-register").shadowRoot;
    const main = root.querySelector(".main");
    return { hidden: main.scrollHeight - main.clientHeight, nav: getComputedStyle(root.querySelector(".nav")).display, below: document.querySelector("#end").getBoundingClientRect().top - main.getBoundingClientRect().bottom };
  });
  assert.ok(clipped.hidden <= 1, `${clipped.hidden} pixels are cut off`);
  assert.equal(clipped.nav, "none");
  assert.ok(clipped.below >= -1, "what follows comes after it");
  await close();
});
