// Accessible: axe finds nothing in any view, light and dark, wide and narrow; jobs by keyboard alone.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { assert, drawn, flush, profile, region, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const VIEWS = ["", "#list", "#list?kind=risk&q=data", "#item/R525", "#item/CR032", "#item/nothing", "#list?q=nothing-at-all", "#board", "#calendar/2023-10", "#agenda/DAG030"];

/** axe runs through the debugger, which no page policy forbids. */
async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.flat().join(" ")} ${node.failureSummary.split("\n")[1] ?? ""}`));
}

/** Goes to a control as a person does: arrows within an open menu, Tab everywhere else. */
async function reach(page, control) {
  await control.waitFor();
  const here = () => control.evaluate(node => node.getRootNode().activeElement === node);
  for (let presses = 0; presses < 400; presses++) {
    if (await here()) return;
    const inMenu = await control.evaluate(node => {
      const menu = node.closest(".menu");
      return Boolean(menu?.contains(node.getRootNode().activeElement));
    });
    await page.keyboard.press(inMenu ? "ArrowDown" : "Tab");
  }
  assert.fail(`no key leads to ${control}`);
}

for (const [name, options] of [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["narrow", { viewport: { width: 320, height: 720 } }],
  ["dark at 200 % zoom", { colorScheme: "dark", viewport: { width: 640, height: 430 }, deviceScaleFactor: 2 }],
  ["at 200 % zoom", { viewport: { width: 640, height: 430 }, deviceScaleFactor: 2 }],
]) {
  test(`axe finds nothing: ${name}`, async () => {
    const { open, close } = await profile(shared, options);
    for (const view of VIEWS) {
      const page = await open(view);
      assert.deepEqual(await findings(page), [], view);
      await page.close();
    }
    await close();
  });
}

test("axe finds nothing in dialogs and menus", async () => {
  for (const colorScheme of ["light", "dark"]) {
    // A dialog that fades in has no contrast yet.
    const { open, close } = await profile(shared, { colorScheme, reducedMotion: "reduce" });
    const page = await open("#item/R525");
    const raise = page.getByRole("button", { name: "Raise", exact: true });
    await raise.click();
    assert.deepEqual(await findings(page), [], `the menu to raise, ${colorScheme}`);
    await page.getByRole("button", { name: "Risk", exact: true }).click();
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await findings(page), [], `the form to raise a risk, ${colorScheme}`);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Files" }).click();
    assert.deepEqual(await findings(page), [], `the files menu, ${colorScheme}`);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+/");
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await findings(page), [], `the help sheet, ${colorScheme}`);
    await close();
  }
});

test("nothing is wider than the window at 320 pixels", async () => {
  const { open, close } = await profile(shared, { viewport: { width: 320, height: 720 } });
  for (const view of VIEWS) {
    const page = await open(view);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wider <= 0, `${view || "overview"} is ${wider} pixels too wide`);
    await page.close();
  }
  await close();
});

test("a risk is raised, noted and closed by keyboard alone", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Alt+Shift+N");
  await reach(page, page.getByRole("button", { name: "Risk", exact: true }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await reach(page, dialog.getByLabel(/^Title/));
  await page.keyboard.type("Raised by keyboard");
  await reach(page, dialog.getByRole("button", { name: /^Raise/ }));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Raised by keyboard" }).waitFor();
  await reach(page, region(page, "Notes").getByRole("button", { name: "Add a note" }));
  await page.keyboard.press("Enter");
  await page.keyboard.type("Noted by keyboard");
  await page.keyboard.press("Control+Enter");
  await reach(page, page.getByRole("button", { name: "Close…" }));
  await page.keyboard.press("Enter");
  await reach(page, page.getByRole("dialog").getByLabel(/reason|why/i).first());
  await page.keyboard.type("It has passed");
  await page.keyboard.press("Tab");
  await reach(page, page.getByRole("dialog").getByRole("button", { name: /^(Close|Change|Save)/ }).last());
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await flush(page);
  const risk = JSON.parse(await snapshot(page)).items.find(item => item.title === "Raised by keyboard");
  assert.equal(risk.status, "Closed");
  assert.equal(risk.notes[0].text, "Noted by keyboard");
  assert.deepEqual(faults, []);
  await close();
});

test("the first steps of the README go by keyboard alone", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open();
  const { keyboard } = page;
  const enter = async control => {
    await reach(page, control);
    await keyboard.press("Enter");
  };
  await keyboard.press("Tab");
  await keyboard.press("Control+k");
  await keyboard.type("R525");
  await keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /Suppliers with large portfolios/ }).waitFor();
  await enter(region(page, "Assessment").getByRole("button", { name: /^(Assess again|Assess|Propose)/ }).first());
  const form = region(page, "Assessment").locator("form");
  await reach(page, form.getByLabel("Impact", { exact: true }));
  await keyboard.type("4");
  await reach(page, form.getByLabel("Reason"));
  await keyboard.type("By keyboard");
  await enter(form.getByRole("button", { name: /^Record as/ }).first());
  await region(page, "History").getByText(/By keyboard/).first().waitFor();
  await flush(page);
  await page.reload();
  await drawn(page);
  await region(page, "History").getByText(/By keyboard/).first().waitFor();
  await page.keyboard.press("Tab");
  const [download] = await Promise.all([page.waitForEvent("download"), keyboard.press("Control+Shift+s")]);
  assert.match(download.suggestedFilename(), /\.raid\.json$/);
  assert.deepEqual(faults, []);
  await close();
});

test("a change request is drafted and submitted, and the calendar turned, by keyboard alone", async () => {
  const { open, close } = await profile(shared);
  const page = await open();
  const { keyboard } = page;
  const enter = async control => {
    await reach(page, control);
    await keyboard.press("Enter");
  };
  await keyboard.press("Tab");
  await keyboard.press("Alt+Shift+N");
  await enter(page.getByRole("button", { name: "Change request", exact: true }));
  await reach(page, page.getByRole("dialog").getByLabel(/^Title/));
  await keyboard.type("Drafted by keyboard");
  await enter(page.getByRole("dialog").getByRole("button", { name: /^Raise/ }).last());
  await page.getByRole("heading", { level: 1, name: "Drafted by keyboard" }).waitFor();
  await enter(region(page, "What comes next").getByRole("button", { name: /^Add/ }).first());
  await keyboard.type("NGESO");
  await keyboard.press("Enter");
  await region(page, "What comes next").getByRole("button", { name: "Submit…" }).first().waitFor();
  await enter(page.getByRole("navigation", { name: "Register" }).getByRole("link", { name: "Calendar" }));
  await page.getByRole("heading", { level: 1 }).filter({ hasText: /20\d\d/ }).waitFor();
  const month = await page.getByRole("heading", { level: 1 }).innerText();
  await enter(page.getByRole("link", { name: "Next month" }));
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: month }).waitFor();
  await enter(page.getByRole("navigation", { name: "Register" }).getByRole("link", { name: "Board" }));
  await page.getByRole("region", { name: /^Draft/ }).getByText("Drafted by keyboard").waitFor();
  await close();
});

test("the help sheet opens by key and closes by Escape", async () => {
  const { open, close } = await profile(shared);
  const page = await open();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+/");
  await page.getByRole("dialog").getByRole("heading").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await drawn(page);
  await close();
});
