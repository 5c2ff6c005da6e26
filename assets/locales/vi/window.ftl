# Lời của khung cửa sổ, dùng chung cho mọi màn hình. Mỗi màn hình có tệp riêng: window-….ftl.

product = Nộp Hộ
skip-to-content = Đến thẳng nội dung
retry = Thử lại
close = Đóng
undo = Hoàn tác
not-now = Để sau
back = Quay lại
busy = Đang mở…
required = (bắt buộc)
required-mark = *
failure-details = Chi tiết cho người phụ trách kỹ thuật
date-time = { $time } ngày{"\u00A0"}{ $day }
progress = { $percent } · { $sent } trên { $total }
days-left = { $days ->
    [0] hạn là hôm nay
   *[other] còn { $days } ngày
}
days-over = quá hạn { $days } ngày
host-gone = Cửa sổ này không còn nối với phần mềm trên máy. Những gì đã lưu vẫn còn nguyên. Hãy đóng cửa sổ này rồi mở lại phần mềm.
host-stranger = Phần mềm trên máy không nhận ra cửa sổ này. Những gì đã lưu vẫn còn nguyên. Hãy mở lại bằng đường dẫn mà phần mềm vừa in ra.
no-such-screen = Màn hình này chưa có trong bản đang dùng. Hãy chọn một mục khác trên thanh chọn.

## Khung

nav = Các màn hình
nav-today = Hôm nay
nav-find = Tìm hồ sơ
nav-queue = Chờ gửi
nav-settings = Cài đặt
nav-help = Trợ giúp
nav-waiting = { $count } hồ sơ chờ gửi
nav-set-aside = { $count } hồ sơ cần xem lại
header-desk = Quầy và người làm việc
header-operator = Người làm việc: { $name }
header-clock = Giờ trên máy này
strip = Đường gửi hồ sơ
strip-asking = Đang xem đường gửi…
strip-enrol = Ghi danh quầy
strip-aside = Xem hồ sơ
send-now = Gửi ngay
send-asked = Đã bắt đầu gửi. Hồ sơ nào gửi xong sẽ hiện ngay ở đây.

## Phím

cap-alt = Alt
cap-ctrl = Ctrl
cap-shift = Shift
cap-enter = Enter
cap-backspace = ⌫
cap-space = Dấu cách
keys-title = Phím tắt
keys-said = Mọi việc đều làm được bằng bàn phím. Phím nào khó bấm thì đổi trong mục Cài đặt.
keys-everywhere = Ở mọi màn hình
keys-screens = Đến màn hình
keys-dossier = Trong hồ sơ
keys-fields = Khi đang nhập
keys-next-field = Sang ô kế tiếp
keys-list = Lên, xuống trong danh sách; mở dòng đang chọn
keys-close = Đóng hộp thoại, xóa ô tìm
keys-leave = Trong hồ sơ: về Hôm nay, mọi điều đã nhập vẫn được lưu
keys-figures = Trả lời câu hỏi cạnh người vừa điền
key-help = Trợ giúp
key-new = Hồ sơ mới
key-send-now = Gửi ngay
key-search = Đến ô tìm
key-undo = Hoàn tác việc vừa làm
key-back = Quay lại màn hình trước
key-today = Hôm nay
key-find = Tìm hồ sơ
key-queue = Chờ gửi
key-settings = Cài đặt
key-turn = Mời người dân xem
key-attach = Đính kèm giấy tờ
key-scan = Quét thẻ căn cước
key-print = In giấy của hồ sơ
key-next-gap = Đến chỗ còn thiếu kế tiếp
key-submit = Nộp hồ sơ
key-reserved = Phím này máy hoặc trình duyệt đã dùng. Hãy chọn phím khác.
key-too-plain = Phím này dùng để gõ chữ. Hãy chọn phím F hoặc thêm Ctrl, Alt.
key-taken = Phím này đang dùng cho việc "{ $action }". Hãy chọn phím khác.

## Trợ giúp

help-title = Trợ giúp
help-steps = Nhận một hồ sơ
help-step-new = Bấm Hồ sơ mới, gõ tên thủ tục rồi bấm Enter.
help-step-fill = Nhập tờ khai, đính kèm giấy tờ; chỗ nào thiếu thì phím này dẫn đến.
help-step-turn = Mời người dân xem lại, hoặc đọc cho nghe.
help-step-submit = Nộp hồ sơ, rồi đưa mã cho người dân.
help-safe-title = Hồ sơ đang ở đâu
help-safe = Mọi điều đã nhập được lưu ngay trên máy này. Không có mạng thì hồ sơ chờ ở đây; có mạng lại, phần mềm tự gửi tiếp, mỗi hồ sơ chỉ một lần.
help-tones = Các trạng thái
help-version = Phiên bản { $version }
help-draft = trên máy này
help-draft-said = Chưa nộp. Nhập tiếp lúc nào cũng được.
help-queued = chờ gửi
help-queued-said = Đã khóa nội dung, chờ có mạng. Không cần làm gì thêm.
help-sending = đang gửi
help-sending-said = Mất mạng giữa chừng thì lần sau gửi tiếp từ chỗ dở.
help-delivered = hệ thống tỉnh đã nhận đủ tệp
help-delivered-said = Đã có biên nhận, chữ ký đã đối chiếu. Từ đây mới có màu xanh lá.
help-received = đã tiếp nhận
help-received-said = Cơ quan đã cấp mã hồ sơ.
help-supplement = yêu cầu bổ sung
help-supplement-said = Cơ quan cần thêm giấy tờ. Xem lý do và thời hạn trong hồ sơ.
help-finished = có kết quả
help-finished-said = Cơ quan đã giải quyết xong. Mời người dân đến nhận.
help-set-aside = cần xem lại
help-set-aside-said = Hồ sơ vẫn an toàn trên máy này. Mở hồ sơ đọc lý do, sửa rồi gửi lại.
header-unsigned = Danh mục chưa ký
header-unsigned-said = Quầy đang dùng danh mục bản { $version }, chưa ai ký xác nhận. Xem trong Cài đặt.
