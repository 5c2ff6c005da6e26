/** The ledger of receipts: its columns, its days and its file. */
import type { LedgerLine } from '$lib/bridge';
import { bytes } from '$lib/format';
import { say } from '$lib/words';

export type Days = { from: string; until: string };

export type Layout = 'wide' | 'narrow';

/** `rems`: the width of the list in units of the scaled font. */
export const layoutOf = (rems: number): Layout => (rems >= 56 ? 'wide' : 'narrow');

export const COLUMNS: Record<Layout, string> = {
  wide: '12.5rem minmax(0, 1.4fr) minmax(0, 1.1fr) 9.5rem 10.5rem',
  narrow: 'minmax(0, 1fr) minmax(0, 1fr)',
};

export const HEADS: Record<Layout, readonly string[]> = {
  wide: ['code', 'procedure', 'cargo', 'delivered', 'hash'],
  narrow: ['code', 'delivered'],
};

export const HEIGHTS: Record<Layout, number> = { wide: 3.75, narrow: 3.75 };

/** What is asked of the desk: no day is no bound. */
export const bounds = ({ from, until }: Days) => ({ from: from || null, until: until || null });

/** Where the file lies for a browser. */
export function filePath({ from, until }: Days, names: boolean): string {
  return `ledger/${from || '-'}/${until || '-'}/${names ? 'names' : 'codes'}`;
}

/** What the file is called. */
export function fileName({ from, until }: Days): string {
  return ['so-bien-nhan', from, until].filter(Boolean).join('_') + '.csv';
}

/** The first letters of a hash, in groups: enough to be read out and compared. */
export function shortHash(sha256: string): string {
  return (sha256.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}

/** `4 tệp · 1,4 MB`. */
export function amount({ parts, bytes: size }: Pick<LedgerLine, 'parts' | 'bytes'>): string {
  if (parts.length === 0) return '';
  const files = say('ledger-files', { count: parts.length });
  return size === null ? files : `${files} · ${bytes(size)}`;
}
