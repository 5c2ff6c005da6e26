// What may stand between a desk and its gateway, and what becomes of a request there.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';

/**
 * An answer in the gateway's place; `null`: it goes on to the gateway; `cut`: the connection ends;
 * `lost`: the gateway does what it is asked, and then the connection ends.
 */
export type Day = (asked: http.IncomingMessage) => Instead | 'cut' | 'lost' | null;

export interface Instead {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Which certificate it shows: its own, that of another server, or one that nobody vouches for. */
export type Shown = 'own' | 'elsewhere' | 'unknown';

export interface Front {
  url: string;
  /** The authority that vouches for its own certificate, as PEM. */
  ca: string;
  /** From now on it behaves so. Whoever is connected is cut off. */
  has: (day: Day, shown?: Shown) => Promise<void>;
  /** Nobody listens any more. */
  closes: () => Promise<void>;
}

const openssl = (...args: string[]): Buffer => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });

/** An authority, and the certificate that it gives to a server of this name. */
function certify(home: string, kind: string, name: string): { ca: string; cert: string; key: string } {
  const at = (file: string): string => path.join(home, `${kind}-${file}`);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-days', '30', '-subj', `/CN=Test authority (${kind})`);
  openssl('req', ...key, '-keyout', at('key.pem'), '-out', at('csr.pem'), '-subj', `/CN=${name}`);
  writeFileSync(at('ext'), `subjectAltName=DNS:${name}\n`);
  const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('ext'), '-days', '30'];
  openssl('x509', '-req', '-in', at('csr.pem'), '-out', at('cert.pem'), ...signed);
  const read = (file: string): string => readFileSync(at(file), 'utf8');
  return { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') };
}

/** Stands in front of a gateway that speaks in clear on this machine. */
export async function aFront(home: string, gateway: string): Promise<Front> {
  const own = certify(home, 'own', 'localhost');
  const unknown = certify(home, 'unknown', 'localhost');
  const theirs = { own, unknown, elsewhere: elsewhere(home, own) };
  let day: Day = () => null;
  let server: https.Server | null = null;
  let port = 0;
  const open = new Set<Duplex>();

  const closes = async (): Promise<void> => {
    const last = server;
    server = null;
    for (const socket of open) socket.destroy();
    if (last) await new Promise((closed) => last.close(closed));
  };
  const has = async (next: Day, shown: Shown = 'own'): Promise<void> => {
    await closes();
    day = next;
    // A new server forgets the sessions of the last one: its certificate is looked at.
    const { cert, key } = theirs[shown];
    const begun = https.createServer({ cert, key }, (asked, reply) => {
      answer(day(asked), gateway, asked, reply);
    });
    begun.on('connection', (socket: Duplex) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    });
    // Without a stream of blocks there are slices, which every front can read.
    begun.on('upgrade', (_, socket: Duplex) => {
      socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
    });
    await new Promise<void>((listening) => begun.listen(port, '127.0.0.1', listening));
    port = (begun.address() as AddressInfo).port;
    server = begun;
  };
  await has(day);
  return { url: `https://localhost:${String(port)}`, ca: own.ca, has, closes };
}

/** A certificate of the same authority for another server. */
function elsewhere(home: string, own: { ca: string }): { cert: string; key: string } {
  const at = (file: string): string => path.join(home, `own-${file}`);
  writeFileSync(at('ext'), 'subjectAltName=DNS:elsewhere.example\n');
  const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('ext'), '-days', '30'];
  openssl('x509', '-req', '-in', at('csr.pem'), '-out', at('elsewhere.pem'), ...signed);
  return { cert: readFileSync(at('elsewhere.pem'), 'utf8'), key: readFileSync(at('key.pem'), 'utf8'), ...{ ca: own.ca } };
}

function answer(instead: ReturnType<Day>, gateway: string, asked: http.IncomingMessage, reply: http.ServerResponse): void {
  if (instead === 'cut') {
    asked.socket.destroy();
    return;
  }
  if (instead && instead !== 'lost') {
    asked.resume();
    reply.writeHead(instead.status, { ...instead.headers, 'content-length': Buffer.byteLength(instead.body) });
    reply.end(instead.body);
    return;
  }
  const on = http.request(new URL(asked.url ?? '/', gateway), { method: asked.method, headers: asked.headers }, (said) => {
    if (instead === 'lost') {
      said.resume().once('end', () => asked.socket.destroy());
      return;
    }
    reply.writeHead(said.statusCode ?? 502, said.headers);
    said.pipe(reply);
  });
  on.on('error', () => asked.socket.destroy());
  asked.pipe(on);
}

export const page = (status: number, headers: Record<string, string> = {}): Instead => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body: '<html><body>Please log in</body></html>',
});

/** The gateway's own word. */
export const problem = (status: number, code: string, headers: Record<string, string> = {}): Instead => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: JSON.stringify({ code, status, title: 'test' }),
});
