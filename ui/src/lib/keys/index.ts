export { ACTIONS, ACTION_NAMES, pressed, verdict, withKey } from './keys';
export type { Action, Group, Verdict } from './keys';
export { enterGoesOn, fieldsIn, toNextField } from './fields';
export { answer, changedKeys, hear, key, onAction, setKeys } from './listen.svelte';
