# Việc gì đã xảy ra, có nghĩa gì, cần làm gì. Không mã lỗi, không đổ lỗi cho ai.

unknown-problem = Có việc chưa làm được ({ $code }). Những gì đã nhập vẫn còn trên máy này. Xin báo người phụ trách kỹ thuật.
panic = Phần mềm gặp sự cố khi thực hiện việc này. Những gì đã lưu vẫn còn nguyên. Hãy thử lại; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.

## Quầy và thư mục dữ liệu

desk-not-set-up = Thư mục này chưa có dữ liệu của quầy nào. Hãy kiểm tra lại đường dẫn, hoặc thiết lập quầy mới bằng lệnh "nopho init".
desk-already-set-up = Thư mục này đã có dữ liệu của một quầy nên không thiết lập lại. Dữ liệu đang có không bị thay đổi.
already-open = Quầy này đang mở sẵn. Hãy tiếp tục làm việc, hoặc khóa quầy trước rồi mở lại.
desk-closed = Quầy đang khóa. Hãy mở khóa rồi làm lại.
folder-not-empty = Thư mục đã chọn đang chứa tệp khác. Hãy chọn một thư mục trống cho dữ liệu của quầy.
folder-not-a-folder = Đường dẫn đã chọn là một tệp, không phải thư mục. Hãy chọn một thư mục cho dữ liệu của quầy.
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
store-damaged = { $file ->
    [none] Tệp cơ sở dữ liệu bị hỏng nên chưa mở được. Tệp được giữ nguyên, xin đừng xóa. Các tờ khai và giấy tờ đã mã hóa nằm riêng trong thư mục dữ liệu. Xin báo người phụ trách kỹ thuật.
   *[other] Tệp cơ sở dữ liệu bị hỏng nên chưa mở được. Tệp được giữ nguyên tại { $file }, xin đừng xóa. Các tờ khai và giấy tờ đã mã hóa nằm riêng trong thư mục dữ liệu. Xin báo người phụ trách kỹ thuật.
}
keys-without-database = Thư mục này có khóa hoặc hồ sơ của một quầy nhưng không còn cơ sở dữ liệu (tệp desk.db). Xin đừng xóa gì trong thư mục. Nếu có bản sao lưu, hãy chép lại tệp đó; nếu không, xin báo người phụ trách kỹ thuật: các tệp đã mã hóa vẫn còn.
file-damaged = { $code ->
    [none] Một tệp đã mã hóa bị mất hoặc bị hỏng: { $file }. Xin đừng xóa gì trong thư mục dữ liệu, và báo người phụ trách kỹ thuật.
   *[other] { $paper ->
        [none] Một tệp đã mã hóa của hồ sơ { $code } bị mất hoặc bị hỏng: { $file }. Các tệp khác không bị ảnh hưởng. Hãy đính kèm lại giấy tờ của hồ sơ này; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
       *[other] Giấy tờ "{ $paper }" của hồ sơ { $code } bị mất hoặc bị hỏng (tệp { $file }). Hãy đính kèm lại giấy tờ đó; các giấy tờ khác không bị ảnh hưởng.
    }
}
sqlite-old = Thư viện cơ sở dữ liệu trên máy quá cũ nên phần mềm không mở dữ liệu, để tránh làm hỏng. Xin cài đúng bản phần mềm được cấp.

## Khóa

