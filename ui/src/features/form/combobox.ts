/** What a key means in a field with a list under it. */
import { pressed } from '$lib/keys';

export type ListDeed = { is: 'move'; to: number } | { is: 'pick' } | { is: 'close' };

/** null: the key is not for the list. While Telex composes, none is. */
export function keyInList(
  event: KeyboardEvent,
  isOpen: boolean,
  active: number,
  count: number,
): ListDeed | null {
  const press = pressed(event);
  if (press === 'ArrowDown' || press === 'ArrowUp') return arrow(press, isOpen, active, count);
  if (!isOpen) return null;
  if (press === 'Escape') return { is: 'close' };
  return press === 'Enter' && active >= 0 && active < count ? { is: 'pick' } : null;
}

function arrow(press: string, isOpen: boolean, active: number, count: number): ListDeed | null {
  if (count === 0) return null;
  if (!isOpen) return { is: 'move', to: 0 };
  const to = active + (press === 'ArrowDown' ? 1 : -1);
  return { is: 'move', to: Math.min(count - 1, Math.max(0, to)) };
}
