// A dossier, typed and shown as a clerk does it.
import assert from 'node:assert/strict';

/** A name on which a wrong encoding anywhere shows. */
const NAME = 'Nguyễn Thị Hường Đỗ';
export const PAPER = 'giay-chung-sinh';
const FILE = 'Giấy chứng sinh đã ký.pdf';

/** Finds a procedure by what is typed and begins it; gives the dossier's id. */
export async function beginDossier(window, typed, code) {
  await window.press('link', 'Hồ sơ mới');
  await window.type('Tìm thủ tục', typed);
  // By Enter, which means the first of what is typed; the list itself may still change under a hand.
  await window.keyboard.press('Enter');
  await window.shows('Đã lưu');
  const dossier = /#\/form\/([0-9a-f-]+)$/.exec(await window.address())[1];
  assert.equal((await window.ask('drafts.open', { dossier })).procedure, code);
  return dossier;
}

/** Types a name and waits until the desk has it. */
export async function typeName(window, dossier) {
  const { label, path } = await nameField(window, dossier);
  await window.type(label, NAME);
  await window.until(`the desk has ${path}`, async () => (await typed(window, dossier, path)) === NAME);
}

/** Drops a PDF on its place in the form. */
export async function dropPaper(window) {
  await drop(window, PAPER, { name: FILE, bytes: Buffer.from(PDF) });
  await window.shows(FILE);
}

/**
 * Hands a file in. The system's own file chooser, which F4 opens, is out of WebDriver's reach; so the page
 * is told of a file that was dropped, by a made event and no hand on a mouse.
 */
export async function drop(window, paper, { name, bytes }) {
  await window.run(
    (place, name, base64) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      const files = new DataTransfer();
      files.items.add(new File([bytes], name, { type: 'application/pdf' }));
      const card = document.querySelector(`[data-place="${place}"]`);
      card.scrollIntoView({ block: 'center' });
      card.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files }));
    },
    `paper:${paper}`,
    name,
    bytes.toString('base64'),
  );
}

/** What was typed and handed in is there after the program was closed. */
export async function seeAgain(window, dossier) {
  await window.run((id) => {
    location.hash = `#/form/${id}`;
  }, dossier);
  const { label } = await nameField(window, dossier);
  assert.equal(await (await window.find('field', label)).getAttribute('value'), NAME);
  await window.press('button', new RegExp(FILE));
  await window.find('frame', FILE);
}

async function nameField(window, dossier) {
  const view = await window.ask('drafts.open', { dossier });
  const fields = view.blocks.flatMap((block) => block.groups.flatMap((group) => group.fields));
  return fields.find((field) => field.widget === 'name');
}

async function typed(window, dossier, path) {
  const { form } = await window.ask('drafts.open', { dossier });
  return path
    .split('/')
    .slice(1)
    .reduce((value, step) => value?.[step], form);
}

/** A scan stands for itself. */
export const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