wrong-passphrase = Mật khẩu mở quầy chưa đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại.
passphrase-too-short = Mật khẩu mở quầy cần ít nhất 8 ký tự. Hãy chọn mật khẩu dài hơn.
passphrases-differ = Hai lần nhập mật khẩu không giống nhau nên quầy chưa được thiết lập. Hãy làm lại.
passphrase-missing = Cần mật khẩu mở quầy. Hãy dùng --passphrase-file, biến NOPHO_PASSPHRASE_FILE, hoặc chạy lệnh trong cửa sổ dòng lệnh để được hỏi.
passphrase-file = Không đọc được tệp mật khẩu { $file }: { why }. Hãy kiểm tra lại đường dẫn sau --passphrase-file hoặc trong NOPHO_PASSPHRASE_FILE.
card-file = Không đọc được tệp chứa mã khôi phục { $file }: { why }. Hãy kiểm tra lại đường dẫn sau --recovery-file, hoặc ghi "-" để nhập mã từ bàn phím.
no-terminal = Không có cửa sổ dòng lệnh để hỏi. Hãy chạy lệnh này trong cửa sổ dòng lệnh.
no-such-slot = Quầy này chưa được thiết lập để mở bằng cách đó. Hãy dùng cách khác: mật khẩu, kho khóa của máy hoặc thẻ khôi phục.
wrong-recovery = Mã trên thẻ khôi phục không phải của quầy này. Hãy tìm thẻ ghi đúng ký hiệu của quầy.
recovery-length = Mã khôi phục có 8 nhóm, mỗi nhóm 4 ký tự, và một nhóm kiểm tra. Mã vừa nhập thiếu hoặc thừa ký tự.
recovery-symbol = Mã khôi phục vừa nhập có ký tự không thể có trên thẻ. Hãy đọc lại từng nhóm.
recovery-check = Mã khôi phục vừa nhập sai ở đâu đó (nhóm kiểm tra không khớp). Hãy đọc lại từng nhóm.
enrolment-length = Mã ghi danh có 8 nhóm, mỗi nhóm 4 ký tự, và một nhóm kiểm tra. Mã vừa nhập thiếu hoặc thừa ký tự.
enrolment-symbol = Mã ghi danh vừa nhập có ký tự không thể có trong mã. Hãy đọc lại từng nhóm.
enrolment-check = Mã ghi danh vừa nhập sai ở đâu đó (nhóm kiểm tra không khớp). Hãy đọc lại từng nhóm với người cấp mã.
statement-malformed = Câu trả lời không phải của cổng tỉnh: không có chữ ký đọc được. Hồ sơ vẫn ở trong hàng chờ.
statement-kind = Cổng tỉnh trả lời một việc khác với việc đã hỏi. Hồ sơ vẫn ở trong hàng chờ.
statement-unknown-key = Câu trả lời được ký bằng khóa mà cổng tỉnh không xác nhận. Hồ sơ vẫn ở trong hàng chờ.
statement-signature = Chữ ký trên câu trả lời không phải của cổng tỉnh. Hồ sơ vẫn ở trong hàng chờ.
statement-unreadable = Câu trả lời của cổng tỉnh có chữ ký đúng nhưng phần mềm này không đọc được. Hãy cập nhật phần mềm; hồ sơ vẫn ở trong hàng chờ.
statement-elsewhere = Cổng tỉnh trả lời về một hồ sơ hoặc một quầy khác. Hồ sơ vẫn ở trong hàng chờ.
statement-stale = Câu trả lời của cổng tỉnh đã cũ. Hồ sơ vẫn ở trong hàng chờ.
card-not-confirmed = Bốn ký tự vừa nhập không khớp với thẻ khôi phục nên quầy chưa được thiết lập. Hãy thiết lập lại từ đầu.
card-not-written = Chưa ghi được thẻ khôi phục vào { $file }. Thẻ phải nằm ngoài thư mục dữ liệu và không ghi đè lên tệp đã có. Hãy chọn nơi khác, chẳng hạn một USB.
keyring-missing = Máy này không có kho khóa của hệ điều hành. Hãy dùng mật khẩu hoặc thẻ khôi phục.
keyring-locked = Kho khóa của hệ điều hành đang khóa. Hãy mở khóa kho khóa, hoặc dùng mật khẩu.
keyring-forgot = Kho khóa của hệ điều hành không còn giữ khóa của quầy này (thường do tài khoản người dùng trên máy bị tạo lại). Hãy mở bằng mật khẩu hoặc thẻ khôi phục.
keyring-not-kept = Kho khóa của hệ điều hành không giữ được khóa. Hãy dùng mật khẩu thay cho kho khóa.
keyring-failed = Kho khóa của hệ điều hành không trả lời. Hãy thử lại, hoặc dùng mật khẩu.
keys-missing = Không thấy tệp khóa trong thư mục dữ liệu. Nếu có bản sao lưu, hãy chép lại tệp "keys". Xin đừng xóa thư mục này.
keys-damaged = Cả hai bản của tệp khóa đều bị hỏng. Nếu có bản sao lưu, hãy chép lại tệp "keys". Xin đừng xóa thư mục này.
keys-newer = Tệp khóa do phiên bản phần mềm mới hơn tạo ra. Hãy mở bằng phiên bản phần mềm mới.
keys-altered = Tệp khóa đã bị sửa đổi. Quầy không mở, để tránh lộ dữ liệu. Xin đừng xóa gì trong thư mục dữ liệu, và báo người phụ trách kỹ thuật.
keys-of-two-folders = Hai bản của tệp khóa thuộc hai thư mục khác nhau. Xin đừng xóa bản nào, và báo người phụ trách kỹ thuật.
keys-worn-out = Tệp khóa đã đổi quá nhiều lần. Xin báo người phụ trách kỹ thuật.
wrong-data-key = Khóa này không phải của thư mục dữ liệu đang mở. Hãy kiểm tra lại đường dẫn; nếu đúng đường dẫn, xin báo người phụ trách kỹ thuật.
label-too-long = Tên gọi của cách mở khóa quá dài. Hãy đặt tên ngắn hơn.
last-slot = Đây là cách duy nhất còn mở được quầy nên không thể bỏ. Hãy thêm một cách mở khác trước.
recovery-exists = Quầy đã có thẻ khôi phục. Hãy dùng thẻ đang có; nếu thẻ bị mất, xin báo người phụ trách kỹ thuật.
too-many-slots = Quầy đã có quá nhiều cách mở khóa. Hãy bỏ bớt cách không còn dùng rồi thêm lại.
not-for-this-key = Tệp này được mã hóa bằng khóa khác nên không mở được. Xin đừng xóa tệp, và báo người phụ trách kỹ thuật.
damaged = Tệp đã mã hóa bị hỏng nên không mở được. Xin đừng xóa tệp, và báo người phụ trách kỹ thuật.
io = Máy không đọc hoặc ghi được tệp đã mã hóa. Hãy thử lại; nếu vẫn vậy, ổ đĩa có thể đang hỏng, xin báo người phụ trách kỹ thuật.
no-recipient = Không có khóa nào để mã hóa tệp. Xin báo người phụ trách kỹ thuật.
no-memory = Máy không đủ bộ nhớ để mở khóa. Hãy đóng bớt chương trình rồi thử lại.
catalogue-unreadable = Danh mục thủ tục đi kèm phần mềm không đọc được. Hồ sơ đã có vẫn còn nguyên trên máy. Xin cài lại đúng bản phần mềm được cấp.
no-luck = Máy không cấp được số ngẫu nhiên để tạo khóa. Hãy khởi động lại máy rồi thử lại.

## Hồ sơ

