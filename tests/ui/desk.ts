// The real programs on data folders of their own: a desk with its window, a province's gateway.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdirSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAMS = process.env.NOPHO_PROGRAMS ?? path.join(TOP, 'target', 'debug');

export const program = (name: string): string => path.join(PROGRAMS, name);

/** A running program that said in its first line where it listens. */
export interface Served<T> {
  said: T;
  pid: number;
  end: () => Promise<void>;
}

/** Starts a program of ours and reads its first line, a JSON object. */
export function serve<T>(name: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Served<T>> {
  return served(program(name), args, env);
}

/** Starts a program, wherever it lies, and reads its first line. */
export async function served<T>(file: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Served<T>> {
  const child = spawn(file, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = await firstLine(child, file);
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { said: JSON.parse(said) as T, pid: child.pid ?? 0, end };
}

async function firstLine(child: ChildProcess, name: string): Promise<string> {
  if (child.stdout === null) throw new Error(`${name} has no output`);
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`${name} ended before it said where it listens`);
}

/** A data folder for a desk, with the passphrase that opens it. */
export interface Folder {
  data: string;
  passphrase: string;
  card: string;
  /** What its programs run with, beside the passphrase. */
  env?: NodeJS.ProcessEnv;
}

export function aFolder(at: string): Folder {
  mkdirSync(at, { recursive: true });
  const passphrase = path.join(at, 'mat-khau.txt');
  writeFileSync(passphrase, randomBytes(12).toString('hex'));
  return { data: path.join(at, 'quay'), passphrase, card: path.join(at, 'the-khoi-phuc.txt') };
}

/** Runs one verb of the shell and gives its JSON. */
export function shell<T>(folder: Folder, ...args: string[]): T {
  const env = { ...process.env, ...folder.env, NOPHO_PASSPHRASE_FILE: folder.passphrase };
  const said = execFileSync(program('nopho'), ['--data', folder.data, '--json', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(said.toString()) as T;
}

export function setUp(folder: Folder): void {
  shell(
    folder,
    ...['init', '--kind', 'authority', '--prefix', 'LS07', '--name', 'Quầy số 2'],
    ...['--operator', 'La Thị Hương', '--recovery-out', folder.card],
  );
}

export interface Address {
  url: string;
  port: number;
  token: string;
}

/** Opens the window of a desk: unlocked from the start where `isOpen`. */
export function openWindow(folder: Folder, isOpen: boolean): Promise<Served<Address>> {
  const env = isOpen ? { ...folder.env, NOPHO_PASSPHRASE_FILE: folder.passphrase } : { ...folder.env };
  return serve<Address>('nopho', ['--data', folder.data, '--json', 'serve'], env);
}

/** Asks an open window's desk, as the page does. */
export async function ask<T>(at: Address, command: string, args: object): Promise<T> {
  const origin = `http://127.0.0.1:${String(at.port)}`;
  const answer = await fetch(`${origin}/call`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', 'x-nopho-token': at.token },
    body: JSON.stringify({ command, args, language: 'vi' }),
  });
  const said: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${command}: ${JSON.stringify(said)}`);
  return said as T;
}

/** Hands a file in, as the page does. */
export async function attach(at: Address, dossier: string, component: string, name: string, bytes: Uint8Array): Promise<void> {
  const origin = `http://127.0.0.1:${String(at.port)}`;
  const said = new URLSearchParams({ dossier, component, name, language: 'vi' });
  const answer = await fetch(`${origin}/attach?${said.toString()}`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/octet-stream', 'x-nopho-token': at.token },
    body: Buffer.from(bytes),
  });
  if (!answer.ok) throw new Error(`attach: ${await answer.text()}`);
}

/** A revision as the gateway has it. */
export interface Listed {
  dossier_id: string;
  /** How often it was taken in. */
  deliveries: number;
  parts: { sha256: string; size: number; is_held: boolean }[];
}

/** A province's gateway. */
export interface Gateway {
  url: string;
  pid: number;
  /** A code with which a desk enrols. */
  code: () => string;
  /** Lets the agency take a dossier in under its own code. */
  receive: (dossier: string, official: string) => void;
  /** Lets the agency finish a dossier that it took in, with this file as its result. */
  finish: (dossier: string, result: string) => void;
  /** Every revision that was announced. */
  list: () => Listed[];
  end: () => Promise<void>;
}

export const INIT = ['init', '--agency', 'H37', '--name', 'Cổng tiếp nhận tỉnh Lạng Sơn'];
export const SERVE = ['--json', 'serve', '--listen', '127.0.0.1:0'];

export async function aGateway(at: string): Promise<Gateway> {
  const data = path.join(at, 'cong');
  execFileSync(program('nopho-portal'), ['--data', data, ...INIT], { stdio: ['ignore', 'ignore', 'inherit'] });
  const child = await serve<{ listening: string }>('nopho-portal', ['--data', data, ...SERVE]);
  return operated(child, [program('nopho-portal'), '--data', data]);
}

/** A gateway that is being served, and the command with which its operators reach it. */
export function operated({ said, pid, end }: Served<{ listening: string }>, [file = '', ...first]: string[]): Gateway {
  const portal = <T>(...args: string[]): T =>
    JSON.parse(execFileSync(file, [...first, '--json', ...args], { stdio: ['ignore', 'pipe', 'inherit'] }).toString()) as T;
  return {
    ...{ url: said.listening, pid, end },
    code: () => portal<{ code: string }>('enroll-code', '--desk', 'Quầy số 2').code,
    receive: (dossier, official) => portal('advance', dossier, '--to', '2', '--code', official),
    finish: (dossier, result) => portal('advance', dossier, '--to', '9', '--result', result),
    list: () => portal<Listed[]>('list'),
  };
}
