/**
 * A reader types the code of a card like a very fast hand, into whatever has the focus. What it
 * typed is recognised by its shape, which no hand types, and taken out of the field again: on a busy
 * machine the keys arrive with pauses, so their pace tells nothing.
 */

/** After so long without a key something else begins. */
export const PAUSE_MS = 1_000;
/** After so long nothing more comes: once all fields of a card are there, and before that. */
export const END_MS = 150;
const CUT_MS = 900;

/** Twelve digits and a sign that no number has; readers may name the kind of code before. */
const CARD = /(?:[\]ưƯ][Qq]\d)?\d{12}[^\s\p{L}\d.,\-/][\s\S]*$/u;
const FEWEST_BARS = 2;
/** Signs between the fields of the shortest card. */
const ALL_SIGNS = 6;

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

/** What was put into a text, wherever in it. */
export function inserted(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return after.slice(start, after.length - end);
}

type TextBox = HTMLInputElement | HTMLTextAreaElement;
type Burst = { box: TextBox | null; before: string; keys: string; last: number };

/** Listens within an element; `onscan` gets the text, and where the focus was. */
export function scans(onscan: (text: string, from: Element) => void) {
  return (root: HTMLElement): (() => void) => {
    let burst: Burst | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** What a box held before the last key. */
    let held = '';
    let isOwn = false;

    const text = (): string =>
      burst ? (burst.box ? inserted(burst.before, burst.box.value) : burst.keys) : '';

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
      const scanned = scannedIn(text());
      const box = burst?.box;
      clearTimeout(timer);
      burst = null;
      if (box) takeOut(box, scanned);
      onscan(scanned, box ?? document.activeElement ?? root);
    }

    function takeOut(box: TextBox, scanned: string): void {
      const at = box.value.lastIndexOf(scanned);
      box.value = box.value.slice(0, at) + box.value.slice(at + scanned.length);
      isOwn = true;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      isOwn = false;
    }

    const entered = (event: FocusEvent): void => {
      if (isTextBox(event.target)) held = event.target.value;
    };
    const pressed = (event: KeyboardEvent): void => {
      if (isTextBox(event.target)) held = event.target.value;
      // The reader's own Enter or Tab must not go on to the next field.
      if ((event.key === 'Enter' || event.key === 'Tab') && looksScanned(text())) {
        event.preventDefault();
        event.stopImmediatePropagation();
        end();
      } else if (event.key.length === 1 && !isTextBox(event.target) && !event.ctrlKey && !event.altKey) {
        go(event.target, event.timeStamp, event.key);
      }
    };
    const typed = (event: Event): void => {
      if (isTextBox(event.target) && !isOwn) go(event.target, event.timeStamp, '');
    };
    const pasted = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!looksScanned(text) || !(event.target instanceof Element)) return;
      event.preventDefault();
      event.stopPropagation();
      onscan(text, event.target);
    };

    root.addEventListener('focusin', entered, true);
    root.addEventListener('keydown', pressed, true);
    root.addEventListener('input', typed, true);
    root.addEventListener('paste', pasted, true);
    return () => {
      clearTimeout(timer);
      root.removeEventListener('focusin', entered, true);
      root.removeEventListener('keydown', pressed, true);
      root.removeEventListener('input', typed, true);
      root.removeEventListener('paste', pasted, true);
    };
  };
}

function isTextBox(target: EventTarget | null): target is TextBox {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'file'].includes(target.type);
}
