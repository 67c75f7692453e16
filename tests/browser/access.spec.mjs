// Accessible: axe finds nothing in any view, light and dark, wide and narrow; jobs by keyboard alone.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { assert, drawn, flush, load, profile, region, snapshot, withBrowser } from "./page.mjs";
import { reach } from "./keys.mjs";

const shared = withBrowser();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const VIEWS = ["", "#list", "#list?kind=risk&q=data", "#item/R525", "#item/CR032", "#item/nothing", "#list?q=nothing-at-all", "#board", "#calendar/2023-10", "#agenda/DAG030", "#settings"];

/** To axe, a link to a view looks like a skip link where it is scrolled out of its line. Ours is a button. */
const RULES = { "skip-link": { enabled: false } };

/** axe runs through the debugger, which no page policy forbids. */
async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(rules => globalThis.axe.run(document, { rules, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }), RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.flat().join(" ")} ${node.failureSummary.split("\n")[1] ?? ""}`));
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

/** At the end of a dialog no field is half under its buttons. */
const scrolledToEnd = page =>
  page.getByRole("dialog").evaluate(dialog => [dialog, ...dialog.querySelectorAll("*")].forEach(part => { part.scrollTop = part.scrollHeight; }));

/** Everything that opens over the page, each with what has to be done to see it. */
const OPENED = [
  ["the menu to raise", "#item/R525", page => page.getByRole("button", { name: "Raise", exact: true }).click()],
  ["the form to raise a risk", "#item/R525", async page => {
    await page.getByRole("button", { name: "Raise", exact: true }).click();
    await page.getByRole("button", { name: "Risk", exact: true }).click();
  }],
  ["the files menu", "#item/R525", page => page.getByRole("button", { name: "Files" }).click()],
  ["the help sheet", "#item/R525", async page => { await page.keyboard.press("Tab"); await page.keyboard.press("Control+/"); }],
  ["one of the programme's lists", "#settings", page => page.getByRole("button", { name: "Change Groups" }).click()],
  ["the programme's lists", "#overview", async page => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Change the lists…" }).click();
  }],
  ["people and roles", "#settings", async page => {
    await page.getByRole("button", { name: "Change people and roles…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Add a role" }).click();
    await page.getByRole("dialog").getByLabel("Role", { exact: true }).fill("Change Manager");
    await scrolledToEnd(page);
  }],
  ["kinds and fields", "#overview", async page => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Change kinds and fields…" }).click();
    await page.getByRole("dialog").getByLabel(/^Name of the field/).last().scrollIntoViewIfNeeded();
    await scrolledToEnd(page);
  }],
  ["the scoring of risks", "#overview", async page => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Change the scoring…" }).click();
    await page.getByRole("dialog").getByLabel("Level at likelihood 1, impact 5").selectOption("Critical");
    await scrolledToEnd(page);
  }],
  ["fields of the programme's own", "#overview", async page => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Change the fields of your own…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Add a field" }).click();
    await dialog.getByLabel("Name").fill("Site");
    await dialog.getByLabel("Holds").selectOption("One choice");
    await dialog.locator("summary").click();
    await dialog.getByLabel("Risks").check();
    await scrolledToEnd(page);
  }],
  ["the change process", "#overview", async page => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Change the change process…" }).click();
    await page.getByRole("dialog", { name: "Change process" }).waitFor();
  }],
  ["the beginning of a register", "#overview", async page => {
    await page.getByRole("button", { name: "Files" }).click();
    await page.getByRole("button", { name: "Begin a register…" }).click();
  }],
  ["the views of a list", "#list?kind=risk", page => page.getByRole("button", { name: "Views", exact: true }).click()],
  ["the columns of a list", "#list?kind=risk", page => page.getByRole("button", { name: "Columns", exact: false }).first().click()],
  ["a change of several records", "#list?kind=risk", async page => {
    await page.getByRole("grid").getByRole("checkbox").nth(1).click();
    await page.getByRole("group", { name: "Selected records" }).getByRole("button", { name: /…$/ }).first().click();
  }],
  ["an assessment", "#item/R525", page => region(page, "Assessment").getByRole("button", { name: "Assess…" }).click()],
  ["a change of status", "#item/R525", page => page.getByRole("button", { name: "Close…" }).click()],
  ["a decision", "#item/CR040", page => page.getByRole("button", { name: "Record the decision…" }).click(), () => decided()],
  ["an issue to impact assessment", "#item/CR041", page => page.getByRole("button", { name: "Issue to impact assessment…" }).click(), () => decided()],
  ["a response", "#item/CR042", page => page.getByRole("button", { name: "Add a response…" }).click(), () => decided()],
  ["what a file holds", "#item/R525", async page => choose(page, await snapshot(page))],
  ["what a merge brought", "#item/R525", async page => {
    await choose(page, await snapshot(page));
    await page.getByRole("button", { name: "Merge into this register" }).click();
    await page.getByRole("dialog", { name: "What the merge brought" }).waitFor();
  }],
  ["the earlier registers", "#item/R525", async page => {
    assert.equal(await load(page, JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "Another" } })), null);
    await flush(page);
    await page.getByRole("button", { name: "Files" }).click();
    await page.getByRole("button", { name: /^Earlier registers/ }).click();
    await page.getByRole("dialog", { name: "Earlier registers" }).getByRole("listitem").first().waitFor();
  }],
];

/** Change requests that wait for a decision, for their issue, and for answers. */
function decided() {
  const submissions = [{ id: "1-00000001", version: "1.0", on: "2023-07-03", by: "Programme", content: { title: "T" } }];
  const rounds = [{ id: "2-00000001", number: 1, version: "1.0", issuedOn: "2023-07-13", window: 10, closesOn: "2023-07-27", channels: [], audience: ["DNO"] }];
  const changeRequests = [["CR040", "For IA decision", {}], ["CR041", "Ready for IA", { submissions }], ["CR042", "In impact assessment", { submissions, rounds }]]
    .map(([ref, status, more]) => ({ kind: "changeRequest", ref, title: "T", status, ...more }));
  return JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "DAG" }, changeRequests });
}

const choose = (page, text) =>
  page.locator("raid-register input[type=file]").setInputFiles({ name: "theirs.raid.json", mimeType: "application/json", buffer: Buffer.from(text) })
    .then(() => page.getByRole("dialog").getByRole("button", { name: "Merge into this register" }).waitFor());

for (const [name, options] of [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["at 200 % zoom", { viewport: { width: 640, height: 430 }, deviceScaleFactor: 2 }],
]) {
  test(`axe finds nothing in what opens over the page: ${name}`, async () => {
    // What fades in has no contrast yet.
    const { open, close } = await profile(shared, { ...options, reducedMotion: "reduce" });
    for (const [what, view, show, file] of OPENED) {
      const page = await open(view);
      if (file) {
        assert.equal(await load(page, file()), null, what);
        await page.evaluate(view => { location.hash = "#overview"; location.hash = view; }, view);
        await page.getByRole("heading", { level: 1, name: "T" }).waitFor();
      }
      await show(page);
      await page.locator("raid-register").locator("dialog[open], .menu__list:not([hidden]), .list__menu, form").first().waitFor();
      assert.deepEqual(await findings(page), [], what);
      await page.evaluate(async () => { for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name); });
      await page.close();
    }
    await close();
  });
}

test("axe finds nothing in the reminder to export", async () => {
  for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 320, height: 720 } }]) {
    const { context, open, close } = await profile(shared, options);
    await context.addInitScript(() => localStorage.setItem("raid-register:unfiled:mhhs", "2023-10-02"));
    const page = await open("#overview");
    await page.getByText(/What was changed since 2 October 2023/).waitFor();
    assert.deepEqual(await findings(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
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

test("a button leads past the bars to the content", async () => {
  const { open, close } = await profile(shared, { viewport: { width: 320, height: 720 } });
  const page = await open("#item/R525");
  const skip = page.getByRole("button", { name: "Skip to the content" });
  await reach(page, skip);
  await skip.press("Enter");
  assert.equal(await page.getByRole("heading", { level: 1 }).evaluate(node => node.getRootNode().activeElement === node), true);
  await close();
});

test("on a narrow page the way that leads where the person is stays in sight", async () => {
  const { open, close } = await profile(shared, { viewport: { width: 320, height: 720 } });
  const page = await open("#agenda");
  const ways = page.getByRole("navigation", { name: "Register" });
  const inSight = () => ways.locator("[aria-current]").evaluate(way => {
    const [inner, outer] = [way.getBoundingClientRect(), way.closest("nav").getBoundingClientRect()];
    return inner.left >= outer.left && inner.right <= outer.right;
  });
  assert.equal(await inSight(), true, "the agenda");
  for (const place of ["#item/CR032", "#overview"]) {
    await page.evaluate(place => { location.hash = place; }, place);
    await drawn(page);
    await page.waitForFunction(() => document.querySelector("raid-register").view === location.hash.slice(1));
    await flush(page);
    assert.equal(await inSight(), true, place);
  }
  await close();
});
