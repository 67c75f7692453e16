// The npm package's files that follow from the table in www/raid-api.js: types, manifest, readme. Called by the build:
//   node element.mjs <address of raid-api.js> <version> <folder>

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TAG = "raid-register";

const plain = text => text.replaceAll("`", "");
const comment = (text, indent = "  ") => `${indent}/** ${text.replaceAll("*/", "* /")} */\n`;
const typeOf = ({ values }) => (values ? values.map(value => JSON.stringify(value)).join(" | ") : "string");

/** Type definitions for the element, for `document.querySelector` and for JSX. */
export function types({ ATTRIBUTES, PROPERTIES, METHODS, EVENTS }) {
  const attributes = ATTRIBUTES.map(one => `${comment(one.text)}  ${one.property}: ${typeOf(one)};\n`).join("");
  const properties = PROPERTIES.map(one => `${comment(one.text)}  ${one.readonly ? "readonly " : ""}${one.name}: ${one.type};\n`).join("");
  const methods = METHODS.map(one => `${comment(one.text)}  ${one.name}(${one.takes}): Promise<${one.gives}>;\n`).join("");
  const events = EVENTS.map(one => `${comment(one.text)}  "${one.name}": CustomEvent<${one.detail}>;\n`).join("");
  const jsx = ATTRIBUTES.map(one => `  ${JSON.stringify(one.name)}?: ${typeOf(one)};\n`).join("");
  const heard = EVENTS.map(one => `  "on${one.name}"?: (event: CustomEvent<${one.detail}>) => void;\n`).join("");
  return `// Made of raid-api.js by the build.

/** A snapshot: its text, a file of it, or the object. */
export type RaidSource = string | Blob | object;

/** One fact of the log, as it stands in the file. */
export interface RaidEvent {
  id: string;
  about: string;
  at: string;
  by: string;
  fact: string;
  [detail: string]: unknown;
}

export interface RaidStatus {
  state: "opening" | "saved" | "saving" | "memory" | "failed";
  message: string;
  by: "browser" | "host" | "nobody";
}

export interface RaidMerged {
  events: number;
  records: number;
  /** Records that this copy gave reference numbers to. */
  numbered: number;
  /** Whether the file is of another register, whose title and scoring are not taken over. */
  ofAnother: boolean;
  /** The record's reference, and what needs a person. */
  anomalies: [string, string][];
}

/** Keeps the register in place of the browser. Events may come again after a failure; their ids tell. */
export interface RaidStorageAdapter {
  /** Whether this copy gives out reference numbers. Only one copy of a register should. */
  givesNumbers?: boolean;
  /** Every event that is kept, or null when there is none yet. */
  load(register: string): Promise<RaidEvent[] | null>;
  /** Resolves when the events are kept. Called again only after that. */
  append(register: string, events: RaidEvent[]): Promise<void>;
  /** Tells of events that others have added; gives back what ends that. */
  subscribe?(register: string, heard: (events: RaidEvent[]) => void): () => void;
  /** Takes another register in place of the one that is kept. */
  replace?(register: string, events: RaidEvent[]): Promise<void>;
}

export interface RaidRegisterEventMap extends HTMLElementEventMap {
${events}}

export interface RaidRegisterElement extends HTMLElement {
${attributes}${properties}${methods}  addEventListener<K extends keyof RaidRegisterEventMap>(type: K, listener: (this: RaidRegisterElement, event: RaidRegisterEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof RaidRegisterEventMap>(type: K, listener: (this: RaidRegisterElement, event: RaidRegisterEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** The element's attributes, for JSX. */
export interface RaidRegisterAttributes {
${jsx}  storageAdapter?: RaidStorageAdapter | null;
  readOnly?: boolean;
${heard}  class?: string;
  className?: string;
  id?: string;
  slot?: string;
  style?: unknown;
  ref?: unknown;
  key?: string | number;
  children?: unknown;
}

declare global {
  interface HTMLElementTagNameMap {
    "${TAG}": RaidRegisterElement;
  }
  namespace JSX {
    interface IntrinsicElements {
      "${TAG}": RaidRegisterAttributes;
    }
  }
}
`;
}

