// A machine whose clock is set wrong: every program on it reads another day.
import { existsSync, readdirSync } from 'node:fs';

export const DAY_MS = 86_400_000;

/** Of Debian's package `faketime`; each kind of processor has a folder of its own. */
function library(): string {
  const at = (folder: string): string => `/usr/lib/${folder}/faketime/libfaketimeMT.so.1`;
  const found = readdirSync('/usr/lib').map(at).find(existsSync);
  if (found === undefined) throw new Error('faketime is missing: .ci/setup test');
  return found;
}

/** What lets a program read the clock of a machine that is so many days ahead. How time passes stays as it is. */
export const clockAheadBy = (days: number): NodeJS.ProcessEnv => ({
  LD_PRELOAD: library(),
  FAKETIME: `${days < 0 ? '' : '+'}${String(days)}d`,
  DONT_FAKE_MONOTONIC: '1',
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
  NO_FAKE_STAT: '1',
});
