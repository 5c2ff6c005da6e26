/** The rows of a list in the form: people of a household, witnesses. */
import type { FormView, Group, JsonValue, Repeat, Widget } from '$lib/bridge';
import { at, isSame } from './pointer';
import { textOf, withTyped, type Entries } from './typing';

/** The rows that stand there; what is no list has none. */
export function rowsAt(form: JsonValue, list: string): readonly JsonValue[] {
  const rows = at(form, list);
  return Array.isArray(rows) ? rows : [];
}

/** The rows with one more before the given place, or at the end. */
export function withRow(rows: readonly JsonValue[], place: number, row: JsonValue): JsonValue[] {
  return [...rows.slice(0, place), row, ...rows.slice(place)];
}

/** The rows without one; undefined: the list is gone with the last. */
export function withoutRow(rows: readonly JsonValue[], place: number): JsonValue[] | undefined {
  const others = rows.filter((_, index) => index !== place);
  return others.length > 0 ? others : undefined;
}

/** Whether something is typed there or below. */
export function isFilled(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value !== 'object' || value === null) return value !== undefined && value !== null;
  return Object.values(value).some(isFilled);
}

/** Whether the list ends with this group. */
export function isLastOf(groups: readonly Group[], place: number): boolean {
  const list = groups[place]?.repeat?.at;
  return list !== undefined && groups[place + 1]?.repeat?.at !== list;
}

/** What can be done with a list at its end. */
export type End = { is: 'add' | 'full' | 'over' | 'not_needed'; count: number };

export function endOf({ count, most, is_needed: isNeeded }: Repeat): End {
  if (!isNeeded) return { is: 'not_needed', count };
  if (count > most) return { is: 'over', count: count - most };
  return { is: count < most ? 'add' : 'full', count: most };
}

/** Every list of a form. */
export function listsIn(view: FormView): string[] {
  const groups = view.blocks.flatMap((block) => block.groups);
  return [...new Set(groups.flatMap(({ repeat }) => (repeat ? [repeat.at] : [])))];
}

/** The group that shows a row; undefined: it is not on the page (yet). */
export function groupOf(view: FormView, list: string, row: number): Group | undefined {
  const groups = view.blocks.flatMap((block) => block.groups);
  return groups.find(({ repeat }) => repeat?.at === list && repeat.row === row);
}

const NAMING: readonly Widget[] = ['name', 'line', 'prose', 'digits', 'date'];

/** By what a person knows a row: its number, and the first that is typed in it. */
export function nameOf({ title, repeat, fields }: Group, form: JsonValue): string {
  const texts = fields.filter(({ widget }) => NAMING.includes(widget)).map(({ path }) => at(form, path));
  const known = texts.map(textOf).find((text) => text.trim() !== '');
  return [title ?? repeat?.title, known].filter(Boolean).join(': ');
}

/**
 * After somebody else saved: where they added rows or took some out, a place counted here may be
 * another person there. Such a list stays as it is seen here, whole.
 */
export function asSeen(entries: Entries, seen: JsonValue, before: FormView, now: FormView): Entries {
  const isTypedIn = (list: string) => [...entries.keys()].some((path) => path.startsWith(`${list}/`));
  const isMoved = (list: string) => {
    const [old, other] = [rowsAt(before.form, list), rowsAt(now.form, list)];
    return old.length !== other.length && !isSame(at(seen, list), at(now.form, list));
  };
  const lists = listsIn(before).filter((list) => isTypedIn(list) && isMoved(list));
  return lists.reduce((all, list) => withTyped(all, list, at(seen, list)), entries);
}
