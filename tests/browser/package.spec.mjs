// The packed npm package in other people's pages: React, Vue, a plain one, and one whose style sheet means everybody. Behind
// the strictest headers each does the main job: open the sample, find, edit, undo, export, open the export again.

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import Ajv from "ajv";
import { build } from "esbuild";
import { build as viteBuild, createServer as viteServer } from "vite";
import * as api from "../../www/raid-api.js";
import { tables } from "../../xtask/src/element.mjs";
import { assert, profile, withBrowser } from "./page.mjs";
import { POLICY, nothingForbidden, visit } from "./hosts.mjs";

const shared = withBrowser();
const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const element = fileURLToPath(new URL("../../dist/element/", import.meta.url));
let folder;
let address;
let listening;

const REACT = `import { createRoot } from "react-dom/client";
import { useEffect, useRef, useState } from "react";
import type { RaidRegisterElement, RaidRegisterEventMap } from "raid-register";
import type {} from "raid-register/react";

function Portal() {
  const register = useRef<RaidRegisterElement>(null);
  const [dirty, setDirty] = useState(false);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const element = register.current;
    if (!element) return;
    const hear = ({ detail }: RaidRegisterEventMap["raid-change"]) => setChanges(count => count + detail.events.length);
    const told = ({ detail }: RaidRegisterEventMap["raid-dirty"]) => setDirty(detail.dirty);
    element.addEventListener("raid-change", hear);
    element.addEventListener("raid-dirty", told);
    return () => { element.removeEventListener("raid-change", hear); element.removeEventListener("raid-dirty", told); };
  }, []);
  return <main><h1>Portal</h1><p id="state">{changes} changes{dirty ? ", not kept" : ""}</p>
    <raid-register ref={register} register="react" src="/raid/samples/mhhs.raid.json" view="list" /></main>;
}
createRoot(document.querySelector("#root")!).render(<Portal />);
`;

const VUE = `import { createApp, h, ref } from "vue";
createApp({
  setup() {
    const changes = ref(0);
    return () => h("main", [h("h1", "Portal"), h("p", { id: "state" }, changes.value + " changes"),
      h("raid-register", { register: "vue", src: "/raid/samples/mhhs.raid.json", view: "list", "onRaid-change": event => { changes.value += event.detail.events.length; } })]);
  },
}).mount("#root");
`;

const PLAIN = `document.querySelector("raid-register").addEventListener("raid-change", event => {
  const state = document.querySelector("#state");
  state.textContent = Number.parseInt(state.textContent) + event.detail.events.length + " changes";
});
`;

/** The element comes through the bundler, not by a script of its own. */
const IMPORTED = `import "raid-register";\n${PLAIN}`;

/** What content management systems and old portals do to everybody. */
const HOSTILE = `* { all: unset !important; color: red !important; font: 40px/3 fantasy !important; box-sizing: content-box !important; }
div, span, table, tr, td, button, input { display: inline !important; position: static !important; float: left !important; visibility: hidden; transform: rotate(3deg) !important; }
.list__row, .app, .button { display: none !important; } [hidden] { display: block !important; } raid-register { display: block !important; visibility: visible; --raid-rem: 16px; }`;

