# Việc gì đã xảy ra, có nghĩa gì, cần làm gì. Không mã lỗi, không đổ lỗi cho ai.

unknown-problem = Có việc chưa làm được ({ $code }). Những gì đã nhập vẫn còn trên máy này. Xin báo người phụ trách kỹ thuật.
panic = Phần mềm gặp sự cố khi thực hiện việc này. Những gì đã lưu vẫn còn nguyên. Hãy thử lại; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.

## Quầy và thư mục dữ liệu

desk-not-set-up = Thư mục này chưa có dữ liệu của quầy nào. Hãy kiểm tra lại đường dẫn, hoặc thiết lập quầy mới bằng lệnh "nopho init".
desk-already-set-up = Thư mục này đã có dữ liệu của một quầy nên không thiết lập lại. Dữ liệu đang có không bị thay đổi.
desk-closed = Quầy đang khóa. Hãy mở khóa rồi làm lại.
folder-not-empty = Thư mục đã chọn đang chứa tệp khác. Hãy chọn một thư mục trống cho dữ liệu của quầy.
folder-held = { $program ->
    [none] Một chương trình khác đang dùng dữ liệu của quầy này. Hãy đóng chương trình đó rồi thử lại.
   *[other] Chương trình { $program } (tiến trình số { $pid }) đang dùng dữ liệu của quầy này. Hãy đóng chương trình đó rồi thử lại.
}
folder-unsafe-place = Thư mục nằm trên { $file_system } (thẻ nhớ, USB hoặc ổ mạng), nơi dữ liệu dễ hỏng khi rút ra hay mất điện. Hãy chọn thư mục trên ổ cứng của máy.
disk-full = Ổ đĩa đã đầy nên việc vừa rồi chưa được ghi lại. Những gì đã lưu trước đó vẫn còn nguyên. Hãy xóa bớt tệp không cần trên máy rồi làm lại.
store-io = Máy không đọc hoặc ghi được tệp dữ liệu. Việc vừa rồi chưa được ghi lại; những gì đã lưu trước đó vẫn còn. Hãy thử lại; nếu vẫn vậy, ổ đĩa có thể đang hỏng, xin báo người phụ trách kỹ thuật.
store-sql = Chưa ghi được vào cơ sở dữ liệu của quầy. Những gì đã lưu trước đó vẫn còn. Hãy thử lại; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
store-row = Cơ sở dữ liệu có một dòng mà phần mềm không hiểu. Không có gì bị thay đổi. Xin báo người phụ trách kỹ thuật.
store-newer = Dữ liệu này do phiên bản phần mềm mới hơn tạo ra (phiên bản { $found }, máy này chỉ hiểu đến { $known }). Tệp được giữ nguyên. Hãy mở bằng phiên bản phần mềm mới.
store-damaged = Tệp cơ sở dữ liệu bị hỏng nên chưa mở được. Tệp được giữ nguyên tại { $file }, xin đừng xóa. Các tờ khai và giấy tờ đã niêm phong nằm riêng trong thư mục dữ liệu. Xin báo người phụ trách kỹ thuật.
file-damaged = Một tệp đã niêm phong bị mất hoặc bị hỏng: { $file }. Hãy đính kèm lại giấy tờ đó; các giấy tờ khác không bị ảnh hưởng.
sqlite-old = Thư viện cơ sở dữ liệu trên máy quá cũ nên phần mềm không mở dữ liệu, để tránh làm hỏng. Xin cài đúng bản phần mềm được cấp.

## Khóa

