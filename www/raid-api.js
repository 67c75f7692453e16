// What <raid-register> offers, in one table: the element, its type definitions, its manifest and the README are made of it.

export const ATTRIBUTES = [
  { name: "register", property: "register", usual: "default", text: "The name under which this browser keeps the register." },
  { name: "src", property: "src", usual: "", text: "A snapshot that is opened when nothing is kept under that name." },
  { name: "preset", property: "preset", usual: "", text: "A set-up, such as `presets/small.json`, that a register begins with when nothing is kept under that name and there is no `src`." },
  { name: "mode", property: "mode", values: ["edit", "view"], usual: "edit", text: "Whether changes can be made." },
  { name: "view", property: "view", usual: "overview", text: "Where it opens: `overview`, `list?kind=risk`, `item/R525`, `board`, `calendar/2023-10`, `agenda/DAG030`, `settings`. Setting it goes there; the property says where the person is." },
  { name: "hide", property: "hide", usual: "", text: "Views that the navigation leaves out, as in `view`, with blanks between them: `board agenda list?kind=assumption`. Links still lead there." },
  { name: "theme", property: "theme", values: ["auto", "light", "dark"], usual: "auto", text: "Colours. `auto` follows the page's `color-scheme`." },
  { name: "density", property: "density", values: ["auto", "compact", "roomy"], usual: "auto", text: "How tall the rows of tables are." },
  { name: "storage", property: "storage", values: ["auto", "memory"], usual: "auto", text: "`memory` keeps nothing in this browser." },
  { name: "router", property: "router", values: ["none", "hash"], usual: "none", text: "`hash`: the page's address follows, so that a link reopens what is shown." },
  { name: "user", property: "user", usual: "", text: "Who works here: changes are recorded under this name. Without it the person says so in the settings." },
  { name: "keys", property: "keys", values: ["own", "shared"], usual: "own", text: "`own`: keys typed in a field of the register are not heard by the page around." },
  { name: "wasm-url", property: "wasmUrl", usual: "", text: "Where the first WebAssembly file is, if it is not beside the script; the second is looked for beside it, and then beside the script. The first element on a page decides." },
];

export const PROPERTIES = [
  { name: "readOnly", type: "boolean", text: "The same as `mode=\"view\"`." },
  { name: "storageAdapter", type: "RaidStorageAdapter | null", text: "An object of yours that keeps the register in place of the browser." },
  { name: "dirty", type: "boolean", readonly: true, text: "Whether there are changes that are nowhere but in this page." },
  { name: "revision", type: "number", readonly: true, text: "Grows with every change of the register." },
  { name: "status", type: "RaidStatus", readonly: true, text: "`{ state, message, by }`: where the register is kept, and by whom." },
  { name: "version", type: "string", readonly: true, text: "The version of the register; empty until it stands." },
];

export const METHODS = [
  { name: "load", takes: "source: RaidSource", gives: "void", text: "Opens a register in place of what is here. Rejects with an `Error` whose `message` is the sentence a user reads and whose `code` is the kind of fault; the register is then as it was." },
  { name: "offer", takes: "source: RaidSource", gives: "void", text: "Shows the person what a file holds; they decide whether it is opened." },
  { name: "merge", takes: "source: RaidSource", gives: "RaidMerged", text: "Takes in what another copy of the register has. Nothing is lost on either side." },
  { name: "save", takes: "", gives: "string", text: "The snapshot's text." },
  { name: "exportBlob", takes: "", gives: "Blob", text: "The snapshot as a `Blob`." },
  { name: "go", takes: "view: string", gives: "void", text: "Goes to a place, as in `view`." },
  { name: "undo", takes: "", gives: "void", text: "Takes the last step back, as a new fact." },
  { name: "redo", takes: "", gives: "void", text: "Does what was undone again." },
  { name: "flush", takes: "", gives: "void", text: "Resolves when everything is drawn and kept, and also where something cannot be kept: `status` says which of the two, and why not." },
];

export const EVENTS = [
  { name: "raid-ready", detail: "null", text: "The register stands." },
  { name: "raid-load", detail: "{ title: string; records: number }", text: "Another register was opened." },
  { name: "raid-change", detail: "{ revision: number; origin: \"user\" | \"elsewhere\"; events: RaidEvent[] }", text: "Facts were recorded here, or came from another tab or your storage. More than five hundred come as several of these events, one after the other." },
  { name: "raid-dirty", detail: "{ dirty: boolean }", text: "Changes began to be nowhere but in this page, or no longer are." },
  { name: "raid-storage", detail: "RaidStatus", text: "Where the register is kept has changed." },
  { name: "raid-navigate", detail: "{ view: string }", text: "The person went somewhere else." },
  { name: "raid-select", detail: "{ reference: string }", text: "A record was opened." },
  { name: "raid-before-export", detail: "{ blob: Blob; name: string }", cancelable: true, text: "A file is about to be handed out. Call `preventDefault()` and take the blob: then it is no download." },
  { name: "raid-export-due", detail: "{ since: string }", text: "What was changed since that day is in this browser alone and in no file, for a week or more. The person is told as well." },
  { name: "raid-error", detail: "{ code: string; message: string; recoverable: boolean }", text: "Something went wrong, in a sentence for a user." },
];

export const TOKENS = [
  { name: "--raid-accent", text: "Buttons, links, what is chosen." },
  { name: "--raid-accent-ink", text: "Words on the accent." },
  { name: "--raid-font", text: "The typeface of everything." },
  { name: "--raid-font-heading", text: "The typeface of headings." },
  { name: "--raid-font-mono", text: "The typeface of references." },
  { name: "--raid-rem", text: "What `1rem` would be if the page did not change the root font size: `1.6rem` where it says `font-size: 62.5%`." },
  { name: "--raid-max-height", text: "The most height it takes; usually the window's." },
];

export const PARTS = [
  { name: "head", text: "The bar with search and buttons." },
  { name: "nav", text: "The navigation." },
  { name: "main", text: "What the person looks at." },
];
