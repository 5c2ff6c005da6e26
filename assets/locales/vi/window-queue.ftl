# Màn hình "Chờ gửi".

queue-title = Chờ gửi
queue-waiting = { $count } hồ sơ chờ gửi
queue-set-aside = { $count } cần xem lại
queue-left = còn { $size } chưa gửi
queue-progress = Đã gửi của hồ sơ { $code }
queue-aside = Cần xem lại ({ $count })
queue-aside-said = Hồ sơ vẫn an toàn trên máy này. Mở hồ sơ để xem, rồi bấm Gửi lại.
queue-line = Tự gửi khi có mạng ({ $count })
queue-line-not-enrolled = Ghi danh quầy xong mới gửi được ({ $count })
queue-since = chờ từ { $since }
queue-since-tried = chờ từ { $since } · đã thử { $count } lần
queue-no-name = Chưa ghi tên
queue-retry = Gửi lại
queue-retry-of = Gửi lại hồ sơ của { $name }
queue-open = Mở hồ sơ
queue-open-of = Mở hồ sơ của { $name }
queue-retried = Đã xếp lại vào hàng chờ gửi.
queue-more = Xem thêm (còn { $count } hồ sơ)
queue-empty = Không có hồ sơ nào chờ gửi
queue-empty-last = Lần gửi gần nhất: { $when }. Hồ sơ nộp xong sẽ tự xếp hàng ở đây và tự gửi khi có mạng.
queue-empty-never = Hồ sơ nộp xong sẽ tự xếp hàng ở đây và tự gửi khi có mạng.
queue-empty-not-enrolled = Quầy chưa ghi danh với hệ thống tỉnh nên chưa gửi được. Vẫn nhận hồ sơ như thường; hồ sơ được giữ an toàn trên máy này.
queue-enrol = Ghi danh quầy
