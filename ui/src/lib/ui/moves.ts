/** The place that a key leads to in a list, or null where the key means something else. */
export function moved(key: string, from: number, count: number, perPage: number): number | null {
  const to = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + perPage,
    PageUp: from - perPage,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined || count === 0 ? null : Math.min(count - 1, Math.max(0, to));
}

/** Gives the focus to something that may only come into being with one of the next pictures. */
export function focusSoon(find: () => HTMLElement | null | undefined, pictures = 10): void {
  requestAnimationFrame(() => {
    const found = find();
    if (found) found.focus({ preventScroll: true });
    else if (pictures > 1) focusSoon(find, pictures - 1);
  });
}
