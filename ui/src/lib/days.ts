/** How long it is until a legal date, counted in days of the calendar at +07:00. */
import { date } from './format';
import { say } from './words';

const DAY_MS = 86_400_000;

/** Days until an ISO date: 0 on the day itself, negative after it, null where it is no date. */
export function daysUntil(deadline: string, now: Date): number | null {
  const [day, month, year] = date(now).split('/');
  const days = (Date.parse(deadline) - Date.parse(`${year}-${month}-${day}`)) / DAY_MS;
  return Number.isInteger(days) ? days : null;
}

/** `còn 4 ngày`, `hạn là hôm nay`, `quá hạn 2 ngày`. */
export function leftSaid(deadline: string, now: Date): string | null {
  const days = daysUntil(deadline, now);
  if (days === null) return null;
  return days < 0 ? say('days-over', { days: -days }) : say('days-left', { days });
}

/** The ISO date that somebody typed as `1/11/2026`, `01.11.2026` or `01112026`; null where it is none. */
export function isoOf(typed: string): string | null {
  const found = /^(\d{1,2})[\s/.-](\d{1,2})[\s/.-](\d{4})$|^(\d{2})(\d{2})(\d{4})$/.exec(typed.trim());
  if (!found) return null;
  const [day = '', month = '', year = ''] = found.slice(1).filter(Boolean);
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== iso ? null : iso;
}
