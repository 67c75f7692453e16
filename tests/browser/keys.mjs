// The keyboard alone, as a person uses it: Tab from control to control, arrows within an open menu, Enter.

import { assert } from "./page.mjs";

/** Goes to a control: arrows within an open menu, Tab everywhere else. */
export async function reach(page, control) {
  await control.waitFor();
  const here = () => control.evaluate(node => node.getRootNode().activeElement === node);
  for (let presses = 0; presses < 400; presses++) {
    if (await here()) return;
    const inMenu = await control.evaluate(node => {
      const menu = node.closest(".menu");
      return Boolean(menu?.contains(node.getRootNode().activeElement));
    });
    await page.keyboard.press(inMenu ? "ArrowDown" : "Tab");
  }
  assert.fail(`no key leads to ${control}`);
}

/** Goes to a button or a link and presses it. */
export async function press(page, control) {
  await reach(page, control);
  await page.keyboard.press("Enter");
}

/** Goes to a field and writes into it, in place of what stood there. */
export async function write(page, field, words) {
  await reach(page, field);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(words);
}

/** Goes to a list of choices and takes one by its first letters. */
export async function choose(page, list, words) {
  await reach(page, list);
  await page.keyboard.type(words);
  assert.equal(await list.evaluate(node => node.selectedOptions[0].label), words);
}

export { handedOut } from "./page.mjs";
