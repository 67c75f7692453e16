// In the page: edits as fast as it can, and acknowledges what the register says is saved.

const register = document.querySelector("raid-register");
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
const ready = new Promise(resolve => register.addEventListener("raid-ready", resolve, { once: true }));

/** The register as it stands, when everything is kept. */
globalThis.read = async () => {
  await ready;
  await register.flush();
  return { text: await register.save(), state: register.status.state, message: register.status.message };
};

const risk = title => ({ format: "raid-register", formatVersion: 1, register: { title: "More" }, items: [{ kind: "risk", title }] });
const button = (place, words) => [...place.querySelectorAll("button")].find(({ textContent }) => textContent.trim() === words);
const found = async look => {
  for (let turn = 0; turn < 200; turn++) {
    const node = look();
    if (node) return node;
    await pause(5);
  }
  throw new Error(`nothing was found: ${look}`);
};

const EDITS = {
  /** As a person does. */
  async note(words) {
    const notes = () => register.shadowRoot.querySelector("#item-notes-title")?.closest("section");
    (await found(() => notes() && button(notes(), "Add a note"))).click();
    const field = await found(() => notes()?.querySelector("textarea"));
    field.value = words;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    button(notes(), "Save").click();
  },
  /** As a host does. */
  merge: words => register.merge(risk(words)),
  /** Another register in place of this one. */
  open: words => register.load(risk(words)),
};

/** Never ends. `kinds` are taken in turns; each edit bears words of its own. */
globalThis.edit = async (tab, life, kinds) => {
  await ready;
  const waiting = [];
  for (let number = 0; ; number++) {
    while (globalThis.isResting) await pause(20);
    const [kind, words, begun] = [kinds[number % kinds.length], `w${life}t${tab}n${number}w`, Date.now()];
    try {
      await EDITS[kind](words);
      waiting.push({ words, begun, kind });
    } catch (error) {
      globalThis.complain(`${kind}: ${error.message}`);
      await pause(20);
    }
    await register.flush();
    if (register.status.state === "saved") globalThis.acknowledge(waiting.splice(0));
    else await pause(20);
  }
};
