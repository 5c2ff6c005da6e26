// What the screens are tried on: a desk without anything, one with 5,000 dossiers that wait, the same once
// more to be delivered, and one whose agency has answered.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { aFolder, aGateway, ask, openWindow, setUp, shell, type Address, type Folder, type Gateway, type Served } from './desk.ts';

/** How many dossiers the full desk has. */
export const MANY = 5_000;

/** Names as they are written in the mountains; the first is the longest. */
const NAMES = ["Hoàng Thị Mỷ Châu Pha Nhi Ksor H'Bia", 'Lộc Văn Páo', 'Vi Minh Khôi', 'Y Moan', 'Nông Thị Đào'];

/** A desk with one dossier whose paper was printed before the agency gave it its code. */
export interface Answered extends Address {
  dossier: string;
  /** What a form in which nothing is missing looks like. */
  form: Record<string, unknown>;
}

type Worlds = Record<'new' | 'locked' | 'empty' | 'full' | 'going', Address> & { answered: Answered };

/** The addresses of the windows, by the name of their world. */
export function worlds(): Worlds {
  return JSON.parse(process.env.NOPHO_WORLDS ?? '{}') as Worlds;
}

/** Its example needs no paper when it comes online. */
const PROCEDURE = '1.004873';

interface Example {
  example: Record<string, unknown>;
}

interface Begun {
  dossier_id: string;
  provisional_code: string;
}

/** Begins a dossier that needs no paper. */
export function begin(at: Address, form: object): Promise<Begun> {
  return ask<Begun>(at, 'dossiers.begin', { procedure: PROCEDURE, channel: 'online', form });
}

/** Prints, delivers, and lets the agency answer. */
async function answer(at: Address, form: Record<string, unknown>, gateway: Gateway): Promise<Answered> {
  await ask(at, 'gateway.enroll', { url: gateway.url, code: gateway.code() });
  const { dossier_id: dossier, provisional_code: code } = await begin(at, form);
  await ask(at, 'submissions.submit', { dossier });
  await ask(at, 'papers.print', { dossier, form: 'receipt', by: 'page' });
  await until(at, dossier, ({ standing }) => standing.word === 'delivered');
  gateway.receive(code, 'H37.6-261122-0001');
  await until(at, dossier, ({ standing }) => standing.word === 'received');
  return { ...at, dossier, form };
}

/** Sends and asks until the page of a dossier is as it should be. */
async function until(at: Address, dossier: string, is: (page: { standing: { word: string } }) => boolean): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if (is(await ask(at, 'dossiers.open', { dossier }))) return;
    await ask(at, 'road.send', {});
    await new Promise((passed) => setTimeout(passed, 250));
  }
  throw new Error('the gateway has not answered');
}

/** Fills a desk with dossiers that need no paper, and leaves them in the queue: there is no gateway. */
async function fill(folder: Folder, form: Record<string, unknown>): Promise<void> {
  const { said: at, end } = await openWindow(folder, true);
  for (let number = 0; number < MANY; number += 1) {
    const name = NAMES[number % NAMES.length];
    const submitter = { ...(form.submitter as object), name };
    const begun = await begin(at, { ...form, submitter });
    if (number % 100 !== 0) await ask(at, 'submissions.submit', { dossier: begun.dossier_id });
  }
  await end();
}

export default async function build(): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.join(tmpdir(), 'nopho-screens-'));
  const full = aFolder(path.join(home, 'full'));
  const folders = {
    new: aFolder(path.join(home, 'new')),
    locked: aFolder(path.join(home, 'locked')),
    empty: aFolder(path.join(home, 'empty')),
    full,
    going: { ...full, data: path.join(home, 'going') },
    answered: aFolder(path.join(home, 'answered')),
  };
  for (const name of ['locked', 'empty', 'full', 'answered'] as const) setUp(folders[name]);
  const { example } = shell<Example>(folders.full, 'procedure', PROCEDURE);
  await fill(full, example);
  cpSync(full.data, folders.going.data, { recursive: true });

  const windows: Record<keyof Worlds, Served<Address>> = {
    new: await openWindow(folders.new, false),
    locked: await openWindow(folders.locked, false),
    empty: await openWindow(folders.empty, true),
    full: await openWindow(folders.full, true),
    going: await openWindow(folders.going, true),
    answered: await openWindow(folders.answered, true),
  };
  const gateway = await aGateway(home);
  const answered = await answer(windows.answered.said, example, gateway);
  const addresses = Object.fromEntries(Object.entries(windows).map(([name, window]) => [name, window.said]));
  process.env.NOPHO_WORLDS = JSON.stringify({ ...addresses, answered });

  return async () => {
    await Promise.all([...Object.values(windows), gateway].map((one) => one.end()));
    rmSync(home, { recursive: true, force: true });
  };
}
