// Pasted files and registers: taken by the register that is meant, and by no other; what the page around hears is its own.

import { test } from "node:test";
import { assert, profile, snapshot, withBrowser } from "./page.mjs";
import { SAMPLE, host, visit } from "./hosts.mjs";

const shared = withBrowser();

const OTHER = JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "A pasted register" }, items: [] });

/** Sends a paste of that text to an element of the page, or within a register. */
const paste = (page, selector, text = OTHER, within = null) => page.evaluate(async ([selector, text, within]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const outer = document.querySelector(selector);
  const target = within ? outer.shadowRoot.querySelector(within) : outer;
  const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, composed: true });
  // Firefox lets no script give it as an option.
  Object.defineProperty(event, "clipboardData", { value: data });
  target.dispatchEvent(event);
  // The register waits until everybody has heard the event.
  await new Promise(resolve => setTimeout(resolve, 50));
}, [selector, text, within]);

const preview = page => page.getByRole("dialog", { name: "Open this register?" });

async function isOffered(page, name) {
  await preview(page).getByText("A pasted register").first().waitFor();
  assert.equal(await page.getByRole("dialog").count(), 1, name);
  await page.keyboard.press("Escape");
  await preview(page).waitFor({ state: "detached" });
}

test("a register is taken wherever browsers send the paste to when no field has the focus", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=risk");
  const before = await snapshot(page);
  for (const [name, ...to] of [
    ["the body", "body"],
    ["the page", "html"],
    ["the element", "raid-register"],
    ["a row of the list", "raid-register", OTHER, ".list__row"],
  ]) {
    await paste(page, ...to);
    await isOffered(page, name);
  }
  assert.equal(await snapshot(page), before);
  assert.deepEqual(faults, []);
  await close();
});

test("what is pasted into a field, under a dialog, or is no register, is left alone", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#list?kind=risk");
  await paste(page, "body", "Dear all, please find attached");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.getByRole("searchbox").first().focus();
  for (const to of [["raid-register"], ["body"]]) await paste(page, ...to);
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /, rename$/ }).click();
  await page.getByRole("dialog").waitFor();
  await page.evaluate(() => document.querySelector("raid-register").shadowRoot.activeElement?.blur());
  await paste(page, "body");
  assert.equal(await preview(page).count(), 0);
  await close();
});

const PORTAL = `<input id="own"><textarea id="text"></textarea><p id="words">Words</p><div id="edited" contenteditable>Edited</div>`;
const one = (id, more = "") => `<raid-register id="${id}" storage="memory" src="${SAMPLE}" view="list" ${more}></raid-register>`;
const stand = page => page.evaluate(() => Promise.all([...document.querySelectorAll("raid-register")].map(element => element.flush())));

test("a host's fields, its own listeners, and what stands beside the register keep their pastes", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `${PORTAL}${one("a")}`));
  await stand(page);
  for (const selector of ["#own", "#text", "#words", "#edited"]) {
    await paste(page, selector);
    assert.equal(await page.getByRole("dialog").count(), 0, selector);
  }
  // Heard later than the register hears it, and at another place.
  await page.evaluate(() => addEventListener("paste", event => event.preventDefault(), { once: true }));
  await paste(page, "body");
  assert.equal(await page.getByRole("dialog").count(), 0, "a host that prevented it");
  await page.evaluate(() => { document.body.contentEditable = "true"; });
  await paste(page, "body");
  assert.equal(await page.getByRole("dialog").count(), 0, "a page that is edited");
  await page.evaluate(() => { document.body.contentEditable = "inherit"; });
  await paste(page, "body");
  await isOffered(page, "nobody else's");
  await close();
});

test("of several registers the one that was used last takes it, and one that may not be changed never does", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `${one("a")}${one("b")}${one("c", `mode="view"`)}`));
  await stand(page);
  const holder = () => page.evaluate(() => [...document.querySelectorAll("raid-register")].filter(element => element.shadowRoot.querySelector("dialog[open]")).map(({ id }) => id).join());
  for (const [used, expected] of [["a", "a"], ["b", "b"], ["a", "a"]]) {
    await page.locator(`#${used}`).getByRole("heading", { level: 1 }).click();
    await paste(page, "body");
    await preview(page).waitFor();
    assert.equal(await holder(), expected);
    await page.keyboard.press("Escape");
    await preview(page).waitFor({ state: "detached" });
  }
  await paste(page, "#b");
  await preview(page).waitFor();
  assert.equal(await holder(), "b", "whatever was used last");
  await page.keyboard.press("Escape");
  await preview(page).waitFor({ state: "detached" });
  await page.locator("#c").getByRole("heading", { level: 1 }).click();
  await paste(page, "body");
  await paste(page, "#c");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.locator("#b").getByRole("heading", { level: 1 }).click();
  await page.evaluate(async () => {
    document.querySelector("#b").remove();
    await new Promise(resolve => setTimeout(resolve, 50));
  });
  await page.locator("#a").getByRole("heading", { level: 1 }).click();
  await paste(page, "body");
  await preview(page).waitFor();
  assert.equal(await holder(), "a");
  await close();
});

test("a person pastes a register with the keyboard after a press on words", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#item/R525");
  await page.getByRole("searchbox").first().focus();
  await page.keyboard.type(OTHER);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+x");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+v");
  await isOffered(page, "by keyboard");
  await close();
});
