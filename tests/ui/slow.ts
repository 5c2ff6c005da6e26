// A road that carries little: what a desk says to a gateway goes through it, so many bytes in a second.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Slow {
  url: string;
  end: () => Promise<void>;
}

/** How often bytes are let through. */
const EVERY_MS = 50;
/** How many may wait before the desk is told to wait. */
const MOST_WAITING = 8 * 1024;

/** A road to a gateway in clear, slow from the desk to the gateway. */
export async function aSlowRoad(gateway: string, bytesPerSecond: number): Promise<Slow> {
  const { hostname, port } = new URL(gateway);
  const sockets = new Set<Socket>();
  const server = createServer((desk) => {
    const there = connect(Number(port), hostname);
    carry(desk, there, bytesPerSecond);
    there.pipe(desk);
    for (const [one, other] of [[desk, there], [there, desk]] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const end = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  };
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, end };
}

function carry(from: Socket, to: Socket, bytesPerSecond: number): void {
  let waiting = Buffer.alloc(0);
  const pass = setInterval(() => {
    const now = waiting.subarray(0, (bytesPerSecond * EVERY_MS) / 1000);
    waiting = waiting.subarray(now.length);
    if (now.length > 0) to.write(now);
    if (waiting.length < MOST_WAITING) from.resume();
  }, EVERY_MS);
  from.on('data', (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes]);
    if (waiting.length >= MOST_WAITING) from.pause();
  });
  from.on('close', () => clearInterval(pass));
}
