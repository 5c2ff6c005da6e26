/** Where in the program a page is, as it stands behind the `#`. Holds ids, never what was typed. */

export type Route =
  | { screen: 'today' }
  | { screen: 'settings' | 'queue'; part?: string }
  | { screen: 'new'; procedure?: string }
  | { screen: 'find'; filter?: string }
  | { screen: 'form' | 'dossier'; dossier: string };

export type Screen = Route['screen'];

const PLAIN = ['today'] as const;

export function toHash(route: Route): string {
  if ('dossier' in route) return `#/${route.screen}/${route.dossier}`;
  if (route.screen === 'new' && route.procedure) return `#/new/${route.procedure}`;
  if (route.screen === 'find' && route.filter) return `#/find/${route.filter}`;
  if ('part' in route && route.part) return `#/${route.screen}/${route.part}`;
  return `#/${route.screen}`;
}

/** The place behind a hash; what it does not understand is today. */
export function fromHash(hash: string): Route {
  const [screen, rest] = hash.replace(/^#\/?/, '').split('/');
  if ((screen === 'form' || screen === 'dossier') && rest) return { screen, dossier: rest };
  if (screen === 'new') return rest ? { screen, procedure: rest } : { screen };
  if (screen === 'find') return rest ? { screen, filter: rest } : { screen };
  if (screen === 'settings' || screen === 'queue') return rest ? { screen, part: rest } : { screen };
  return { screen: PLAIN.find((plain) => plain === screen) ?? 'today' };
}
