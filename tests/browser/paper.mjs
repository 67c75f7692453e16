// Printing to a file, and what is in such a file.

import { inflateSync } from "node:zlib";
import { IS_FIREFOX } from "./page.mjs";

/** The size of the paper. Firefox takes these numbers for centimetres. */
export const A4 = IS_FIREFOX ? { width: "21in", height: "29.7in" } : { format: "A4" };

/** How many pages a PDF has. Firefox packs the objects that say so. */
export function countPages(pdf) {
  const text = pdf.toString("latin1");
  let whole = text;
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const start = index + text.slice(index).match(/stream\r?\n/)[0].length;
    try {
      whole += inflateSync(pdf.subarray(start)).toString("latin1");
    } catch {
      // Pictures, typefaces, and the word itself at the end of a stream.
    }
  }
  return whole.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
