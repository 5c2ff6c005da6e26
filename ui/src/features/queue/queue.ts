/** The queue as it is shown: what waits for the clerk first, what waits for the road below. */
import type { QueueRow, QueueView, Road } from '$lib/bridge';

/** How many that wait for the clerk are added at a time. */
export const STEP = 60;
/** How many that wait for the clerk are shown at first, so that what is being sent stays in sight. */
export const ASIDE_STEP = 3;

export type Layout = 'wide' | 'narrow';

/** `rems`: the width of the line in units of the scaled font. */
export const layoutOf = (rems: number): Layout => (rems >= 62 ? 'wide' : 'narrow');

/** Height of a row in rem: what is longer is cut, so that thousands need not be measured. */
export const HEIGHTS: Record<Layout, number> = { wide: 4.5, narrow: 8 };

/** Whether a line has something on its way that a bar can show. */
export function hasProgress({ standing, sent_bytes, total_bytes }: QueueRow): boolean {
  return total_bytes > 0 && (standing.word === 'sending' || sent_bytes > 0);
}

/** Whether the queue explains why it waits; what needs a person already stands at the top of the window. */
export function isCalm(road: Road | undefined): boolean {
  return road !== undefined && road.state !== 'trouble';
}

/** What the empty queue says. */
export function emptySaid(road: Road | undefined): 'not-enrolled' | 'last' | 'never' {
  if (road?.state === 'none') return 'not-enrolled';
  return road?.tried_at ? 'last' : 'never';
}

type LineSaid = 'queue-line' | 'queue-line-held' | 'queue-line-not-enrolled';

/** What stands above those that wait: without a gateway, or against what keeps it shut, no network sends them. */
export function lineSaid(road: Road | undefined): LineSaid {
  if (road?.state === 'none') return 'queue-line-not-enrolled';
  return road?.state === 'trouble' ? 'queue-line-held' : 'queue-line';
}

/** Bytes that have not arrived. */
export function left(view: QueueView): number {
  return Math.max(0, view.total_bytes - view.sent_bytes);
}
