/** What happened, the latest first, by days. */
import type { Moment } from '$lib/bridge';
import { date } from '$lib/format';

/** `tellsClock`: another clock than that of the line before. */
export type Told = Moment & { tellsClock: boolean };
export type Day = { day: string; moments: Told[] };

/** How many are shown before somebody asks for all. */
export const FIRST = 8;

export function days(moments: readonly Moment[], most: number): Day[] {
  const latest = [...moments].reverse().slice(0, most);
  const found: Day[] = [];
  for (const [at, moment] of latest.entries()) {
    const day = date(moment.at);
    const told = { ...moment, tellsClock: moment.whose !== latest[at - 1]?.whose };
    const last = found.at(-1);
    if (last?.day === day) last.moments.push(told);
    else found.push({ day, moments: [told] });
  }
  return found;
}
