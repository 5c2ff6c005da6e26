/** Two desks on one dossier: what stands on each side, and what each choice would do. */
import type { BothSides, SideHere, SidePaper, SideThere } from '$lib/bridge';
import type { Fact } from './FactList.svelte';

export type Choice = 'send' | 'draft' | 'keep' | 'later';

type Say = (name: string, args?: Record<string, string | number>) => string;
type When = (at: string) => string;

/** Number that this desk's revision would have after the other desk's. */
export function next({ there }: BothSides): number {
  return there.revision + 1;
}

/** What the clerk may choose; what is being typed goes before the older revision. */
export function choices({ has_open_draft }: BothSides): Choice[] {
  return [has_open_draft ? 'draft' : 'send', 'keep', 'later'];
}

/** What is known of this desk's revision. */
export function factsHere(here: SideHere, say: Say, when: When): Fact[] {
  const facts = [{ name: say('both-submitted'), value: when(here.sealed_at) }];
  return here.by ? [...facts, { name: say('both-by'), value: here.by }] : facts;
}

/** What the gateway tells of the other desk's revision. */
export function factsThere(there: SideThere, say: Say, when: When): Fact[] {
  const arrival = there.delivered_at
    ? say('both-arrived', { at: when(there.delivered_at) })
    : say('both-arriving-since', { at: there.announced_at ? when(there.announced_at) : '' });
  const known: [string, string | null][] = [
    ['both-desk', there.is_this_desk ? say('both-own-copy') : there.desk_said],
    ['both-arrival', there.is_told ? arrival : null],
    ['both-standing', there.status_said && capital(there.status_said)],
    ['both-told', there.told_at && when(there.told_at)],
  ];
  return known.flatMap(([name, value]) => (value ? [{ name: say(name), value }] : []));
}

function capital(said: string): string {
  return said.slice(0, 1).toLocaleUpperCase('vi') + said.slice(1);
}

/** The sentence over what differs from the last revision that both desks had. */
export function differsName(here: SideHere): string {
  const { base_revision, is_form_changed, changed, left_out, papers } = here;
  if (base_revision === null) return 'both-differs-unknown';
  if (is_form_changed) return changed.length > 0 ? 'both-differs-fields' : 'both-differs-somewhere';
  const isSame = left_out.length === 0 && !papers.some(({ is_new }) => is_new);
  return isSame ? 'both-differs-nothing' : 'both-differs-papers';
}

/** Papers of one side, those that are new first. */
export function newFirst(papers: readonly SidePaper[]): SidePaper[] {
  return [...papers].sort((a, b) => Number(b.is_new) - Number(a.is_new));
}
