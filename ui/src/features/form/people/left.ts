/** What nobody has confirmed when a form was left, by dossier; the next visit asks again. */
import type { Notes } from './moved';

export const left = new Map<string, Notes>();

/** Whoever comes next learns nothing of the people whom somebody else has served. */
export function forgetPeople(): void {
  left.clear();
}
