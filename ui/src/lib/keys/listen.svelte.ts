/** One listener for the window; screens say which actions they answer to while they stand. */
import { ACTIONS, actionOf, keyOf, pressed, type Action } from './keys';

type Place = 'page' | 'dialog';
type Answer = { action: Action; run: () => void; place: Place };

let changed = $state<Record<string, string>>({});
let answers: Answer[] = [];

/** Takes over the keys that the person has changed. */
export function setKeys(keys: Record<string, string>): void {
  changed = keys;
}

/** The keys that the person has changed. */
export function changedKeys(): Record<string, string> {
  return changed;
}

/** The key of an action, as it is shown beside its label. */
export function key(action: Action): string {
  return keyOf(action, changed);
}

/**
 * Answers to an action until the returned function is called; who came last answers first.
 * `place`: where the answer stands; what stands on the page is out of reach behind a dialog.
 */
export function answer(action: Action, run: () => void, place: Place = 'page'): () => void {
  const mine = { action, run, place };
  answers = [...answers, mine];
  return () => {
    answers = answers.filter((one) => one !== mine);
  };
}

/** Answers to an action as long as the component stands. */
export function onAction(action: Action, run: () => void): void {
  $effect(() => answer(action, run));
}

/** Hears every press of keys in the window. */
export function hear(event: KeyboardEvent): void {
  const press = event.defaultPrevented ? null : pressed(event);
  const action = press && actionOf(press, changed);
  if (!action || (!ACTIONS[action].inText && isText(event.target))) return;
  const last = answers.findLast((one) => one.action === action);
  if (!last) return;
  // Out of reach it is still ours: the browser would print the page, or open another one.
  event.preventDefault();
  if (!isBehindDialog(last)) last.run();
}

function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
}

/** An open dialog asks first; only help stays in reach. */
function isBehindDialog({ action, place }: Answer): boolean {
  if (action === 'help' || place === 'dialog') return false;
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null;
}
