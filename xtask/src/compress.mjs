// Leaves a .gz and a .br beside every file below the folder given that is worth it, and prints what each file weighs:
// raw, gzip -9, brotli 11 and name, separated by tabs.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [root] = process.argv.slice(-1);

// Two at a time: one per core of a small machine.
const files = (await filesBelow(root)).sort();
const next = async () => {
  for (let file; (file = files.shift()); ) console.log((await weighed(file)).join("\t"));
};
await Promise.all([next(), next()]);

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

async function weighed(file) {
  const raw = await readFile(file);
  const small = { gz: await promisify(gzip)(raw, { level: 9 }), br: await promisify(brotliCompress)(raw, brotliAt11(raw)) };
  for (const [ending, bytes] of Object.entries(small)) {
    if (bytes.length < raw.length) await writeFile(`${file}.${ending}`, bytes);
  }
  const lightest = (bytes) => Math.min(bytes.length, raw.length);
  return [raw.length, lightest(small.gz), lightest(small.br), relative(root, file).split(sep).join("/")];
}

function brotliAt11(raw) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_LGWIN } = constants;
  return { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: raw.length, [BROTLI_PARAM_LGWIN]: 24 } };
}
