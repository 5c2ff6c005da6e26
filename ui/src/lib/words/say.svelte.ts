/** Sentences by name, in the language that is set now. Read in markup, they follow the language. */
import type { Language } from '$lib/bridge';
import { sentence, type Args } from './bundle';

let current = $state<Language>('vi');

export function language(): Language {
  return current;
}

export function setLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language;
}

/** The sentence of that name: in the language set, else in Vietnamese, else its bare name. */
export function say(name: string, args?: Args): string {
  return sentence(current, name, args) ?? sentence('vi', name, args) ?? name;
}

/** Whether there is such a sentence. */
export function canSay(name: string): boolean {
  return sentence('vi', name, {}) !== null;
}
