# Lời của chương trình dòng lệnh.

output-lost = Không ghi được kết quả ra nơi đã định (có thể ổ đĩa đã đầy), nên kết quả được ghi ở đây. Xin đọc trước khi chạy lại lệnh:

## Trạng thái hồ sơ

state-draft = trên máy này (nháp)
state-sealed = chờ gửi
state-delivered = cổng tỉnh đã nhận đủ tệp
state-received = đã tiếp nhận
state-refused = không được tiếp nhận
state-processing = đang xử lý
state-supplement-asked = yêu cầu bổ sung
state-fee-asked = yêu cầu thực hiện nghĩa vụ tài chính
state-withdrawn = đã rút
state-stopped = dừng xử lý
state-finished = đã xử lý xong
state-returned = đã trả kết quả

## Thiết lập

operator-default = Quầy { $prefix }
card-title = THẺ KHÔI PHỤC – NỘP HỘ
card-text =
    Ai có mã dưới đây cùng thư mục dữ liệu thì đọc được mọi hồ sơ của quầy.
    Cất thẻ này nơi khóa được, không để cạnh máy tính. Mất mật khẩu mà không còn thẻ thì không ai mở lại được dữ liệu.
card-prefix = Ký hiệu quầy: { $prefix }
card-code = Mã khôi phục:
setup-card-written = Đã ghi thẻ khôi phục vào { $file }. Hãy in ra hoặc chép sang nơi khác, rồi xóa tệp này khỏi máy.
setup-card-ask = Để chắc chắn thẻ đã được cất, hãy nhập các ký tự thứ { $a }, { $b }, { $c }, { $d } của mã khôi phục (không tính dấu gạch):
setup-card-again = Chưa khớp. Hãy đọc lại trên thẻ.
setup-card-void = Quầy chưa được thiết lập nên thẻ khôi phục vừa ghi vào { $file } không mở được gì. Hãy xóa tệp đó; lần thiết lập sau sẽ có thẻ mới.
setup-card-later = Chưa kiểm tra thẻ khôi phục vì không có ai ở bàn phím. Hãy chạy "nopho confirm-card" khi đã cất thẻ.
setup-done = Đã thiết lập quầy { $prefix } cho { $operator }.
card-confirmed = Đã xác nhận: thẻ khôi phục đúng là của quầy này.
ask-card = Nhập mã khôi phục trên thẻ:
ask-passphrase = Mật khẩu mở quầy:
ask-new-passphrase = Đặt mật khẩu mở quầy (ít nhất 8 ký tự):
ask-new-passphrase-again = Nhập lại mật khẩu vừa đặt:
ask-operator = Họ tên người phụ trách quầy (sẽ ghi trên giấy tờ):

## Hồ sơ

begun = Hồ sơ { $code } đã được lưu trên máy này.
saved = Đã lưu.
attached = Đã đính kèm { $file } vào { $component }.
detached = Đã bỏ giấy tờ này khỏi hồ sơ.
submitted = Hồ sơ { $code } đã khóa nội dung (lần { $revision }) và chờ gửi. Cơ quan chưa tiếp nhận hồ sơ này.
submitted-again = Hồ sơ { $code } đã khóa nội dung bản mới (lần { $revision }) và chờ gửi. Cơ quan chưa nhận được bản này.
withdrawn-discarded = Bản nháp của hồ sơ { $code } đã bỏ. Có thể lấy lại bằng "nopho restore".
withdrawn-cancelled = Hồ sơ { $code } chưa gửi đi và đã được rút khỏi hàng chờ.
withdrawn-asked = Hồ sơ { $code } đã gửi đi; yêu cầu rút được xếp vào hàng chờ, cơ quan sẽ trả lời.
discarded = Đã bỏ bản đang nhập. Có thể lấy lại bằng "nopho restore".
restored = Đã lấy lại bản đang nhập.
still-missing = Còn thiếu { $count } mục:
none-missing = Không còn thiếu gì trong tờ khai và giấy tờ.
none-missing-unchecked = Không còn thiếu gì trong những mục mà phần mềm biết. Chưa có danh mục đã kiểm tra cho thủ tục này, nên hãy tự đối chiếu giấy tờ trước khi nộp.
worth-a-look = Nên xem lại { $count } mục (vẫn nộp được):
list-empty = Chưa có hồ sơ nào. Bắt đầu bằng "nopho new".
list-empty-state = Không có hồ sơ nào ở trạng thái "{ $state }".
list-empty-discarded = Không có bản nháp nào đã bỏ.
list-discarded = đã bỏ
list-correction = có bản sửa chưa nộp
list-nobody = (chưa có tên)
show-procedure = Thủ tục
show-state = Trạng thái
show-draft = Bản đang nhập
show-taken = Nhận tại quầy
show-official = Mã của cơ quan
show-no-official = chưa có (cơ quan chưa tiếp nhận)
show-pages = Giấy tờ
show-revisions = Các lần nộp
show-revision = Lần { $revision }, { $parts } tệp, khóa nội dung lúc { $at }
show-parcels = Việc gửi

