/** What is told of a package of the catalogue. */
import type { PackageLine } from '$lib/bridge';
import { say } from '$lib/words';

type Fact = { term: string; said: string };

export function packageFacts(line: PackageLine): Fact[] {
  const facts = [
    { term: say('settings-catalogue-name'), said: line.name },
    { term: say('settings-catalogue-version'), said: line.version },
    { term: say('settings-catalogue-trust'), said: line.trust_said },
  ];
  if (line.procedures !== null && line.checked !== null) {
    const said = say('settings-catalogue-counts', { procedures: line.procedures, checked: line.checked });
    facts.push({ term: say('settings-catalogue-procedures'), said });
  }
  return facts;
}