no-such-dossier = Không tìm thấy hồ sơ này trên máy. Hãy kiểm tra lại mã.
no-such-page = Hồ sơ không có giấy tờ này. Hãy xem danh sách giấy tờ của hồ sơ.
no-such-operator = Không có người này trong danh sách của quầy. Hãy ghi đúng tên bằng --operator.
operator-not-named = Quầy có nhiều người làm việc. Hãy ghi tên người đang làm bằng --operator.
operator-ambiguous = Có nhiều người ở quầy mang tên này. Hãy ghi đủ họ tên đúng như trong danh sách của quầy bằng --operator.
operator-without-name = Cần họ tên của người phụ trách quầy (--operator).
bad-form = Tờ khai không đọc được: tệp phải là một đối tượng JSON.
form-not-json = Tờ khai { $file } chưa đúng dạng JSON: không đọc được từ dòng { $line }, cột { $column }. Hãy xem lại dấu ngoặc, dấu phẩy và dấu nháy quanh chỗ đó.
form-too-large = Tờ khai quá lớn (hơn 1 MB). Ảnh và giấy tờ không nằm trong tờ khai: hãy đính kèm riêng.
form-too-deep = Tờ khai có quá nhiều lớp lồng nhau. Hãy xem tờ khai mẫu.
form-file = Không đọc được tờ khai { $file }: { why }.
stale-edition = Có người khác vừa lưu hồ sơ này. Nội dung vừa nhập không ghi đè lên bản đó. Hãy mở bản mới nhất rồi nhập tiếp.
not-open = Hồ sơ đang ở trạng thái "{ $state }" nên không sửa được lúc này. Khi cơ quan yêu cầu bổ sung, quầy sửa và nộp lại được; nếu người dân muốn dừng, hãy gửi yêu cầu rút bằng "nopho withdraw".
dossier-ended = Hồ sơ đã kết thúc ("{ $state }") nên không sửa, nộp hay rút được nữa. Xem diễn biến bằng "nopho show"; nếu vẫn cần, hãy lập hồ sơ mới bằng "nopho new".
not-a-state = Không có trạng thái này. Các trạng thái: draft, sealed, delivered, received, refused, processing, supplement_asked, fee_asked, withdrawn, stopped, finished, returned.
draft-discarded = Bản nháp của hồ sơ { $code } đã bỏ. Muốn làm tiếp, hãy lấy lại bằng "nopho restore".
already-queued = Hồ sơ { $code } đã nộp rồi và đang chờ gửi, an toàn trên máy này. Không cần nộp lại; hồ sơ chỉ được gửi một lần.
set-aside = Hồ sơ { $code } đã nộp nhưng cổng tỉnh không nhận. Xem lý do bằng "nopho queue", rồi sửa và nộp lại, hoặc gửi lại bằng "nopho retry".
nothing-changed = Bản sửa giống hệt bản đã khóa nội dung nên không nộp thêm lần nữa. Hãy sửa rồi nộp, hoặc bỏ bản sửa bằng "nopho discard".
gaps = Hồ sơ còn thiếu hoặc sai, nên chưa nộp được. Bản nháp vẫn còn trên máy này.
not-a-procedure = "{ $code }" không phải mã thủ tục. Mã có dạng 1.001193.
no-such-list = Danh mục trên máy này không có danh sách "{ $name }".
unknown-procedure = Danh mục trên máy này không có thủ tục { $code }. Hãy tìm thủ tục theo tên; nếu đúng là thủ tục mới ban hành, xin tỉnh gửi danh mục mới.
procedure-ended = Theo danh mục trên máy này, thủ tục chỉ áp dụng đến hết ngày { $day } nên không lập hồ sơ mới được. Hãy tìm thủ tục thay thế theo tên, hoặc xin tỉnh gửi danh mục mới.
package-not-one = Tệp này không phải là gói danh mục của Nộp Hộ. Hãy chọn đúng tệp mà tỉnh đã gửi.
package-newer = Gói danh mục này dành cho phiên bản Nộp Hộ mới hơn. Hãy cập nhật phần mềm rồi nhập lại. Danh mục đang dùng không thay đổi.
package-cut-off = Gói danh mục không trọn vẹn, có thể do chép hoặc tải về dở dang. Hãy chép lại tệp. Danh mục đang dùng không thay đổi.
package-unsigned = Gói danh mục này chưa được ký nên không nhập được. Hãy xin tỉnh gửi gói đã ký. Danh mục đang dùng không thay đổi.
package-unknown-key = Gói danh mục được ký bằng một khóa mà hệ thống tỉnh của quầy này không xác nhận. Hãy bấm Gửi ngay để nhận danh sách khóa mới rồi nhập lại; nếu vẫn không được, hỏi lại nơi đã gửi gói. Danh mục đang dùng không thay đổi.
package-altered = Nội dung gói danh mục không còn đúng như khi được ký, nên không dùng được. Hãy xin gửi lại gói. Danh mục đang dùng không thay đổi.
package-path = Gói danh mục có tên tệp không hợp lệ ({ $file }), nên không dùng được.
package-too-big = Gói danh mục lớn quá mức cho phép, nên không dùng được. Hãy hỏi lại nơi đã gửi gói.
package-version = Gói danh mục có số phiên bản không đúng cách viết. Số phiên bản là ngày lập, ví dụ 2026.11.22 hoặc 2026.11.22-2.
package-unreadable = Nội dung gói danh mục có lỗi ở tệp { $file }, nên không dùng được. Danh mục đang dùng không thay đổi.
package-no-gateway = Máy này chưa ghi danh với hệ thống tỉnh nên chưa kiểm được chữ ký của gói danh mục. Hãy ghi danh trước, rồi nhập lại.
list-too-long = Tệp { $file } lớn quá mức cho phép, nên không đọc được.
list-not-utf8 = Tệp { $file } không phải là văn bản Unicode (UTF-8). Hãy mở tệp bằng Excel, chọn Lưu thành, kiểu CSV UTF-8, rồi thử lại.
list-old-font = Tệp { $file } dùng phông chữ cũ (kiểu .VnTime) ở dòng { $row }. Hãy chuyển tệp sang Unicode rồi thử lại.
list-no-column = Tệp { $file } không có cột { $column }. Hãy kiểm tra lại dòng tiêu đề.
list-broken = Tệp { $file } bị lỗi hoặc dở dang ở dòng { $row }. Hãy xuất lại tệp.
list-without-procedures = Danh mục không có thủ tục nào.
not-a-catalogue-key = Tệp này không phải là khóa ký danh mục, hoặc đã bị gõ sai.
catalogue-key-file = Không đọc được tệp khóa { $file }: { why }.
package-not-written = Không ghi được { $file }: { $why ->
    [not-empty] thư mục đã có tệp khác
    [no-permission] không có quyền ghi vào đó
   *[other] tệp đã có ở đó, hoặc đĩa không ghi được
}. Hãy chọn chỗ khác.
lead-only = Chỉ người phụ trách quầy mới được làm việc này.
catalogue-same = Bản danh mục này đang được dùng rồi.
catalogue-older = Gói danh mục này (bản { $version }) cũ hơn bản đang dùng ({ $in_use }) nên không nhập. Muốn quay lại bản trước, người phụ trách chọn bản đó trong Cài đặt.
no-such-catalogue = Máy này không còn bản danh mục đó, hoặc bản đó không đọc được.
catalogue-stays = Hồ sơ này đã được chốt để gửi nên vẫn theo bản danh mục lúc nhận, không chuyển sang bản khác được.
not-a-component = Tên thành phần hồ sơ chỉ gồm chữ thường không dấu a–z, chữ số, dấu gạch ngang và dấu gạch dưới, ví dụ giay-chung-sinh.

## Tệp đính kèm