wrong-passphrase = Mật khẩu mở quầy chưa đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại.
passphrase-too-short = Mật khẩu mở quầy cần ít nhất 8 ký tự.
passphrase-missing = Cần mật khẩu mở quầy. Hãy dùng --passphrase-file, biến NOPHO_PASSPHRASE_FILE, hoặc chạy lệnh trong cửa sổ dòng lệnh để được hỏi.
passphrase-file = Không đọc được tệp mật khẩu { $file }.
no-such-slot = Quầy này chưa được thiết lập để mở bằng cách đó. Hãy dùng cách khác: mật khẩu, kho khóa của máy hoặc thẻ khôi phục.
wrong-recovery = Mã trên thẻ khôi phục không phải của quầy này. Hãy kiểm tra lại thẻ.
recovery-length = Mã khôi phục có 8 nhóm, mỗi nhóm 4 ký tự, và một nhóm kiểm tra. Mã vừa nhập thiếu hoặc thừa ký tự.
recovery-symbol = Mã khôi phục vừa nhập có ký tự không thể có trên thẻ. Hãy đọc lại từng nhóm.
recovery-check = Mã khôi phục vừa nhập sai ở đâu đó (nhóm kiểm tra không khớp). Hãy đọc lại từng nhóm.
card-not-confirmed = Bốn ký tự vừa nhập không khớp với thẻ khôi phục. Quầy chưa được thiết lập. Thẻ vừa ghi không dùng được nữa: hãy xóa tệp đó rồi thiết lập lại từ đầu.
card-not-written = Chưa ghi được thẻ khôi phục vào { $file }. Thẻ phải nằm ngoài thư mục dữ liệu và không ghi đè lên tệp đã có. Hãy chọn nơi khác, chẳng hạn một USB.
keyring-missing = Máy này không có kho khóa của hệ điều hành. Hãy dùng mật khẩu hoặc thẻ khôi phục.
keyring-locked = Kho khóa của hệ điều hành đang khóa. Hãy mở khóa kho khóa, hoặc dùng mật khẩu.
keyring-forgot = Kho khóa của hệ điều hành không còn giữ khóa của quầy này (thường do hồ sơ người dùng bị tạo lại). Hãy mở bằng mật khẩu hoặc thẻ khôi phục.
keyring-not-kept = Kho khóa của hệ điều hành không giữ được khóa. Hãy dùng mật khẩu.
keyring-failed = Kho khóa của hệ điều hành không trả lời. Hãy thử lại, hoặc dùng mật khẩu.
keys-missing = Không thấy tệp khóa trong thư mục dữ liệu. Nếu có bản sao lưu, hãy chép lại tệp "keys". Xin đừng xóa thư mục này.
keys-damaged = Cả hai bản của tệp khóa đều bị hỏng. Nếu có bản sao lưu, hãy chép lại tệp "keys". Xin đừng xóa thư mục này.
keys-newer = Tệp khóa do phiên bản phần mềm mới hơn tạo ra. Hãy mở bằng phiên bản phần mềm mới.
keys-altered = Tệp khóa đã bị ai đó sửa. Quầy không mở, để tránh lộ dữ liệu. Xin báo người phụ trách kỹ thuật.
keys-of-two-folders = Hai bản của tệp khóa thuộc hai thư mục khác nhau. Xin báo người phụ trách kỹ thuật.
keys-worn-out = Tệp khóa đã đổi quá nhiều lần. Xin báo người phụ trách kỹ thuật.
wrong-data-key = Khóa này không phải của thư mục dữ liệu đang mở.
label-too-long = Tên gọi của cách mở khóa quá dài.
last-slot = Đây là cách duy nhất còn mở được quầy nên không thể bỏ.
recovery-exists = Quầy đã có thẻ khôi phục.
too-many-slots = Quầy đã có quá nhiều cách mở khóa.
not-for-this-key = Tệp này được niêm phong bằng khóa khác nên không mở được.
damaged = Tệp đã niêm phong bị hỏng nên không mở được.
io = Máy không đọc hoặc ghi được tệp đã niêm phong. Hãy thử lại.
no-recipient = Không có khóa nào để niêm phong tệp. Xin báo người phụ trách kỹ thuật.
no-memory = Máy không đủ bộ nhớ để mở khóa. Hãy đóng bớt chương trình rồi thử lại.
units-unreadable = Danh sách đơn vị hành chính đi kèm phần mềm không đọc được. Xin cài lại đúng bản phần mềm được cấp.
no-luck = Máy không cấp được số ngẫu nhiên để tạo khóa. Hãy khởi động lại máy rồi thử lại.

## Hồ sơ

no-such-dossier = Không tìm thấy hồ sơ này trên máy. Hãy kiểm tra lại mã.
no-such-page = Hồ sơ không có giấy tờ này.
no-such-operator = Không có người này trong danh sách của quầy. Hãy ghi đúng tên bằng --operator.
operator-without-name = Cần họ tên của người phụ trách quầy (--operator).
bad-form = Tờ khai không đọc được: tệp phải là một đối tượng JSON.
form-file = Không đọc được tờ khai { $file }: { $why }
stale-edition = Người khác vừa lưu hồ sơ này. Những gì bạn nhập chưa ghi đè lên. Hãy mở bản mới nhất rồi nhập tiếp.
not-open = Hồ sơ đang ở trạng thái "{ $state }" nên không sửa được lúc này.
gaps = Hồ sơ còn thiếu hoặc sai, nên chưa nộp được. Bản nháp vẫn còn trên máy này.
not-a-procedure = "{ $code }" không phải mã thủ tục. Mã có dạng 1.001193.
not-a-component = Tên thành phần hồ sơ chỉ gồm chữ thường không dấu, số và dấu gạch ngang.

## Tệp đính kèm

