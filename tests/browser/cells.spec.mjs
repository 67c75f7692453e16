// Cells of a list, edited where they stand: by keyboard, refused, left, undone, beside other tabs.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { assert, drawn, flush, frames, load, profile, rows, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const field = page => page.locator("#list-cell-field");
const row = (page, reference) => rows(page).filter({ has: page.getByRole("link", { name: reference, exact: true }) });
const cell = (page, reference, column) => row(page, reference).locator(`.list__c-${column}`);
const edit = async (page, reference) => {
  await row(page, reference).focus();
  await page.keyboard.press("F2");
  await field(page).waitFor();
};
const closed = page => field(page).waitFor({ state: "detached" });
const labelOf = page => field(page).evaluate(node => node.labels[0].textContent);
/** The element that has the focus. */
const focused = page => page.evaluate(() => {
  const at = document.querySelector("raid-register").shadowRoot.activeElement;
  return at?.querySelector("a")?.textContent ?? at?.id;
});
const middle = async place => {
  const box = await place.boundingBox();
  return [box.x + Math.min(40, box.width / 2), box.y + box.height / 2];
};
/** Goes on from cell to cell, as far as the one that is so labelled. */
const editUpTo = async (page, reference, label) => {
  await edit(page, reference);
  for (let left = 9; left && !(await labelOf(page)).startsWith(label); left--) await page.keyboard.press("Tab");
};
const item = async (page, reference) => JSON.parse(await snapshot(page)).items.find(item => item.ref === reference);

test("F2 changes a title, Tab goes on to the other cells, and all of it is kept, undone and done again", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=risk");
  await edit(page, "R127");
  assert.equal(await labelOf(page), "Title, R127");
  await field(page).fill("Legal basis");
  // The words stand in the row before anything else is drawn: no frame, no other task comes between.
  const words = await field(page).evaluate(node => {
    const row = [...node.getRootNode().querySelectorAll("tr")].find(row => row.textContent.includes("R127"));
    node.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true, cancelable: true }));
    return Promise.resolve().then(() => row.querySelector(".list__c-title").textContent);
  });
  assert.equal(words, "Legal basis");
  await closed(page);
  assert.equal(await focused(page), "R127");
  await page.getByText("R127: Title changed").waitFor();

  await page.keyboard.press("F2");
  await page.keyboard.press("Tab");
  assert.equal(await labelOf(page), "Owner, R127");
  await page.keyboard.type("Test Manager");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "list-cell-field-name");
  await page.keyboard.press("Tab");
  assert.equal(await labelOf(page), "Governance groups, R127");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await labelOf(page), "Owner, R127");
  assert.equal(await field(page).inputValue(), "Test Manager");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("DAG, TMAG");
  await page.keyboard.press("Tab");
  assert.equal(await labelOf(page), "Next review, R127");
  await page.keyboard.type("13/10/2023");
  await page.keyboard.press("Tab");
  await closed(page);
  assert.equal(await focused(page), "R127");
  await flush(page);
  const kept = await item(page, "R127");
  assert.deepEqual([kept.title, kept.owner.role ?? kept.owner, kept.groups, kept.nextReview], ["Legal basis", "Test Manager", ["DAG", "TMAG"], "2023-10-13"]);

  await page.keyboard.press("Control+z");
  await cell(page, "R127", "due").getByText("13 Oct 2023").waitFor({ state: "detached" });
  await page.keyboard.press("Control+y");
  await cell(page, "R127", "due").getByText("13 Oct 2023").waitFor();
  await flush(page);
  await page.reload();
  await drawn(page);
  assert.equal(await cell(page, "R127", "title").innerText(), "Legal basis");
  assert.deepEqual(faults, []);
  await close();
});