file-empty = { $file ->
    [none] Tệp trống, không có nội dung. Hãy quét hoặc chụp lại.
   *[other] Tệp { $file } trống, không có nội dung. Hãy quét hoặc chụp lại.
}
file-too-large = { $file ->
    [none] Tệp quá lớn (hơn 50 MB). Hãy quét lại ở 200 dpi hoặc chia thành nhiều tệp.
   *[other] Tệp { $file } quá lớn (hơn 50 MB). Hãy quét lại ở 200 dpi hoặc chia thành nhiều tệp.
}
file-unknown = { $file ->
    [none] Tệp này không phải PDF, JPEG hay PNG. Hãy quét hoặc lưu lại thành một trong ba loại đó.
   *[other] Tệp { $file } không phải PDF, JPEG hay PNG. Hãy quét hoặc lưu lại thành một trong ba loại đó.
}
file-cut-short = { $file ->
    [none] Tệp bị thiếu phần cuối, có lẽ do chép chưa xong. Hãy chép hoặc quét lại.
   *[other] Tệp { $file } bị thiếu phần cuối, có lẽ do chép chưa xong. Hãy chép hoặc quét lại.
}
file-encrypted = { $file ->
    [none] Tệp PDF đang đặt mật khẩu nên cơ quan sẽ không đọc được. Hãy bỏ mật khẩu của tệp rồi đính kèm lại.
   *[other] Tệp PDF { $file } đang đặt mật khẩu nên cơ quan sẽ không đọc được. Hãy bỏ mật khẩu của tệp rồi đính kèm lại.
}
file-unreadable = Không đọc được tệp { $file }: { why }.

## Mã của quầy

code-prefix = Ký hiệu quầy, phần đầu của mã, gồm 2 đến 6 chữ không dấu A–Z và chữ số, bắt đầu bằng chữ, ví dụ LS07. Hãy kiểm tra lại.
code-length = Mã hồ sơ thiếu hoặc thừa ký tự. Hãy đọc lại mã trên phiếu.
code-date = Ngày trong mã hồ sơ không có thật. Hãy đọc lại mã trên phiếu.
code-has-symbols = Mã hồ sơ có ký tự không dùng trong mã. Hãy đọc lại mã trên phiếu.
code-check = Mã hồ sơ có chỗ sai: ký tự kiểm tra không khớp. Hãy đọc lại từng nhóm của mã trên phiếu.

## Cổng tỉnh

