/** Where the dossier stands, in one sentence and what it means. */
import type { DossierPage, Standing } from '$lib/bridge';

/** The standing as a sentence with a capital in front; under it the desk's note and what it means. */
export function sentence({ standing }: Pick<DossierPage, 'standing'>, meaning: string): Standing {
  const note = [standing.note && ended(capital(standing.note)), meaning].filter(Boolean).join(' ');
  return { ...standing, said: capital(standing.said), note: note || null };
}

/** Whether the agency's question is all there is to say of where it stands. */
export function isAsked({ standing, asked }: Pick<DossierPage, 'standing' | 'asked'>): boolean {
  return asked !== null && (standing.word === 'supplement_asked' || standing.word === 'fee_asked');
}

/** The sentence that says what a standing means; a word newer than this window has none. */
export function meaningName({ word }: Standing): string {
  return `dossier-means-${word.replaceAll('_', '-')}`;
}

function capital(said: string): string {
  const [first = '', ...rest] = said;
  return first.toLocaleUpperCase('vi') + rest.join('');
}

function ended(said: string): string {
  return /[.!?…]$/.test(said) ? said : `${said}.`;
}