/** Types for React, Preact or Solid, each of which has its own idea of where JSX is declared. */
export const jsxTypes = library => `import type { RaidRegisterAttributes } from "./raid-register.js";

declare module "${library}" {
  namespace JSX {
    interface IntrinsicElements {
      "${TAG}": RaidRegisterAttributes;
    }
  }
}
`;

/** Types for the page around a frame. */
export const hostTypes = ({ METHODS, EVENTS }) => `import type { RaidEvent, RaidMerged, RaidRegisterAttributes, RaidSource, RaidStatus, RaidStorageAdapter } from "./raid-register.js";

/** What can be asked of the register in the frame. */
export interface RaidFrameMethods {
${METHODS.map(one => `  ${one.name}(${one.takes}): ${one.gives};\n`).join("")}}

/** What the frame tells of. */
export interface RaidFrameEvents {
${EVENTS.filter(one => !one.cancelable).map(one => `  ${JSON.stringify(one.name.slice("raid-".length))}: ${one.detail};\n`).join("")}  export: { blob: Blob; name: string };
  /** How tall it has to be, in pixels, for everything to be seen without scrolling in it. */
  resize: { height: number };
}

export interface RaidFrame {
  frame: HTMLIFrameElement;
  call<K extends keyof RaidFrameMethods>(method: K, params?: Parameters<RaidFrameMethods[K]>): Promise<ReturnType<RaidFrameMethods[K]>>;
  call(method: string, params?: unknown): Promise<unknown>;
  /** Gives back what ends the listening. */
  on<K extends keyof RaidFrameEvents>(name: K, listener: (detail: RaidFrameEvents[K]) => void): () => void;
  close(): void;
}

export interface RaidFrameOptions {
  src: string;
  config?: Partial<Pick<RaidRegisterAttributes, "register" | "src" | "mode" | "view" | "hide" | "theme" | "density" | "storage" | "user">>;
  storage?: RaidStorageAdapter | null;
  sameOrigin?: boolean;
  title?: string;
  /** Lets the frame become as tall as its content, up to so many pixels. */
  grow?: number;
  patience?: number;
}

export declare function embed(place: Element, options: RaidFrameOptions): Promise<RaidFrame>;
`;

/** The custom-elements manifest that editors and catalogues read. */
export function manifest({ ATTRIBUTES, PROPERTIES, METHODS, EVENTS, TOKENS, PARTS }) {
  const field = (name, text, type, more = {}) => ({ kind: "field", name, type: { text: type }, description: plain(text), ...more });
  const members = [
    ...ATTRIBUTES.map(one => field(one.property, one.text, typeOf(one), { attribute: one.name, default: one.usual })),
    ...PROPERTIES.map(one => field(one.name, one.text, one.type, one.readonly ? { readonly: true } : {})),
    ...METHODS.map(one => ({ kind: "method", name: one.name, description: plain(one.text), return: { type: { text: `Promise<${one.gives}>` } } })),
  ];
  const declaration = {
    kind: "class",
    customElement: true,
    name: "RaidRegister",
    tagName: TAG,
    superclass: { name: "HTMLElement" },
    attributes: ATTRIBUTES.map(one => ({ name: one.name, fieldName: one.property, type: { text: typeOf(one) }, default: one.usual, description: plain(one.text) })),
    members,
    events: EVENTS.map(one => ({ name: one.name, type: { text: `CustomEvent<${one.detail}>` }, description: plain(one.text) })),
    cssProperties: TOKENS.map(one => ({ name: one.name, description: plain(one.text) })),
    cssParts: PARTS.map(one => ({ name: one.name, description: plain(one.text) })),
  };
  const path = "raid-register.js";
  const exports = [{ kind: "custom-element-definition", name: TAG, declaration: { name: "RaidRegister", module: path } }];
  return { schemaVersion: "1.0.0", modules: [{ kind: "javascript-module", path, declarations: [declaration], exports }] };
}

