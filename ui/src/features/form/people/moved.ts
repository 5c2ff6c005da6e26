/** Notes in a list of people: they go with their people when rows are taken out or come back. */
import type { Note } from './people.svelte';

export type Notes = ReadonlyMap<string, Note>;
/** The new place of a row; null: it is gone. */
export type RowTo = (row: number) => number | null;

export const withNotes = (notes: Notes, more: readonly Note[]): Notes =>
  new Map([...notes, ...more.map((note): [string, Note] => [note.standing.paths.name, note])]);

/** The notes by their people's new places, and those whose people are gone. */
export function inMovedRows(notes: Notes, list: string, to: RowTo): { kept: Notes; gone: Note[] } {
  const all = [...notes.values()].map((note) => ({ note, row: rowOf(note, list) }));
  const isGone = (row: number | null) => row !== null && to(row) === null;
  const kept = all.flatMap(({ note, row }) => {
    const place = row === null ? null : to(row);
    if (row === null) return [note];
    return place === null ? [] : [placed(note, `${list}/${row}/`, `${list}/${place}/`)];
  });
  return {
    kept: withNotes(new Map(), kept),
    gone: all.filter(({ row }) => isGone(row)).map(({ note }) => note),
  };
}

function rowOf({ standing }: Note, list: string): number | null {
  const { name } = standing.paths;
  const row = name.startsWith(`${list}/`) ? name.slice(list.length + 1).split('/')[0] : undefined;
  return row !== undefined && /^\d+$/.test(row) ? Number(row) : null;
}

/** The same with every path of one row begun anew. */
function placed<T>(value: T, from: string, to: string): T {
  if (typeof value === 'string')
    return (value.startsWith(from) ? `${to}${value.slice(from.length)}` : value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => placed(one, from, to)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([step, inner]): [string, unknown] => [
    step,
    placed(inner, from, to),
  ]);
  return Object.fromEntries(entries) as T;
}
