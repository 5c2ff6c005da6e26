// A tus client that others wrote, for our gateway to talk to. It sends FILE, by slices, to an upload
// that is there already, or makes one, and says on standard output how it went, as one line of JSON:
// {"outcome": "done" | "cut" | "refused", "upload": URL, "status": HTTP status of a refusal}.
// usage: node tus-client.mjs URL TOKEN FILE [--create] [--slice BYTES] [--cut BYTES]
//                            [--checksum right|wrong|none]
//   URL         of the upload; with --create, of the collection in which it is made
//   TOKEN       the bearer; '-' for none
//   --slice     most bytes in one request
//   --cut       the process ends without a word to the server after so many bytes of requests
//   --checksum  whether each slice carries its SHA-256; none if not said
// exit code: 0 done, 3 cut, 4 refused
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { parseArgs } from 'node:util';
import { DefaultHttpStack, Upload } from 'tus-js-client';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    create: { type: 'boolean', default: false },
    slice: { type: 'string', default: '65536' },
    cut: { type: 'string' },
    checksum: { type: 'string', default: 'none' },
  },
});
const [url, token, path] = positionals;
const file = readFileSync(path);
const slice = Number(values.slice);
let upload;

// Whatever was written last must be on its way before the process ends: `outcome` is all that is
// known afterwards.
function end(outcome, code, status) {
  const line = JSON.stringify({ outcome, upload: upload?.url ?? null, status });
  process.stdout.write(`${line}\n`, () => process.exit(code));
}

/** A connection that lets only so many bytes out, and takes the process with it. */
function cutAfter(connect, bytes) {
  let left = bytes;
  return (...args) => {
    const socket = connect(...args);
    const write = socket._write.bind(socket);
    const writev = (chunks, done) => {
      socket._write(Buffer.concat(chunks.map(({ chunk }) => Buffer.from(chunk))), 'buffer', done);
    };
    socket._writev = writev;
    socket._write = (chunk, encoding, done) => {
      const whole = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding);
      const part = whole.subarray(0, left);
      left -= part.length;
      if (left > 0) return write(part, 'buffer', done);
      return write(part, 'buffer', () => end('cut', 3));
    };
    return socket;
  };
}

function agent() {
  const isEncrypted = url.startsWith('https:');
  const made = isEncrypted
    ? new https.Agent({ keepAlive: true, maxSockets: 1 })
    : new http.Agent({ keepAlive: true, maxSockets: 1 });
  if (values.cut !== undefined) {
    const connect = isEncrypted ? tls.connect : net.createConnection;
    made.createConnection = cutAfter(connect, Number(values.cut));
  }
  return made;
}

function addChecksum(request) {
  if (values.checksum === 'none' || request.getMethod() !== 'PATCH') return;
  const offset = Number(request.getHeader('Upload-Offset'));
  const bytes = file.subarray(offset, offset + slice);
  const hash = createHash('sha256').update(bytes);
  if (values.checksum === 'wrong') hash.update('wrong');
  request.setHeader('Upload-Checksum', `sha256 ${hash.digest('base64')}`);
}

upload = new Upload(file, {
  ...(values.create ? { endpoint: url } : { uploadUrl: url }),
  headers: token === '-' ? {} : { Authorization: `Bearer ${token}` },
  chunkSize: slice,
  retryDelays: null,
  storeFingerprintForResuming: false,
  httpStack: new DefaultHttpStack({ agent: agent() }),
  onBeforeRequest: addChecksum,
  onSuccess: () => end('done', 0),
  onError: (error) => {
    const status = error.originalResponse?.getStatus() ?? null;
    end('refused', 4, status);
  },
});
upload.start();
