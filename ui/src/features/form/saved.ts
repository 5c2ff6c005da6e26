/** What is said of the saving, wherever it is said. */
import { time } from '$lib/format';
import { say } from '$lib/words';
import type { Draft } from './draft.svelte';

export function savedSaid(draft: Pick<Draft, 'error' | 'isSlow' | 'view'>): string {
  if (draft.error) return say('form-not-saved');
  return draft.isSlow ? say('form-saving') : say('form-saved', { time: time(draft.view.saved_at) });
}
