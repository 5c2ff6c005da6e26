/** What the help says, in its order. */
import type { StandingWord, Tone } from '$lib/bridge';
import { ACTION_NAMES, ACTIONS, type Action, type Group } from '$lib/keys';

export const GROUPS: readonly Group[] = ['everywhere', 'screens', 'dossier'];

/** The actions of a group, in the order of the registry. */
export function actionsOf(group: Group): Action[] {
  return ACTION_NAMES.filter((action) => ACTIONS[action].group === group);
}

/** The sentence that names an action. */
export function nameOf(action: Action): string {
  return `key-${action.replaceAll('_', '-')}`;
}

/** How a dossier is taken in, from the first key to the last. */
export const STEPS: readonly { name: string; action: Action }[] = [
  { name: 'help-step-new', action: 'new' },
  { name: 'help-step-fill', action: 'next_gap' },
  { name: 'help-step-turn', action: 'turn' },
  { name: 'help-step-submit', action: 'submit' },
];

/** Keys that the fields and lists themselves know. */
export const FIXED: readonly { press: string; name: string }[] = [
  { press: 'Enter', name: 'keys-next-field' },
  { press: '↑ ↓ Enter', name: 'keys-list' },
  { press: '1 … 9', name: 'keys-figures' },
  { press: 'Esc', name: 'keys-close' },
  { press: 'Esc', name: 'keys-leave' },
];

/** The states that a clerk sees, with the names of their sentences. */
export const STATES: readonly { word: StandingWord; tone: Tone; name: string }[] = [
  { word: 'draft', tone: 'quiet', name: 'help-draft' },
  { word: 'queued', tone: 'wait', name: 'help-queued' },
  { word: 'sending', tone: 'moving', name: 'help-sending' },
  { word: 'delivered', tone: 'good', name: 'help-delivered' },
  { word: 'received', tone: 'good', name: 'help-received' },
  { word: 'supplement_asked', tone: 'ask', name: 'help-supplement' },
  { word: 'finished', tone: 'good', name: 'help-finished' },
  { word: 'set_aside', tone: 'ask', name: 'help-set-aside' },
];
