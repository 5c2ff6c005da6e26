/** Numbers and dates as people here write them, in either language. */
import { say } from '$lib/words';

const OFFICE = 'Asia/Ho_Chi_Minh';
/** A space that does not break the line. */
const NBSP = '\u00a0';

const dateParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: OFFICE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const timeParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: OFFICE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const weekdays = {
  vi: new Intl.DateTimeFormat('vi', { timeZone: OFFICE, weekday: 'long' }),
  en: new Intl.DateTimeFormat('en', { timeZone: OFFICE, weekday: 'long' }),
};

type When = string | Date;

/** `21/11/2026`, from a moment or an ISO date. */
export function date(when: When): string {
  const civil = typeof when === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(when) : null;
  if (civil) return `${civil[3]}/${civil[2]}/${civil[1]}`;
  const moment = momentOf(when);
  return moment ? dateParts.format(moment) : String(when);
}

/** `26/11`, where the year goes without saying. */
export function dayMonth(when: When): string {
  return date(when).slice(0, 5);
}

/** `14:32`, at +07:00. */
export function time(when: When): string {
  const moment = momentOf(when);
  return moment ? timeParts.format(moment) : String(when);
}

/** `14:32 ngày 21/11/2026`; only the time where it was today. */
export function dateTime(when: When, now: Date = new Date()): string {
  return date(when) === date(now) ? time(when) : fullTime(when);
}

/** `14:32 ngày 21/11/2026`, always with its day. */
export function fullTime(when: When): string {
  return say('date-time', { time: time(when), day: date(when) });
}

/** `Thứ Bảy, 21/11/2026`. */
export function longDate(when: When, language: 'vi' | 'en' = 'vi'): string {
  const moment = momentOf(when);
  return moment ? `${weekdays[language].format(moment)}, ${date(when)}` : String(when);
}

/** `5.000`. */
export function count(number: number): string {
  const whole = Math.trunc(Math.abs(number)).toString();
  return (number < 0 ? '−' : '') + whole.replace(/\B(?=(\d{3})+$)/g, '.');
}

/** `25.000 đ`. */
export function money(dong: number): string {
  return `${count(dong)}${NBSP}đ`;
}

/** `1,4 MB`, `83 KB`; decimal comma, as typed here. */
export function bytes(size: number): string {
  if (size < 1000) return `${count(size)}${NBSP}B`;
  const [unit, by] = size < 999_500 ? ['KB', 1e3] : size < 999_500_000 ? ['MB', 1e6] : ['GB', 1e9];
  const scaled = size / (by as number);
  const figures = scaled < 10 && unit !== 'KB' ? scaled.toFixed(1) : String(Math.round(scaled));
  return `${figures.replace('.', ',')}${NBSP}${unit}`;
}

/** `034 187 000 123`: a personal number in groups, anything else as it is. */
export function personalNumber(text: string): string {
  return /^\d{12}$/.test(text) ? text.replace(/(\d{3})(?=\d)/g, `$1${NBSP}`) : text;
}

/** `83 %`; 100 only when nothing is left. */
export function percent(part: number, whole: number): string {
  return `${share(part, whole)}${NBSP}%`;
}

/** From 0 to 100; 100 only when nothing is left. */
export function share(part: number, whole: number): number {
  if (whole <= 0) return 0;
  return part >= whole ? 100 : Math.min(99, Math.floor((part / whole) * 100));
}

function momentOf(when: When): Date | null {
  // Date takes many a text for a moment that is none.
  if (typeof when === 'string' && !/^\d{4}-\d{2}-\d{2}/.test(when)) return null;
  const moment = typeof when === 'string' ? new Date(when) : when;
  return Number.isNaN(moment.getTime()) ? null : moment;
}
