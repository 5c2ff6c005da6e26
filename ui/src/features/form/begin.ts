/** What a new dossier begins with. */
import type { Assistance, Channel, DeskKind, ProcedureLine } from '$lib/bridge';

export const CHANNELS: readonly Channel[] = ['direct', 'online', 'post'];
export const ASSISTANCES: readonly Assistance[] = ['done_for', 'guided', 'own'];

/** By which way people usually come to a desk of this kind. */
export function usualChannel(kind: DeskKind | undefined): Channel {
  return kind === 'post' ? 'post' : 'direct';
}

/** The row that an arrow leads to from another, or -1 for back into the search box; null: no arrow. */
export function rowAfter(key: string, from: number, count: number): number | null {
  const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: count - 1 }[key];
  return to === undefined ? null : Math.min(to, count - 1);
}

/** Something was asked for, and no procedure is certainly meant. */
export function isVague({ asked, lines }: { asked: string; lines: ProcedureLine[] }): boolean {
  return asked.trim() !== '' && lines[0]?.fit === 'perhaps';
}