not-enrolled = Quầy chưa ghi danh với cổng tỉnh nên chưa gửi được gì. Hồ sơ vẫn nhận và giữ an toàn trên máy này. Hãy xin mã ghi danh của tỉnh rồi chạy "nopho enroll".
already-syncing = Máy này đang gửi hồ sơ rồi. Hãy chờ lần gửi đó xong.
still-waiting = Còn { $count } mục chờ gửi tới cổng tỉnh đang dùng, nên chưa đổi sang cổng khác được. Hãy gửi hết bằng "nopho sync", hoặc xem từng mục bằng "nopho queue".
enrolment-missing = Cần mã ghi danh do tỉnh cấp. Hãy ghi mã vào tệp rồi dùng --code-file, hoặc chạy trong cửa sổ lệnh để được hỏi.
enrolment-file = Không đọc được tệp mã ghi danh { $file }: { why }. Hãy kiểm tra đường dẫn sau --code-file, hoặc ghi "-" để đưa mã qua đầu vào.
code-unknown = Cổng tỉnh không có mã ghi danh này. Hãy kiểm tra địa chỉ của cổng, rồi xin tỉnh cấp mã mới.
code-used = Mã ghi danh này đã được một quầy khác dùng. Hãy xin tỉnh cấp mã mới; nếu không rõ quầy nào đã dùng, xin báo cho tỉnh biết.
code-expired = Mã ghi danh đã quá hạn. Hãy xin tỉnh cấp mã mới.
code-wrong = Mã ghi danh không khớp với mã mà tỉnh đã cấp. Hãy đọc lại mã, hoặc xin tỉnh cấp mã mới.
desk-known = Cổng tỉnh đã có quầy này với một khóa khác. Có thể dữ liệu của quầy đang được dùng trên một máy khác. Xin báo tỉnh trước khi ghi danh lại.
gateway-refuses = Cổng tỉnh từ chối yêu cầu này. Những gì đang chờ vẫn còn nguyên trên máy. Hãy thử lại sau; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
address-unreadable = Địa chỉ cổng tỉnh không đúng dạng. Địa chỉ có dạng https://nopho.langson.gov.vn.
address-insecure = Địa chỉ cổng tỉnh phải bắt đầu bằng https://, để không ai đọc được hồ sơ trên đường truyền.
address-with-password = Địa chỉ cổng tỉnh không được kèm tên và mật khẩu. Hãy bỏ phần đứng trước dấu @.
address-with-question = Địa chỉ cổng tỉnh không được có phần sau dấu ? hoặc dấu #. Hãy bỏ phần đó.
authority-file = Không đọc được tệp chứng thư { $file }: { why }.
authority-unreadable = Tệp chứng thư sau --ca không đúng dạng. Tệp cần có phần "BEGIN CERTIFICATE" (PEM). Hãy xin lại tệp của tỉnh.
proxy-unreadable = Địa chỉ máy chủ proxy của máy này không đúng dạng. Hãy xem lại phần cài đặt mạng, hoặc báo người phụ trách kỹ thuật.
link-machine = Máy không mở được kết nối mạng. Những gì đang chờ vẫn còn nguyên. Hãy thử lại; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
unreachable = Chưa tới được cổng tỉnh: máy không có mạng, hoặc mạng không có đường tới đó. Hồ sơ vẫn an toàn trên máy này. Hãy xem lại dây mạng, Wi-Fi hoặc 4G; có đường là gửi lại được.
gateway-down = Máy có mạng nhưng cổng tỉnh (hoặc máy chủ proxy của cơ quan) không mở kết nối, thường do đang bảo trì. Hồ sơ vẫn an toàn trên máy này. Không cần chỉnh gì ở máy; có đường là gửi lại được. Quá nửa ngày vẫn vậy, xin báo tỉnh.
stalled = Đường truyền đứng giữa chừng. Hồ sơ vẫn an toàn trên máy này. Phần đã gửi không mất, lần sau gửi tiếp từ chỗ dừng.
login-page = Mạng Wi-Fi yêu cầu đăng nhập nên chưa gửi được. Hồ sơ vẫn an toàn trên máy này. Hãy mở trình duyệt để đăng nhập Wi-Fi, rồi gửi lại.
proxy-refuses = Máy chủ proxy của cơ quan không cho phần mềm đi qua, thường vì đòi tên và mật khẩu. Hồ sơ vẫn an toàn trên máy này. Xin nhờ người phụ trách mạng cho máy này tới cổng tỉnh mà không cần mật khẩu, rồi gửi lại.
not-the-gateway = Có mạng, nhưng nơi trả lời không phải cổng tỉnh: địa chỉ có thể đã đổi, hoặc có máy chủ chặn ở giữa. Hồ sơ vẫn an toàn trên máy này. Chưa có gì bị lộ. Xin báo người phụ trách kỹ thuật kiểm tra địa chỉ, rồi gửi lại.
untrusted = Chứng thư nhận được không phải của cổng tỉnh (ghi tên máy chủ khác, hoặc không còn giá trị) nên máy không gửi gì. Hồ sơ vẫn an toàn trên máy này. Đang dùng Wi-Fi công cộng thì hãy đổi sang mạng khác; nếu vẫn vậy, xin báo tỉnh.
intercepted = Chứng thư nhận được do một nơi lạ cấp, thường vì tường lửa hoặc phần mềm diệt virus soi đường truyền, nên máy không gửi gì. Hồ sơ vẫn an toàn trên máy này. Xin nhờ người phụ trách mạng tắt việc soi với cổng tỉnh; nếu tỉnh mới dùng chứng thư riêng, hãy ghi danh lại với tệp chứng thư (--ca).
signed-out = Cổng tỉnh không nhận ra quầy này, dù giờ đã khớp. Hồ sơ vẫn an toàn trên máy này. Xin báo tỉnh kiểm tra; có thể phải ghi danh lại bằng mã mới.
revoked = Tỉnh đã thu hồi quyền gửi hồ sơ của quầy này. Hồ sơ vẫn an toàn trên máy này. Hãy liên hệ với tỉnh; khi được cấp lại, hãy ghi danh bằng mã mới.
too-old = Phiên bản phần mềm này quá cũ so với cổng tỉnh nên chưa gửi được. Hồ sơ vẫn an toàn trên máy này. Hãy cập nhật phần mềm rồi gửi lại.
busy = Cổng tỉnh đang quá tải và hẹn gửi lại sau. Hồ sơ vẫn an toàn trên máy này. Hãy gửi lại sau.
broken = Cổng tỉnh đang trục trặc. Hồ sơ vẫn an toàn trên máy này. Hãy gửi lại sau; quá nửa ngày vẫn vậy, xin báo tỉnh.
gateway-disk-full = Ổ đĩa của cổng tỉnh đã đầy nên chưa nhận thêm được. Hồ sơ vẫn an toàn trên máy này. Xin báo tỉnh dọn chỗ; có chỗ là gửi lại được.
not-saved = Máy này không ghi được việc sắp gửi nên chưa gửi, để không gửi trùng. Hãy kiểm tra chỗ trống trên ổ đĩa rồi gửi lại.
time-ran-out = Đã hết thời gian cho lần gửi này. Phần đã gửi không mất; lần sau gửi tiếp.
no-such-parcel = Không tìm thấy mục này trong hàng chờ. Hãy xem lại bằng "nopho queue".
parcel-closed = Có hồ sơ vừa được sửa hoặc rút trong lúc đang gửi, nên lần gửi này dừng lại ở đó. Không có gì bị mất; hãy chạy lại "nopho sync".
not-overtaken = Hồ sơ này không có bản nào đang chờ chọn vì quầy khác gửi trước. Xem hàng chờ bằng "nopho queue".
draft-open = Hồ sơ này có bản đang sửa chưa nộp, nên chưa gửi lại bản cũ. Nộp bản đang sửa bằng "nopho submit" (bản đó sẽ nối tiếp bản của quầy kia), hoặc bỏ bằng "nopho discard" rồi làm lại.
nothing-set-aside = Hồ sơ này không có gì cần gửi lại. Xem hàng chờ bằng "nopho queue".
code-of-several = Có nhiều hồ sơ mang mã này. Hãy dùng mã trên phiếu của quầy.
no-result = Hồ sơ này chưa có tệp kết quả đó. Xem danh sách kết quả bằng "nopho show".
result-not-fetched = Tệp kết quả còn ở cổng tỉnh, chưa tải về. Hãy chạy "nopho sync" khi có mạng.
result-too-large = Tệp kết quả lớn hơn mức phần mềm nhận (256 MB). Hãy hỏi cơ quan giải quyết hồ sơ để nhận bản giấy, hoặc nhờ tỉnh gửi lại tệp nhỏ hơn.
result-broken-off = Đường truyền bị ngắt khi đang tải kết quả. Phần đã tải không mất; lần sau máy sẽ tải tiếp từ chỗ dừng.
result-not-written = Không ghi được tệp kết quả vào { $file }. Tệp phải nằm ngoài thư mục dữ liệu và không ghi đè lên tệp đã có. Hãy chọn chỗ khác.
paper-not-yet = Hồ sơ này chưa nộp lần nào nên chưa có giấy để đưa người dân. Hãy nộp hồ sơ rồi in.
paper-case-ended = Hồ sơ đã kết thúc ("{ $state }") nên không in giấy này nữa.
paper-no-form = Phần mềm chưa có mẫu tờ khai để in cho thủ tục này. Hãy dùng mẫu giấy của quầy.
paper-not-made = Phần mềm không lập được giấy để in. Hồ sơ vẫn nguyên vẹn. Xin báo người phụ trách kỹ thuật.
ledger-not-written = Không ghi được sổ biên nhận vào { $file }. Tệp phải nằm ngoài thư mục dữ liệu và không ghi đè lên tệp đã có. Hãy chọn chỗ khác.
paper-not-written = Không ghi được giấy vào { $file }. Tệp phải nằm ngoài thư mục dữ liệu và không ghi đè lên tệp đã có. Hãy chọn chỗ khác.
letterhead-too-long = Mỗi dòng ở đầu giấy dài nhất { $most } ký tự. Hãy viết ngắn lại.
over-media = { $file ->
    [none] Cổng tỉnh không nhận loại tệp này. Hãy lưu lại thành loại khác, thường là PDF.
   *[other] Cổng tỉnh không nhận loại tệp của { $file }. Hãy lưu lại thành loại khác, thường là PDF.
}
over-bytes = { $file ->
    [none] Tệp lớn hơn mức cổng tỉnh nhận ({ $most }). Hãy quét lại ở 200 dpi hoặc chia thành nhiều tệp.
   *[other] Tệp { $file } lớn hơn mức cổng tỉnh nhận ({ $most }). Hãy quét lại ở 200 dpi hoặc chia thành nhiều tệp.
}
over-parts = Cổng tỉnh nhận tối đa { $most } tệp cho một hồ sơ, kể cả tờ khai. Hãy gộp các trang vào ít tệp hơn.

## Vì sao cổng tỉnh không nhận một mục

