// A road that carries little: what a desk says to a gateway goes through it, so many bytes in a second.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Slow {
  url: string;
  end: () => Promise<void>;
}

/** How often bytes are let through. */
const EVERY_MS = 50;

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
  from.on('data', (bytes: Buffer) => {
    to.write(bytes);
    from.pause();
    const pause = (bytes.length / bytesPerSecond) * 1000;
    setTimeout(() => from.resume(), Math.max(EVERY_MS, pause));
  });
  from.on('end', () => to.end());
}
