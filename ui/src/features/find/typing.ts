/** Whether a press of a key begins a word that belongs into the search box. */
type Pressed = Pick<KeyboardEvent, 'key' | 'keyCode' | 'ctrlKey' | 'altKey' | 'metaKey' | 'defaultPrevented'>;

export function beginsWord(event: Pressed, target: Element | null): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (target?.closest('input, textarea, select, [contenteditable], [role=dialog]')) return false;
  // 229: Telex is at work already. A space presses buttons and scrolls.
  return event.keyCode === 229 || (event.key.length === 1 && event.key !== ' ');
}
