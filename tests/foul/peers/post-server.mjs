// Takes one multipart POST after another over TLS, and keeps each file in FOLDER once it is whole.
// usage: node post-server.mjs FOLDER HOST PORT CERTIFICATE KEY
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import https from 'node:https';
import { basename, join } from 'node:path';

const [folder, host, port, cert, key] = process.argv.slice(2);

/** The one file of a multipart body: its name and its bytes. */
function fileIn(body) {
  const head = body.indexOf('\r\n\r\n');
  const boundary = body.subarray(0, body.indexOf('\r\n'));
  const end = body.lastIndexOf(`\r\n${boundary}--`);
  const name = /filename="([^"]+)"/.exec(body.subarray(0, head).toString('utf8'))?.[1];
  if (head < 0 || end < head || name === undefined) throw new Error('no file in it');
  return { name: basename(name), bytes: body.subarray(head + 4, end) };
}

function keep({ name, bytes }) {
  const file = openSync(join(folder, name), 'w');
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  fsyncSync(file);
  closeSync(file);
}

async function take(request, response) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  keep(fileIn(Buffer.concat(pieces)));
  response.writeHead(201).end();
}

const options = { cert: readFileSync(cert), key: readFileSync(key) };
https
  .createServer(options, (request, response) => {
    take(request, response).catch(() => response.destroy());
  })
  .listen(Number(port), host);
