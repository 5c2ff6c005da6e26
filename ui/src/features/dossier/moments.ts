/** What happened, the latest first, by days. */
import type { Moment } from '$lib/bridge';
import { date } from '$lib/format';

export type Day = { day: string; moments: Moment[] };

/** How many are shown before somebody asks for all. */
export const FIRST = 8;

export function days(moments: readonly Moment[], most: number): Day[] {
  const latest = [...moments].reverse().slice(0, most);
  const found: Day[] = [];
  for (const moment of latest) {
    const day = date(moment.at);
    const last = found.at(-1);
    if (last?.day === day) last.moments.push(moment);
    else found.push({ day, moments: [moment] });
  }
  return found;
}
