/** Unlocking: which way is offered first, and what a refusal is about. */
import type { Spoken, Way } from '$lib/bridge';

const FIRST: readonly Way[] = ['passphrase', 'keyring', 'recovery'];

/** The ways that there are, the everyday ones first. */
export function inOrder(ways: readonly Way[]): Way[] {
  return FIRST.filter((way) => ways.includes(way));
}

export type Concern = 'secret' | 'operator' | 'other';

/** What a refusal is about. */
export function concernOf(error: Spoken): Concern {
  if (/operator/.test(error.code)) return 'operator';
  return /^(?:wrong-passphrase|wrong-recovery|recovery-(?:length|symbol|check))$/.test(error.code)
    ? 'secret'
    : 'other';
}

/** Whether what was typed is worth mending; a wrong passphrase is typed anew. */
export function isKept(error: Spoken): boolean {
  return error.code !== 'wrong-passphrase';
}