reason-unknown = Cổng tỉnh không nhận mục này và nêu lý do mà phần mềm chưa biết ({ $reason }). Hãy cập nhật phần mềm rồi gửi lại bằng "nopho retry"; nếu vẫn vậy, xin báo tỉnh.
reason-file-damaged = { $paper ->
    [none] Có tệp của hồ sơ này trên máy này bị mất hoặc hỏng nên chưa gửi được. Hãy chạy "nopho doctor" để biết giấy tờ nào, quét lại và đính kèm giấy tờ đó rồi nộp lại.
   *[other] Tệp "{ $paper }" trên máy này bị mất hoặc hỏng nên chưa gửi được. Hãy quét lại giấy tờ đó, bỏ tệp hỏng (nopho detach), đính kèm bản mới (nopho attach) rồi nộp lại.
}
reason-malformed = Cổng tỉnh không đọc được yêu cầu của phần mềm này. Hãy cập nhật phần mềm rồi gửi lại bằng "nopho retry"; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
reason-signed-out = { signed-out }
reason-revoked = { revoked }
reason-not-your-desk = Bản này do một quầy khác khóa nội dung nên quầy này không gửi thay được. Xin báo người phụ trách kỹ thuật.
reason-not-found = Cổng tỉnh không tìm thấy mục này. Hãy gửi lại bằng "nopho retry"; nếu vẫn vậy, xin báo tỉnh.
reason-code-unknown = { code-unknown }
reason-code-used = { code-used }
reason-code-expired = { code-expired }
reason-code-wrong = { code-wrong }
reason-desk-known = { desk-known }
reason-not-head = { $head ->
    [none] Cổng tỉnh đã nhận một bản mới hơn của hồ sơ này từ quầy khác hoặc từ một bản sao của chính quầy này, nên bản ở đây chưa được nhận. Hãy hỏi nơi đã gửi trước; nếu vẫn cần nộp, hãy sửa (nopho edit, nopho attach) rồi nộp lại: bản mới sẽ nối tiếp bản kia.
   *[other] Cổng tỉnh đã nhận bản { $head } của hồ sơ này từ quầy khác hoặc từ một bản sao của chính quầy này, nên bản ở đây chưa được nhận. Những gì đã nhập vẫn nguyên trên máy này. Hãy hỏi nơi đã gửi, rồi xem cả hai bản và chọn bằng "nopho both".
}
reason-parent-unknown = Cổng tỉnh chưa có bản trước của hồ sơ này nên chưa nhận bản sau. Hãy xem bản trước trong hàng chờ và gửi lại bằng "nopho retry"; nếu vẫn vậy, xin báo tỉnh.
reason-case-closed = Cơ quan đã kết thúc hồ sơ này nên không nhận thêm. Hãy xem trạng thái bằng "nopho show"; nếu cần, lập hồ sơ mới.
reason-too-big = Có tệp lớn hơn mức cổng tỉnh nhận. Hãy thay bằng tệp nhỏ hơn (quét lại ở 200 dpi) rồi nộp lại.
reason-front-too-small = Máy chủ đứng trước cổng tỉnh không cho qua tệp kèm theo của hồ sơ này, dù phần mềm đã chia tệp thành từng đoạn nhỏ. Hồ sơ vẫn an toàn trên máy này; tờ khai và tệp không có lỗi. Xin báo tỉnh nới mức cho phép, rồi gửi lại bằng "nopho retry".
reason-front-too-small-for-form = Máy chủ đứng trước cổng tỉnh không cho qua tờ khai của hồ sơ này, vì lớn hơn mức máy chủ đó cho phép; tờ khai phải gửi nguyên một lần, không chia nhỏ được. Hồ sơ vẫn an toàn trên máy này; tờ khai và tệp không có lỗi. Xin báo tỉnh nới mức cho phép, rồi gửi lại bằng "nopho retry".
reason-too-many-parts = Hồ sơ có nhiều tệp hơn mức cổng tỉnh nhận. Hãy gộp các trang vào ít tệp hơn rồi nộp lại.
reason-media-refused = Có tệp thuộc loại mà cổng tỉnh không nhận. Hãy thay bằng loại khác, thường là PDF, rồi nộp lại.
reason-other-content = Cổng tỉnh đã có một nội dung khác mang cùng mã gửi. Có thể dữ liệu của quầy đang được dùng trên hai máy. Xin báo người phụ trách kỹ thuật, và đừng nộp lại trước đó.
reason-unreadable = Cổng tỉnh không đọc được nội dung hồ sơ. Hãy cập nhật phần mềm rồi gửi lại bằng "nopho retry"; nếu vẫn vậy, xin báo tỉnh.
reason-part-mismatch = Tệp tới nơi không giống tệp đã khóa, dù đã gửi nhiều lần. Hãy kiểm tra máy bằng "nopho doctor", rồi gửi lại bằng "nopho retry".
reason-unknown-kind = Cổng tỉnh chưa biết loại yêu cầu này. Hãy chờ tỉnh cập nhật rồi gửi lại bằng "nopho retry".
reason-client-too-old = { $wanted ->
    [none] Phiên bản phần mềm này quá cũ so với cổng tỉnh. Hãy cập nhật rồi gửi lại.
   *[other] Cổng tỉnh cần phần mềm từ phiên bản { $wanted } trở lên. Hãy cập nhật rồi gửi lại.
}
reason-busy = { busy }
reason-internal = { broken }
reason-disk-full = { gateway-disk-full }

## Lời gọi từ máy

no-such-command = Không có lệnh { $command }.
bad-arguments = Lệnh nhận được dữ liệu không đúng dạng.
bad-reply = Phần mềm không đọc được câu trả lời của chính nó. Những gì đã lưu vẫn còn nguyên. Xin báo người phụ trách kỹ thuật.
not-setting-up = Quầy không ở bước thiết lập.
not-a-desk-kind = Loại quầy phải là authority (cơ quan), volunteer (tổ công nghệ số cộng đồng) hoặc post (bưu điện).
not-an-id = Mã này không đúng dạng. Hãy chép lại mã từ danh sách.
not-an-attachment = "{ $given }" cần có dạng THÀNH-PHẦN=TỆP, ví dụ giay-chung-sinh=anh.jpg.
wrong-use = Câu lệnh chưa đúng nên chưa làm gì. Xem cách dùng bằng "nopho --help".

why = { $why ->
    [not-found] không thấy tệp này
    [no-permission] tài khoản đang dùng không có quyền đọc
    [folder] đó là thư mục, không phải tệp
    [not-a-file] đó không phải tệp thông thường
    [not-text] nội dung không phải văn bản UTF-8
   *[other] máy không đọc được, có thể ổ đĩa hoặc USB đang có trục trặc
}

