# Lời của chương trình dòng lệnh.

## Trạng thái hồ sơ

state-draft = trên máy này (nháp)
state-sealed = chờ gửi
state-delivered = hệ thống tỉnh đã nhận đủ tệp
state-received = đã tiếp nhận
state-refused = không được tiếp nhận
state-processing = đang xử lý
state-supplement-asked = yêu cầu bổ sung
state-fee-asked = yêu cầu thực hiện nghĩa vụ tài chính
state-withdrawn = đã rút
state-stopped = dừng xử lý
state-finished = có kết quả
state-returned = đã trả kết quả

## Thiết lập

operator-default = Người phụ trách quầy
card-title = THẺ KHÔI PHỤC – NỘP HỘ
card-text =
    Ai có mã dưới đây cùng thư mục dữ liệu thì đọc được mọi hồ sơ của quầy.
    Cất thẻ này nơi khóa được, không để cạnh máy tính. Mất mật khẩu mà không còn thẻ thì không ai mở lại được dữ liệu.
card-prefix = Ký hiệu quầy: { $prefix }
card-code = Mã khôi phục:
setup-card-written = Đã ghi thẻ khôi phục vào { $file }. Hãy in ra hoặc chép sang nơi khác, rồi xóa tệp này khỏi máy.
setup-card-ask = Để chắc chắn thẻ đã được cất, hãy nhập các ký tự thứ { $a }, { $b }, { $c }, { $d } của mã khôi phục (không tính dấu gạch): 
setup-card-again = Chưa khớp. Hãy đọc lại trên thẻ.
setup-card-later = Chưa kiểm tra thẻ khôi phục vì không có ai ở bàn phím. Hãy chạy "nopho confirm-card" khi đã cất thẻ.
setup-done = Đã thiết lập quầy { $prefix } cho { $operator }.
card-confirmed = Đã xác nhận: thẻ khôi phục đúng là của quầy này.
ask-card = Nhập mã khôi phục trên thẻ: 
ask-passphrase = Mật khẩu mở quầy: 
ask-new-passphrase = Đặt mật khẩu mở quầy (ít nhất 8 ký tự): 

## Hồ sơ

begun = Hồ sơ { $code } đã được lưu trên máy này.
saved = Đã lưu.
attached = Đã đính kèm { $file } vào { $component }.
submitted = Hồ sơ { $code } đã khóa nội dung (lần { $revision }) và chờ gửi. Cơ quan chưa tiếp nhận hồ sơ này.
withdrawn-discarded = Bản nháp đã bỏ. Có thể lấy lại bằng "nopho restore".
withdrawn-cancelled = Hồ sơ chưa gửi đi đâu và đã được rút khỏi hàng chờ.
withdrawn-asked = Hồ sơ đã gửi đi; yêu cầu rút được xếp vào hàng chờ, cơ quan sẽ trả lời.
restored = Đã lấy lại bản nháp.
still-missing = Còn thiếu { $count }:
none-missing = Không còn thiếu gì trong phần chung.
list-empty = Chưa có hồ sơ nào. Bắt đầu bằng "nopho new".
list-nobody = (chưa có tên)
show-procedure = Thủ tục
show-state = Trạng thái
show-taken = Nhận tại quầy
show-official = Mã của cơ quan
show-no-official = chưa có (cơ quan chưa tiếp nhận)
show-pages = Giấy tờ
show-revisions = Các lần nộp
show-revision = Lần { $revision }, { $parts } tệp, khóa lúc { $at }
show-parcels = Hàng chờ

parcel-queued = chờ gửi
parcel-announcing = đang báo trước
parcel-sending = đang gửi
parcel-delivered = đã gửi đủ
parcel-set-aside = cần xem lại
parcel-cancelled = đã hủy

## Kiểm tra máy

doctor-well = Không thấy hư hỏng nào.
doctor-unwell = Có hư hỏng cần xử lý:
doctor-slots = Mở khóa được bằng: { $slots }
doctor-card-unconfirmed = Thẻ khôi phục chưa được xác nhận. Hãy chạy "nopho confirm-card".
doctor-keys-mended = Một trong hai bản tệp khóa bị hỏng và đã được ghi lại.
doctor-database-well = Cơ sở dữ liệu: lành lặn.
doctor-database-unwell = Cơ sở dữ liệu: { $what }
doctor-journal-well = Nhật ký: { $entries } dòng, nối liền.
doctor-journal-broken = Nhật ký: đứt ở dòng { $entry }.
doctor-files = Tệp niêm phong: { $right } tệp đúng.
doctor-file-damaged = Tệp niêm phong bị mất hoặc hỏng: { $file }
doctor-swept = Đã dọn { $count } tệp ghi dở.
doctor-clock-unchecked = Đồng hồ: { $now }, chưa đối chiếu với giờ của hệ thống tỉnh.
doctor-clock-checked = Đồng hồ: { $now }, đã đối chiếu với giờ của hệ thống tỉnh.
doctor-clock-suspect = Đồng hồ: { $now } sớm hơn giờ máy này từng thấy ({ $latest }). Hãy chỉnh lại giờ; hồ sơ vẫn nhận bình thường.

way-passphrase = mật khẩu
way-keyring = kho khóa của máy
way-recovery = thẻ khôi phục
