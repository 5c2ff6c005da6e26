/** Passphrases and codes as they are typed, judged only as far as it helps the hand. */

/** As the desk counts them: symbols, not bytes. */
export const SHORTEST = 8;

const GROUP = 4;

/** Whether a sign is there that a Vietnamese input method makes and the next keyboard may not. */
export function hasMarks(typed: string): boolean {
  // Anything beyond printable ASCII.
  return /[^\x20-\x7e]/.test(typed);
}

export type Fault = 'empty' | 'short' | 'differ';

/** What is the matter with a passphrase that was chosen just now, if anything is. */
export function faultOf(first: string, again: string): Fault | null {
  if (first === '') return 'empty';
  if ([...first.normalize('NFC')].length < SHORTEST) return 'short';
  return first === again ? null : 'differ';
}

/** The groups in which a code is written. */
export function groupsOf(code: string): string[] {
  return code.split(/[-\s]+/).filter((group) => group !== '');
}

/** Where the symbol at a place from 1 is found: which group, which of its symbols, both from 1. */
export function placeOf(position: number): { group: number; symbol: number } {
  return { group: Math.ceil(position / GROUP), symbol: ((position - 1) % GROUP) + 1 };
}

/** A long fingerprint in groups that can be read aloud. */
export function grouped(fingerprint: string): string[] {
  return fingerprint.match(/.{1,4}/g) ?? [];
}

/** Whether a path begins at a root, and so means the same wherever the program was started. */
export function isWholePath(path: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|\\\\|\/)/.test(path.trim());
}
