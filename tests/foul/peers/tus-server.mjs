// @tus/server over TLS; uploads are kept in FOLDER under the names that the client gives.
// usage: node tus-server.mjs FOLDER HOST PORT CERTIFICATE KEY
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const [folder, host, port, cert, key] = process.argv.slice(2);
const tus = new Server({
  path: '/files',
  // It names addresses with http otherwise: it does not see that TLS is in front of it.
  relativeLocation: true,
  datastore: new FileStore({ directory: folder }),
  namingFunction: (_request, metadata) => metadata.filename,
});
const options = { cert: readFileSync(cert), key: readFileSync(key) };
https.createServer(options, (request, response) => tus.handle(request, response)).listen(Number(port), host);