test("what is refused says why at the cell and stays; Escape leaves all as it was", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=action");
  const reference = await rows(page).nth(1).getByRole("link").innerText();
  const before = await snapshot(page);
  await editUpTo(page, reference, "Due");
  assert.equal(await labelOf(page), `Due, ${reference}`);
  await field(page).fill("31/02/2024");
  for (const key of ["Enter", "Tab"]) {
    await page.keyboard.press(key);
    assert.equal(await field(page).getAttribute("aria-invalid"), "true");
    assert.equal(await focused(page), "list-cell-field");
    const described = await field(page).evaluate(node => node.getAttribute("aria-describedby").split(" ").map(id => node.getRootNode().getElementById(id).textContent).join(" "));
    assert.match(described, /31\/02\/2024/);
  }
  // Nothing else is edited or opened before it is put right or given up.
  await page.mouse.click(...await middle(rows(page).nth(4).locator(".list__c-title")));
  await frames(page);
  assert.equal(await field(page).inputValue(), "31/02/2024");
  assert.equal(await focused(page), "list-cell-field");
  await page.keyboard.press("Escape");
  await closed(page);
  assert.equal(await focused(page), reference);
  assert.equal(await snapshot(page), before);
  await edit(page, reference);
  await field(page).fill("Something else");
  await page.keyboard.press("Escape");
  await closed(page);
  assert.equal(await snapshot(page), before);
  assert.deepEqual(faults, []);
  await close();
});

test("the field stands over its cell; a click beside it keeps what was typed, the next one opens the record", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list");
  await page.evaluate(() => { document.querySelector("raid-register").shadowRoot.querySelector(".list__scroll").scrollTop = 1000; });
  await frames(page);
  const [x, y] = await middle(page.locator(".list__scroll"));
  const reference = await page.evaluate(([x, y]) => document.querySelector("raid-register").shadowRoot.elementFromPoint(x, y).closest("tr").querySelector("a").textContent, [x, y]);
  const before = await cell(page, reference, "title").boundingBox();
  await edit(page, reference);
  assert.equal(await labelOf(page), `Title, ${reference}`);
  assert.equal((await cell(page, reference, "title").boundingBox()).y, before.y, "the row has moved");
  const over = await field(page).boundingBox();
  assert.ok(Math.abs(over.y - before.y) < 2 && Math.abs(over.x - before.x) < 2, "the field does not stand over its cell");

  await field(page).fill("Kept by a click elsewhere");
  await page.mouse.click(before.x + 40, before.y + 2.5 * before.height);
  await closed(page);
  assert.match(page.url(), /#list$/);
  assert.equal(await cell(page, reference, "title").innerText(), "Kept by a click elsewhere");

  await page.mouse.click(...await middle(cell(page, reference, "title")));
  await page.waitForURL(`**/#item/${reference}`);
  // Back in the list, its row stands where it stood.
  await page.goBack();
  await row(page, reference).waitFor();
  await frames(page);
  const after = await cell(page, reference, "title").boundingBox();
  assert.ok(Math.abs(after.y - before.y) < 2, `the row stands at ${after.y}, and stood at ${before.y}`);
  assert.deepEqual(faults, []);
  await close();
});

for (const css of ["zoom: 1.5", "transform: scale(0.8); transform-origin: 0 0"]) {
  test(`the field stands over its cell in a page with ${css}`, async () => {
    const { open, close } = await profile(shared);
    const page = await open("#list");
    await page.evaluate(css => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`body { ${css} }`);
      document.adoptedStyleSheets.push(sheet);
    }, css);
    await frames(page);
    const reference = await rows(page).nth(6).locator("a").first().innerText();
    await edit(page, reference);
    const [over, under] = await Promise.all([field(page), cell(page, reference, "title")].map(place => place.boundingBox()));
    assert.ok(Math.abs(over.y - under.y) < 3 && Math.abs(over.x - under.x) < 3, `${JSON.stringify(over)} over ${JSON.stringify(under)}`);
    await close();
  });
}