parcel-queued = chờ gửi
parcel-announcing = đang báo cho cổng tỉnh
parcel-sending = đang gửi
parcel-delivered = cổng tỉnh đã nhận đủ tệp
parcel-set-aside = cần xem lại
parcel-cancelled = đã hủy
parcel-withdrawal-delivered = cổng tỉnh đã nhận yêu cầu
parcel-held-up = chờ mục trước của hồ sơ được xử lý

## Cổng tỉnh

ask-enrolment = Mã ghi danh do tỉnh cấp:
enrolled = Đã ghi danh quầy với { $name } ({ $url }). Gửi hồ sơ bằng "nopho sync".
gateway-none = Quầy chưa ghi danh với cổng tỉnh. Hãy xin mã ghi danh của tỉnh rồi chạy "nopho enroll".
gateway-name = Cổng tỉnh: { $name } ({ $url })
gateway-fingerprint = Dấu nhận dạng: { $fingerprint }
gateway-enrolled = Ghi danh từ: { $at }
gateway-must-compare = Lần gửi tới, hai bên sẽ đối chiếu danh sách trước khi gửi.
gateway-untried = Chưa gửi lần nào.
gateway-tried = Lần gửi gần nhất: { $at }, đã xong.
gateway-tried-in-vain = Lần thử gửi gần nhất: { $at }. { $why }
clock-behind = Đồng hồ máy này chậm { $days ->
    [none] { $minutes } phút
   *[other] khoảng { $days } ngày
} so với giờ của cổng tỉnh. Hồ sơ vẫn nhận và gửi bình thường, giờ trên hồ sơ tính theo giờ của cổng tỉnh. Hãy chỉnh lại ngày, giờ của máy, hoặc nhờ người phụ trách kỹ thuật.
clock-ahead = Đồng hồ máy này nhanh { $days ->
    [none] { $minutes } phút
   *[other] khoảng { $days } ngày
} so với giờ của cổng tỉnh. Hồ sơ vẫn nhận và gửi bình thường, giờ trên hồ sơ tính theo giờ của cổng tỉnh. Hãy chỉnh lại ngày, giờ của máy, hoặc nhờ người phụ trách kỹ thuật.
sync-delivered = Cổng tỉnh đã nhận đủ { $count } mục và đã ký biên nhận.
sync-news = Có tin mới của { $count } hồ sơ:
sync-results = Đã tải về { $count } tệp kết quả.
sync-waiting = Còn { $count } mục chờ gửi, an toàn trên máy này.
sync-results-waiting = Còn { $count } tệp kết quả chưa tải về.
result-gone = Cổng tỉnh không còn giữ tệp này nên chưa tải về được. Hãy hỏi cơ quan giải quyết hồ sơ, nêu mã { $dossier }. Bản giấy, nếu có, vẫn trả cho người dân như thường. Khi cổng tỉnh có lại tệp, "nopho sync" sẽ tải về.
result-refused = Cổng tỉnh không cho quầy này tải tệp này (lý do: { $reason }). Hãy hỏi tỉnh, nêu mã { $dossier } và lý do trên. Bản giấy, nếu có, vẫn trả cho người dân như thường.
result-no-room = Ổ đĩa của máy này đã đầy nên chưa lưu được tệp. Tệp vẫn còn ở cổng tỉnh. Hãy xóa bớt tệp không cần trên máy rồi chạy lại "nopho sync".
result-not-kept = Máy này chưa giữ được tệp. { $why }
sync-set-aside = Có { $count } mục cần xem lại:
sync-done = Không còn gì chờ gửi.
queue-empty = Không có gì chờ gửi.
queue-since = từ { $since }
queue-tries = đã thử { $count } lần
compared-equal = { $count } lần nộp giống nhau ở hai bên.
receipts-written = Đã ghi { $count } biên nhận vào { $file }.
retried = Đã xếp lại vào hàng chờ. Gửi bằng "nopho sync".
result-written = Đã ghi kết quả { $name } ra { $file }. Tệp này không còn được mã hóa; hãy xóa khi đã dùng xong.
paper-written = Đã ghi giấy ra { $file } ({ $pages } trang). Tệp này không được mã hóa; hãy xóa khi đã in xong.
code-given = Đã ghi nhận: người dân đã nhận mã hồ sơ.
letterhead-superior = Cơ quan chủ quản: { $text }
letterhead-agency = Tên cơ quan: { $text }
letterhead-place = Địa danh: { $text }
letterhead-address = Địa chỉ: { $text }
letterhead-phone = Điện thoại: { $text }
letterhead-lookup = Nơi tra cứu: { $text }
letterhead-addressed = Kính gửi (tờ khai): { $text }
letterhead-empty = (chưa ghi)
list-set-aside = cần xem lại
list-revision-waiting = bản mới chờ gửi
list-withdrawal-waiting = yêu cầu rút chờ gửi
list-withdrawal-delivered = cổng tỉnh đã nhận yêu cầu rút
cargo-submission = hồ sơ, lần { $revision }
cargo-supplement = bổ sung, lần { $revision }
cargo-withdrawal = yêu cầu rút
cargo-journal-head = dấu nhật ký
status-unknown = trạng thái { $status } (phần mềm chưa biết)
show-announced = Báo cho cổng tỉnh
show-received = Cơ quan tiếp nhận
show-not-yet = chưa
show-asked = Cơ quan yêu cầu
show-deadline = Hạn trả lời
show-until = đến hết { $day }
show-supplement-arrived = cổng tỉnh đã nhận bản bổ sung
show-receipts = Biên nhận của cổng tỉnh
show-receipt = Nhận đủ lúc { $at }, mã gửi { $key }
show-events = Diễn biến
show-results = Kết quả
show-fetched = đã tải về
show-not-fetched = chưa tải về

