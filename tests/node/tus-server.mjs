// A tus server that others wrote, for our client to talk to. It keeps uploads in FOLDER, says on
// standard output at which port it listens on this machine, and ends when standard input does.
// usage: node tus-server.mjs FOLDER
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const [folder] = process.argv.slice(2);
const tus = new Server({ path: '/files', datastore: new FileStore({ directory: folder }) });
const server = tus.listen({ host: '127.0.0.1', port: 0 }, () => {
  console.log(server.address().port);
});

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
