// Setting a desk up and opening it, as the person in charge does.
import assert from 'node:assert/strict';

const PASSPHRASE = 'mot hai ba bon nam sau';
const OPERATOR = 'La Thị Hương';

export async function setUp(window) {
  await window.press('radio', 'Trung tâm Phục vụ hành chính công cấp xã');
  await window.type('Ký hiệu quầy', 'LS07');
  await window.type('Tên quầy', 'Quầy số 2');
  await window.type('Họ và tên người phụ trách quầy', OPERATOR);
  await window.picture('set-up-desk');
  await window.press('button', 'Tiếp tục');
  await window.press('radio', 'Mật khẩu mở quầy');
  await window.type('Đặt mật khẩu mở quầy', PASSPHRASE);
  await window.type('Nhập lại mật khẩu vừa đặt', PASSPHRASE);
  await window.press('button', 'Tiếp tục');
  await window.shows('Mã khôi phục');
  await window.picture('set-up-card');
  await confirmCard(window);
  await window.press('button', 'Để sau, vào làm việc');
  await isOpen(window);
}

/** A wrong passphrase is answered in words; the right one opens the desk. */
export async function unlock(window) {
  assert.equal((await window.ask('host.status')).state, 'locked', 'closing the window locks the desk');
  await window.type('Mật khẩu mở quầy', `${PASSPHRASE}!`);
  await window.press('button', 'Mở khóa');
  await window.shows('Mật khẩu mở quầy chưa đúng');
  await window.picture('locked');
  await window.type('Mật khẩu mở quầy', PASSPHRASE);
  await window.press('button', 'Mở khóa');
  await isOpen(window);
}

/** Types back what the card is asked for, from what the page showed of it. */
async function confirmCard(window) {
  const card = await window.run(() =>
    [...document.querySelectorAll('.sheet .symbols')].map((group) => group.textContent).join(''),
  );
  await window.press('button', 'Đã cất thẻ');
  await window.find('field', 'Nhóm');
  const places = await window.run(() =>
    [...document.querySelectorAll('form label')].map((label) => label.textContent.match(/\d+/g).map(Number)),
  );
  assert.equal(places.length, 4);
  for (const [group, symbol] of places) {
    await window.type(new RegExp(`^Nhóm ${group}, ký tự thứ ${symbol}(?!\\d)`), card[(group - 1) * 4 + symbol - 1]);
  }
  await window.press('button', 'Thiết lập quầy');
}

const isOpen = (window) => window.shows(OPERATOR);