## Kiểm tra máy

doctor-well = Không thấy hư hỏng nào.
doctor-unwell = Có hư hỏng cần xử lý:
doctor-slots = Mở khóa được bằng: { $slots }
doctor-card-unconfirmed = Thẻ khôi phục chưa được xác nhận. Hãy chạy "nopho confirm-card".
doctor-keys-mended = Một trong hai bản tệp khóa bị hỏng và đã được ghi lại.
doctor-keys-one = Chỉ còn một bản tệp khóa nguyên vẹn, bản kia chưa ghi lại được. Hãy kiểm tra chỗ trống trên ổ đĩa rồi mở lại quầy; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
doctor-database-well = Cơ sở dữ liệu: nguyên vẹn.
doctor-database-unwell = Cơ sở dữ liệu có chỗ hỏng ({ $what }). Xin đừng xóa gì trong thư mục dữ liệu, và báo người phụ trách kỹ thuật.
doctor-journal-well = Nhật ký: { $entries } dòng, liên tục.
doctor-journal-unreadable = Nhật ký: không đọc được. Xin đừng xóa gì trong thư mục dữ liệu, và báo người phụ trách kỹ thuật.
doctor-journal-broken = Nhật ký: bị ngắt quãng từ dòng { $entry }. Xin đừng xóa gì trong thư mục dữ liệu, và báo người phụ trách kỹ thuật.
doctor-files = Tệp đã mã hóa: { $right } tệp đúng.
doctor-file-damaged = { $paper ->
    [none] Tệp đã mã hóa của hồ sơ { $code } bị mất hoặc hỏng: { $file }. Xin đừng xóa gì trong thư mục dữ liệu, và báo người phụ trách kỹ thuật.
   *[other] Giấy tờ "{ $paper }" của hồ sơ { $code } bị mất hoặc hỏng ({ $file }). Hãy đính kèm lại giấy tờ đó; nếu hồ sơ đã nộp, xin báo người phụ trách kỹ thuật.
}
doctor-identities-mended = Đã ghi lại { $count } bản khóa riêng của hồ sơ bị thiếu.
doctor-swept = Đã dọn { $count } tệp ghi dở.
doctor-papers-left = Còn { $count } giấy in cũ chưa xóa được vì chương trình khác đang mở. Hãy đóng chương trình xem PDF.
doctor-clock-unchecked = Đồng hồ: { $now }, chưa đối chiếu với giờ của cổng tỉnh.
doctor-clock-checked = Đồng hồ: { $now }, đã đối chiếu với giờ của cổng tỉnh.
doctor-clock-suspect = Đồng hồ: { $now }, sớm hơn giờ máy từng ghi nhận ({ $latest }). Có thể giờ bây giờ sai, cũng có thể lần ghi nhận trước đó sai. Hãy so với giờ thật và chỉnh lại nếu cần; hồ sơ vẫn nhận bình thường.
doctor-gateway = Cổng tỉnh: { $name }, trả lời sau { $took } ms.
doctor-gateway-certificate = Chứng thư của cổng tỉnh không hợp với giờ máy này: đồng hồ sai, hoặc chứng thư đã hết hạn. Việc gửi vẫn được thử với giờ của cổng tỉnh.
doctor-gateway-away = Cổng tỉnh: chưa hỏi được. { $why }

