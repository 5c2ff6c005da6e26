// The keyboard of a window, and whatever has the focus: a clerk's hands that never leave the keys.
import { Key } from 'selenium-webdriver';

/** What only a pointer brings about. Moves are none: under a pointer at rest a page may move. */
const TOUCHES = ['mousedown', 'pointerdown', 'touchstart', 'wheel', 'dragstart', 'contextmenu'];
const MODIFIERS = { Ctrl: Key.CONTROL, Shift: Key.SHIFT, Alt: Key.ALT };
/** The longest way with Tab that anybody should have to go. */
const MOST_TABS = 60;

export class Keyboard {
  #session;
  #window;

  constructor(session, window) {
    this.#session = session;
    this.#window = window;
  }

  /** Presses keys together, such as "Ctrl+Shift+Enter". */
  async press(keys) {
    const names = keys.split('+');
    const last = names.pop();
    const held = names.map((name) => MODIFIERS[name]);
    const actions = this.#session.actions();
    for (const key of held) actions.keyDown(key);
    actions.sendKeys(Key[last.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()] ?? last);
    for (const key of held.reverse()) actions.keyUp(key);
    await actions.perform();
  }

  /** Types into whatever has the focus. */
  async type(text) {
    await this.#session.actions().sendKeys(text).perform();
  }

  /** Types over what stands in the field that has the focus. */
  async retype(text) {
    await this.press('Ctrl+a');
    await this.type(text);
  }

  /** What has the focus: in which place of a form, what kind of control, and what it is called. */
  focus() {
    return this.#window.run(() => {
      const at = document.activeElement ?? document.body;
      const said = at.closest('label')?.textContent ?? at.getAttribute('aria-label') ?? at.textContent;
      return {
        place: at.closest('[data-place]')?.dataset.place ?? '',
        kind: at.getAttribute('role') ?? (at instanceof HTMLInputElement ? at.type : at.localName),
        name: said.replace(/\s+/g, ' ').trim(),
        value: at.value ?? '',
      };
    });
  }

  /** Waits until the focus is where it is wanted; gives what has it. */
  async until(what, isWanted) {
    const wanted = async () => {
      const focus = await this.focus();
      return isWanted(focus) && focus;
    };
    return this.#window.until(what, wanted);
  }

  /** Goes on with Tab to what is called so. */
  async reach(name) {
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if ((await this.focus()).name === name) return;
      await this.press('Tab');
    }
    throw new Error(`Tab never came to ${name}`);
  }

  /** From now on the page notes whatever a hand on a mouse, a pad or a screen does. */
  watchTouches() {
    return this.#window.run((kinds) => {
      window.touches = [];
      const note = (event) => window.touches.push(event.type);
      for (const kind of kinds) addEventListener(kind, note, true);
      // Enter on a button is a click, too, but nothing was pressed for it.
      addEventListener('click', (event) => event.detail > 0 && note(event), true);
    }, TOUCHES);
  }

  /** What was noted since. That anything would have been is tried out first. */
  touches() {
    return this.#window.run((kinds) => {
      const before = window.touches.length;
      for (const kind of kinds) document.body.dispatchEvent(new Event(kind));
      if (window.touches.splice(before).join() !== kinds.join()) throw new Error('nobody listens any more');
      return window.touches;
    }, TOUCHES);
  }
}
