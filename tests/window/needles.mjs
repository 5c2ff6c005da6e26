// What a thief would look for in the files that the window leaves behind: the people of a dossier, in
// every spelling and wrapping in which a webview or a database might keep them, and papers in clear.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PATIENCE_MS } from './window.mjs';

const STILL_MS = 500;

export class Needles {
  #needles;

  /** `texts`: names, numbers, places, as they were typed. */
  constructor(texts) {
    this.#needles = [Buffer.from('%PDF-1'), ...texts.flatMap(spellings).flatMap(wrappings)];
    const hay = Buffer.concat(this.#needles.map((needle) => Buffer.concat([Buffer.from('..'), needle])));
    assert.equal(this.#in(hay).length, this.#needles.length, 'what is there is found');
    assert.deepEqual(this.#in(Buffer.from('Không có ai ở đây')), [], 'what is not there is not found');
  }

  /** The files below these folders that hold one of them, once nobody writes or clears away there any more. */
  async foundBelow(...folders) {
    await stillness(folders);
    return folders.flatMap(filesBelow).filter((file) => this.#in(readFileSync(file)).length > 0);
  }

  #in(bytes) {
    return this.#needles.filter((needle) => bytes.includes(needle));
  }
}

function spellings(text) {
  const bare = text.normalize('NFD').replace(/\p{Mn}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  return [...new Set([text.normalize('NFC'), text.normalize('NFD'), bare, bare.toLowerCase()])];
}

function wrappings(text) {
  const plain = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  const hex = plain.map((bytes) => Buffer.from(bytes.toString('hex')));
  return [...plain, ...hex, ...plain.flatMap(inBase64)];
}

/** Within a longer text it stands in one of three ways, whose first and last signs depend on what is around. */
function inBase64(bytes) {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=+$/, '');
    return Buffer.from(whole.slice(before === 0 ? 0 : before + 1, -1));
  });
}

/** A webview's helpers end a moment after its window; until then they write and clear away. */
async function stillness(folders) {
  const deadline = Date.now() + PATIENCE_MS;
  for (let before = null; ; ) {
    const now = unlessGone(() => JSON.stringify(folders.flatMap(filesBelow).map(looks)));
    if (now !== null && now === before) return;
    assert.ok(Date.now() < deadline, `somebody is still at work below ${folders}`);
    before = now;
    await setTimeout(STILL_MS);
  }
}

function looks(file) {
  const { size, mtimeMs } = statSync(file);
  return [file, size, mtimeMs];
}

/** What `look` gives, or nothing when a file or folder was taken away under it. */
function unlessGone(look) {
  try {
    return look();
  } catch (failure) {
    if (failure.code === 'ENOENT') return null;
    throw failure;
  }
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}