way-passphrase = mật khẩu
way-keyring = kho khóa của máy
way-recovery = thẻ khôi phục

## Cửa sổ trong trình duyệt

window-at = Cửa sổ làm việc đang ở địa chỉ { $url }
window-how-to-end = Mở địa chỉ này bằng trình duyệt trên chính máy này; ai có địa chỉ đó thì làm được mọi việc của quầy, nên đừng gửi cho người khác. Bấm Ctrl+C để đóng.
listen-not-loopback = Cửa sổ chỉ mở cho chính máy này, nên không dùng được địa chỉ "{ $listen }". Hãy dùng 127.0.0.1 kèm số cổng, ví dụ 127.0.0.1:0 (0: máy tự chọn cổng).
listen-taken = Không mở được địa chỉ { $listen } vì chương trình khác đang dùng. Hãy chọn số cổng khác, hoặc để 127.0.0.1:0 cho máy tự chọn.
window-not-started = Máy không cho mở cửa sổ trong trình duyệt lúc này. Dữ liệu vẫn còn nguyên. Hãy đóng bớt chương trình khác rồi thử lại.
window-foreign = Yêu cầu này không đến từ cửa sổ của Nộp Hộ nên không được thực hiện. Hãy mở lại đúng địa chỉ mà "nopho serve" đã ghi ra.
window-token = Cửa sổ này không còn quyền làm việc, có thể vì "nopho serve" đã chạy lại. Những gì đã lưu vẫn còn nguyên. Hãy mở địa chỉ mới mà "nopho serve" đã ghi ra.
window-tries = Đã có quá nhiều lần mở không đúng địa chỉ. Hãy chờ một phút, rồi mở đúng địa chỉ mà "nopho serve" đã ghi ra.
window-place = Nộp Hộ không có trang này. Hãy mở lại địa chỉ mà "nopho serve" đã ghi ra.

## Danh mục thủ tục

procedures-none = Không tìm thấy thủ tục nào theo "{ $query }". Hãy thử ít chữ hơn, hoặc mã thủ tục.
procedure-perhaps = có thể là
procedure-present = Ai phải có mặt, ký
procedure-with-form = có tờ khai
procedure-checked = danh mục giấy tờ đã kiểm tra
procedure-unchecked = Chưa có danh mục đã kiểm tra
procedure-field = Lĩnh vực
procedure-agency = Cơ quan giải quyết
procedure-decision = Quyết định công bố
procedure-time = Thời hạn giải quyết
procedure-fee = Phí, lệ phí
procedure-exempt = Được miễn
procedure-result = Kết quả
procedure-from = Áp dụng từ
procedure-to = Áp dụng đến
procedure-basis = Căn cứ pháp lý
procedure-source = Nguồn
procedure-version = Bản danh mục
procedure-listed = Theo danh mục công bố (để đọc, chưa kiểm tra)
procedure-papers = Giấy tờ
procedure-when = khi: { $when }
procedure-instead = thay bằng: { $papers }
procedure-example = Một tờ khai đã điền mẫu (dùng được với "nopho new --form"):
procedure-schema = Xem thêm cấu trúc tờ khai bằng "--json".

## Gói danh mục

