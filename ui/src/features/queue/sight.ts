/** Where a long list lies in the page that scrolls it. */

/** What scrolls an element; the page itself when nothing within it does. */
export function scrollerOf(element: HTMLElement): HTMLElement {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
  }
  return document.documentElement;
}

/** Tells how far below the top of what scrolls an element lies, now and whenever that changes. */
export function watchTop(
  element: HTMLElement,
  scroller: HTMLElement,
  tell: (pixels: number) => void,
): () => void {
  const look = () => {
    const above = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    tell(Math.round(above + scroller.scrollTop));
  };
  const watch = new ResizeObserver(look);
  // What stands above it grows and shrinks with one of those around both.
  for (let around = element.parentElement; around; around = around.parentElement) {
    watch.observe(around);
    if (around === scroller) break;
  }
  look();
  return () => watch.disconnect();
}

/** Scrolls no further than it takes to see what lies there; `top` as `watchTop` counts, both in pixels. */
export function bringIntoSight(scroller: HTMLElement, top: number, height: number): void {
  const lowest = top + height - scroller.clientHeight;
  scroller.scrollTop = Math.min(top, Math.max(lowest, scroller.scrollTop));
}
