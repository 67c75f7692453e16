// The program is in two files. What happens while the second is on its way, and where it does not come or is another's.

import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ADDRESS, assert, profile, region, rows, withBrowser } from "./page.mjs";
import { SAMPLE, hearing, host, nothingForbidden, until, visit } from "./hosts.mjs";

const shared = withBrowser();
const { ok: isParted } = await fetch(new URL("glue/raid-register_rest.wasm", ADDRESS));
const ofTwoFiles = { skip: isParted ? false : "a page for trying things out is in one file" };
const SECOND = /_rest\.wasm/;
const element = page => page.locator("raid-register").first();
const alert = page => element(page).getByRole("alert");
const heading = (page, name) => element(page).getByRole("heading", { level: 1, ...(name && { name }) }).first();
const awaited = page => element(page).getByRole("status").getByText("What you asked for needs the rest of the page, which is on its way…");
const otherBuild = bytes => Buffer.from(bytes.toString("latin1").replace(/(raid-build)[0-9a-f]{16}/, (_, before) => `${before}0123456789abcdef`), "latin1");
const changed = make => async route => {
  const response = await route.fetch();
  return route.fulfill({ response, ...make(await response.body()) });
};

/** A host's page with the sample, whose second file comes when `release` is called. */
async function held(attributes = "", prepare = async () => {}) {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  let release;
  const isReleased = new Promise(resolve => { release = resolve; });
  let asked = 0;
  await context.route(SECOND, async route => {
    asked += 1;
    await isReleased;
    return route.continue();
  });
  await prepare(context);
  const hear = { files: { "hosts/hear.js": hearing(["raid-error", "raid-ready", "raid-change"]) }, head: `<script src="./hosts/hear.js"></script>` };
  const page = await visit(context, await host(context, `<raid-register register="held" src="${SAMPLE}" ${attributes}></raid-register>`, hear));
  return { page, context, release, asked: () => asked, close };
}

const heard = (page, name) => page.evaluate(name => globalThis.heard.filter(([told]) => told === name).map(([, detail]) => detail), name);

for (const [name, answer, said] of [
  ["that is not there", route => route.fulfill({ status: 404, body: "gone" }), "A file of the register is missing on the server."],
  ["in whose place a sign-in page comes", route => route.fulfill({ contentType: "text/html", body: "<html>Sign in</html>" }), "The server sent something else in place of the register."],
  ["that is cut short", changed(body => ({ body: body.subarray(0, body.length / 2) })), "The server sent something else in place of the register."],
  ["that cannot be reached", route => route.abort(), "The register could not be fetched."],
  ["of another build", changed(body => ({ body: otherBuild(body) })), "The files of the register do not belong together: some are of another version."],
]) {
  test(`a second file ${name} is said and told to the host, and what was asked for is done once it has come`, ofTwoFiles, async () => {
    const { page, context, release, close } = await held("", context => context.route(SECOND, answer));
    await heading(page).waitFor();
    await alert(page).getByText(said).waitFor();
    assert.deepEqual((await heard(page, "raid-error")).map(({ message }) => message), [said]);
    release();
    await context.unroute(SECOND, answer);
    // Whatever needs it asks for it again.
    await page.evaluate(() => document.querySelector("raid-register").go("item/R525"));
    await alert(page).getByRole("button", { name: "Try again" }).or(region(page, "Notes")).first().click();
    await region(page, "Notes").waitFor();
    assert.equal(await alert(page).getByText(said).count(), 0);
    await nothingForbidden(page);
    await close();
  });
}

test("trying again is offered until it helps", ofTwoFiles, async () => {
  const gone = route => route.fulfill({ status: 404, body: "gone" });
  const { page, context, release, close } = await held("", context => context.route(SECOND, gone));
  const again = alert(page).getByRole("button", { name: "Try again" });
  await again.click();
  await until(page, () => globalThis.heard.filter(([name]) => name === "raid-error").length === 2);
  await again.waitFor();
  release();
  await context.unroute(SECOND, gone);
  await again.click();
  await again.waitFor({ state: "detached" });
  await page.evaluate(() => document.querySelector("raid-register").go("board"));
  await heading(page, "Board").waitFor();
  await close();
});

test("a second file of another build from a cache is fetched anew before anybody reads of it", ofTwoFiles, async () => {
  let old = 0;
  const cached = async route => (old++ ? route.fallback() : changed(body => ({ body: otherBuild(body) }))(route));
  const { page, release, close } = await held(`view="item/R525"`, context => context.route(SECOND, cached));
  release();
  await region(page, "Notes").waitFor();
  assert.equal(old, 2);
  assert.deepEqual(await heard(page, "raid-error"), []);
  await close();
});

test("a second file that is sent as something else is taken all the same", ofTwoFiles, async () => {
  const { page, release, close } = await held(`view="item/R525"`, context => context.route(SECOND, changed(body => ({ body, contentType: "application/octet-stream" }))));
  release();
  await region(page, "Notes").waitFor();
  await close();
});

