import { expect, test } from 'vitest';
import { bringIntoSight } from './sight';

const ROW = 50;

/** Ten rows high, and so far down. */
function scrolled(scrollTop: number): HTMLElement {
  const scroller = document.createElement('div');
  Object.defineProperty(scroller, 'clientHeight', { value: 10 * ROW });
  return Object.assign(scroller, { scrollTop });
}

test.each([
  ['what is in sight stays where it is', 20, 25, 20],
  ['what lies above comes to the top', 20, 7, 7],
  ['what lies below comes to the bottom', 20, 40, 31],
  ['half of a row is not enough', 20.5, 20, 20],
  ['nor at the bottom', 19.5, 29, 20],
])('%s', (_, before, row, after) => {
  const scroller = scrolled(before * ROW);
  bringIntoSight(scroller, row * ROW, ROW);
  expect(scroller.scrollTop).toBe(after * ROW);
});
