import type { FormView } from '$lib/bridge';
import { say } from '$lib/words';

/** What is told beside the form, with its reason. */
export type Fact = { name: string; term: string; said: string; why: string };

/** What fits into two lines beside the form. */
const FITS = 60;

/** What is known of the draft, the nearest to people first. */
export function facts(view: FormView): Fact[] {
  const all = [
    { name: 'due', said: view.due_said, why: view.due_why },
    { name: 'fee', said: view.fee_said, why: view.fee_why },
    { name: 'present', said: view.present_said, why: '' },
    { name: 'time', said: view.time_said, why: '' },
  ];
  return all.filter(({ said }) => said !== '').map((fact) => ({ ...fact, term: say(`form-${fact.name}`) }));
}

/** Whether some of it is cut until somebody asks for all. */
export function isCut({ said, why }: Fact): boolean {
  return said.length > FITS || why !== '';
}
