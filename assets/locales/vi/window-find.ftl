# Màn hình "Tìm hồ sơ".

find-title = Tìm hồ sơ
find-search = Tìm hồ sơ
find-placeholder = Gõ họ tên, số định danh, số điện thoại hoặc mã hồ sơ…
find-list = Danh sách hồ sơ
find-filter = Chỉ xem
find-filter-all = Tất cả
find-filter-draft = Đang nhập
find-filter-waiting = Chờ gửi
find-filter-delivered = Đã gửi xong
find-filter-supplement = Cần bổ sung
find-filter-result = Có kết quả
find-filter-set_aside = Cần xem lại
find-filter-discarded = Đã bỏ
find-count = { $count } hồ sơ
find-count-filtered = { $count } hồ sơ thuộc loại đang xem
find-hits = { $count ->
    [0] Không tìm thấy hồ sơ nào
   *[other] Tìm thấy { $count } hồ sơ
}
find-head-code = Mã hồ sơ
find-head-person = Người nộp
find-head-procedure = Thủ tục
find-head-standing = Hồ sơ đang ở đâu
find-head-begun = Ngày lập
find-head-restore = Lấy lại
find-no-name = Chưa ghi tên
find-restore = Lấy lại
find-restore-of = Lấy lại hồ sơ { $code }
find-restored = Đã lấy lại hồ sơ { $code }. Hồ sơ nằm trong mục Đang nhập.
find-everything = Tìm trong tất cả hồ sơ
find-none-yet = Chưa có hồ sơ nào
find-none-yet-said = Bấm Hồ sơ mới để lập hồ sơ đầu tiên. Không có mạng cũng nhận được.
find-none-of-these = Không có hồ sơ nào thuộc loại này
find-none-of-these-said = Các hồ sơ khác vẫn còn. Chọn loại khác ở phía trên để xem.
find-no-hit = Không tìm thấy hồ sơ nào
find-no-hit-said = Thử gõ ít chữ hơn, ví dụ chỉ tên hoặc chỉ họ; không cần gõ dấu. Có giấy hẹn thì gõ 6 ký tự giữa của mã hồ sơ. Có thẻ căn cước thì gõ đủ số định danh.
find-no-hit-filtered = Không tìm thấy trong loại đang xem
find-no-hit-filtered-said = Có thể hồ sơ đã chuyển sang loại khác. Hãy tìm trong tất cả hồ sơ, hoặc gõ ít chữ hơn, không cần gõ dấu.
