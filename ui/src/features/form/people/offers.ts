/** The lines under a field in which somebody is being typed who may be known already. */
import type { PersonKnown, Resident } from '$lib/bridge';
import { date } from '$lib/format';
import { say } from '$lib/words';
import { folded } from '../folded';
import type { Standing } from './persons';

export type Offer =
  | { is: 'resident'; key: string; label: string; note: string; resident: Resident }
  | { is: 'own'; key: string; label: string; note: string; other: Standing };

/** A person of the same form, offered in an empty field or by what fits. */
export function ownOffers(others: { standing: Standing; known: PersonKnown }[], text: string): Offer[] {
  const sought = folded(text);
  const fits = ({ known }: { known: PersonKnown }) =>
    sought === '' ||
    ` ${folded(known.name)}`.includes(` ${sought}`) ||
    bare(known.number).startsWith(bare(text) || '-');
  return others.filter(fits).map(({ standing, known }) => ({
    is: 'own',
    key: standing.paths.name,
    label: known.name,
    note: say('form-person-own', { title: standing.title }),
    other: standing,
  }));
}

/** Residents as the desk has found them: people for a person, organisations for an organisation. */
export function residentOffers(found: Resident[], { paths }: Standing): Offer[] {
  const isLike = ({ is_organisation }: Resident) => is_organisation === paths.is_organisation;
  return found.filter(isLike).map((resident) => ({
    is: 'resident',
    key: `${resident.dossier_id}/${resident.part}`,
    label: labelOf(resident),
    note: say('form-person-from', { code: resident.code, day: date(resident.taken_on) }),
    resident,
  }));
}

/** Whether it is worth asking: two letters of a name, three digits of a number. */
export function isWorthAsking(text: string): boolean {
  const trimmed = text.trim();
  return /\d/.test(trimmed) ? bare(trimmed).length >= 3 : trimmed.length >= 2;
}

/** `Lò Thị Đào · 1990 · 020 190 000 123 · xã Thống Nhất`: what tells two people apart. */
function labelOf({ name, birth, number, phone, commune }: Resident): string {
  const year = /\d{4}$/.exec(birth)?.[0] ?? '';
  return [name, year, number || phone, commune].filter((part) => part !== '').join(' · ');
}

function bare(text: string): string {
  return text.replaceAll(/[\s.-]/g, '');
}
