/** What every list of dossiers has in common. */
import type { Row } from './bridge';
import type { Route } from './route';

/** Where a dossier opens: what is still being typed at its form, everything else at its page. */
export function placeOf({ dossier_id, standing }: Pick<Row, 'dossier_id' | 'standing'>): Route {
  return { screen: standing.word === 'draft' ? 'form' : 'dossier', dossier: dossier_id };
}
