/** Dossiers and procedures found by one line of typing, in one order. */
import type { Found, ProcedureLine, Row } from '$lib/bridge';
import type { Route } from '$lib/router.svelte';
import { placeOf } from '$lib/rows';

export type Hits = { query: string; found: Found; procedures: ProcedureLine[] };
export type Group =
  { kind: 'dossiers'; rows: Row[]; more: number } | { kind: 'procedures'; lines: ProcedureLine[] };

/** How many of each are shown. */
export const SHOWN = 6;

/** The groups that have something, the likelier first: who types figures has a card or a code in hand. */
export function groups({ query, found, procedures }: Hits): Group[] {
  const dossiers: Group[] =
    found.rows.length > 0
      ? [{ kind: 'dossiers', rows: found.rows, more: found.total - found.rows.length }]
      : [];
  const lines: Group[] = procedures.length > 0 ? [{ kind: 'procedures', lines: procedures }] : [];
  return isNumber(query) ? [...dossiers, ...lines] : [...lines, ...dossiers];
}

/** Where Enter leads: to the first thing that was found. */
export function firstPlace(hits: Hits): Route | null {
  const [first] = groups(hits);
  const row = first?.kind === 'dossiers' ? first.rows[0] : undefined;
  const line = first?.kind === 'procedures' ? first.lines[0] : undefined;
  if (row) return placeOf(row);
  return line ? placeOfProcedure(line) : null;
}

export function placeOfProcedure({ code }: ProcedureLine): Route {
  return { screen: 'new', procedure: code };
}

/** How many things are shown and can be gone to. */
export function countOf(hits: Hits): number {
  return hits.found.total + hits.procedures.length;
}

/** A number of a card, a phone or a dossier; `1.001193` is the code of a procedure. */
function isNumber(query: string): boolean {
  return /\d/.test(query) && !/^\d\.\d*$/.test(query.trim());
}
