export type { Args } from './bundle';
export { canSay, language, say, setLanguage } from './say.svelte';
