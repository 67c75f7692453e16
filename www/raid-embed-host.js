// The host's side of `raid-embed/1`: shows the register in a frame and speaks with it. Has no other files.
//
//   import { embed } from "/raid/raid-embed-host.js";
//   const register = await embed(document.querySelector("#place"), { src: "/raid/embed.html", config: { register: "alpha" } });
//   register.on("change", ({ events }) => …);
//   await register.call("load", [text]);

const PROTOCOL = "raid-embed";
const SANDBOX = "allow-scripts allow-modals allow-forms";

/** Shows the register. `storage` is an object of yours that keeps it, as the element's `storageAdapter`; `sameOrigin` lets
 *  the frame keep it in its own browser storage; `grow` lets it become as tall as its content, up to so many pixels. Resolves
 *  when the register stands; rejects after `patience` milliseconds. */
export async function embed(place, { src, config = {}, storage = null, sameOrigin = false, title = "RAID register", grow = 0, patience = 30_000 }) {
  const address = new URL(src, document.baseURI);
  address.searchParams.set("origin", location.origin);
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.setAttribute("sandbox", sameOrigin ? `${SANDBOX} allow-same-origin` : SANDBOX);
  // By its own style object: a policy forbids the attribute.
  Object.assign(frame.style, { display: "block", inlineSize: "100%", blockSize: "80vh", border: "0" });
  frame.src = address.href;

  const listeners = new Map();
  const asked = new Map();
  const { port1: port, port2: theirs } = new MessageChannel();
  let last = 0;
  let closed = false;
  let unsubscribe = null;
  let subscribed = null;

  let mine = config.register || "default";
  const services = {
    "host.load": ({ register }) => {
      if (subscribed !== register) {
        leave();
        subscribed = register;
        unsubscribe = storage.subscribe?.(register, events => register === mine && tell("heard", { events })) ?? null;
      }
      return storage.load(register);
    },
    "host.replace": ({ register, events }) => storage.replace(register, events),
    "host.append": ({ register, events }) => storage.append(register, events),
  };

  function leave() {
    const left = unsubscribe;
    unsubscribe = null;
    Promise.resolve(left).then(end => end?.()).catch(error => console.error(error));
  }

  // Nobody waits for what cannot come any more.
  function end(why) {
    closed = true;
    leave();
    for (const { reject } of asked.values()) reject(new Error(why));
    asked.clear();
    removeEventListener("message", hello);
    port.close();
  }

  const tell = (method, params) => port.postMessage({ jsonrpc: "2.0", method, params });
  const call = (method, params) => new Promise((resolve, reject) => {
    if (closed) throw new Error("The register in the frame was closed");
    const id = ++last;
    if (method === "configure") mine = params?.register || mine;
    asked.set(id, { resolve, reject });
    port.postMessage({ jsonrpc: "2.0", id, method, params });
  });

  async function answer({ id, method, params }) {
    try {
      if (!storage || !Object.hasOwn(services, method)) throw new Error(`This page has no ${method}`);
      if (params?.register !== mine) throw new Error("This page keeps another register");
      port.postMessage({ jsonrpc: "2.0", id, result: (await services[method](params)) ?? null });
    } catch (error) {
      port.postMessage({ jsonrpc: "2.0", id, error: { code: -32000, message: String(error?.message ?? error) } });
    }
  }

  port.onmessage = ({ data }) => {
    if (data?.jsonrpc !== "2.0") return;
    if (typeof data.method === "string" && data.id !== undefined) return void answer(data);
    if (typeof data.method === "string") return (listeners.get(data.method) ?? []).forEach(listener => listener(data.params));
    const waiting = asked.get(data.id);
    if (!waiting) return;
    asked.delete(data.id);
    if (data.error) waiting.reject(Object.assign(new Error(String(data.error.message)), { code: data.error.data?.code }));
    else waiting.resolve(data.result);
  };

  // The frame was taken away or shows another page: nothing answers any more. Not every browser tells.
  port.addEventListener("close", () => closed || end("The register in the frame is gone"));

  const on = (name, listener) => {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    return () => listeners.set(name, listeners.get(name).filter(other => other !== listener));
  };

  // The frame's own file, unless the host takes it.
  const download = ({ blob, name }) => {
    if (!(blob instanceof Blob)) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 40_000);
  };
  on("export", file => listeners.get("export").length === 1 && download(file ?? {}));
  on("resize", size => {
    if (grow > 0 && size?.height > 0) frame.style.blockSize = `${Math.min(grow, Math.max(size.height, 240))}px`;
  });

  let greet = null;
  function hello({ source, origin, data }) {
    const expected = sameOrigin ? address.origin : "null";
    if (source !== frame.contentWindow || origin !== expected || data?.p !== PROTOCOL || data.type !== "hello" || !data.v?.includes(1)) return;
    removeEventListener("message", hello);
    on("hello", greet);
    frame.contentWindow.postMessage({ p: PROTOCOL, v: 1, type: "init", keepsData: Boolean(storage), replaces: Boolean(storage?.replace) }, sameOrigin ? address.origin : "*", [theirs]);
  }

  let late = 0;
  try {
    await Promise.race([
      new Promise((_, reject) => { late = setTimeout(() => reject(new Error("The register in the frame does not answer")), patience); }),
      (async () => {
        await new Promise(resolve => {
          greet = resolve;
          addEventListener("message", hello);
          place.append(frame);
        });
        await call("configure", { ...config, ...(storage?.givesNumbers ? { givesNumbers: true } : {}) });
      })(),
    ]);
  } catch (error) {
    // The frame stays: it may say why.
    end(error.message);
    throw error;
  } finally {
    clearTimeout(late);
  }
  return {
    frame,
    call,
    on,
    close() {
      end("The register in the frame was closed");
      frame.remove();
    },
  };
}
