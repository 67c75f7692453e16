// What a portal does with a register: it listens. Everything else is the element's own.

const events = document.querySelector("#events");
const unkept = document.querySelector("#unkept");
const first = document.querySelector("raid-register");

first.addEventListener("raid-change", ({ detail }) => {
  if (detail.origin === "user") events.querySelector("li:not([data-fact])")?.remove();
  for (const { by, fact, at } of detail.events) {
    const line = document.createElement("li");
    line.dataset.fact = fact;
    line.textContent = `${fact}, by ${by}, ${new Date(at).toLocaleTimeString("en-GB")}${detail.origin === "user" ? "" : ", in another place"}`;
    events.prepend(line);
  }
});

first.addEventListener("raid-dirty", ({ detail }) => {
  unkept.textContent = detail.dirty ? "A change is on its way." : "Everything is kept.";
});
