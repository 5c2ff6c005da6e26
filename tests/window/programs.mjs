// The programs around the window: the shell's verbs, the province's gateway, and what the machine knows
// of a window that runs.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The province's gateway, as those who run it work with it. */
export class Gateway {
  #program;
  #data;

  constructor(programs, data) {
    this.#program = path.join(programs, 'nopho-portal');
    this.#data = data;
  }

  /** What arrived of a dossier, by the code on its paper. */
  arrived(code) {
    return this.#ask('list').filter((line) => line.provisional_code === code);
  }

  /** The agency takes a dossier in, under a code of its own; gives that. */
  takeIn(code) {
    const number = String(this.#ask('list').length).padStart(3, '0');
    const official = `${code.replace(/^[^-]*-(\d{6})-.*$/, 'H37.6-$1')}-9${number}`;
    this.#ask('advance', code, '--to', '2', '--code', official);
    return official;
  }

  #ask(...args) {
    return json(this.#program, ['--data', this.#data, '--json', ...args]);
  }
}

/** A procedure's form as the catalogue fills it in for an example. */
export function exampleOf(programs, data, procedure) {
  return json(path.join(programs, 'nopho'), ['--data', data, '--json', 'procedure', procedure]).example;
}

/** Ends a program at once, with no farewell, as a machine does that loses its power. */
export function cutOff(program) {
  const [first, ...more] = running(program);
  if (first === undefined || more.length > 0) throw new Error('it takes one window to be cut off');
  process.kill(first, 'SIGKILL');
}

function running(program) {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => commandOf(id)[0] === program).map(Number);
}

function commandOf(id) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

function json(program, args) {
  const said = execFileSync(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(said.toString());
}
