/** The papers of a province's list under their headings. */
import type { ListedPaper } from '$lib/bridge';

export type ListedGroup = { key: string; title: string; documents: ListedPaper[] };

/** Neighbours under one heading, in the order of the list. */
export function grouped(documents: readonly ListedPaper[]): ListedGroup[] {
  const groups: ListedGroup[] = [];
  for (const document of documents) {
    const last = groups.at(-1);
    if (last?.title === document.group) last.documents.push(document);
    else groups.push({ key: `${groups.length}`, title: document.group, documents: [document] });
  }
  return groups;
}
