/** Choosing another key for an action. */
import { ACTIONS, verdict, withKey, type Action } from '$lib/keys';
import { say } from '$lib/words';

type Keys = Record<string, string>;

/** What a press means while a key is awaited. */
export type Choice =
  | { is: 'awaited' }
  | { is: 'left'; letThrough: boolean }
  | { is: 'refused'; said: string }
  | { is: 'chosen'; keys: Keys };

/** `press` as `pressed` names it; null: only Ctrl or Alt so far. */
export function choice(action: Action, press: string | null, changed: Keys): Choice {
  if (press === null) return { is: 'awaited' };
  if (press === 'Escape') return { is: 'left', letThrough: false };
  // Nobody gets caught here: Tab goes on.
  if (press === 'Tab' || press === 'Shift+Tab') return { is: 'left', letThrough: true };
  return taken(action, press, changed);
}

/** Back to the key of the beginning, unless something else has it meanwhile. */
export function first(action: Action, changed: Keys): Choice {
  return taken(action, ACTIONS[action].key, changed);
}

function taken(action: Action, key: string, changed: Keys): Choice {
  const judged = verdict(action, key, changed);
  if (judged.ok) return { is: 'chosen', keys: withKey(action, key, changed) };
  if (judged.why === 'taken' && judged.by) {
    return { is: 'refused', said: say('key-taken', { action: nameOf(judged.by) }) };
  }
  return { is: 'refused', said: say(judged.why === 'too_plain' ? 'key-too-plain' : 'key-reserved') };
}

export function nameOf(action: Action): string {
  return say(`key-${action.replaceAll('_', '-')}`);
}

export function isChanged(action: Action, changed: Keys): boolean {
  return action in changed;
}