file-empty = Tệp trống, không có nội dung. Hãy quét hoặc chụp lại.
file-too-large = Tệp quá lớn (hơn 50 MB). Hãy quét lại ở 200 dpi hoặc chia thành nhiều tệp.
file-unknown = Tệp này không phải PDF, JPEG hay PNG. Hãy quét hoặc lưu lại thành một trong ba loại đó.
file-cut-short = Tệp bị cụt giữa chừng, có lẽ khi chép chưa xong. Hãy chép hoặc quét lại.
file-encrypted = Tệp PDF đang đặt mật khẩu nên cơ quan sẽ không đọc được. Hãy bỏ mật khẩu của tệp rồi đính kèm lại.
file-unreadable = Không đọc được tệp { $file }: { $why }

## Mã của quầy

code-prefix = Ký hiệu quầy gồm 2 đến 6 chữ cái hoặc số, bắt đầu bằng chữ cái, ví dụ LS07.
code-length = Mã hồ sơ thiếu hoặc thừa ký tự.
code-date = Ngày trong mã hồ sơ không có thật.
code-has-symbols = Mã hồ sơ có ký tự không dùng trong mã.
code-check = Mã hồ sơ có chỗ sai: ký tự kiểm tra không khớp.

## Lời gọi từ máy

no-such-command = Không có lệnh { $command }.
bad-arguments = Lệnh nhận được dữ liệu không đúng dạng.
bad-reply = Phần mềm không đọc được câu trả lời của chính nó. Những gì đã lưu vẫn còn nguyên. Xin báo người phụ trách kỹ thuật.
not-setting-up = Quầy không ở bước thiết lập.
not-a-desk-kind = Loại quầy phải là authority (cơ quan), volunteer (tổ công nghệ số cộng đồng) hoặc post (bưu điện).
not-an-id = Mã này không đúng dạng.
not-an-attachment = "{ $given }" cần có dạng THÀNH-PHẦN=TỆP, ví dụ giay-chung-sinh=anh.jpg.

## Từng ô trong tờ khai

gap-unknown = { $field }: chưa đúng.
gap-missing = Thiếu: { $field }.
gap-form-not-an-object = Tờ khai phải là một đối tượng JSON.
gap-not-an-object = { $field }: phải là một nhóm ô.
gap-wrong-shape = { $field }: không đúng dạng.
gap-commune-not-in-list = { $field }: không có trong danh sách đơn vị hành chính hiện nay.
gap-not-a-phone = { $field }: cần 8 đến 15 chữ số, ví dụ 0912 345 678.
gap-name-empty = Thiếu: { $field }.
gap-name-has-digits = { $field }: có chữ số. Hãy kiểm tra lại họ tên.
gap-name-has-symbols = { $field }: có ký tự lạ. Hãy kiểm tra lại họ tên.
gap-name-too-long = { $field }: dài quá 200 ký tự.
gap-number-empty = Thiếu: { $field }.
gap-number-has-symbols = { $field }: có ký tự không phải chữ số.
gap-number-length = { $field }: thiếu hoặc thừa chữ số. Số định danh có 12 chữ số, chứng minh nhân dân cũ có 9.
gap-number-passport-length = { $field }: số hộ chiếu có 6 đến 12 ký tự.
gap-number-passport-without-digit = { $field }: số hộ chiếu phải có chữ số.
gap-number-no-such-province = { $field }: ba số đầu không phải mã của tỉnh nào. Hãy đọc lại số trên thẻ.
gap-number-missing-without-reason = { $field }: hãy ghi vì sao chưa có số.
gap-number-place-not-in-list = { $field }: ba số đầu không có trong bảng mã tỉnh đi kèm phần mềm. Hãy đọc lại số trên thẻ.
gap-number-other-birth-year = { $field }: năm sinh trong số không khớp với ngày sinh đã ghi.
gap-number-other-sex = { $field }: giới tính trong số không khớp với giới tính đã ghi.
gap-number-born-in-the-future = { $field }: năm sinh trong số chưa đến. Hãy đọc lại số trên thẻ.
gap-date-empty = Thiếu: { $field }.
gap-date-unreadable = { $field }: hãy ghi ngày/tháng/năm, tháng/năm hoặc năm, ví dụ 21/11/2026.
gap-date-no-such-day = { $field }: tháng đó không có ngày này.
gap-date-no-such-month = { $field }: không có tháng này.
gap-date-year-out-of-range = { $field }: năm phải từ 1850 đến 2100.

field-form = tờ khai
field-submitter = Người nộp
field-owner = Chủ hồ sơ
field-behalf = Nộp thay
field-declaration = Tờ khai
field-request = Nội dung yêu cầu
field-result = Hình thức nhận kết quả
field-kind = loại đối tượng
field-name = họ, chữ đệm, tên
field-number = số giấy tờ tùy thân
field-birth = ngày sinh
field-sex = giới tính
field-address = nơi cư trú
field-commune = xã, phường
field-phone = số điện thoại
field-relation = quan hệ với chủ hồ sơ
field-authority = căn cứ nộp thay
