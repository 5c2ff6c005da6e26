// A gateway whose disk is a file system of a few megabytes, in a mount namespace of its own.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

import { INIT, operated, program, SERVE, served, type Gateway } from './desk.ts';

const MEGABYTES = 24;
const UNSHARE = ['--map-root-user', '--mount', 'sh', '-c'];
const MOUNT = `mount -t tmpfs -o size=${String(MEGABYTES)}m none "$0"`;

/** Whether Linux lets this user mount something. */
export function canMount(at: string): boolean {
  mkdirSync(at, { recursive: true });
  return spawnSync('unshare', [...UNSHARE, MOUNT, at]).status === 0;
}

export interface Cramped extends Gateway {
  /** Leaves no byte of room. */
  fill: () => void;
  /** Makes room. */
  clear: () => void;
}

export async function aCrampedGateway(at: string): Promise<Cramped> {
  const data = path.join(at, 'cong');
  const portal = [program('nopho-portal'), '--data', data];
  const quoted = portal.map((word) => `'${word}'`).join(' ');
  const init = INIT.map((word) => `'${word}'`).join(' ');
  const script = `${MOUNT} && ${quoted} ${init} > /dev/null && exec ${quoted} ${SERVE.join(' ')}`;
  mkdirSync(at, { recursive: true });
  const child = await served<{ listening: string }>('unshare', [...UNSHARE, script, at]);
  const enter = ['nsenter', '--target', String(child.pid), '--user', '--mount', '--preserve-credentials'];
  // The same file system, as everybody else may reach it.
  const junk = path.join('/proc', String(child.pid), 'root', at, 'junk');
  return { ...operated(child, [...enter, ...portal]), fill: () => fill(junk), clear: () => rmSync(junk) };
}

function fill(file: string): void {
  const junk = openSync(file, 'w');
  for (const bytes of [1 << 16, 512, 1]) {
    try {
      for (;;) writeSync(junk, Buffer.alloc(bytes, 0x55));
    } catch (full) {
      if ((full as NodeJS.ErrnoException).code !== 'ENOSPC') throw full;
    }
  }
  closeSync(junk);
}
