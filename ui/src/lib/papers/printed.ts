/** What is said of a paper that can be printed. */
import type { CaseState, DossierPage, PaperForm, PaperOut } from '$lib/bridge';
import { dateTime } from '$lib/format';
import { language, say } from '$lib/words';

export type PaperSaid = { word: 'refused' | 'stale' | 'printed' | 'fresh'; said: string };

/** Where a paper stands, in a sentence. `official`: the agency's code. */
export function paperSaid(paper: PaperOut, official: string | null, now: Date): PaperSaid {
  const when = paper.printed_at ? dateTime(paper.printed_at, now) : null;
  if (paper.refusal)
    return { word: 'refused', said: [when && printed(when), paper.refusal].filter(Boolean).join(' ') };
  if (when === null) return { word: 'fresh', said: say('paper-fresh') };
  if (!paper.is_stale) return { word: 'printed', said: printed(when) };
  return { word: 'stale', said: say('paper-stale', { code: official ?? '', title: titleOf(paper), when }) };
}

/** What the button says. */
export function printLabel(paper: PaperOut): string {
  return say(paper.printed_at ? 'paper-reprint' : 'paper-print', { title: titleOf(paper) });
}

/** Nobody signs a declaration of a case that is over. */
const OVER: readonly CaseState[] = ['refused', 'stopped', 'withdrawn', 'returned'];

export function canPrint({ shown }: DossierPage, { form, refusal }: PaperOut): boolean {
  return refusal === null && !(form === 'declaration' && OVER.includes(shown.state));
}

/** The papers of which there is something to say: to print, printed, or why not. */
export function papersOf(page: DossierPage): PaperOut[] {
  return page.papers_out.filter(
    (paper) => canPrint(page, paper) || paper.printed_at !== null || paper.refusal !== null,
  );
}

export function paperOf({ papers_out }: DossierPage, form: PaperForm): PaperOut | undefined {
  return papers_out.find((paper) => paper.form === form);
}

/** Whether the resident has something in hand that says all that is known. */
export function isInHand(page: DossierPage): boolean {
  const receipt = paperOf(page, 'receipt');
  const isPrinted = receipt !== undefined && receipt.printed_at !== null && !receipt.is_stale;
  return isPrinted || page.code_given_at !== null;
}

/** The official name as it stands inside a sentence. */
function titleOf({ title }: PaperOut): string {
  if (language() !== 'vi') return title;
  const [first = '', ...rest] = title;
  return first.toLocaleLowerCase('vi') + rest.join('');
}

function printed(when: string): string {
  return say('paper-printed', { when });
}
