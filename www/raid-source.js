// What a host gives to be opened: a text, a file or an object, as the module takes it.

/** Throws an `Error` with the code `unreadable` where it is none of them. */
export function asBlob(source) {
  if (source instanceof Blob) return source;
  const refuse = why => { throw Object.assign(new Error(why), { code: "unreadable" }); };
  let text = source;
  try {
    if (typeof source !== "string") text = JSON.stringify(source);
  } catch (error) {
    refuse(`This is no snapshot: ${error?.message ?? error}`);
  }
  if (typeof text !== "string") refuse("This is no snapshot: give its text, a file of it, or the object");
  // Half a character would be replaced unseen.
  if (text.isWellFormed?.() === false) refuse("The text is damaged: it holds half of a character");
  // The first who reads it from its beginning takes the bytes from here, and need not ask the browser for them.
  const encodedText = new TextEncoder().encode(text);
  return Object.assign(new Blob([encodedText]), { encodedText });
}
