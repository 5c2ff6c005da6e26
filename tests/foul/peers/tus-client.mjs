// tus-js-client: sends every file of FOLDER, so many at a time, and ends when all are through.
// usage: node tus-client.mjs URL FOLDER CHUNK AT_A_TIME
//   CHUNK      most bytes in one request; 0 is the whole file
import { readdirSync, readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { DefaultHttpStack, Upload } from 'tus-js-client';

const [endpoint, folder, chunk, atATime] = process.argv.slice(2);
const httpStack = new DefaultHttpStack({ agent: new https.Agent({ keepAlive: true }) });
const names = readdirSync(folder).sort();
// A file that goes with its creation saves a round trip, but a cut takes all of it: until that request
// is answered the client knows no address at which to go on. So only small ones go that way.
const GOES_AT_ONCE = 256 * 1024;

function send(filename) {
  const file = readFileSync(join(folder, filename));
  return new Promise((resolve, reject) => {
    new Upload(file, {
      endpoint,
      metadata: { filename },
      chunkSize: Number(chunk) || Number.POSITIVE_INFINITY,
      uploadDataDuringCreation: file.length <= GOES_AT_ONCE,
      retryDelays: Array(1000).fill(1000),
      storeFingerprintForResuming: false,
      httpStack,
      onSuccess: resolve,
      onError: reject,
    }).start();
  });
}

async function worker() {
  for (let name = names.shift(); name !== undefined; name = names.shift()) await send(name);
}

await Promise.all(Array.from({ length: Number(atATime) }, worker));
process.exit(0);
