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
