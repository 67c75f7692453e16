// What the register has promised to keep, and what of it is not there.

/** The words of an edit, wherever they stand. */
const WORDS = /w\d+t\d+n\d+w/g;

/** The acknowledged edits of one register. */
export class Ledger {
  #edits = new Map();
  /** When the database was last deleted, by the pages' clock; in between it may be gone at any moment. */
  #deleted = 0;

  /** A tab says that these are kept. What it says after a deletion promises what it had before, too. */
  acknowledge(tab, life, edits) {
    for (const { words, begun } of edits) this.#edits.set(words, { tab, life, isPromised: begun > this.#deleted });
    if (!edits.some(({ begun }) => begun > this.#deleted)) return;
    for (const edit of this.#edits.values()) if (edit.life < life || edit.tab === tab) edit.isPromised = true;
  }

  /** The database is about to be deleted: nothing is promised until a tab has kept something again. */
  expectDeletion() {
    this.#deleted = Infinity;
    for (const edit of this.#edits.values()) edit.isPromised = false;
  }

  /** It was deleted at that moment. */
  noteDeletion(at) {
    this.#deleted = at;
  }

  /** What is promised now. Who reads a register afterwards finds at least that. */
  promised() {
    return [...this.#edits].filter(([, { isPromised }]) => isPromised).map(([words]) => words);
  }

  /** Compares what was promised with a register that was read since. */
  compare(text, promised) {
    const events = JSON.parse(text).log ?? [];
    const there = new Set(text.match(WORDS));
    return { lost: promised.filter(words => !there.has(words)), doubled: events.length - new Set(events.map(({ id }) => id)).size };
  }

  /** After a restart: what is there is promised from now on, and what a deletion took is forgotten. */
  settle(text) {
    const there = new Set(text.match(WORDS));
    for (const [words, edit] of this.#edits) {
      if (there.has(words)) edit.isPromised = true;
      else this.#edits.delete(words);
    }
    this.#deleted = 0;
  }

  /** Where each edit replaces the one before: the last that was acknowledged, or a later one, is there, whole. */
  compareLast(text, promised) {
    const order = words => /w(\d+)t\d+n(\d+)w/.exec(words).slice(1).map(Number);
    const last = promised.at(-1);
    const [there] = text.match(WORDS) ?? [];
    if (!last) return { lost: [], doubled: 0 };
    const [life, number] = order(last);
    const [itsLife, itsNumber] = there ? order(there) : [-1, -1];
    return { lost: itsLife > life || itsLife === life && itsNumber >= number ? [] : [last], doubled: 0 };
  }
}
