/** Which part of the page is being read. */

export type Top = { id: string; top: number };

/** How far down a heading may stand while its part is the one that is read. */
const LINE = 0.33;

/**
 * The part whose heading was passed last. Where somebody has just gone to one that cannot come up
 * there, because the page ends, it is that one as long as it is in sight. `top` counts from the upper
 * edge of what is seen, `height` is all of that.
 */
export function currentPart(tops: readonly Top[], height: number, aimed: string | null): string | null {
  const goal = tops.find(({ id }) => id === aimed);
  if (goal && goal.top >= 0 && goal.top < height) return goal.id;
  const passed = tops.filter(({ top }) => top <= height * LINE);
  return (passed.at(-1) ?? tops[0])?.id ?? null;
}
