/**
 * A reader types the code of a card like a very fast hand, into whatever has the focus. What it
 * typed is recognised by its shape, which no hand types, and taken out of the field again: on a busy
 * machine the keys arrive with pauses, so their pace tells nothing.
 */
import { on } from 'svelte/events';

/** After so long without a key something else begins. */
export const PAUSE_MS = 1_000;
/** After so long nothing more comes: once all fields of a card are there, and before that. */
export const END_MS = 150;
const CUT_MS = 900;

/**
 * Twelve digits and a bar, or the sign that another layout of the keyboard has for it: then the older
 * number and the name follow, for twelve digits in brackets or before a semicolon are typed by hands
 * too. Readers may name the kind of code before.
 */
const CARD =
  /(?:[\]ưƯ][Qq]\d)?\d{12}(?:\||(?<sign>µ|[^\s\p{L}\p{N}.,\-/()+:_|])\d{0,12}\k<sign>(?!\k<sign>)[^\s\d])[\s\S]*$/u;
const FEWEST_BARS = 2;
/** Signs between the fields of the shortest card. */
const ALL_SIGNS = 6;
/** How a personal number begins. A hand answers with 1 to 9, never with 0. */
const BEGUN = /0\d{2}/;

/** Whether a text looks like what stands in the code of a card. */
export function looksScanned(text: string): boolean {
  return CARD.test(text) || text.split('|').length > FEWEST_BARS;
}

/** The part of a text that is the card's: somebody may have typed before. */
export function scannedIn(text: string): string {
  return CARD.exec(text)?.[0] ?? text;
}

/** All fields of the card of 2021 are there, down to the day of issue. */
function isWhole(text: string): boolean {
  const sign = /\d{12}(.)/u.exec(text)?.[1] ?? '|';
  const fields = text.split(sign);
  return fields.length > ALL_SIGNS && /^\d{8}$/.test(fields.at(-1) ?? '');
}

/** A text, and what of it was marked: the next key goes there. */
type Held = { value: string; from: number; to: number };

/** What came in at the mark; one hand writes in one place. */
export function inserted({ value, from, to }: Held, after: string): string {
  return after.slice(from, after.length - (value.length - to));
}

type TextBox = HTMLInputElement | HTMLTextAreaElement;
type Burst = { box: TextBox | null; before: Held; keys: string; last: number };

/**
 * Listens within an element; `onscan` gets the text and where the focus was, and says whether it was
 * taken. What was not goes back to what a hand has typed around it.
 */
export function scans(onscan: (text: string, from: Element) => Promise<boolean>) {
  return (root: HTMLElement): (() => void) => {
    let burst: Burst | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** What a box held before the last key. */
    let held: Held = { value: '', from: 0, to: 0 };
    let isOwn = false;

    const text = (): string =>
      burst ? (burst.box ? inserted(burst.before, burst.box.value) : burst.keys) : '';
    /** Keys that reach no text, and that no hand presses. */
    const isBegun = (): boolean => burst?.box === null && BEGUN.test(burst.keys);

    function go(target: EventTarget | null, at: number, key: string): void {
      const box = isTextBox(target) ? target : null;
      if (!burst || burst.box !== box || at - burst.last > PAUSE_MS)
        burst = { box, before: held, keys: '', last: at };
      burst.last = at;
      burst.keys += key;
      clearTimeout(timer);
      const typed = text();
      if (looksScanned(typed)) timer = setTimeout(end, isWhole(typed) ? END_MS : CUT_MS);
    }

    function end(): void {
      if (!burst) return;
      const [typed, { box, before }] = [text(), burst];
      const scanned = scannedIn(typed);
      clearTimeout(timer);
      burst = null;
      if (box) takeOut(box, before, typed, scanned);
      else void onscan(scanned, document.activeElement ?? root);
    }

    function takeOut(box: TextBox, before: Held, typed: string, scanned: string): void {
      const whole = box.value;
      const isAlone = typed === scanned;
      const at = whole.lastIndexOf(scanned);
      // What it was typed over comes back too.
      const rest = isAlone ? before.value : whole.slice(0, at) + whole.slice(at + scanned.length);
      put(box, rest);
      void onscan(scanned, box).then((isTaken) => {
        if (!isTaken && !isAlone && box.isConnected && box.value === rest) put(box, whole);
      });
    }

    function put(box: TextBox, value: string): void {
      box.value = value;
      isOwn = true;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      isOwn = false;
    }

    function pressedInText(event: KeyboardEvent, box: TextBox): void {
      held = heldIn(box);
      // Alt with figures, by which readers type letters, comes as arrows where Num Lock is off.
      const isMove = /^(?:Arrow|Home$|End$)/.test(event.key) && !event.altKey;
      if (isMove && !looksScanned(text())) burst = null;
    }

    function pressedElsewhere(event: KeyboardEvent): void {
      const isEnd = isLast(event);
      if (!isEnd && (event.key.length !== 1 || event.ctrlKey || event.altKey)) return;
      if (!isEnd) go(event.target, event.timeStamp, event.key);
      // Or its spaces would press buttons, and its figures answer questions.
      if (isBegun()) swallow(event);
      if (isEnd) burst = null;
    }

    const entered = (event: FocusEvent): void => {
      if (isTextBox(event.target)) held = heldIn(event.target);
    };
    const pressed = (event: KeyboardEvent): void => {
      // The reader's own Enter or Tab must not go on to the next field.
      if (isLast(event) && looksScanned(text())) {
        swallow(event);
        end();
      } else if (isTextBox(event.target)) pressedInText(event, event.target);
      else pressedElsewhere(event);
    };
    // A button is pressed by the space bar only once it comes up again.
    const released = (event: KeyboardEvent): void => {
      if (event.key === ' ' && isBegun()) swallow(event);
    };
    const typed = (event: Event): void => {
      if (isTextBox(event.target) && !isOwn) go(event.target, event.timeStamp, '');
    };
    const pasted = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      const isAlone = looksScanned(text) && scannedIn(text) === text;
      if (!isAlone || !(event.target instanceof Element)) return;
      event.preventDefault();
      event.stopPropagation();
      void onscan(text, event.target);
    };

    const stops = [
      on(root, 'focusin', entered, CAPTURED),
      on(root, 'keydown', pressed, CAPTURED),
      on(root, 'keyup', released, CAPTURED),
      on(root, 'input', typed, CAPTURED),
      on(root, 'paste', pasted, CAPTURED),
    ];
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  };
}

const CAPTURED = { capture: true };

/** Readers end with Enter or Tab. */
const isLast = ({ key }: KeyboardEvent): boolean => key === 'Enter' || key === 'Tab';

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function heldIn({ value, selectionStart, selectionEnd }: TextBox): Held {
  return { value, from: selectionStart ?? value.length, to: selectionEnd ?? value.length };
}

function isTextBox(target: EventTarget | null): target is TextBox {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'file'].includes(target.type);
}
