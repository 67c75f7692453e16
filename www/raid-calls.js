// The calls to one register: carried out one after the other, in the order they were made, and every one of them settles,
// whatever becomes of the module or of the element.

/** An error as hosts read it: a sentence, and the kind of fault. */
export const coded = (code, message) => Object.assign(new Error(message), { code });

export class CallQueue {
  #last = Promise.resolve();
  /** Those that are not settled: whether the module is at it, whether it is void once the register is closed, and how it is rejected. */
  #open = new Set();

  /** Adds a call. `ready` promises the handle that it is carried out with; `act` is called with it at once. */
  add(ready, act, isVoidWhenClosed = false) {
    const done = new Promise((resolve, reject) => {
      const call = { isRunning: false, isVoidWhenClosed, reject };
      this.#open.add(call);
      const carriedOut = this.#last.then(ready).then(handle => {
        call.isRunning = true;
        return act(handle);
      });
      carriedOut.then(resolve, reject).finally(() => this.#open.delete(call));
    });
    this.#last = done.then(() => {}, () => {});
    return done;
  }

  /** Rejects the calls that the module was at when it failed. Those that wait are carried out after them. */
  failRunning(error) {
    for (const call of this.#open) if (call.isRunning) this.#reject(call, error);
  }

  /** The register is closed. What still can be done of a running call is done. */
  close(error) {
    for (const call of this.#open) if (!call.isRunning || call.isVoidWhenClosed) this.#reject(call, error);
  }

  #reject(call, error) {
    this.#open.delete(call);
    call.reject(error);
  }
}
