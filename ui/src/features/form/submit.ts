/** Submitting: what comes of the key, before and after the desk was asked. */
import { api } from '$lib/api';
import type { Queued, RoadState, Standing } from '$lib/bridge';
import type { Draft } from './draft.svelte';
import { nextGap, type Place } from './places';

export type Outcome =
  | { is: 'submitted'; queued: Queued }
  /** Something is missing; the first of it. */
  | { is: 'gap'; place: Place; count: number }
  /** Something is missing that has no place on the page. */
  | { is: 'unplaced'; said: string }
  /** The desk has not taken what was typed, or files are still on their way. */
  | { is: 'unsaved' | 'uploading' };

/** Throws a `Spoken` where the desk itself refuses. */
export async function submit(draft: Draft, isUploading: boolean): Promise<Outcome> {
  if (isUploading) return { is: 'uploading' };
  if (!(await draft.settle())) return { is: 'unsaved' };
  const { missing, dossier_id } = draft.view;
  const [first] = missing;
  if (!first) return { is: 'submitted', queued: await api.submissions.submit(dossier_id) };
  const place = nextGap(draft.view, null);
  return place ? { is: 'gap', place, count: missing.length } : { is: 'unplaced', said: first.said };
}

/** How far what was submitted has come, for as long as its confirmation is looked at. */
export function whereSubmitted(
  { word }: Standing,
  road: RoadState | undefined,
): 'waits' | 'alone' | 'delivered' | 'received' {
  if (word === 'received' || word === 'delivered') return word;
  return road === 'none' ? 'alone' : 'waits';
}
