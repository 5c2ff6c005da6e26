/** Actions and their keys: what a press of keys is called, and which action it means. */

export type Action =
  | 'help'
  | 'new'
  | 'turn'
  | 'send_now'
  | 'today'
  | 'find'
  | 'queue'
  | 'settings'
  | 'next_gap'
  | 'submit'
  | 'undo'
  | 'search'
  | 'attach'
  | 'print'
  | 'scan'
  | 'back';

export type Group = 'everywhere' | 'screens' | 'dossier';

type Known = {
  key: string;
  group: Group;
  /** false: while a text field has the focus, the key belongs to the text. */
  inText: boolean;
};

/** Keys that a screen may listen for. The sentence `key-<action>` names each. */
export const ACTIONS: Record<Action, Known> = {
  help: { key: 'F1', group: 'everywhere', inText: true },
  new: { key: 'F2', group: 'everywhere', inText: true },
  send_now: { key: 'F9', group: 'everywhere', inText: true },
  search: { key: 'Ctrl+K', group: 'everywhere', inText: true },
  undo: { key: 'Ctrl+Z', group: 'everywhere', inText: false },
  back: { key: 'Alt+Backspace', group: 'everywhere', inText: false },
  today: { key: 'Alt+1', group: 'screens', inText: true },
  find: { key: 'Alt+2', group: 'screens', inText: true },
  queue: { key: 'Alt+3', group: 'screens', inText: true },
  settings: { key: 'Alt+7', group: 'screens', inText: true },
  turn: { key: 'F8', group: 'dossier', inText: true },
  attach: { key: 'F4', group: 'dossier', inText: true },
  print: { key: 'Ctrl+P', group: 'dossier', inText: true },
  scan: { key: 'Alt+Q', group: 'dossier', inText: true },
  next_gap: { key: 'Ctrl+Enter', group: 'dossier', inText: true },
  submit: { key: 'Ctrl+Shift+Enter', group: 'dossier', inText: true },
};

export const ACTION_NAMES = Object.keys(ACTIONS) as Action[];

/** Keys that browser, machine or text need. */
const TAKEN = new Set(
  'F3 F5 F6 F7 F10 F11 F12 Tab Shift+Tab Enter Shift+Enter Escape Alt+F4 Ctrl+A Ctrl+C Ctrl+F Ctrl+L Ctrl+N Ctrl+R Ctrl+S Ctrl+T Ctrl+V Ctrl+W Ctrl+X Ctrl+Y'.split(
    ' ',
  ),
);
const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'Dead', 'Process', 'Unidentified']);
const NAMES: Record<string, string> = { ' ': 'Space', Esc: 'Escape', '+': 'Plus' };

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'isComposing' | 'keyCode'
>;

/** What a press is called, as "Ctrl+Shift+Enter"; null while a word is being composed. */
export function pressed(event: Pressed): string | null {
  // 229: Telex is still at work on the word, whatever the browser says of composition.
  if (event.isComposing || event.keyCode === 229) return null;
  if (MODIFIERS.has(event.key) || event.metaKey) return null;
  const parts = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift'];
  return [...parts.filter((part) => part !== false), base(event)].join('+');
}

function base({ key, code, ctrlKey, altKey }: Pressed): string {
  // With Alt some layouts give another sign, so figures and letters go by their place.
  const place = ctrlKey || altKey ? /^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(code)?.[1] : undefined;
  return place ?? NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** The key of an action, with what the person has changed. */
export function keyOf(action: Action, changed: Record<string, string>): string {
  return changed[action] ?? ACTIONS[action].key;
}

/** The action that a press means, if any. */
export function actionOf(press: string, changed: Record<string, string>): Action | null {
  return ACTION_NAMES.find((action) => keyOf(action, changed) === press) ?? null;
}

export type Verdict = { ok: true } | { ok: false; why: 'reserved' | 'too_plain' | 'taken'; by?: Action };

/** Whether an action may have that key. */
export function verdict(action: Action, key: string, changed: Record<string, string>): Verdict {
  if (TAKEN.has(key)) return { ok: false, why: 'reserved' };
  // A bare letter would be swallowed from what is being typed.
  if (!/^(F\d|Ctrl\+|Alt\+)/.test(key)) return { ok: false, why: 'too_plain' };
  const by = actionOf(key, changed);
  return by && by !== action ? { ok: false, why: 'taken', by } : { ok: true };
}

/** The changed keys after one more change; what equals the first setting is left out. */
export function withKey(
  action: Action,
  key: string,
  changed: Record<string, string>,
): Record<string, string> {
  const { [action]: _, ...rest } = changed;
  return key === ACTIONS[action].key ? rest : { ...rest, [action]: key };
}
