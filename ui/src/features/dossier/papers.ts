/** The papers of a dossier, those of one kind together. */
import type { PaperLine } from '$lib/bridge';

export type Kind = { name: string; papers: PaperLine[] };

/** Kinds in the order in which they first come. */
export function kinds(papers: readonly PaperLine[]): Kind[] {
  const found = new Map<string, Kind>();
  for (const paper of papers) {
    const kind = found.get(paper.component) ?? { name: paper.component_name, papers: [] };
    kind.papers.push(paper);
    found.set(paper.component, kind);
  }
  return [...found.values()];
}

/** Where a paper is. */
export function whereName({ page_id, receipt_at }: PaperLine): 'received' | 'taken-out' | 'here' {
  if (receipt_at) return 'received';
  return page_id === null ? 'taken-out' : 'here';
}
