/** Adds rows to a list and takes them out; what was typed in one can be brought back. */
import type { Group, Repeat } from '$lib/bridge';
import { toast } from '$lib/ui';
import { say } from '$lib/words';
import { tick } from 'svelte';
import type { Draft } from './draft.svelte';
import type { People } from './people/people.svelte';
import { fieldPlace, jump, rowsPlace } from './places';
import { at } from './pointer';
import { groupOf, isFilled, nameOf, rowsAt, withoutRow, withRow } from './rows';

/**
 * Adds an empty row at the end, and puts the focus into its first field once it is there. One that was
 * added and is not shown yet is enough.
 */
export async function addRow(draft: Draft, { at: list, count }: Repeat): Promise<void> {
  const rows = rowsAt(draft.form, list);
  const isList = Array.isArray(at(draft.form, list));
  if (rows.length <= count) draft.choose(isList ? `${list}/${rows.length}` : list, isList ? {} : [{}]);
  await draft.flush();
  await focusRow(draft, list, rowsAt(draft.form, list).length - 1);
}

/** What is noted of the people in a list, where there are people. */
type Noted = Pick<People, 'moveRows' | 'bring'> | undefined;

/**
 * Takes a row out. With something typed in it, a word says so and brings it back. One that was taken out
 * and is still shown is enough: the next press would meet whoever moved up.
 */
export async function removeRow(draft: Draft, group: Group, noted: Noted): Promise<void> {
  const [list, row] = [group.repeat?.at, group.repeat?.row];
  if (typeof list !== 'string' || typeof row !== 'number') return;
  const [rows, name] = [rowsAt(draft.form, list), nameOf(group, draft.form)];
  if (rows.length < (group.repeat?.count ?? 0)) return;
  const old = rows[row];
  draft.choose(list, withoutRow(rows, row));
  const gone =
    noted?.moveRows(list, (place) => (place === row ? null : place > row ? place - 1 : place)) ?? [];
  if (old !== undefined && isFilled(old))
    toast(say('form-row-removed', { name }), () => {
      draft.choose(list, withRow(rowsAt(draft.form, list), row, old));
      noted?.moveRows(list, (place) => (place >= row ? place + 1 : place));
      noted?.bring(gone);
    });
  await draft.flush();
  await focusRow(draft, list, Math.min(row, rows.length - 2));
}

/** Takes all rows out that are not asked for, or those beyond the most; both can be brought back. */
export function cutRows(
  draft: Draft,
  { at: list, most, title, is_needed: isNeeded }: Repeat,
  noted: Noted,
): void {
  const old = at(draft.form, list);
  const kept = isNeeded ? rowsAt(draft.form, list).slice(0, most) : [];
  draft.choose(list, kept.length > 0 ? kept : undefined);
  const gone = noted?.moveRows(list, (place) => (place < kept.length ? place : null)) ?? [];
  toast(say('form-rows-removed', { name: title }), () => {
    draft.choose(list, old);
    noted?.bring(gone);
  });
}

/** The first field of a row; without one the end of the list, where rows are added. */
async function focusRow(draft: Draft, list: string, row: number): Promise<void> {
  await tick();
  const fields = groupOf(draft.view, list, row)?.fields ?? [];
  const places = [...fields.map((field) => fieldPlace(field.path)), rowsPlace(list)];
  places.some((place) => jump(document, place));
}
