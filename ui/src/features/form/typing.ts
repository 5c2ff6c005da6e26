/** What was typed here and may not have reached the desk yet, laid over the form as it is saved. */
import type { JsonValue, Widget } from '$lib/bridge';
import { put } from './pointer';

/** One field as typed here; `value` undefined: emptied. */
export type Entry = { readonly value: JsonValue | undefined; readonly isSaved: boolean };
/** By path, in the order of typing. */
export type Entries = ReadonlyMap<string, Entry>;

/** The form as the person sees it. */
export function laidOver(form: JsonValue, entries: Entries): JsonValue {
  return [...entries].reduce((under, [path, { value }]) => put(under, path, value), form);
}

/** After something was typed: it comes last, and what was typed inside of it is gone with it. */
export function withTyped(entries: Entries, path: string, value: JsonValue | undefined): Entries {
  const others = [...entries].filter(([old]) => old !== path && !old.startsWith(`${path}/`));
  return new Map([...others, [path, { value, isSaved: false }]]);
}

/**
 * After the desk has saved `sent`: what was typed since stays, and so does the field that has the
 * focus, whatever the desk makes of it.
 */
export function afterSaving(entries: Entries, sent: Entries, focused: string | null): Entries {
  return new Map(
    [...entries].flatMap(([path, entry]): [string, Entry][] => {
      if (sent.get(path) !== entry) return [[path, entry]];
      return path === focused ? [[path, { ...entry, isSaved: true }]] : [];
    }),
  );
}

/** After the focus went: the desk's own word may be shown again. */
export function afterLeaving(entries: Entries, path: string): Entries {
  return entries.get(path)?.isSaved ? new Map([...entries].filter(([other]) => other !== path)) : entries;
}

export function isUnsaved(entries: Entries): boolean {
  return [...entries.values()].some((entry) => !entry.isSaved);
}

/** What stands in the form for a text in a field; an empty field is not there. */
export function valueOf(widget: Widget, text: string): JsonValue | undefined {
  if (text === '') return undefined;
  return widget === 'count' && /^\d{1,9}$/.test(text.trim()) ? Number(text) : text;
}

/** The text in a field for what stands in the form. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const MENDED: readonly Widget[] = ['name', 'date', 'digits', 'phone', 'count', 'time'];

/** Whether the desk may put a text into its usual shape once the field is left. */
export function isMended(widget: Widget): boolean {
  return MENDED.includes(widget);
}
