import type { Changed, Spoken, Topic } from '$lib/bridge';
import { say } from '$lib/words';

const TOPICS: readonly Topic[] = ['dossiers', 'queue', 'road', 'desk'];

/** Whether something thrown is a failure in the desk's own words. */
export function isSpoken(thrown: unknown): thrown is Spoken {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'said' in thrown &&
    typeof thrown.said === 'string' &&
    'code' in thrown
  );
}

/** Any failure as a `Spoken`: what did not come from the desk means that the host is gone. */
export function spoken(thrown: unknown): Spoken {
  if (isSpoken(thrown)) return { ...thrown, gaps: thrown.gaps ?? [], trace: thrown.trace ?? [] };
  const trace = thrown instanceof Error ? [`${thrown.name}: ${thrown.message}`] : [];
  return { kind: 'internal', code: 'host-gone', said: say('host-gone'), gaps: [], trace };
}

/** A change as it came over the wire, or null where it is of another shape. */
export function changedFrom(heard: unknown): Changed | null {
  if (typeof heard !== 'object' || heard === null || !('topic' in heard)) return null;
  const topic = TOPICS.find((topic) => topic === heard.topic);
  if (!topic) return null;
  const dossier = 'dossier_id' in heard ? heard.dossier_id : null;
  return { topic, dossier_id: typeof dossier === 'string' ? dossier : null };
}

/** What whoever may have missed some changes is to be told. */
export const EVERYTHING: readonly Changed[] = TOPICS.map((topic) => ({ topic, dossier_id: null }));
