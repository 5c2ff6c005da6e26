// A form that is typed, field by field as Enter leads, and then gap by gap as Ctrl+Enter does.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

/** More steps than any form has. */
const MOST_STEPS = 150;
const MOST_GAPS = 10;
const MOST_CHOICES = 40;
/** Widgets whose answer may bring other fields about. */
const ASKING = ['choice', 'yes_no', 'list', 'commune', 'toggle'];

export class Answers {
  #window;
  #keyboard;
  #dossier;
  #example;
  #fields = [];
  /** The example as the desk writes it: personal numbers in groups, and the like. */
  #expected;

  constructor(window, dossier, example) {
    this.#window = window;
    this.#keyboard = window.keyboard;
    this.#dossier = dossier;
    this.#example = example;
    this.#expected = structuredClone(example);
    // It is asked only where it was told before.
    delete this.#expected.submitter.kind;
  }

  /** Goes through the form from its first field to its last and types what the example has. */
  async typeAll(seen = () => undefined) {
    let { place } = await this.#keyboard.until('the first field has the focus', isField);
    await this.#standing();
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const widget = isField({ place }) ? await this.#answer(place.slice('field:'.length)) : '';
      await seen(place);
      const next = await this.#goOn(place, widget);
      if (next === place) return this.#isAsInTheExample();
      place = next;
    }
    throw new Error('the form never came to its end');
  }

  /** Goes where something is missing until nothing is; `hand` puts a paper there. */
  async closeGaps(hand) {
    for (let gaps = 0; gaps < MOST_GAPS; gaps += 1) {
      const { missing } = await this.#standing();
      if (missing.length === 0) return;
      await this.#keyboard.press('Ctrl+Enter');
      const { place } = await this.#keyboard.until('a gap has the focus', ({ place }) => place !== '');
      if (isField({ place })) await this.#answer(place.slice('field:'.length));
      else await hand(place.slice('paper:'.length));
      const isFewer = async () => (await this.#standing()).missing.length < missing.length;
      await this.#window.until(`there is one gap less after ${place}`, isFewer);
    }
    throw new Error('something is still missing after every gap was visited');
  }

  async #isAsInTheExample() {
    let form;
    const isSame = async () => isDeepStrictEqual(({ form } = await this.#standing()).form, this.#expected);
    await this.#window.until('the desk has all that was typed', isSame).catch(() => undefined);
    assert.deepEqual(form, this.#expected);
  }

  /** On to the next field; a list has gone on by itself when something was picked from it. */
  async #goOn(place, widget) {
    const { place: here } = await this.#keyboard.focus();
    if (here !== place) return here;
    await this.#keyboard.press(widget === 'prose' ? 'Tab' : 'Enter');
    return (await this.#keyboard.focus()).place;
  }

  /** Answers the field that has the focus; gives its widget. */
  async #answer(path) {
    const field = this.#fields.find((field) => field.path === path);
    assert.ok(field, `the desk knows the field ${path}`);
    const wanted = at(this.#example, field.widget === 'toggle' ? field.sets[0] : path);
    if (wanted === undefined) return field.widget;
    await this.#type(field, wanted);
    if (typeof wanted === 'string') await this.#expect(field, wanted);
    // What is chosen may ask for more, and the next field is another one then.
    if (ASKING.includes(field.widget)) {
      await this.#window.until(`what ${path} asks for is there`, () => this.#has(field, wanted));
    }
    return field.widget;
  }

  async #expect({ path, widget }, typed) {
    const { text } = await this.#window.ask('fields.mend', { widget, text: typed });
    const steps = path.split('/');
    at(this.#expected, steps.slice(0, -1).join('/'))[steps.at(-1)] = text;
  }

  async #type(field, wanted) {
    const { kind } = await this.#keyboard.focus();
    if (kind === 'checkbox') return this.#turnOn();
    if (kind === 'radio') return this.#choose(labelOf(field, wanted));
    if (kind === 'select') return this.#pick(String(wanted));
    // A person's name is offered, too, but typed as it is.
    if (kind === 'combobox' && isCode(field)) return this.#seek(field, wanted);
    return this.#keyboard.retype(String(wanted));
  }

  async #turnOn() {
    const isOn = () => this.#window.run(() => document.activeElement.checked);
    if (!(await isOn())) await this.#keyboard.press('Space');
    assert.ok(await isOn());
  }

  /** Among a few, the arrows go round. */
  async #choose(label) {
    await this.#keyboard.press('Space');
    for (let steps = 0; steps < MOST_CHOICES; steps += 1) {
      if ((await this.#keyboard.focus()).name === label) return;
      await this.#keyboard.press('ArrowDown');
    }
    throw new Error(`no choice is called ${label}`);
  }

  async #pick(value) {
    for (let steps = 0; steps < MOST_CHOICES; steps += 1) {
      if ((await this.#keyboard.focus()).value === value) return;
      await this.#keyboard.press('ArrowDown');
    }
    throw new Error(`no option has the value ${value}`);
  }

  /** In a long list: its name is typed, then the right one of those that are so called is taken. */
  async #seek({ widget, list }, code) {
    const { name, place } =
      widget === 'commune'
        ? await this.#window.ask('units.show', { code })
        : { name: (await this.#window.ask('lists.show', { name: list })).find((one) => one.value === code).label };
    await this.#keyboard.retype(name);
    const isMarked = async () => {
      const marked = await this.#window.run(() => {
        const row = document.getElementById(document.activeElement.getAttribute('aria-activedescendant') ?? '');
        return row && [...row.children].map((part) => part.textContent);
      });
      if (marked?.[0] === name && (place === undefined || marked[1] === place)) return true;
      if (marked) await this.#keyboard.press('ArrowDown');
      return false;
    };
    await this.#window.until(`${name} is marked in the list`, isMarked);
    await this.#keyboard.press('Enter');
  }

  /** The form as the desk has it, and what is missing; the fields are known from now on. */
  async #standing() {
    const { form, blocks, missing } = await this.#window.ask('drafts.open', { dossier: this.#dossier });
    this.#fields = blocks.flatMap((block) => block.groups.flatMap((group) => group.fields));
    return { form, missing };
  }

  /** Whether the desk has an answer, and the page shows every field that it then asks for. */
  async #has({ path, widget }, wanted) {
    const { form } = await this.#standing();
    if (widget !== 'toggle' && at(form, path) !== wanted) return false;
    const places = await this.#window.run(() =>
      [...document.querySelectorAll('[data-place^="field:"]')].map((place) => place.dataset.place),
    );
    return places.join() === this.#fields.map((field) => `field:${field.path}`).join();
  }
}

const isCode = ({ widget, list }) => widget === 'commune' || Boolean(list);

const isField = ({ place }) => place.startsWith('field:');

function labelOf({ options }, value) {
  if (typeof value === 'boolean') return value ? 'Có' : 'Không';
  return options.find((option) => option.value === value).label;
}

/** What stands at a JSON pointer. */
function at(form, pointer) {
  const steps = pointer.split('/').slice(1);
  return steps.reduce((value, step) => value?.[step], form);
}
