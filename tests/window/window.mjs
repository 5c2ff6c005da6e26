// The window under WebDriver: opened, looked at, closed.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Builder, By, Capabilities } from 'selenium-webdriver';
import { Keyboard } from './keyboard.mjs';

/** How long anything may take to appear. Setting up stretches a passphrase, in a debug build too. */
export const PATIENCE_MS = 20_000;
const POLL_MS = 50;

/** Opens the window, walks, and closes it; of a walk that goes wrong there is a picture. */
export async function inTheWindow({ driver, program, data, out }, walk) {
  const window = await open({ driver, program, data, out });
  try {
    return await walk(window);
  } catch (failure) {
    await window.picture('went-wrong').catch(() => undefined);
    throw failure;
  } finally {
    await window.close();
  }
}

/** Starts the program on a data folder and takes hold of its window; pictures go into `out`. */
async function open({ driver, program, data, out }) {
  const capabilities = new Capabilities({
    browserName: 'wry',
    'webkitgtk:browserOptions': { binary: program, args: ['--data', data] },
  });
  const session = await new Builder().usingServer(driver).withCapabilities(capabilities).build();
  await session.manage().setTimeouts({ script: PATIENCE_MS, pageLoad: PATIENCE_MS });
  return new Window(session, out);
}

class Window {
  #session;
  #out;
  #pictures = 0;

  constructor(session, out) {
    this.#session = session;
    this.#out = out;
    this.keyboard = new Keyboard(session, this);
    mkdirSync(out, { recursive: true });
  }

  title() {
    return this.#session.getTitle();
  }

  address() {
    return this.#session.getCurrentUrl();
  }

  /** What a function of the page gives; it may be async. */
  async run(inside, ...given) {
    const source = `
      const done = arguments[arguments.length - 1];
      Promise.resolve((${inside})(...Array.from(arguments).slice(0, -1)))
        .then((value) => done({ value }), (why) => done({ thrown: why instanceof Error ? why.message : why }));`;
    const { value, thrown } = await this.#session.executeAsyncScript(source, ...given);
    if (thrown !== undefined) throw new Thrown(thrown);
    return value;
  }

  /** Asks the desk as the page does. */
  ask(command, args = {}) {
    const invoke = (command, args) =>
      window.__TAURI_INTERNALS__.invoke('call', { command, args, language: 'vi' });
    return this.run(invoke, command, args);
  }

  until(what, isSo) {
    return this.#session.wait(isSo, PATIENCE_MS, `it never came to this: ${what}`, POLL_MS);
  }

  /** Waits until the page shows the text. */
  async shows(text) {
    await this.until(`the page says ${text}`, () => this.says(text));
  }

  /** Waits until the page shows the text no more. */
  async hides(text) {
    await this.until(`the page says ${text} no more`, async () => !(await this.says(text)));
  }

  /** Whether the page shows the text now. */
  says(text) {
    return this.run((text) => document.body.innerText.includes(text), text);
  }

  /** Waits for what has this role and this name, as whoever cannot see would hear it. */
  find(role, name) {
    const found = async () => {
      for (const element of await this.#session.findElements(By.css(ROLES[role]))) {
        // The page may put something else in its place meanwhile; then it is looked for anew.
        if (await matches(element, name).catch(() => false)) return element;
      }
      return null;
    };
    return this.until(`there is a ${role} called ${name}`, found);
  }

  /** Waits until a PDF in a frame shows the text, which the webview's own viewer writes over its picture. */
  async frameShows(name, text) {
    const frame = await this.find('frame', name);
    const seen = async () => {
      await this.#session.switchTo().frame(frame);
      // The viewer is a page of the webview's own, one frame further in.
      const [inner] = await this.#session.findElements(By.css('iframe'));
      if (inner) await this.#session.switchTo().frame(inner);
      const found = await this.#session.executeScript('return document.body.textContent');
      await this.#session.switchTo().defaultContent();
      return found.includes(text);
    };
    await this.until(`the frame ${name} shows ${text}`, seen);
    // Looking in took the focus along; it goes back to where the person has it.
    await this.run(() => {
      window.focus();
      document.activeElement.focus();
    });
  }

  async press(role, name) {
    await (await this.find(role, name)).click();
  }

  async type(name, text) {
    const field = await this.find('field', name);
    await field.clear();
    await field.sendKeys(text);
  }

  /** Takes a picture, numbered in the order of the story. */
  async picture(name) {
    // Right after a change a picture still shows the frame before it.
    await this.run(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    this.#pictures += 1;
    const file = `${this.#pictures}-${name}.png`;
    writeFileSync(path.join(this.#out, file), await this.#session.takeScreenshot(), 'base64');
    console.log(`   seen: ${file}`);
  }

  close() {
    return this.#session.quit();
  }
}

/** What the page threw, as it is: a text, or the desk's own refusal. */
export class Thrown extends Error {
  constructor(thrown) {
    super(typeof thrown === 'string' ? thrown : JSON.stringify(thrown));
    this.thrown = thrown;
  }
}

const ROLES = {
  button: 'button, [role="button"]',
  link: 'a[href]',
  field: 'input:not([type="radio"], [type="checkbox"]), textarea, select, [role="combobox"]',
  radio: 'input[type="radio"], [role="radio"]',
  checkbox: 'input[type="checkbox"], [role="checkbox"], [role="switch"]',
  frame: 'iframe',
};

async function matches(element, name) {
  // WebKit says a placeholder, and what else belongs to it, after the label.
  const heard = (await element.getAccessibleName()).trim();
  if (name instanceof RegExp ? !name.test(heard) : !heard.startsWith(name)) return false;
  return (await element.isDisplayed()) && (await element.isEnabled());
}
