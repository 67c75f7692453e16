// The worked example: the portal keeps the register in PouchDB, which replicates with a CouchDB-compatible server. Two
// browsers, one of them cut off and connected again: nothing is lost, and both show the same.

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { ADDRESS, assert, profile, withBrowser } from "./page.mjs";
import { POLICY, nothingForbidden, until, visit } from "./hosts.mjs";

const shared = withBrowser();
const require = createRequire(import.meta.url);
let folder;
let address;
let listening;
let remote;

const PORTAL = `import PouchDB from "pouchdb-browser";
import { couchdbStorage } from "../../www/examples/couchdb-storage.js";
const local = new PouchDB("portal");
const server = new PouchDB(new URL("/db/registers", location.href).href);
await local.replicate.from(server);
const sync = local.sync(server, { live: true, retry: true, back_off_function: delay => Math.min(delay ? delay * 2 : 100, 800) });
globalThis.events = async () => (await local.allDocs({ include_docs: true })).rows.map(({ id }) => id).sort();
const element = document.createElement("raid-register");
element.setAttribute("register", "alpha");
element.setAttribute("src", "/samples/mhhs.raid.json");
element.setAttribute("view", "item/R525");
element.storageAdapter = couchdbStorage(local);
document.body.append(element);
`;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "raid-couchdb-"));
  const { outputFiles } = await build({ stdin: { contents: PORTAL, resolveDir: fileURLToPath(new URL(".", import.meta.url)) }, bundle: true, format: "esm", write: false, logLevel: "error", define: { global: "globalThis" } });
  const express = require("express");
  const PouchDB = require("pouchdb-core").plugin(require("pouchdb-adapter-memory")).plugin(require("pouchdb-mapreduce")).plugin(require("pouchdb-replication")).defaults({ adapter: "memory" });
  const app = express();
  app.use("/db", require("express-pouchdb")(PouchDB, { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: join(folder, "log.txt") }));
  const headers = { "content-security-policy": POLICY };
  app.get("/portal.html", (_, response) => response.set(headers).type("html").send(`<!DOCTYPE html><html lang="en-GB"><title>Portal</title><script type="module" src="/raid-register.js"></script><script type="module" src="/portal.js"></script>`));
  app.get("/portal.js", (_, response) => response.set(headers).type("js").send(outputFiles[0].text));
  app.use(async (request, response) => {
    const answer = await fetch(new URL(request.url.slice(1), ADDRESS));
    response.status(answer.status).set(headers).type(answer.headers.get("content-type") ?? "text").send(Buffer.from(await answer.arrayBuffer()));
  });
  remote = new PouchDB("registers");
  await remote.info();
  listening = createServer(app);
  await new Promise(resolve => listening.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${listening.address().port}/`;
});

after(async () => {
  listening?.closeAllConnections();
  listening?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function portal() {
  const visiting = await profile(shared);
  const page = await visit(visiting.context, `${address}portal.html`);
  await page.locator("raid-register").getByRole("heading", { level: 1 }).first().waitFor();
  await page.evaluate(() => document.querySelector("raid-register").flush());
  return { ...visiting, page };
}

async function note(page, text) {
  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByRole("button", { name: "Add a note" }).click();
  await notes.getByLabel("Note").fill(text);
  await notes.getByRole("button", { name: "Save", exact: true }).click();
  await notes.getByText(text).waitFor();
}

test("two browsers keep one register in a server, one is cut off and comes back, and nothing is lost", async () => {
  const office = await portal();
  await until(office.page, async () => (await globalThis.events()).length > 190);
  const party = await portal();
  await note(office.page, "Of the programme office");
  await party.page.getByText("Of the programme office").first().waitFor();

  await party.context.setOffline(true);
  await note(party.page, "Written while cut off");
  await note(office.page, "Meanwhile at the office");
  await party.page.evaluate(() => document.querySelector("raid-register").flush());
  assert.equal(await party.page.evaluate(() => document.querySelector("raid-register").status.state), "saved", "it is kept on this side");
  assert.equal(await party.page.getByText("Meanwhile at the office").count(), 0);
  await party.context.setOffline(false);
  await party.page.getByText("Meanwhile at the office").first().waitFor();
  await office.page.getByText("Written while cut off").first().waitFor();

  const save = ({ page }) => page.evaluate(() => document.querySelector("raid-register").save());
  const log = text => JSON.parse(text).log;
  const [one, other] = await Promise.all([save(office), save(party)]);
  assert.deepEqual(log(one), log(other), "both have the same log");
  const kept = (await remote.allDocs()).rows.length;
  assert.equal(kept, log(one).length, "the server has every event once");

  // A third browser sees all of it.
  const third = await portal();
  for (const text of ["Of the programme office", "Written while cut off", "Meanwhile at the office"]) await third.page.getByText(text).first().waitFor();
  await nothingForbidden(third.page);
  for (const { close } of [office, party, third]) await close();
});

test("registers whose names begin alike are kept apart, and what comes back reaches every view", async () => {
  const { couchdbStorage } = await import("../../www/examples/couchdb-storage.js");
  const documents = new Map();
  const feeds = [];
  const storage = couchdbStorage({
    allDocs: async ({ startkey, endkey }) => ({ rows: [...documents.values()].filter(({ _id }) => _id >= startkey && _id <= endkey).map(doc => ({ doc })) }),
    bulkDocs: async all => all.map(doc => { documents.set(doc._id, doc); feeds.forEach(feed => feed({ id: doc._id, doc })); return { ok: true }; }),
    changes: () => ({ on: (_, feed) => feeds.push(feed), cancel() {} }),
  });
  const heard = [[], []];
  heard.forEach(one => storage.subscribe("a", events => one.push(...events)));
  await storage.append("a", [{ id: "1-0000000a" }]);
  await storage.append("a/b", [{ id: "1-0000000b" }]);
  assert.deepEqual([await storage.load("a"), await storage.load("a/b")], [[{ id: "1-0000000a" }], [{ id: "1-0000000b" }]]);
  assert.deepEqual(heard, [[{ id: "1-0000000a" }], [{ id: "1-0000000a" }]]);
});