const page = (name, body, head = "") => `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>${name}</title>${head}
<script type="module" src="/raid/raid-register.js"></script><script type="module" src="/${name}.js"></script></head><body>${body}</body></html>`;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "raid-package-"));
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: element });
  const host = join(folder, "host");
  const site = join(folder, "site");
  await mkdir(join(host, "node_modules"), { recursive: true });
  await mkdir(site);
  await writeFile(join(host, "package.json"), JSON.stringify({ name: "host", private: true, type: "module" }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--offline", join(folder, stdout.trim())], { cwd: host });
  for (const name of ["react", "react-dom", "scheduler", "vue", "@vue", "@types", "csstype", "preact", "solid-js"]) {
    await symlink(join(here, "node_modules", name), join(host, "node_modules", name)).catch(() => {});
  }
  await writeFile(join(host, "react.tsx"), REACT);
  await writeFile(join(host, "vue.js"), VUE);
  await writeFile(join(host, "plain.js"), PLAIN);
  await writeFile(join(host, "imported.js"), IMPORTED);
  await cp(join(host, "node_modules", "raid-register"), join(site, "raid"), { recursive: true });
  await build({
    absWorkingDir: host, entryPoints: ["react.tsx", "vue.js", "plain.js"], outdir: site, bundle: true, format: "esm", jsx: "automatic", logLevel: "error", preserveSymlinks: true,
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  });
  const plain = `<p id="state">0 changes</p><raid-register register="plain" src="/raid/samples/mhhs.raid.json" view="list"></raid-register>`;
  await writeFile(join(site, "react.html"), page("react", `<div id="root"></div>`));
  await writeFile(join(site, "vue.html"), page("vue", `<div id="root"></div>`));
  await writeFile(join(site, "plain.html"), page("plain", plain));
  const alone = name => `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>${name}</title><script type="module" src="./imported.js"></script></head><body>${plain}</body></html>`;
  await bundled(host, site, alone);
  await writeFile(join(site, "hostile.css"), HOSTILE);
  await writeFile(join(site, "hostile.html"), page("plain", plain, `<link rel="stylesheet" href="/hostile.css">`));
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json" };
  listening = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://host/").pathname);
    const bytes = await readFile(join(site, path)).catch(() => null);
    response.writeHead(bytes ? 200 : 404, { "content-type": types[extname(path)] ?? "text/plain", "content-security-policy": POLICY });
    response.end(bytes ?? "");
  });
  await new Promise(resolve => listening.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${listening.address().port}/`;
});

after(async () => {
  listening?.closeAllConnections();
  listening?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Bundled as the package's readme says, in a folder for each bundler. */
async function bundled(host, site, alone) {
  await build({ absWorkingDir: host, entryPoints: ["imported.js"], outdir: join(site, "esbuild"), bundle: true, format: "esm", logLevel: "error", preserveSymlinks: true });
  await cp(join(host, "node_modules", "raid-register", "glue"), join(site, "esbuild", "glue"), { recursive: true });
  await writeFile(join(site, "esbuild", "index.html"), alone("esbuild"));
  const page = join(host, "vite");
  await mkdir(page);
  await writeFile(join(page, "index.html"), alone("vite"));
  await writeFile(join(page, "imported.js"), IMPORTED);
  await viteBuild({ root: page, base: "./", logLevel: "error", configFile: false, build: { outDir: join(site, "vite"), emptyOutDir: true } });
}

async function mainJob(page) {
  const register = page.locator("raid-register");
  await register.getByRole("searchbox", { name: /Search/ }).last().fill("large portfolios");
  await register.getByRole("grid").getByText("R525").first().click();
  await register.getByRole("heading", { level: 1, name: /Suppliers with large portfolios/ }).waitFor();
  await register.getByRole("button", { name: "Edit title" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type(", as the portal sees it");
  await page.keyboard.press("Enter");
  await register.getByRole("heading", { level: 1, name: /as the portal sees it/ }).waitFor();
  await page.locator("#state").getByText(/1 changes/).waitFor();
  await register.getByRole("button", { name: /^Undo/ }).click();
  await register.getByRole("heading", { level: 1, name: /portfolios(?!.*portal sees)/ }).waitFor();
  await register.getByRole("button", { name: /^Redo/ }).click();
  await register.getByRole("heading", { level: 1, name: /as the portal sees it/ }).waitFor();
  await register.getByRole("button", { name: "Files" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), register.getByRole("button", { name: /^Export everything Ctrl/ }).click()]);
  const pieces = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece);
  const text = Buffer.concat(pieces).toString("utf8");
  const again = await page.evaluate(async text => {
    const element = document.querySelector("raid-register");
    await element.load(text);
    await element.flush();
    return element.save();
  }, text);
  assert.equal(again, text, "the same bytes after opening and exporting again");
}

for (const name of ["react", "vue", "plain", "hostile"]) {
  test(`the packed package does the main job in a ${name} host`, async () => {
    const { context, close, faults } = await profile(shared);
    const page = await visit(context, `${address}${name}.html`);
    await page.locator("raid-register").getByRole("heading", { level: 1 }).first().waitFor();
    await mainJob(page);
    await nothingForbidden(page);
    assert.deepEqual(faults, []);
    await close();
  });
}

for (const name of ["vite", "esbuild"]) {
  test(`imported through ${name} it finds its WebAssembly, and starts again after a fault`, async () => {
    const { context, close, faults, requests } = await profile(shared);
    const page = await visit(context, `${address}${name}/index.html`);
    await page.locator("raid-register").getByRole("heading", { level: 1 }).first().waitFor();
    await mainJob(page);
    assert.deepEqual(faults, []);
    await page.evaluate(() => {
      globalThis.ready = 0;
      document.addEventListener("raid-ready", () => { globalThis.ready += 1; });
      const trap = new WebAssembly.RuntimeError("memory access out of bounds");
      trap.stack = "RuntimeError: memory access out of bounds\n at raid-register_bg.wasm:wasm-function[7]";
      setTimeout(() => { throw trap; });
    });
    await page.waitForFunction(() => globalThis.ready === 1);
    assert.match(await page.evaluate(() => document.querySelector("raid-register").save()), /as the portal sees it/);
    assert.ok(requests.length > 2 && requests.every(url => url.startsWith(address)), requests.join("\n"));
    await nothingForbidden(page);
    await close();
  });
}

test("Vite's development server serves it as the package's readme says", async () => {
  const { context, close, faults } = await profile(shared);
  const server = await viteServer({ root: join(folder, "host", "vite"), logLevel: "error", configFile: false, optimizeDeps: { exclude: ["raid-register"] }, server: { host: "127.0.0.1", port: 0, fs: { strict: false } } });
  await server.listen();
  const page = await visit(context, server.resolvedUrls.local[0]);
  await page.locator("raid-register").getByRole("heading", { level: 1 }).first().waitFor();
  assert.deepEqual(faults, []);
  await close();
  await server.close();
});

test("the custom-elements manifest is one, and says what the element has", async () => {
  const read = async name => JSON.parse(await readFile(new URL(name, import.meta.url), "utf8"));
  const manifest = JSON.parse(await readFile(join(folder, "host", "node_modules", "raid-register", "custom-elements.json"), "utf8"));
  const validate = new Ajv({ strict: false, allErrors: true }).compile(await read("node_modules/custom-elements-manifest/schema.json"));
  assert.ok(validate(manifest), JSON.stringify(validate.errors, null, 1));
  const [{ declarations: [declared] }] = manifest.modules;
  assert.deepEqual(declared.attributes.map(one => one.name), api.ATTRIBUTES.map(one => one.name));
  assert.deepEqual(declared.events.map(one => one.name), api.EVENTS.map(one => one.name));
  assert.equal(validate({ ...manifest, modules: [{ ...manifest.modules[0], kind: "script" }] }), false, "the check can fail");
});

test("the package's readme has the tables, and every file that package.json names is in the package", async () => {
  const installed = join(folder, "host", "node_modules", "raid-register");
  const readme = await readFile(join(installed, "README.md"), "utf8");
  assert.ok(readme.includes(tables(api)));
  const { main, types, customElements, exports, sideEffects } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  const named = [main, types, customElements, ...sideEffects, ...Object.values(exports).flatMap(one => (typeof one === "string" ? one : Object.values(one)))].filter(name => !name.includes("*"));
  const scripts = await Promise.all(["raid-register.js", "raid-embed.js"].map(name => readFile(join(installed, name), "utf8")));
  const imported = scripts.flatMap(script => [...script.matchAll(/(?:from|import\(|URL\()\s*"(\.\/[^"]+\.(?:js|wasm))"/g)].map(([, path]) => path));
  for (const file of ["raid-register.js", "raid-register_bg.wasm", "raid-register_rest.wasm"]) assert.ok(imported.includes(`./glue/${file}`), imported.join());
  for (const name of [...named, ...imported]) await readFile(join(installed, name));
});

test("a style sheet that means everybody changes nothing inside", async () => {
  const { context, close } = await profile(shared);
  const looks = async name => {
    const page = await visit(context, `${address}${name}.html`);
    await page.locator("raid-register").getByRole("grid").waitFor();
    await page.evaluate(() => document.querySelector("raid-register").flush());
    return page.evaluate(() => {
      const root = document.querySelector("raid-register").shadowRoot;
      return [".app", ".header", ".list__row:nth-child(4)", ".list__cell", ".button", ".nav__link", "input"].map(selector => {
        const { display, position, float, color, fontSize, fontFamily, visibility, transform } = getComputedStyle(root.querySelector(selector));
        return [selector, display, position, float, color, fontSize, fontFamily, visibility, transform];
      });
    });
  };
  assert.deepEqual(await looks("hostile"), await looks("plain"));
  await close();
});

test("the types hold in a strict React host, and what is wrong is told", async () => {
  const host = join(folder, "host");
  const config = { compilerOptions: { strict: true, noEmit: true, jsx: "react-jsx", module: "esnext", moduleResolution: "bundler", target: "es2022", lib: ["dom", "es2022"], types: [], skipLibCheck: false, preserveSymlinks: true }, files: ["react.tsx"] };
  await writeFile(join(host, "globals.d.ts"), `declare module "react-dom/client" { export function createRoot(place: Element): { render(what: unknown): void }; }`);
  config.files.push("globals.d.ts");
  await writeFile(join(host, "framed.tsx"), `import { embed } from "raid-register/host";
import type {} from "raid-register/react";
const frame = await embed(document.body, { src: "/raid/embed.html", config: { register: "alpha", mode: "view", user: "Ada" }, storage: { load: async () => null, append: async () => {} } });
const stop: () => void = frame.on("change", ({ events, revision }) => console.log(events[0]?.fact, revision + 1));
const text: string = await frame.call("save");
await frame.call("load", [text]);
stop();
export const shown = <raid-register user="Ada" keys="shared" readOnly storageAdapter={null} onraid-change={({ detail }) => console.log(detail.origin)} />;
`);
  config.files.push("framed.tsx");
  await writeFile(join(host, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(here, "node_modules", ".bin", "tsc");
  await run(tsc, ["-p", host]).catch(error => assert.fail(error.stdout));
  await writeFile(join(host, "wrong.ts"), `document.querySelector("raid-register")!.mode = "write";\ndocument.querySelector("raid-register")!.dirty = true;\n`);
  await writeFile(join(host, "tsconfig.json"), JSON.stringify({ ...config, files: ["wrong.ts", "node_modules/raid-register/raid-register.d.ts"] }));
  const told = await run(tsc, ["-p", host]).then(() => "", error => error.stdout);
  assert.match(told, /wrong\.ts\(1,/);
  assert.match(told, /wrong\.ts\(2,/);
});

test("the types hold for Preact and Solid, and what is wrong is told", async () => {
  const host = join(folder, "host");
  const tsc = join(here, "node_modules", ".bin", "tsc");
  for (const [name, options] of [["preact", { jsx: "react-jsx", jsxImportSource: "preact" }], ["solid", { jsx: "preserve", jsxImportSource: "solid-js" }]]) {
    const config = { compilerOptions: { strict: true, noEmit: true, module: "esnext", moduleResolution: "bundler", target: "es2022", lib: ["dom", "dom.iterable", "es2022"], types: [], skipLibCheck: true, preserveSymlinks: true, ...options }, files: [`${name}.tsx`] };
    const check = async text => {
      await writeFile(join(host, `${name}.tsx`), text);
      await writeFile(join(host, "tsconfig.json"), JSON.stringify(config));
      return run(tsc, ["-p", host]).then(() => "", error => error.stdout);
    };
    const page = attributes => `import type {} from "raid-register/${name}";\nexport const shown = () => <main><raid-register register="alpha" view="list" hide="board" ${attributes} onraid-change={({ detail }) => console.log(detail.events.length)} /></main>;\n`;
    assert.equal(await check(page(`mode="view"`)), "", name);
    assert.match(await check(page(`mode="write"`)), new RegExp(`${name}\\.tsx\\(2,`), name);
  }
});

test("the README's tables are those of the element", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  assert.ok(readme.includes(tables(api)), "run `node xtask/src/tables.mjs`");
});

test("the element has what its table says, and no more", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, `${address}plain.html`);
  await page.locator("raid-register").getByRole("heading", { level: 1 }).first().waitFor();
  const found = await page.evaluate(() => {
    const own = Object.getOwnPropertyDescriptors(customElements.get("raid-register").prototype);
    const names = Object.entries(own).filter(([name]) => !/Callback$|^constructor$|^recover$/.test(name));
    return { properties: names.filter(([, one]) => one.get).map(([name]) => name), methods: names.filter(([, one]) => one.value).map(([name]) => name) };
  });
  assert.deepEqual(found.properties.sort(), [...api.ATTRIBUTES.map(one => one.property), ...api.PROPERTIES.map(one => one.name)].sort());
  assert.deepEqual(found.methods.sort(), api.METHODS.map(one => one.name).sort());
  const parts = await page.evaluate(() => [...document.querySelector("raid-register").shadowRoot.querySelectorAll("[part]")].map(part => part.getAttribute("part")));
  assert.deepEqual(parts.sort(), api.PARTS.map(one => one.name).sort());
  await close();
});
