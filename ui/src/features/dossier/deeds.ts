/** What can be done with a dossier now, in the words that fit where it stands. */
import type { DossierPage, TakenBack } from '$lib/bridge';

/** What the button that opens the form says. */
export function editName({
  shown,
  asked,
}: DossierPage): 'continue' | 'supplement' | 'continue-correction' | 'correct' {
  if (shown.state === 'draft') return 'continue';
  if (shown.draft && !shown.draft.is_discarded) return 'continue-correction';
  return asked ? 'supplement' : 'correct';
}

/** What is done first here; everything else stays beside it. */
export function mainDeed({ can, asked, shown, standing }: DossierPage): 'retry' | 'edit' | 'restore' | null {
  // Sent again as it is, it would be refused again: what is first here is the choice below.
  if (can.includes('choose')) return null;
  if (standing.word === 'set_aside' && can.includes('retry')) return 'retry';
  if (can.includes('edit') && (asked || shown.state === 'draft' || openDraft(shown))) return 'edit';
  return standing.word === 'discarded' && can.includes('restore') ? 'restore' : null;
}

/** What taking it back will mean; unsure: some of it may have left this desk already. */
export function withdrawal({ shown }: DossierPage): 'cancel' | 'unsure' | 'ask' {
  if (shown.state !== 'sealed') return 'ask';
  const papers = shown.parcels.filter((parcel) => parcel.kind !== 'withdrawal');
  const waits = papers.every(
    ({ state, attempts }) => state === 'cancelled' || (state === 'queued' && attempts === 0),
  );
  return waits ? 'cancel' : 'unsure';
}

/** What came of it. */
export function takenBackName(how: TakenBack['how']): string {
  return `dossier-taken-back-${how}`;
}

/** What throwing away takes: the whole dossier, or only what was corrected since. */
export function draftName({ shown }: DossierPage): 'draft' | 'correction' {
  return shown.state === 'draft' ? 'draft' : 'correction';
}

function openDraft({ draft }: DossierPage['shown']): boolean {
  return draft !== null && !draft.is_discarded;
}
