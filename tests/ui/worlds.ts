// What the screens are tried on: a desk without anything, and one with 5,000 dossiers that wait.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { aFolder, ask, openWindow, setUp, shell, type Address, type Served } from './desk.ts';

/** How many dossiers the full desk has. */
export const MANY = 5_000;

/** Names as they are written in the mountains; the first is the longest. */
const NAMES = ["Hoàng Thị Mỷ Châu Pha Nhi Ksor H'Bia", 'Lộc Văn Páo', 'Vi Minh Khôi', 'Y Moan', 'Nông Thị Đào'];

/** The addresses of the windows, by the name of their world. */
export function worlds(): Record<'new' | 'locked' | 'empty' | 'full', Address> {
  return JSON.parse(process.env.NOPHO_WORLDS ?? '{}') as Record<'new' | 'locked' | 'empty' | 'full', Address>;
}

interface Example {
  example: Record<string, unknown>;
}

/** Fills a desk with dossiers that need no paper, and leaves them in the queue: there is no gateway. */
async function fill(at: Address, form: Record<string, unknown>): Promise<void> {
  for (let number = 0; number < MANY; number += 1) {
    const name = NAMES[number % NAMES.length];
    const submitter = { ...(form.submitter as object), name };
    const begun = await ask<{ dossier_id: string }>(at, 'dossiers.begin', {
      procedure: '1.004873',
      channel: 'online',
      form: { ...form, submitter },
    });
    if (number % 100 !== 0) await ask(at, 'submissions.submit', { dossier: begun.dossier_id });
  }
}

export default async function begin(): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.join(tmpdir(), 'nopho-screens-'));
  const folders = {
    new: aFolder(path.join(home, 'new')),
    locked: aFolder(path.join(home, 'locked')),
    empty: aFolder(path.join(home, 'empty')),
    full: aFolder(path.join(home, 'full')),
  };
  for (const name of ['locked', 'empty', 'full'] as const) setUp(folders[name]);
  const { example } = shell<Example>(folders.full, 'procedure', '1.004873');

  const windows: Record<string, Served<Address>> = {
    new: await openWindow(folders.new, false),
    locked: await openWindow(folders.locked, false),
    empty: await openWindow(folders.empty, true),
    full: await openWindow(folders.full, true),
  };
  const addresses = Object.fromEntries(Object.entries(windows).map(([name, window]) => [name, window.said]));
  process.env.NOPHO_WORLDS = JSON.stringify(addresses);
  const full = windows.full;
  if (full !== undefined) await fill(full.said, example);

  return async () => {
    await Promise.all(Object.values(windows).map((window) => window.end()));
    rmSync(home, { recursive: true, force: true });
  };
}