test("what was typed is never lost in silence: a row that scrolls away, another view, a value that does not fit", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list");
  const reference = await rows(page).nth(2).getByRole("link").innerText();
  await edit(page, reference);
  await field(page).fill("Scrolled away");
  await page.evaluate(() => { document.querySelector("raid-register").shadowRoot.querySelector(".list__scroll").scrollTop = 3000; });
  await frames(page);
  assert.equal(await field(page).inputValue(), "Scrolled away");
  await page.keyboard.press("Enter");
  await closed(page);
  assert.equal(await cell(page, reference, "title").innerText(), "Scrolled away");

  await edit(page, reference);
  await field(page).fill("Kept by going elsewhere");
  await page.keyboard.press("Alt+0");
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  await flush(page);
  assert.ok((await snapshot(page)).includes("Kept by going elsewhere"));

  await page.goto(page.url().replace(/#.*/, "#list?kind=action"));
  const action = await rows(page).nth(1).getByRole("link").innerText();
  await editUpTo(page, action, "Due");
  await field(page).fill("soon");
  await page.keyboard.press("Alt+0");
  await page.getByRole("alert").getByText(`Due, ${action}: “soon” was not kept`).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("another tab changes the same records, and the half-typed words stay", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=risk&group=TMAG");
  const other = await open("#item/R127");
  await edit(page, "R127");
  await field(page).fill("Half");
  await other.getByRole("button", { name: "Edit title" }).click();
  await other.locator("#item-field-title").fill("Changed in another tab");
  await other.keyboard.press("Enter");
  await flush(other);
  await page.getByText("It was changed to “Changed in another tab” while you were typing").waitFor();
  assert.equal(await field(page).inputValue(), "Half");
  assert.equal(await focused(page), "list-cell-field");

  // The row leaves the list: the field says whose it is.
  await other.getByRole("button", { name: "Edit governance groups" }).click();
  await other.locator("#item-field-groups").fill("DAG");
  await other.keyboard.press("Enter");
  await flush(other);
  await row(page, "R127").waitFor({ state: "detached" });
  await page.getByText("Title, R127", { exact: true }).waitFor();
  await page.keyboard.type(" typed");
  await page.keyboard.press("Enter");
  await closed(page);
  await other.getByRole("heading", { level: 1, name: "Half typed" }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("half-typed words wait while the list becomes empty, and a form that waits for a decision is gone to, not lost", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=dependency&group=TMAG");
  const other = await open("#item/D163");
  const editInOther = async (noun, id, words) => {
    await other.getByRole("button", { name: `Edit ${noun}` }).click();
    await other.locator(`#item-field-${id}`).fill(words);
    await other.keyboard.press("Enter");
    await flush(other);
  };
  await edit(page, "D163");
  await field(page).fill("Half");
  await editInOther("governance groups", "groups", "DAG");
  await row(page, "D163").waitFor({ state: "detached" });
  assert.equal(await focused(page), "list-cell-field");
  await page.keyboard.type(" typed");
  await page.keyboard.press("Enter");
  await page.getByText("D163: Title changed").waitFor();
  await closed(page);
  assert.equal(await page.getByRole("grid").count(), 0, "the list says that it is empty");
  await flush(page);
  assert.equal((await item(page, "D163")).title, "Half typed");

  await page.goto(page.url().replace(/#.*/, "#list?kind=risk"));
  await edit(page, "R127");
  await field(page).fill("Mine");
  await other.goto(other.url().replace(/#.*/, "#item/R127"));
  await editInOther("title", "title", "Theirs");
  await page.getByText("It was changed to “Theirs” while you were typing").waitFor();
  for (const act of [() => cell(page, "R525", "title").click(), () => row(page, "R525").focus().then(() => page.keyboard.press("F2"))]) {
    await act();
    await frames(page);
    assert.equal(await labelOf(page), "Title, R127");
    assert.equal(await field(page).inputValue(), "Mine");
    assert.equal(await focused(page), "list-cell-field");
  }
  await page.keyboard.press("Escape");
  await closed(page);
  assert.equal((await item(page, "R127")).title, "Theirs");
  assert.deepEqual(faults, []);
  await close();
});

test("a form goes when another register is opened, and says what was not kept", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=risk");
  const { log, items, ...another } = JSON.parse(await snapshot(page));
  assert.ok(log.length > 0);
  await edit(page, "R127");
  await field(page).fill("Of the register before");
  assert.equal(await load(page, JSON.stringify({ ...another, items: items.map(({ id, ...item }) => item) })), null);
  await closed(page);
  await page.getByRole("alert").getByText("Title, R127: “Of the register before” was not kept").waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("the row that is edited stays where it is while the order of the others changes", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?sort=title");
  const reference = await rows(page).nth(5).getByRole("link").innerText();
  const before = await row(page, reference).boundingBox();
  await edit(page, reference);
  await field(page).fill("Participants");
  await page.keyboard.press("Tab");
  await page.getByText(`${reference}: Title changed`).waitFor();
  await frames(page);
  assert.match(await labelOf(page), new RegExp(`^(Owner|Current RAG), ${reference}$`));
  const after = await row(page, reference).boundingBox();
  assert.ok(Number(await row(page, reference).getAttribute("aria-rowindex")) > 20, "the row has another place in the list");
  assert.ok(Math.abs(after.y - before.y) < 2, `the row went from ${before.y} to ${after.y}`);
  assert.ok(Math.abs((await field(page).boundingBox()).y - after.y) < 2);
  assert.deepEqual(faults, []);
  await close();
});

test("where nothing may be changed no cell is edited", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=risk");
  await page.evaluate(() => document.querySelector("raid-register").setAttribute("mode", "view"));
  await row(page, "R127").focus();
  await page.keyboard.press("F2");
  await page.getByText("Nothing can be changed here").waitFor();
  assert.equal(await field(page).count(), 0);
  await cell(page, "R127", "title").click();
  await page.getByRole("heading", { level: 1, name: /Legal basis/ }).waitFor();
  await frames(page);
  assert.equal(await field(page).count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

for (const [name, options] of [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["narrow", { viewport: { width: 320, height: 720 } }],
  ["forced colours", { forcedColors: "active" }],
]) {
  test(`axe finds nothing while a cell is edited, and the field is on the page: ${name}`, async () => {
    const { open, close, faults } = await profile(shared, { ...options, reducedMotion: "reduce" });
    const page = await open("#list?kind=risk");
    await edit(page, "R525");
    for (let more = true; more; ) {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      const words = await labelOf(page);
      assert.deepEqual(violations.map(({ id, nodes }) => `${words}: ${id} ${nodes[0].target.flat()}`), []);
      const [box, width] = [await page.locator(".list__editor form").boundingBox(), page.viewportSize().width];
      assert.ok(box.x >= 0 && box.x + box.width <= width && box.height >= 24, `${words} stands at ${box.x} and is ${box.width} wide`);
      await page.keyboard.press("Tab");
      if (await focused(page) === "list-cell-field-name") await page.keyboard.press("Tab");
      more = await field(page).count() > 0;
    }
    assert.equal(await focused(page), "R525");
    assert.deepEqual(faults, []);
    await close();
  });
}

test("a text is kept by Enter, and Shift with Enter begins a new line", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=action&columns=ref,update");
  const reference = await rows(page).nth(1).getByRole("link").innerText();
  await edit(page, reference);
  await field(page).fill("");
  await page.keyboard.type("First");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("Second");
  await page.keyboard.press("Enter");
  await closed(page);
  await flush(page);
  assert.equal(JSON.parse(await snapshot(page)).actions.find(action => action.ref === reference).update, "First\nSecond");
  assert.deepEqual(faults, []);
  await close();
});
