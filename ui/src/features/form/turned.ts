/** Whether the resident has come to the end of what is shown. */

/** Less than a line: what is left to scroll when nothing more is to be read. */
const SLACK_PX = 12;

export function isAtEnd({
  scrollTop,
  clientHeight,
  scrollHeight,
}: Pick<HTMLElement, 'scrollTop' | 'clientHeight' | 'scrollHeight'>): boolean {
  return scrollTop + clientHeight >= scrollHeight - SLACK_PX;
}