## Từng ô trong tờ khai

gap-unknown = { $field }: chưa đúng.
gap-missing = Thiếu: { $field }.
gap-unknown-field = { $field }: phần mềm không biết ô này nên không thể gửi đi. Hãy kiểm tra lại tên ô, hoặc bỏ ô này.
gap-not-asked = { $field }: không hỏi đến trong trường hợp này. Hãy bỏ ô này, hoặc ghi đủ phần đi cùng (có Nộp thay thì phải có Chủ hồ sơ).
gap-form-not-an-object = Tờ khai phải là một đối tượng JSON.
gap-not-an-object = { $field }: phải là một nhóm ô.
gap-wrong-shape = { $field }: không đúng dạng. Hãy xem tờ khai mẫu.
gap-commune-not-in-list = { $field }: cần mã xã gồm 5 chữ số, có trong danh sách đơn vị hành chính hiện nay, ví dụ 06577.
gap-not-a-phone = { $field }: cần 8 đến 15 chữ số, ví dụ 0912 345 678.
gap-name-empty = Thiếu: { $field }.
gap-name-has-digits = { $field }: có chữ số. Hãy kiểm tra lại họ tên.
gap-name-has-symbols = { $field }: có ký tự lạ. Hãy kiểm tra lại họ tên.
gap-name-too-long = { $field }: dài quá 200 ký tự.
gap-not-an-organisation = { $field }: đã có phần ghi tổ chức thì phải chọn doanh nghiệp, cơ quan nhà nước hoặc tổ chức khác.
gap-organisation-name-without-letter = { $field }: chỉ có chữ số hoặc ký hiệu. Hãy ghi đủ tên tổ chức.
gap-organisation-name-too-long = { $field }: dài quá 500 ký tự.
gap-tax-code-length = { $field }: thiếu hoặc thừa chữ số. Mã số thuế có 10 chữ số; chi nhánh có thêm 3 chữ số, ví dụ 0100112437-001.
gap-tax-code-check-digit = { $field }: chữ số thứ mười không khớp với chín chữ số đầu, có thể gõ nhầm. Hãy đọc lại mã số trên giấy; nếu đúng như trên giấy thì cứ làm tiếp.
gap-agency-code-shape = { $field }: mã định danh gồm các nhóm chữ và số không dấu, cách nhau bằng dấu chấm, ví dụ H37.1.2.
gap-decision-without-number = { $field }: hãy ghi số của quyết định hoặc giấy phép, ví dụ 12/QĐ-UBND ngày 03/02/2020.
gap-decision-too-long = { $field }: dài quá 200 ký tự. Chỉ cần số và ngày.
gap-organisation-number-without-reason = { $field }: hãy ghi vì sao tổ chức chưa có mã số.
gap-organisation-reason-too-long = { $field }: lý do dài quá 300 ký tự. Hãy ghi gọn hơn.
gap-number-empty = Thiếu: { $field }.
gap-number-too-large = { $field }: số quá dài nên máy không giữ được chính xác. Hãy đặt số trong dấu nháy kép, ví dụ "020196000321".
gap-number-has-symbols = { $field }: có ký tự không phải chữ số.
gap-number-length = { $field }: thiếu hoặc thừa chữ số. Số định danh cá nhân có 12 chữ số, chứng minh nhân dân cũ có 9.
gap-number-passport-length = { $field }: số hộ chiếu có 6 đến 12 ký tự.
gap-number-passport-without-digit = { $field }: số hộ chiếu phải có chữ số.
gap-number-no-such-province = { $field }: ba chữ số đầu không phải mã của tỉnh, thành phố nào. Hãy đọc lại số trên thẻ.
gap-number-missing-without-reason = { $field }: hãy ghi vì sao chưa có số.
gap-number-place-not-in-list = { $field }: ba chữ số đầu không có trong bảng mã tỉnh, thành phố đi kèm phần mềm. Hãy đọc lại số trên thẻ.
gap-number-other-birth-year = { $field }: năm sinh trong số không khớp với ngày sinh đã ghi.
gap-number-other-sex = { $field }: giới tính trong số không khớp với giới tính đã ghi.
gap-number-born-in-the-future = { $field }: năm sinh trong số chưa đến. Hãy đọc lại số trên thẻ.
gap-over-media = { $field }: cổng tỉnh không nhận loại tệp này. Hãy thay bằng loại khác, thường là PDF.
gap-over-bytes = { $field }: tệp lớn hơn mức cổng tỉnh nhận ({ $most }). Hãy quét lại ở 200 dpi hoặc chia thành nhiều tệp.
gap-over-parts = { $field }: cổng tỉnh nhận tối đa { $most } tệp cho một hồ sơ, kể cả tờ khai. Hãy gộp các trang vào ít tệp hơn.
gap-date-empty = Thiếu: { $field }.
gap-date-unreadable = { $field }: hãy ghi ngày/tháng/năm, tháng/năm hoặc năm, ví dụ 21/11/2026.
gap-date-no-such-day = { $field }: tháng đó không có ngày này.
gap-date-no-such-month = { $field }: không có tháng này.
gap-date-year-out-of-range = { $field }: năm phải từ 1850 đến 2100.
gap-day-not-whole = { $field }: hãy ghi đủ ngày/tháng/năm, ví dụ 25/11/2026.
gap-day-of-rest = { $field }: ngày này cơ quan nghỉ. Hãy xem lại lịch hẹn.
gap-rule = { $field }: chưa phù hợp với các ô khác. Hãy xem lại.
gap-missing-page = Thiếu: { $field }.
gap-not-in-list = { $field }: không có trong danh sách. Hãy chọn lại.
gap-not-in-pattern = { $field }: không đúng cách ghi. Hãy xem ví dụ ở ô này.
gap-too-long = { $field }: dài quá { $most } ký tự. Hãy ghi gọn hơn.
gap-too-many = { $field }: chỉ ghi được tối đa { $most } mục.
gap-too-small = { $field }: nhỏ nhất là { $least }.
gap-too-large = { $field }: lớn nhất là { $most }.
gap-same-person = { $field }: trong 30 ngày qua người này đã có hồ sơ cùng thủ tục ở quầy, mã { $code }, lập ngày { $day }, hiện { $state }. Hãy mở hồ sơ đó xem trước, kẻo nộp trùng. Nếu là việc khác (sinh đôi, cần thêm bản sao…) thì cứ làm tiếp.
gap-same-organisation = { $field }: trong 30 ngày qua tổ chức này đã có hồ sơ cùng thủ tục ở quầy, mã { $code }, lập ngày { $day }, hiện { $state }. Hãy mở hồ sơ đó xem trước, kẻo nộp trùng. Nếu là việc khác thì cứ làm tiếp.
gap-same-file = { $paper ->
    [none] { $field }: tệp "{ $file }" giống hệt tệp "{ $other-file }" ở cùng mục. Có thể đã đính kèm hai lần. Hãy mở xem rồi bỏ bớt một tệp.
   *[other] { $field }: tệp "{ $file }" giống hệt tệp "{ $other-file }" ở mục "{ $paper }". Có thể đã đính kèm nhầm mục. Hãy mở xem từng tệp.
}
gap-same-file-elsewhere = { $field }: tệp "{ $file }" cũng có trong hồ sơ { $code } của người khác (lập ngày { $day }, hiện { $state }). Có thể đã đính kèm nhầm giấy tờ của người khác. Hãy mở xem trước khi nộp.
gap-name-unfinished-telex = { $field }: có vẻ chưa bỏ dấu xong (gõ khi bộ gõ đang tắt). Hãy đọc lại họ tên.