package-built = Đã ghi gói danh mục vào { $file }.
package-folder-written = Đã ghi thư mục gói danh mục vào { $folder }. Xem lại rồi chạy "nopho catalogue build".
package-signature = Chữ ký
package-signed = đúng, khóa { $key }
package-signed-by-nobody = chưa ký
package-signature-not-checked = có, khóa { $key }, chưa đối chiếu
package-made = Ngày lập
package-procedures = Số thủ tục
package-checked = Danh mục đã kiểm tra
package-listed = Có trong danh mục tỉnh
package-units = Đơn vị hành chính
package-units-told = bản { $edition }, { $provinces } tỉnh, thành phố, { $communes } xã, phường, đặc khu
package-calendar = Lịch làm việc
package-calendar-told = bản { $edition }, năm { $years }, { $days } ngày được ghi riêng
package-list-none = không có trong gói, dùng bản của phần mềm
package-files = Số tệp
package-hash = Mã nội dung
package-no-changes = Hai bản không khác nhau về thủ tục, đơn vị hành chính và lịch làm việc.
package-dossiers = { $count } hồ sơ
package-in-use-unreadable = Không đọc được bản danh mục { $version }, nên đang dùng bản đi kèm phần mềm. Hãy nhập lại gói đó.
list-read = Đã đọc { $procedures } thủ tục, { $papers } thành phần hồ sơ. Không đọc được hoặc còn nghi ngờ:

both-title = Hồ sơ { $code }: hai quầy cùng gửi
both-here = Quầy này: bản { $revision }, nộp lúc { $at }{ $by ->
    [none] {""}
   *[other] , người nhập { $by }
}
both-there = Quầy kia: bản { $revision }{ $desk ->
    [none] {""}
   *[other] , { $desk }
}
both-there-own = Bản { $revision } cũng do quầy này gửi, từ một máy chép lại dữ liệu của quầy
both-not-told = { "  " }Cổng tỉnh không cho biết thêm. Hãy hỏi quầy kia.
both-delivered = { "  " }cổng tỉnh nhận đủ lúc { $at }
both-arriving = { "  " }quầy kia đang gửi, cổng tỉnh chưa nhận đủ tệp
both-status = { "  " }tình trạng: { $status }
both-no-papers = { "    " }không có giấy tờ
both-new = (mới)
both-changed = { "  " }khác bản { $base } mà cả hai quầy đã có:
both-unchanged = { "  " }tờ khai giống bản { $base } mà cả hai quầy đã có
both-no-base = { "  " }máy này không có bản trước để so sánh
both-left-out = { "  " }đã bỏ giấy tờ: { $paper }
both-empty = (để trống)
both-choose = Chọn: gửi bản của quầy này sau bản { $revision } (--send-after), hoặc giữ bản { $revision } của quầy kia và lưu bản này thành bản nháp (--keep-theirs). Chưa chọn thì hồ sơ vẫn an toàn trên máy này.
both-has-draft = Hồ sơ có bản đang sửa chưa nộp: nộp bản đó bằng "nopho submit", bản đó sẽ nối tiếp bản của quầy kia.
both-sent-after = Đã xếp vào hàng chờ thành bản { $revision }, nối tiếp bản của quầy kia.
both-kept-theirs = Giữ bản { $revision } của quầy kia. Bản của quầy này không gửi nữa, đã lưu thành bản nháp trên máy này.

## Làm trang từ ảnh

page-line = { $file }, trang { $number }: { $width } × { $height } điểm, { $dpi } dpi, { $kb } kB, { $ms } ms
pages-written = Đã ghi { $pages } trang ra { $file } ({ $kb } kB). Tệp này không được mã hóa; hãy xóa khi đã dùng xong.

# Trang có thể có lỗi: điều gì, và làm gì.
defect-blurred = Bị nhòe, chữ và số có thể không đọc được. Hãy giữ chắc máy rồi chụp lại.
defect-too-dark = Quá tối. Hãy chụp lại ở chỗ sáng hơn.
defect-too-bright = Quá sáng, nét chữ bị mất. Hãy tránh nắng chiếu thẳng rồi chụp lại.
defect-glare = Bị lóa, có chỗ mất chữ. Hãy đổi hướng tờ giấy hoặc tắt đèn chớp rồi chụp lại.
defect-cut-off = Có thể bị cắt mất một phần giấy. Hãy chụp cả bốn mép giấy.
defect-few-dots = Ảnh quá ít điểm, dưới 150 dpi. Hãy chụp gần hơn, hoặc quét ở 200 dpi.
defect-blank = Trang trắng, không thấy chữ. Có thể giấy bị đặt úp mặt.
defect-faint = Chữ quá mờ so với giấy. Hãy chụp lại ở chỗ sáng hơn; nếu chữ gốc mờ, hãy ghi chú khi nộp.
defect-upside-down = Trang bị ngược. Hãy xoay lại.
defect-sheet-not-found = Không thấy mép giấy nên trang còn cả mặt bàn. Hãy đặt giấy trên nền khác màu rồi chụp lại.
defect-same-page = Trang này giống hệt một trang khác. Có thể đã chụp hai lần.
