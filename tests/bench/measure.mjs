// How one task is timed. Runs inside the page under test, the same for the product and for the plain page: from the
// action to the end of the first frame after the DOM shows the result.

/** What is put into a driver's page before its own scripts: `bench`, the driver, and when its table is there. */
export function script(driver) {
  const given = [driver.places, driver.columns].map(value => JSON.stringify(value)).join(", ");
  return `(${installMeasure})();
    (${driver.install})(${given});
    globalThis.firstTable = bench.sinceNavigation(() => globalThis.driver?.hasRows());`;
}

/** The middle of the numbers among the values; `null` where there are none. */
export function median(values) {
  const sorted = values.filter(value => typeof value === "number").sort((one, other) => one - other);
  if (!sorted.length) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Puts `bench` into the page, before the page's own scripts. Must stand alone: Playwright sends it as text. */
export function installMeasure() {
  const LIMIT = 120_000;
  const LOOK_AGAIN = 4;
  const NO_FRAME = 20_000;

  const sleep = delay => new Promise(resolve => setTimeout(resolve, delay));
  const macrotask = () => new Promise(resolve => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });

  // A frame without damage is throttled, so every awaited frame has a speck of its own to paint.
  let speck;
  function damage() {
    if (!speck) {
      speck = document.createElement("div");
      speck.style.cssText = "position:fixed;left:0;bottom:0;width:1px;height:1px;pointer-events:none";
      document.documentElement.append(speck);
    }
    speck.style.background = speck.style.background === "black" ? "white" : "black";
  }

  /** Resolves when the frame that shows the present DOM has been styled, laid out and painted. */
  async function frame() {
    damage();
    // A browser that draws no more would be waited for without end.
    const stalled = sleep(NO_FRAME).then(() => { throw new Error("the browser drew no frame"); });
    await Promise.race([new Promise(requestAnimationFrame), stalled]);
    await macrotask();
  }

  /** Resolves when `shown()` is true: looked at once now, after each change below `root`, and every few milliseconds. */
  function seen(root, shown) {
    if (shown()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const end = settle => value => {
        observer.disconnect();
        clearInterval(timer);
        settle(value);
      };
      const look = () => {
        try {
          if (shown()) end(resolve)();
          else if (performance.now() - began > LIMIT) end(reject)(new Error("the result was not shown in time"));
        } catch (error) {
          end(reject)(error);
        }
      };
      const observer = new MutationObserver(look);
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      const timer = setInterval(look, LOOK_AGAIN);
    });
  }

  /** Nothing left over from the task before. */
  async function calm() {
    globalThis.gc?.();
    for (let quiet = 0; quiet < 3; quiet++) await frame();
  }

  /** Milliseconds from `act()` to the frame that shows its result. */
  async function untilShown(root, act, shown) {
    await calm();
    const start = performance.now();
    const acting = Promise.resolve(act());
    await Promise.race([seen(root, shown), acting.then(() => new Promise(() => {}))]);
    await frame();
    const end = performance.now();
    await acting;
    return end - start;
  }

  /** Milliseconds until what `act()` promises has come true. */
  async function untilDone(act) {
    await calm();
    const start = performance.now();
    await act();
    return performance.now() - start;
  }

  /** Milliseconds from the start of the navigation to the frame that shows a table one can use. */
  async function sinceNavigation(ready) {
    while (!ready()) await sleep(0);
    await frame();
    return performance.now();
  }

  /** The register as a file whose bytes are kept by the browser, not by the page. */
  async function fetchFile(url) {
    const response = await fetch(url);
    return new File([await response.blob()], "bench.raid.json", { type: "application/json" });
  }

  globalThis.bench = { calm, fetchFile, frame, seen, sinceNavigation, sleep, untilDone, untilShown };
}
