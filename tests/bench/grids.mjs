// Other people's grids as drivers of the benchmark: each is a folder with its page, bundled, which drives itself
// (`grids/driver.js`).

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** A driver for each grid in a folder, in the order of their names. */
export async function grids(folder) {
  return folder ? (await readdir(folder)).sort().map(name => grid(name, join(folder, name))) : [];
}

function grid(name, folder) {
  const page = async (_, register) => {
    const shipped = await readFile(join(folder, "index.html"), "utf8");
    return shipped.replace("<body", `<body data-open="${register}"`);
  };
  return { name, folder: () => folder, page, places: null, columns: null, install: () => {} };
}
