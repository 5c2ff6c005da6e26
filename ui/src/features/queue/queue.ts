/** The queue as it is shown: what waits for the clerk first, what waits for the road below. */
import type { QueueRow, QueueView, Road } from '$lib/bridge';

/** How many lines are added at a time; a desk that was long offline has thousands. */
export const STEP = 60;
/** How many that wait for the clerk are shown at first, so that what is being sent stays in sight. */
export const ASIDE_STEP = 3;

export type Split = { aside: QueueRow[]; waiting: QueueRow[] };

/** Parts the queue; a dossier that is being sent stands first, the rest keeps its order. */
export function split(rows: readonly QueueRow[]): Split {
  const moving = (row: QueueRow) => (row.standing.word === 'sending' ? 0 : 1);
  const waiting = rows.filter((row) => row.standing.word !== 'set_aside');
  return {
    aside: rows.filter((row) => row.standing.word === 'set_aside'),
    waiting: [...waiting].sort((a, b) => moving(a) - moving(b)),
  };
}

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

/** What stands above those that wait: without a gateway no network sends them. */
export function lineSaid(road: Road | undefined): 'queue-line' | 'queue-line-not-enrolled' {
  return road?.state === 'none' ? 'queue-line-not-enrolled' : 'queue-line';
}

/** Bytes that have not arrived. */
export function left(view: QueueView): number {
  return Math.max(0, view.total_bytes - view.sent_bytes);
}