field-form = tờ khai
field-submitter = Người nộp
field-owner = Chủ hồ sơ
field-behalf = Nộp thay
field-declaration = Tờ khai
field-request = Nội dung yêu cầu
field-result = Hình thức nhận kết quả
field-appointment = Ngày hẹn trả
field-pages = Giấy tờ
field-kind = loại đối tượng
field-name = họ, chữ đệm, tên
field-number = số giấy tờ tùy thân
field-value = số
field-reason = lý do chưa có số
field-birth = ngày sinh
field-sex = giới tính
field-address = nơi cư trú
field-commune = xã, phường, đặc khu
field-detail = số nhà, đường, thôn, tổ dân phố
field-abroad = nơi ở nước ngoài
field-phone = số điện thoại
field-organisation = tổ chức
field-representative = người đại diện theo pháp luật
field-relation = quan hệ với chủ hồ sơ
field-authority = căn cứ nộp thay

## Danh mục thủ tục cổng gửi về

catalogue-other-bytes = Gói danh mục lấy về không đúng tệp mà cổng đã công bố. Quầy vẫn dùng danh mục cũ và sẽ lấy lại sau một ngày. Nếu vẫn vậy, xin báo tỉnh.
catalogue-other-version = Gói danh mục lấy về mang phiên bản khác với phiên bản mà cổng đã công bố. Quầy vẫn dùng danh mục cũ. Xin báo tỉnh công bố lại.
catalogue-too-long = Gói danh mục mà cổng công bố quá lớn nên quầy không lấy về. Quầy vẫn dùng danh mục cũ. Xin báo tỉnh.
catalogue-offer-refused = Cổng có gói danh mục { $version } nhưng quầy không nhận: { $why }
catalogue-offer-older = Cổng có gói danh mục { $version }, cũ hơn danh mục quầy đang dùng, nên quầy không lấy về.
catalogue-offer-left = Cổng có gói danh mục { $version }, nhưng người phụ trách quầy đã quay lại gói cũ hơn. Quầy chỉ tự nhận gói mới hơn nữa; muốn dùng lại gói này, người phụ trách phải tự chọn.
catalogue-offer-coming = Cổng có gói danh mục { $version }. Quầy sẽ tự lấy về khi không còn hồ sơ nào chờ gửi.

## Ảnh chụp và bản quét

picture-empty = Tệp { $file } trống, không có nội dung. Hãy quét hoặc chụp lại.
picture-unknown = Tệp { $file } không phải là ảnh. Chương trình đọc được JPEG, PNG, TIFF, WebP và BMP.
picture-too-big = Tệp { $file } quá lớn (hơn 50 MB). Hãy chụp ở độ phân giải thấp hơn, hoặc quét lại ở 200 dpi.
picture-too-many-dots = Ảnh { $file } quá lớn (hơn 50 triệu điểm ảnh). Hãy chụp ở độ phân giải thấp hơn, hoặc quét lại ở 200 dpi.
picture-too-many-pages = Tệp { $file } có hơn 500 trang. Hãy quét thành nhiều tệp.
picture-cut-short = Tệp { $file } bị thiếu phần cuối, có lẽ do chép hoặc gửi chưa xong. Hãy chép lại, hoặc chụp lại.
picture-damaged = Tệp { $file } bị hỏng nên không đọc được. Hãy chép lại từ máy đã chụp, hoặc chụp lại.
picture-unusual = Tệp { $file } là một kiểu ảnh ít dùng mà chương trình không đọc được. Hãy lưu lại thành JPEG hoặc PNG, hoặc chụp lại.
picture-moving = Tệp { $file } là ảnh động. Hãy chụp lại giấy tờ thành ảnh thường.
picture-is-pdf = Tệp { $file } là PDF, đã là tài liệu nên không làm trang từ đó. Hãy đính kèm thẳng tệp này vào hồ sơ.
imaging-not-started = Chương trình không mở được phần đọc ảnh. Hãy đóng chương trình rồi mở lại; nếu vẫn vậy, báo cho người phụ trách máy.
imaging-out-of-memory = Ảnh { $file } cần nhiều bộ nhớ hơn mức cho phép nên không đọc được. Hãy chụp ở độ phân giải thấp hơn, hoặc lưu lại thành JPEG.
imaging-crashed = Tệp { $file } làm phần đọc ảnh phải dừng, nên không đọc được. Các giấy tờ khác không bị ảnh hưởng. Hãy chụp lại, hoặc lưu lại thành JPEG.
imaging-stuck = Máy đọc ảnh { $file } quá lâu nên đã dừng. Hãy chụp lại, hoặc lưu lại thành JPEG.
imaging-garbled = Phần đọc ảnh trả lời không hiểu được. Hãy đóng chương trình rồi mở lại; nếu vẫn vậy, báo cho người phụ trách máy.
imaging-too-big = Tệp { $file } quá lớn (hơn 50 MB). Hãy chụp ở độ phân giải thấp hơn, hoặc quét lại ở 200 dpi.
pages-not-bound = Không ghép được các trang thành một tệp PDF. Hãy thử lại với ít trang hơn.
pages-not-written = Không ghi được { $file }: { $why ->
    [no-permission] không có quyền ghi vào đó
   *[other] tệp đã có ở đó, hoặc đĩa không ghi được
}. Hãy chọn tên hoặc chỗ khác.
