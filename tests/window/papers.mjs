// Papers as they leave the desk: what the machine's viewer was given, and what lies about meanwhile.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export class Papers {
  #shown;
  #handout;
  #out;

  /** `shown`: where the stand-in of the machine's viewer leaves what it was given. */
  constructor({ data, shown, out }) {
    this.#shown = shown;
    this.#handout = path.join(data, 'handout');
    this.#out = out;
  }

  /** Waits until the machine's viewer was given one paper; keeps it as `name` and gives its text. */
  async opened(window, name) {
    const whole = () => readdirSync(this.#shown).filter((file) => file.endsWith('.pdf'));
    await window.until('the viewer was given a paper', () => whole().length > 0);
    const [file, ...more] = whole();
    assert.deepEqual(more, [], 'one paper at a time');
    const kept = path.join(this.#out, `${name}.pdf`);
    moveOut(path.join(this.#shown, file), kept);
    console.log(`   seen: ${path.basename(kept)}, as ${file}`);
    return { file: kept, text: textOf(kept) };
  }

  /** From now on no program of the machine opens a paper, or again one does. */
  refuseToShow(isRefused) {
    const word = path.join(this.#shown, 'refuses');
    if (isRefused) writeFileSync(word, '');
    else rmSync(word);
  }

  /** What lies in the hand-out folder. */
  lent() {
    return existsSync(this.#handout) ? readdirSync(this.#handout) : [];
  }
}

/** The folders may lie on two disks. */
function moveOut(from, to) {
  copyFileSync(from, to);
  rmSync(from);
}

/** What a computer reads in a PDF, lines put together: a name may go over two. */
function textOf(file) {
  const text = execFileSync('pdftotext', [file, '-']).toString();
  assert.equal(text, text.normalize('NFC'), 'letters and their marks are one');
  return text.replace(/\s+/g, ' ');
}
