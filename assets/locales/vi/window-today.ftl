# Màn hình "Hôm nay".

today-title = Hôm nay
today-search = Tìm thủ tục hoặc hồ sơ
today-placeholder = Gõ tên thủ tục, họ tên, số định danh hoặc mã hồ sơ…
today-counts = Hôm nay:
today-taken = { $count } nhận tại quầy
today-received = { $count } đã tiếp nhận
today-waiting = { $count } chờ gửi
today-tasks = Cần làm
today-all = Xem tất cả { $count } hồ sơ
today-no-name = Chưa ghi tên
today-do-card = Kiểm tra thẻ
today-do-not_enrolled = Ghi danh quầy
today-do-clock = Xem trong Cài đặt
today-hits = Kết quả tìm
today-hits-count = { $count ->
    [0] Không tìm thấy gì
   *[other] Tìm thấy { $count } kết quả. Enter mở kết quả đầu tiên.
}
today-dossiers = Hồ sơ đã có
today-procedures = Lập hồ sơ mới theo thủ tục
today-more = Còn { $count } hồ sơ nữa. Gõ thêm để thu hẹp.
today-no-hit = Không thấy hồ sơ hay thủ tục nào
today-no-hit-said = Thử gõ ít chữ hơn, không cần gõ dấu. Mã hồ sơ gõ 6 ký tự giữa; số định danh gõ đủ 12 số.
today-first-day = Quầy đã sẵn sàng nhận hồ sơ đầu tiên
today-first-day-said = Bấm Hồ sơ mới, hoặc gõ tên thủ tục vào ô phía trên, ví dụ "khai sinh". Không có mạng cũng nhận được; những gì đã nhập được lưu ngay trên máy này.
today-nothing = Không còn việc nào đang chờ
today-nothing-said = Mời người tiếp theo: bấm Hồ sơ mới, hoặc gõ tên thủ tục vào ô phía trên.
