/** What a clerk has read once is folded in the next dossier; its title stays. */
import type { RemarkSaid } from '$lib/bridge';

/** The sentences that were read since the window was opened. */
const read = new Set<string>();

/** Whether it is shown in full: nobody has read it yet, or it waits for an answer. */
export function isNews({ said, may_move_on }: RemarkSaid): boolean {
  return may_move_on || !read.has(said);
}

/** They were shown, in full or by choice not. */
export function wereRead(remarks: readonly RemarkSaid[]): void {
  for (const { said } of remarks) read.add(said);
}
