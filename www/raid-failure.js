// What a person reads when the register cannot be shown: what is wrong, and what to do. Needs nothing but this file.

/** The smallest module that computes with vectors. */
const SIMD = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

/** What this browser lacks, and which kind of fault that is; nothing when it has all that is needed. */
export function missing() {
  if (typeof WebAssembly !== "object") return { code: "no-wasm", words: "This browser does not run WebAssembly, of which the register is made." };
  const has = "adoptedStyleSheets" in Document.prototype && "replaceSync" in CSSStyleSheet.prototype && CSS.supports("color", "light-dark(red, red)")
    && CSS.supports("container-type", "inline-size") && CSS.supports("selector(:has(a))") && WebAssembly.validate(SIMD);
  return has ? null : { code: "too-old", words: "This browser is too old for the register." };
}

/** The kind of fault, what happened, and what to do about it. `kind` is the name of the error. */
export function explain(code, words, kind = "") {
  const of = (code, sentence, advice) => ({ code, sentence, advice });
  const told = `${kind} ${words}`;
  if (code === "too-old") return of(code, words, "It needs Chrome or Edge 123, Firefox 121, Safari 17.5, or a later one.");
  if (code === "no-wasm") return of(code, words, "It may be switched off: by Edge's enhanced security, by Lockdown Mode on Apple devices, or by those who look after this device. Let this site use it, or open the page in another browser.");
  if (code === "not-fetched") return of(code, "The register could not be fetched.", `${words[0].toUpperCase()}${words.slice(1)}. Nothing is shown in its place, and nothing was changed.`);
  if (code === "fault") return of(code, "The register met a fault of its own and has stopped.", `Start again; where a download is offered, take it first. The fault was: ${words}`);
  if (code === "mixed" || kind === "LinkError") {
    return of("mixed", "The files of the register do not belong together: some are of another version.", "Reload the page. If it stays so, the people who run the site have to copy the whole folder to the server again.");
  }
  if (/unsafe-eval|Content.Security.Policy|CSP|disallowed by embedder|blocked by/i.test(told)) {
    return of("policy", "This site does not let the register run.", "Its Content-Security-Policy needs 'wasm-unsafe-eval' in script-src. Ask the people who run the site.");
  }
  if (/status code|404|not ok/i.test(told)) {
    return of("not-found", "A file of the register is missing on the server.", "The whole folder has to be there, with glue/raid-register.js and glue/raid-register_bg.wasm in it.");
  }
  if (/magic word|MIME|expected.*wasm|doesn't parse|CompileError|SyntaxError/i.test(told)) {
    return of("wrong-type", "The server sent something else in place of the register.", "glue/raid-register.js has to be sent unchanged, as text/javascript, and glue/raid-register_bg.wasm as application/wasm. A sign-in page may have come in their place: then sign in and try again.");
  }
  if (/failed to fetch|NetworkError|load failed|importing a module|loading dynamically/i.test(told)) {
    return of("network", "The register could not be fetched.", "Look whether you are connected, then try again.");
  }
  return of("unknown", "The register could not be started.", `What went wrong: ${words}`);
}

const LOOKS = `
:host { display: block; }
.failure { max-inline-size: 40rem; padding: 1.5rem; border: 1px solid; border-inline-start-width: .5rem; font: 1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
.failure h2 { margin: 0 0 .5rem; font-size: 1.25rem; }
.failure p { margin: 0 0 1rem; }
.waiting { position: relative; z-index: 1; box-sizing: border-box; block-size: 3.25rem; margin: 0; padding-inline: 1rem; overflow: hidden; border-block-end: 1px solid light-dark(#dedad2, #333b40); background: light-dark(#fbfaf8, #15191c); color: light-dark(#454c52, #bcc1c4); font: 1rem/3.25rem system-ui, sans-serif; text-overflow: ellipsis; white-space: nowrap; }
.handed { inline-size: min(40rem, 90vw); font: 1rem/1.5 system-ui, sans-serif; }
.handed textarea { display: block; inline-size: 100%; block-size: 50vh; box-sizing: border-box; margin-block: .5rem; font: .8125rem/1.4 monospace; }
.failure button { margin: 0 .5rem .5rem 0; padding: .5rem 1rem; font: inherit; cursor: pointer; }
`;

let looks = null;

function dress(root) {
  try {
    if (!looks) (looks = new CSSStyleSheet()).replaceSync(LOOKS);
    if (!root.adoptedStyleSheets.includes(looks)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, looks];
  } catch {
    // Too old for that: the words stand without looks.
  }
}

function element(name, words, properties = {}) {
  return Object.assign(document.createElement(name), { textContent: words }, properties);
}

/** What stands by itself says in which language it is, whatever that of the page around. */
const ENGLISH = { lang: "en-GB", dir: "ltr" };

/** The bar of the page with a line in it, until the register is drawn; then it takes no room (`base.css`), so that nothing moves. */
export function showWaiting(root) {
  const line = element("p", "The register is being opened…", { className: "waiting", ...ENGLISH });
  line.setAttribute("role", "status");
  root.replaceChildren(line);
  dress(root);
}

/** Shows it in place of the register, with what the host has put inside the element beneath. */
export function showFailure(root, { sentence, advice }, { rescued = null, words = "Download what was open", hand, retry }) {
  const box = element("div", "", { className: "failure", ...ENGLISH });
  box.setAttribute("role", "alert");
  box.append(element("h2", sentence), element("p", advice));
  if (rescued) box.append(button(words, () => hand(rescued, "rescued.raid.json")));
  box.append(button(rescued ? "Start again" : "Try again", retry));
  root.replaceChildren(box, document.createElement("slot"));
  root.adoptedStyleSheets = [];
  dress(root);
}

function button(words, act) {
  const made = element("button", words, { type: "button" });
  made.addEventListener("click", act);
  return made;
}

/** Hands a file to the person: as a download, or, in a frame without rights of its own, where a download may do nothing and
 *  nobody would say so, as text to copy. */
export function handOut(root, blob, name) {
  if (self.origin !== "null") return download(blob, name);
  const dialog = element("dialog", "", { className: "handed", ...ENGLISH });
  const text = element("textarea", "", { readOnly: true });
  text.setAttribute("aria-label", name);
  dialog.setAttribute("aria-label", "Copy the file");
  dialog.append(element("p", `This page may not be allowed to save files. Copy the text and keep it as ${name}.`), text,
    button("Try to download it", () => download(blob, name)), button("Close", () => dialog.close()));
  dialog.addEventListener("close", () => dialog.remove());
  root.append(dialog);
  dress(root);
  dialog.showModal();
  blob.text().then(whole => { text.value = whole; text.select(); });
  return "shown";
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 40_000);
  return "downloaded";
}
