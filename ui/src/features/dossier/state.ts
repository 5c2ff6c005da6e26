/** Where the dossier stands, in one sentence and what it means. */
import type { DossierPage, RoadState, Standing } from '$lib/bridge';

/** What the agency wrote: a question, or why it ended the case. */
export type Answer = { tone: 'ask' | 'bad'; reason: string | null; deadline: string | null };

/** The standing as a sentence with a capital in front; under it the desk's note and what it means. */
export function sentence({ standing }: Pick<DossierPage, 'standing'>, meaning: string): Standing {
  const note = [standing.note && ended(capital(standing.note)), meaning].filter(Boolean).join(' ');
  return { ...standing, said: capital(standing.said), note: note || null };
}

/** Whether the agency's question is all there is to say of where it stands. */
export function isAsked({ standing, asked }: Pick<DossierPage, 'standing' | 'asked'>): boolean {
  return asked !== null && (standing.word === 'supplement_asked' || standing.word === 'fee_asked');
}

/** What the agency wrote, where that is all there is to say of where the dossier stands. */
export function answerOf(page: DossierPage): Answer | null {
  const { asked, shown, standing } = page;
  if (asked && isAsked(page)) return { tone: 'ask', ...asked };
  if (standing.word !== 'refused' && standing.word !== 'stopped') return null;
  const said = shown.events.findLast(({ is_arrival }) => !is_arrival);
  return { tone: 'bad', reason: said?.reason ?? null, deadline: null };
}

/** The sentence that says what a standing means; a word newer than this window has none. */
export function meaningName(
  { standing: { word }, can }: Pick<DossierPage, 'standing' | 'can'>,
  road: RoadState | undefined,
): string {
  // What is to be done stands below, beside each choice.
  if (can.includes('choose')) return '';
  const name = `dossier-means-${word.replaceAll('_', '-')}`;
  return word === 'queued' && road === 'none' ? `${name}-alone` : name;
}

function capital(said: string): string {
  const [first = '', ...rest] = said;
  return first.toLocaleUpperCase('vi') + rest.join('');
}

function ended(said: string): string {
  return /[.!?…]$/.test(said) ? said : `${said}.`;
}