/** The tables of the README. */
export function tables({ ATTRIBUTES, PROPERTIES, METHODS, EVENTS, TOKENS, PARTS }) {
  const table = (head, rows) => [`| ${head.join(" | ")} |`, `|${head.map(() => "---").join("|")}|`, ...rows.map(row => `| ${row.map(cell => cell.replaceAll("|", "\\|")).join(" | ")} |`)].join("\n");
  const values = one => (one.values ? one.values.map(value => `\`${value}\``).join(", ") : "text");
  return [
    table(["attribute", "values", "usual", "meaning"], ATTRIBUTES.map(one => [`\`${one.name}\``, values(one), one.usual && `\`${one.usual}\``, one.text])),
    table(["property", "meaning"], PROPERTIES.map(one => [`\`${one.name}\``, one.text])),
    table(["method", "gives a promise of", "meaning"], METHODS.map(one => [`\`${one.name}(${one.takes.split(":")[0]})\``, `\`${one.gives}\``, one.text])),
    table(["event", "`event.detail`", "meaning"], EVENTS.map(one => [`\`${one.name}\``, `\`${one.detail}\``, one.text])),
    table(["custom property", "meaning"], TOKENS.map(one => [`\`${one.name}\``, one.text])),
    table(["`::part()`", "meaning"], PARTS.map(one => [`\`${one.name}\``, one.text])),
  ].join("\n\n");
}

const packaged = version => ({
  name: "raid-register",
  version,
  description: "A risk and change register for large delivery programmes, as a custom element",
  license: "Apache-2.0",
  type: "module",
  main: "raid-register.js",
  types: "raid-register.d.ts",
  customElements: "custom-elements.json",
  exports: {
    ".": { types: "./raid-register.d.ts", default: "./raid-register.js" },
    "./react": { types: "./react.d.ts" },
    "./preact": { types: "./preact.d.ts" },
    "./solid": { types: "./solid.d.ts" },
    "./host": { types: "./raid-embed-host.d.ts", default: "./raid-embed-host.js" },
    "./custom-elements.json": "./custom-elements.json",
    "./*": "./*",
  },
  sideEffects: ["./raid-register.js"],
  files: ["*.js", "*.d.ts", "*.html", "*.css", "*.json", "glue/*.js", "glue/*.wasm", "samples/*.json"],
});

const readme = api => `# raid-register

A risk and change register for large delivery programmes, as the custom element \`<raid-register>\`. It needs no server of its own and sends nothing anywhere.

\`\`\`html
<script type="module" src="/raid/raid-register.js"></script>
<raid-register register="my-programme" src="my-programme.raid.json"></raid-register>
\`\`\`

Serve this folder as it is, \`raid-register.js\` beside \`glue/\`, under
\`script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'\`; with \`embed.html\` the address that the files come from
stands beside every \`'self'\`, which in Safari matches nothing in a sandboxed frame. It runs in Chrome and Edge 123, Firefox 121, Safari 17.5 and later.

With Vite, and other bundlers that follow \`new URL("…", import.meta.url)\`, \`import "raid-register"\` is all: they take the two files of WebAssembly along. With
esbuild, which does not, copy the folder \`glue/\` to beside the script it writes, or set the attribute \`wasm-url\`. For Vite's development server say
\`optimizeDeps: { exclude: ["raid-register"] }\`.

For TypeScript, \`import type {} from "raid-register/react"\` (or \`/preact\`, \`/solid\`) tells JSX of the element.

${tables(api)}
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [address, version, folder] = process.argv.slice(2);
  const api = await import(address);
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write("raid-register.d.ts", types(api));
  write("raid-embed-host.d.ts", hostTypes(api));
  for (const [name, library] of [["react", "react"], ["preact", "preact"], ["solid", "solid-js/jsx-runtime"]]) write(`${name}.d.ts`, jsxTypes(library));
  write("custom-elements.json", `${JSON.stringify(manifest(api), null, 1)}\n`);
  write("package.json", `${JSON.stringify(packaged(version), null, 1)}\n`);
  write("README.md", readme(api));
}
