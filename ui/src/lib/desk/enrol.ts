/** Enrolling at a gateway: what was typed, and which field a refusal is about. */
import type { Spoken } from '$lib/bridge';

export type Typed = { url: string; code: string; ca: string };
export type EnrolField = keyof Typed;

/** More than any list of certificates that a province hands out. */
export const LARGEST_CA = 256 * 1024;

/** The address with the scheme that nobody says aloud. */
export function wholeAddress(typed: string): string {
  const address = typed.trim();
  return address === '' || address.includes('://') ? address : `https://${address}`;
}

/** What the desk is asked for; an empty certificate is none. */
export function asked({ url, code, ca }: Typed): { url: string; code: string; ca?: string } {
  const typed = { url: wholeAddress(url), code: code.trim() };
  return ca.trim() === '' ? typed : { ...typed, ca: ca.trim() };
}

/** The first field that was left empty and may not be. */
export function emptyField({ url, code }: Typed): EnrolField | null {
  if (url.trim() === '') return 'url';
  return code.trim() === '' ? 'code' : null;
}

/** The field beside which a refusal is said; null: it is about none of them. */
export function fieldOf(error: Spoken | null): EnrolField | null {
  if (!error) return null;
  if (error.code.startsWith('address-')) return 'url';
  if (/^(?:enrolment|code)-/.test(error.code)) return 'code';
  return error.code.startsWith('authority-') ? 'ca' : null;
}
