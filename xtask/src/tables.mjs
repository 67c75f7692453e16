// Puts the tables of www/raid-api.js into the README, between its two marks.

import { readFileSync, writeFileSync } from "node:fs";
import * as api from "../../www/raid-api.js";
import { tables } from "./element.mjs";

const readme = new URL("../../README.md", import.meta.url);
const text = readFileSync(readme, "utf8");
writeFileSync(readme, text.replace(/(<!-- api -->\n)[^]*?(<!-- \/api -->)/, (_, start, end) => `${start}\n${tables(api)}\n\n${end}`));
