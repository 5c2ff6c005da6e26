/** How a file can be looked at here: as a picture, as a document, or not. */
export function sightOf(media: string): 'picture' | 'document' | null {
  if (/^image\/(jpeg|png|webp|gif)$/.test(media)) return 'picture';
  return media === 'application/pdf' ? 'document' : null;
}
