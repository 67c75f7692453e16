// A reporter for Node's test runner: a line for each test with its time in milliseconds, its file and its name.

import { basename } from "node:path";

export default async function* times(source) {
  for await (const { type, data } of source) {
    if (type !== "test:pass" && type !== "test:fail" || data.skip || !data.file || data.details.type === "suite" || data.name.endsWith(".mjs")) continue;
    yield `${Math.round(data.details.duration_ms)}\t${basename(data.file)}\t${data.name}\n`;
  }
}