test("a record's page says that it is on its way, is asked for beside the first file, and takes the focus with it", ofTwoFiles, async () => {
  const { page, release, asked, close } = await held(`view="item/R525"`);
  await element(page).getByText("This part of the page is on its way…").waitFor();
  assert.equal(asked(), 1);
  release();
  await region(page, "Notes").waitFor();
  assert.equal(asked(), 1);
  await close();
});

test("the list stands, is searched and narrowed without the second file", ofTwoFiles, async () => {
  const { page, release, close } = await held(`view="list?kind=risk"`);
  await heading(page, "Risks").waitFor();
  await rows(page).nth(3).waitFor();
  await element(page).getByRole("searchbox").first().fill("R525");
  await until(page, () => document.querySelector("raid-register").shadowRoot.querySelectorAll(".list__row").length < 4);
  release();
  await close();
});

test("what a person asks for while the second file is on its way is shown to wait, and is then done", ofTwoFiles, async () => {
  const { page, release, close } = await held(`view="list?kind=risk"`);
  await heading(page, "Risks").waitFor();
  await rows(page).nth(1).waitFor();
  assert.equal(await awaited(page).count(), 0);
  await element(page).getByRole("button", { name: "Raise" }).click();
  await element(page).getByRole("button", { name: "Issue", exact: true }).click();
  await awaited(page).waitFor();
  release();
  await element(page).getByRole("dialog").getByRole("heading", { name: /issue/i }).waitFor();
  await awaited(page).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await close();
});

test("a cell that is edited before the second file is here opens when it comes, and what is typed is kept", ofTwoFiles, async () => {
  const { page, release, close } = await held(`view="list?kind=risk"`);
  await rows(page).nth(1).waitFor();
  await rows(page).nth(1).focus();
  await page.keyboard.press("F2");
  await awaited(page).waitFor();
  release();
  await element(page).locator("#list-cell-field").waitFor();
  await element(page).locator("#list-cell-field").fill("Changed at once");
  await page.keyboard.press("Enter");
  await rows(page).filter({ hasText: "Changed at once" }).waitFor();
  await close();
});

test("keys, files and what is pasted wait as well, in the order in which they were asked for", ofTwoFiles, async () => {
  const { page, release, close } = await held();
  await heading(page).waitFor();
  const file = await readFile(new URL("../../www/samples/mhhs.raid.json", import.meta.url));
  await element(page).locator("input[type=file]").setInputFiles({ name: "second.raid.json", mimeType: "application/json", buffer: file });
  await awaited(page).waitFor();
  release();
  await element(page).getByRole("dialog").getByText("second.raid.json").first().waitFor();
  await close();
});

test("a host's calls wait for the second file and are carried out in their order", ofTwoFiles, async () => {
  const { page, release, close } = await held();
  await heading(page).waitFor();
  const asked = page.evaluate(async () => {
    const register = document.querySelector("raid-register");
    const refused = error => `${error.code}: ${error.message}`;
    return Promise.all([register.undo().catch(refused), register.save().then(text => JSON.parse(text).format), register.exportBlob().then(blob => blob.size > 1000)]);
  });
  release();
  const [undone, format, whole] = await asked;
  assert.match(undone, /^refused: /);
  assert.deepEqual([format, whole], ["raid-register", true]);
  await close();
});

test("a host's call that needs a second file which cannot be had is rejected, and works once it can", ofTwoFiles, async () => {
  const gone = route => route.fulfill({ status: 404, body: "gone" });
  const { page, context, release, close } = await held("", context => context.route(SECOND, gone));
  await alert(page).getByText("A file of the register is missing on the server.").waitFor();
  const refused = await page.evaluate(() => document.querySelector("raid-register").save().catch(({ code, message }) => [code, message]));
  assert.equal(refused[0], "not-fetched");
  assert.match(refused[1], /missing on the server/);
  release();
  await context.unroute(SECOND, gone);
  assert.match(await page.evaluate(() => document.querySelector("raid-register").save()), /"format": "raid-register"/);
  await close();
});

test("what is kept with changes after it comes back whole, although those are read by the second part", ofTwoFiles, async () => {
  const { page, context, release, close } = await held(`view="item/R525"`);
  release();
  const notes = region(page, "Notes");
  await notes.getByRole("button", { name: "Add a note" }).click();
  await notes.getByRole("textbox", { name: "Note" }).fill("Kept after the file");
  await notes.getByRole("button", { name: "Save", exact: true }).click();
  await page.evaluate(() => document.querySelector("raid-register").flush());
  await page.reload();
  await region(page, "Notes").getByText("Kept after the file").waitFor();
  assert.ok(context.pages().length === 1);
  await close();
});

test("after a fault the second file is joined to the fresh module", ofTwoFiles, async () => {
  const { page, release, asked, close } = await held();
  release();
  await page.evaluate(() => document.querySelector("raid-register").go("item/R525"));
  await region(page, "Notes").waitFor();
  await page.evaluate(() => {
    const trap = new WebAssembly.RuntimeError("unreachable");
    trap.stack = "RuntimeError: unreachable\n at raid-register_rest.wasm:wasm-function[7]";
    setTimeout(() => { throw trap; });
  });
  await until(page, () => globalThis.heard.filter(([name]) => name === "raid-ready").length === 2);
  await region(page, "Notes").waitFor();
  assert.equal(asked(), 2);
  await close();
});
