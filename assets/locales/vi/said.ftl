# Câu của cửa sổ mà phần mềm soạn: tình trạng, việc hôm nay, đường truyền, diễn biến.

## Tình trạng

standing-draft = trên máy này
standing-queued = chờ gửi
standing-sending = đang gửi
standing-delivered = hệ thống tỉnh đã nhận đủ tệp
standing-received = { $code ->
    [none] đã tiếp nhận
   *[other] đã tiếp nhận, mã { $code }
}
standing-processing = đang xử lý
standing-supplement-asked = yêu cầu bổ sung
standing-fee-asked = yêu cầu thực hiện nghĩa vụ tài chính
standing-finished = có kết quả
standing-returned = đã trả kết quả
standing-refused = không được tiếp nhận
standing-stopped = dừng xử lý
standing-withdrawn = đã rút
standing-set-aside = cần xem lại
standing-discarded = đã bỏ
standing-held-up = chờ mục trước của hồ sơ
note-correction = có bản sửa chưa nộp
note-set-aside = có mục cần xem lại
note-revision = bản bổ sung, sửa đổi
note-withdrawal = yêu cầu rút hồ sơ
note-withdrawal-delivered = hệ thống tỉnh đã nhận yêu cầu rút, chờ cơ quan trả lời
note-answered = đã gửi bản bổ sung, chờ cơ quan xem
note-receipt = biên nhận lúc { $at }
note-before = trước đó: { $state }
note-asked = cơ quan: { $reason }
note-deadline = hạn { $day }
supplement-due = Hạn bổ sung { $day }

## Hôm nay

task-supplement = { $deadline ->
    [none] { $count } hồ sơ được yêu cầu bổ sung
   *[other] { $count } hồ sơ được yêu cầu bổ sung · hạn gần nhất { $deadline }
}
task-fee = { $deadline ->
    [none] { $count } hồ sơ được yêu cầu thực hiện nghĩa vụ tài chính
   *[other] { $count } hồ sơ được yêu cầu thực hiện nghĩa vụ tài chính · hạn gần nhất { $deadline }
}
task-set-aside = { $count } hồ sơ cần xem lại
task-draft = { $count } hồ sơ chưa nhập xong hoặc chưa nộp
task-result = { $count } kết quả đã về, chưa trả
task-card = Thẻ khôi phục chưa được xác nhận. Mất mật khẩu mà không có thẻ thì không mở lại được hồ sơ.
task-not-enrolled = Quầy chưa ghi danh với hệ thống tỉnh nên hồ sơ chưa gửi đi được. Hồ sơ vẫn nhận và giữ an toàn trên máy này.

## Đường truyền

road-none = Quầy chưa ghi danh với hệ thống tỉnh
road-idle = Không có hồ sơ nào chờ gửi
road-heard = liên lạc gần nhất lúc { $at }
road-sending = Đang gửi
road-asking = Đang hỏi tin từ hệ thống tỉnh
road-away = Không có mạng, hoặc chưa có đường tới hệ thống tỉnh
road-down = Có mạng, hệ thống tỉnh đang tạm ngừng
road-full = Ổ đĩa của hệ thống tỉnh đã đầy, xin báo tỉnh
road-broken = Hệ thống tỉnh đang trục trặc, phần mềm sẽ tự gửi lại
road-busy = Hệ thống tỉnh đang bận, phần mềm sẽ tự gửi lại
road-slow = Đường truyền chậm, phần mềm sẽ tự gửi tiếp từ chỗ dừng
road-later = Chưa gửi được, phần mềm sẽ tự gửi lại
road-again = hẹn thử lại lúc { $at }
trouble-again = Hẹn thử lại lúc { $at }.
road-count = { $count } hồ sơ chờ gửi
road-waits = { $count } hồ sơ chờ gửi, an toàn trên máy này
road-set-aside = { $count } hồ sơ cần xem lại
road-aside = Có { $count } hồ sơ cần xem lại, chưa gửi được

## Đồng hồ của máy

window-clock-behind = Đồng hồ máy này chậm { $days ->
    [none] { $hours ->
        [none] { $minutes } phút
       *[other] khoảng { $hours } giờ
    }
   *[other] khoảng { $days } ngày
} so với giờ của hệ thống tỉnh. Hồ sơ vẫn nhận và gửi bình thường, giờ trên hồ sơ tính theo giờ của hệ thống tỉnh. Hãy chỉnh lại ngày, giờ của máy, hoặc nhờ người phụ trách kỹ thuật.
window-clock-ahead = Đồng hồ máy này nhanh { $days ->
    [none] { $hours ->
        [none] { $minutes } phút
       *[other] khoảng { $hours } giờ
    }
   *[other] khoảng { $days } ngày
} so với giờ của hệ thống tỉnh. Hồ sơ vẫn nhận và gửi bình thường, giờ trên hồ sơ tính theo giờ của hệ thống tỉnh. Hãy chỉnh lại ngày, giờ của máy, hoặc nhờ người phụ trách kỹ thuật.

## Tốc độ, thời gian còn lại

left-moment = còn vài giây
left-seconds = còn khoảng { $count } giây
left-minutes = còn khoảng { $count } phút
left-hours = còn khoảng { $count } giờ
left-days = còn khoảng { $count } ngày
left-once-connected = khi có mạng { $left }
left-papers = đã gửi xong tờ khai, còn { $count } tệp
left-files = còn { $count } tệp
left-answer = đã gửi đủ tệp, chờ hệ thống tỉnh xác nhận
speed-last = lần đo gần nhất { $speed } lúc { $at }
speed-unknown = chưa đo được tốc độ
month-said = tháng này { $size }

## Quầy này so với hệ thống tỉnh

compare-lost = hệ thống tỉnh đã ký biên nhận nhưng nay không còn giữ đủ
compare-lost-todo = Biên nhận vẫn còn trong sổ. Hãy báo người phụ trách hệ thống tỉnh kèm mã hồ sơ này; khi hệ thống tỉnh được khôi phục, phần mềm tự gửi lại.
compare-content = hai bên có nội dung khác nhau ở lần nộp { $revision }
compare-content-todo = Không tự sửa bên nào. Hãy đối chiếu mã băm trong sổ biên nhận với hệ thống tỉnh và báo người phụ trách.
compare-set-aside = chỉ có ở quầy này, cần xem lại
compare-set-aside-todo = Mở hồ sơ để xem vì sao hệ thống tỉnh không nhận, sửa rồi gửi lại.
compare-unknown = chỉ có ở hệ thống tỉnh, máy này không có hồ sơ này
compare-unknown-todo = Hồ sơ được nhập ở thư mục dữ liệu khác của quầy, hoặc máy này được khôi phục từ bản sao lưu cũ. Hệ thống tỉnh vẫn giữ đủ; tra cứu và xử lý ở hệ thống tỉnh.
compare-elsewhere = hệ thống tỉnh có lần nộp { $revision } mà máy này không có
compare-elsewhere-todo = Quầy khác đã nộp bổ sung cho hồ sơ này, hoặc lần nộp đó mất ở máy này. Trước khi bổ sung thêm, hãy hỏi quầy đã nộp.
compare-no-receipt = hệ thống tỉnh đã giữ đủ, biên nhận chưa về máy này
compare-no-receipt-todo = Không phải làm gì: lần gửi tới sẽ lấy biên nhận về.
compare-status = hệ thống tỉnh: { $there }; quầy này: { $here }
compare-status-todo = Không phải làm gì: tin sẽ về ở lần liên lạc tới. Muốn có ngay thì bấm Gửi ngay.
compare-waits = chỉ có ở quầy này, đang chờ gửi
compare-waits-todo = Không phải làm gì: phần mềm tự gửi khi có mạng.
compare-not-heard = chưa có tin

## Sổ biên nhận

ledger-form = Tờ khai
ledger-part = Tệp số { $number }
ledger-request = Yêu cầu rút hồ sơ
ledger-erased = hồ sơ đã xóa khỏi máy này
ledger-head-code = Mã hồ sơ
ledger-head-procedure = Mã thủ tục
ledger-head-title = Tên thủ tục
ledger-head-cargo = Lần nộp
ledger-head-number = Phần số
ledger-head-part = Thành phần
ledger-head-bytes = Số byte
ledger-head-sha256 = SHA-256 của phần
ledger-head-delivered = Hệ thống tỉnh nhận đủ lúc
ledger-head-key = Khóa ký biên nhận
ledger-head-gateway = Hệ thống tỉnh
ledger-head-whole = SHA-256 của danh mục tệp
ledger-head-person = Người dân

## Diễn biến

moment-dossier-begun = Lập hồ sơ tại quầy
moment-draft-saved = Nhập tờ khai
moment-draft-discarded = Bỏ bản đang nhập
moment-draft-restored = Lấy lại bản đang nhập
moment-dossier-reopened = Mở hồ sơ để sửa, bổ sung
moment-dossier-cancelled = Rút hồ sơ khi chưa gửi đi
moment-page-attached = Đính kèm giấy tờ
moment-page-removed = Bỏ một giấy tờ
moment-revision-sealed = Nộp lần { $revision }: khóa nội dung, chờ gửi
moment-withdrawal-asked = Gửi yêu cầu rút hồ sơ
moment-head-kept = Giữ bản { $revision } của quầy kia; bản của quầy này được lưu thành bản nháp trên máy này
moment-parcel-set-aside = Có mục cần xem lại, chưa gửi được
moment-parcel-retried = Xếp lại vào hàng chờ gửi
moment-parcel-lost-by-the-gateway = Hệ thống tỉnh khôi phục từ bản sao lưu nên hồ sơ được gửi lại
moment-result-kept = Tải tệp kết quả về máy này
moment-receipt-printed = In giấy cho người dân, với mã tạm
moment-receipt-printed-with-code = In giấy cho người dân, với mã chính thức
moment-declaration-printed = In tờ khai để ký
moment-person-taken = Lấy thông tin người dân từ hồ sơ này để điền một hồ sơ khác
moment-code-given = Đưa mã hồ sơ cho người dân, không in giấy
moment-receipt = Hệ thống tỉnh đã nhận đủ tệp và ký biên nhận
moment-receipt-withdrawal = Hệ thống tỉnh đã nhận yêu cầu rút và ký biên nhận
moment-supplement-arrived = Hệ thống tỉnh báo đã có bản bổ sung
moment-registered = Hệ thống tỉnh đã ghi nhận hồ sơ, chờ cơ quan tiếp nhận
moment-event = Cơ quan: { $status }

## Giấy in: tên chính thức giữ nguyên ở mọi ngôn ngữ

paper-receipt = Giấy tiếp nhận hồ sơ và hẹn trả kết quả
paper-note = Phiếu nhận nộp hộ hồ sơ
paper-not-opened = Máy này không có chương trình nào mở được tệp PDF vừa lập. Giấy hiện ngay tại đây: hãy in từ đây, hoặc lưu thành tệp rồi in ở máy khác.

## Tờ khai đang nhập

form-time-unknown = Danh mục chưa ghi thời hạn giải quyết.
form-time-without-unit = Chưa rõ thời hạn: danh mục ghi "{ $listed }" mà không ghi đơn vị.
form-fee-unknown = Danh mục chưa ghi mức phí, lệ phí.
form-due = Dự kiến { $hour } ngày { $day }, nếu cơ quan tiếp nhận ngay lúc này. Cơ quan ghi ngày hẹn khi tiếp nhận.
form-due-uncertain = Dự kiến { $hour } ngày { $day }, nếu cơ quan tiếp nhận ngay lúc này và lịch nghỉ lễ không thay đổi. Cơ quan ghi ngày hẹn khi tiếp nhận.
form-due-unknown = Cơ quan ghi ngày hẹn khi tiếp nhận.
form-due-named = { $day }, theo người nhận hồ sơ ghi. Cơ quan có thể hẹn ngày khác khi tiếp nhận.

## Vì sao hẹn trả ngày ấy

due-from-received = { $limit }, tính từ khi cơ quan tiếp nhận.
due-from-announced = { $limit }, tính từ khi hồ sơ được báo lên hệ thống tỉnh.
due-from-taken = { $limit }, tính từ khi nhận tại quầy.
due-later-closed = Cơ quan đang nghỉ nên tính từ { $hour } ngày { $day }.
due-later-only-filed = Cơ quan nhận hồ sơ lúc này nhưng thời hạn tính từ { $hour } ngày { $day }.
due-later-after-the-hour = Đã quá { $after } nên tính từ ngày làm việc tiếp theo, { $day }.
due-skipped = Bỏ qua { $days }.
due-worked = Làm bù nên vẫn tính: { $days }.
due-doubt = Mới là dự kiến vì { $because }.
doubt-year = lịch nghỉ chính thức năm { $year } chưa có trong phần mềm
doubt-day = chưa đối chiếu được với văn bản chính thức ngày { $day } nghỉ hay làm việc
doubt-days = chưa đối chiếu được với văn bản chính thức những ngày nghỉ { $first } – { $last }
day-saturday = thứ Bảy
day-sunday = Chủ nhật

## Phí, lệ phí và lý do

fee-none = Không thu
fee-exempt = Không thu (được miễn)
fee-exempt-why = Được miễn: { $why }
fee-exempt-if = Được miễn nếu thuộc trường hợp: { $who }
fee-of-council = Do Hội đồng nhân dân cấp tỉnh quy định
fee-amount = { $amount }
fee-amount-published = { $amount } theo mức công bố
fee-at-most = { $amount } (mức cao nhất)
fee-why = { $why }.
per-page = trang
per-copy = bản
per-case = trường hợp
per-person = người
per-filing = lần đăng ký
per-transaction = giao dịch
per-document = văn bản
per-will = di chúc

## Mã QR trên thẻ căn cước

card-empty = Chưa đọc được gì. Hãy quét lại thẻ.
card-too-long = Đoạn chữ này dài hơn mọi mã QR nên không phải mã trên thẻ. Hãy quét lại, mỗi lần một thẻ.
card-is-payment = Đây là mã QR chuyển tiền, không phải mã trên thẻ căn cước.
card-is-link = Đây là mã QR dẫn đến một trang mạng, không phải mã trên thẻ căn cước.
card-is-contact = Đây là mã QR của một danh thiếp, không phải mã trên thẻ căn cước.
card-is-network = Đây là mã QR của một mạng Wi-Fi, không phải mã trên thẻ căn cước.
card-is-dossier = Đây là mã của một hồ sơ. Muốn mở hồ sơ đó, hãy quét ở ô tìm của màn Hôm nay.
card-is-machine-lines = Đây là các dòng máy đọc ở mặt sau thẻ hoặc trong hộ chiếu. Các dòng này không ghi dấu của họ tên: hãy quét mã QR.
card-is-number = Chỉ đọc được một dãy số, không có họ tên. Hãy quét mã QR, không quét mã vạch.
card-cut-short = Mã trên thẻ bị đọc thiếu phần cuối. Hãy quét lại, giữ đầu đọc yên đến khi nghe tiếng báo.
card-two = Có hai thẻ khác nhau bị đọc liền nhau. Hãy quét lại từng thẻ.
card-number = Số ở đầu mã không phải số định danh cá nhân. Hãy quét lại; nếu vẫn vậy, hãy nhập theo thẻ.
card-unknown = Đoạn chữ này không phải nội dung mã QR trên thẻ căn cước. Hãy quét lại; nếu vẫn vậy, hãy nhập theo thẻ.
card-no-marks = Đọc được chữ không có dấu: đầu đọc có thể đã làm mất dấu.
card-input-method = Bộ gõ tiếng Việt (Telex hoặc VNI) có thể đã làm đổi chữ.
card-keyboard = Đầu đọc gõ theo một bàn phím khác nên chữ có thể đã đổi chỗ.
card-garbled = Chữ bị đọc sai bảng mã nên không rõ là chữ gì.
card-not-a-name = Phần này không giống một họ tên.
card-place = Thẻ này có thứ tự khác, phần này được nhận ra theo dáng chữ.
card-moved = Địa chỉ trên thẻ là { $was }, nay thuộc { $now }.
card-no-commune = Không tìm thấy xã, phường nào theo địa chỉ trên thẻ: { $was }. Hãy hỏi người dân rồi chọn.
card-number-field = Số định danh trên thẻ
card-old-number = Số CMND cũ: { $number }

## Như lời của problems.ftl, cho người làm việc ở cửa sổ: không nhắc đến câu lệnh

window-desk-not-set-up = Máy này chưa có dữ liệu của quầy nào. Hãy thiết lập quầy mới.
window-no-such-operator = Không có người này trong danh sách của quầy. Hãy ghi đúng họ tên người đang làm.
window-operator-not-named = Quầy có nhiều người làm việc. Hãy ghi họ tên người đang làm.
window-operator-ambiguous = Có nhiều người ở quầy mang tên này. Hãy ghi đủ họ tên đúng như trong danh sách của quầy.
window-operator-without-name = Cần họ tên của người phụ trách quầy.
window-no-such-slot = Quầy này chưa được thiết lập để mở bằng cách đó. Hãy dùng cách khác: mật khẩu, tài khoản máy tính hoặc thẻ khôi phục.
window-keyring-missing = Tài khoản trên máy này không có chỗ cất chìa khóa (kho khóa của hệ điều hành). Hãy dùng mật khẩu hoặc thẻ khôi phục.
window-keyring-locked = Chỗ cất chìa khóa của tài khoản máy tính (kho khóa của hệ điều hành) đang khóa. Hãy mở khóa chỗ đó, hoặc dùng mật khẩu.
window-keyring-forgot = Tài khoản máy tính không còn giữ chìa khóa của quầy này, thường do tài khoản bị tạo lại. Hãy mở bằng mật khẩu hoặc thẻ khôi phục.
window-keyring-not-kept = Tài khoản máy tính không cất được chìa khóa của quầy. Hãy dùng mật khẩu.
window-keyring-failed = Chỗ cất chìa khóa của tài khoản máy tính không trả lời. Hãy thử lại, hoặc dùng mật khẩu.
window-card-not-confirmed = Bốn ký tự vừa nhập không khớp với thẻ khôi phục. Hãy xem lại thẻ rồi nhập lại.
window-not-open = Hồ sơ đang ở trạng thái "{ $state }" nên không sửa được lúc này. Khi cơ quan yêu cầu bổ sung, quầy sửa và nộp lại được; nếu người dân muốn dừng, hãy gửi yêu cầu rút.
window-dossier-ended = Hồ sơ đã kết thúc ("{ $state }") nên không sửa, nộp hay rút được nữa. Nếu vẫn cần, hãy lập hồ sơ mới.
window-draft-discarded = Bản nháp của hồ sơ { $code } đã bỏ. Muốn làm tiếp, hãy lấy lại bản nháp.
window-set-aside = Hồ sơ { $code } đã nộp nhưng hệ thống tỉnh không nhận. Hãy xem lý do ở mục Chờ gửi, rồi sửa và nộp lại, hoặc gửi lại.
window-nothing-changed = Bản sửa giống hệt bản đã khóa nội dung nên không nộp thêm lần nữa. Hãy sửa rồi nộp, hoặc bỏ bản sửa.
window-not-enrolled = Quầy chưa ghi danh với hệ thống tỉnh nên chưa gửi được gì. Hồ sơ vẫn nhận và giữ an toàn trên máy này. Hãy xin mã ghi danh của tỉnh rồi ghi danh ở mục Cài đặt.
window-still-waiting = Còn { $count } mục chờ gửi tới cổng đang dùng, nên chưa đổi sang cổng khác được. Hãy gửi hết trước, hoặc xem từng mục ở mục Chờ gửi.
window-authority-unreadable = Tệp chứng thư không đúng dạng. Tệp cần có phần "BEGIN CERTIFICATE" (PEM). Hãy xin lại tệp của tỉnh.
window-untrusted = Chứng thư nhận được không phải của hệ thống tỉnh (ghi tên máy chủ khác, hoặc không còn giá trị) nên máy không gửi gì. Hồ sơ vẫn an toàn trên máy này. Đang dùng Wi-Fi công cộng thì hãy đổi sang mạng khác; nếu vẫn vậy, xin báo tỉnh.
window-unreachable = Chưa tới được hệ thống tỉnh: máy không có mạng, hoặc mạng không có đường tới đó. Hồ sơ vẫn an toàn trên máy này. Hãy xem lại dây mạng, Wi-Fi hoặc 4G; tới được là phần mềm tự gửi.
window-cargo-submission = hồ sơ, nộp lần { $revision }
window-cargo-supplement = bản bổ sung, nộp lần { $revision }
window-cargo-withdrawal = yêu cầu rút hồ sơ
window-not-the-gateway = Có mạng, nhưng nơi trả lời không phải hệ thống tỉnh: địa chỉ có thể đã đổi, hoặc có máy chủ chặn ở giữa. Hồ sơ vẫn an toàn trên máy này. Chưa có gì bị lộ. Xin báo người phụ trách kỹ thuật kiểm tra địa chỉ, rồi bấm Gửi ngay.
window-gateway-down = Máy có mạng nhưng hệ thống tỉnh (hoặc máy chủ proxy của cơ quan) không mở kết nối, thường do đang bảo trì. Hồ sơ vẫn an toàn trên máy này. Không cần chỉnh gì ở máy; tới được là phần mềm tự gửi. Quá nửa ngày vẫn vậy, xin báo tỉnh.
window-stalled = Đường truyền đứng giữa chừng. Hồ sơ vẫn an toàn trên máy này. Phần đã gửi không mất, phần mềm sẽ tự gửi tiếp từ chỗ dừng.
window-login-page = Mạng Wi-Fi yêu cầu đăng nhập nên chưa gửi được. Hồ sơ vẫn an toàn trên máy này. Hãy mở trình duyệt để đăng nhập Wi-Fi, rồi bấm Gửi ngay.
window-proxy-refuses = Máy chủ proxy của cơ quan không cho phần mềm đi qua, thường vì đòi tên và mật khẩu. Hồ sơ vẫn an toàn trên máy này. Xin nhờ người phụ trách mạng cho máy này tới hệ thống tỉnh mà không cần mật khẩu, rồi bấm Gửi ngay.
window-intercepted = Chứng thư nhận được do một nơi lạ cấp, thường vì tường lửa hoặc phần mềm diệt virus soi đường truyền, nên máy không gửi gì. Hồ sơ vẫn an toàn trên máy này. Xin nhờ người phụ trách mạng tắt việc soi với hệ thống tỉnh; nếu tỉnh mới dùng chứng thư riêng, hãy ghi danh lại với tệp chứng thư của tỉnh.
window-signed-out = Hệ thống tỉnh không nhận ra quầy này, dù giờ đã khớp. Hồ sơ vẫn an toàn trên máy này. Xin báo tỉnh kiểm tra; có thể phải ghi danh lại bằng mã mới.
window-too-old = Phiên bản phần mềm này quá cũ so với hệ thống tỉnh nên chưa gửi được. Hồ sơ vẫn an toàn trên máy này. Hãy cập nhật phần mềm rồi bấm Gửi ngay.
window-busy = Hệ thống tỉnh đang quá tải và hẹn gửi lại sau. Hồ sơ vẫn an toàn trên máy này. Phần mềm sẽ tự gửi lại.
window-broken = Hệ thống tỉnh đang trục trặc. Hồ sơ vẫn an toàn trên máy này. Phần mềm sẽ tự gửi lại; quá nửa ngày vẫn vậy, xin báo tỉnh.
window-gateway-disk-full = Ổ đĩa của hệ thống tỉnh đã đầy nên chưa nhận thêm được. Hồ sơ vẫn an toàn trên máy này. Xin báo tỉnh dọn chỗ; có chỗ là phần mềm tự gửi.
window-no-such-parcel = Không tìm thấy mục này trong hàng chờ. Hãy xem lại mục Chờ gửi.
window-parcel-closed = Có hồ sơ vừa được sửa hoặc rút trong lúc đang gửi, nên lần gửi này dừng lại ở đó. Không có gì bị mất; phần mềm sẽ tự gửi tiếp.
window-not-overtaken = Hồ sơ này không còn chờ chọn giữa bản của hai quầy.
window-draft-open = Hồ sơ này có bản đang sửa chưa nộp, nên chưa gửi lại bản cũ. Hãy mở bản đang sửa để nộp: bản đó sẽ nối tiếp bản của quầy kia.
window-nothing-set-aside = Hồ sơ này không có gì cần gửi lại.
window-no-result = Hồ sơ này chưa có tệp kết quả đó.
window-result-not-fetched = Tệp kết quả còn ở hệ thống tỉnh, chưa tải về. Phần mềm sẽ tự tải khi có mạng; cần ngay thì bấm Gửi ngay.
window-result-gone = Hệ thống tỉnh không còn giữ tệp này nên chưa tải về được. Hãy hỏi cơ quan giải quyết hồ sơ, nêu mã { $dossier }. Bản giấy, nếu có, vẫn trả cho người dân như thường. Khi hệ thống tỉnh có lại tệp, phần mềm sẽ tự tải về.
window-result-refused = Hệ thống tỉnh không cho quầy này tải tệp này (lý do: { $reason }). Hãy hỏi tỉnh, nêu mã { $dossier } và lý do trên. Bản giấy, nếu có, vẫn trả cho người dân như thường.
window-result-no-room = Ổ đĩa của máy này đã đầy nên chưa lưu được tệp. Tệp vẫn còn ở hệ thống tỉnh. Hãy xóa bớt tệp không cần trên máy; có chỗ trống là phần mềm sẽ tự tải về.
window-reason-unknown = Hệ thống tỉnh không nhận mục này và nêu lý do mà phần mềm chưa biết ({ $reason }). Hãy cập nhật phần mềm rồi gửi lại; nếu vẫn vậy, xin báo tỉnh.
window-reason-file-damaged = { $paper ->
    [none] Có tệp của hồ sơ này trên máy này bị mất hoặc hỏng nên chưa gửi được. Hãy kiểm tra máy để biết giấy tờ nào, quét lại và đính kèm giấy tờ đó rồi nộp lại.
   *[other] Tệp "{ $paper }" trên máy này bị mất hoặc hỏng nên chưa gửi được. Hãy quét lại giấy tờ đó, bỏ tệp hỏng, đính kèm bản mới rồi nộp lại.
}
window-reason-malformed = Hệ thống tỉnh không đọc được yêu cầu của phần mềm này. Hãy cập nhật phần mềm rồi gửi lại; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
window-reason-front-too-small = Máy chủ đứng trước hệ thống tỉnh không cho qua tệp kèm theo của hồ sơ này, dù phần mềm đã chia tệp thành từng đoạn nhỏ. Hồ sơ vẫn an toàn trên máy này; tờ khai và tệp không có lỗi. Xin báo tỉnh nới mức cho phép, rồi bấm Gửi lại.
window-reason-front-too-small-for-form = Máy chủ đứng trước hệ thống tỉnh không cho qua tờ khai của hồ sơ này, vì lớn hơn mức máy chủ đó cho phép; tờ khai phải gửi nguyên một lần, không chia nhỏ được. Hồ sơ vẫn an toàn trên máy này; tờ khai và tệp không có lỗi. Xin báo tỉnh nới mức cho phép, rồi bấm Gửi lại.
window-reason-not-found = Hệ thống tỉnh không tìm thấy mục này. Hãy gửi lại; nếu vẫn vậy, xin báo tỉnh.
window-reason-not-head = { $head ->
    [none] Hệ thống tỉnh đã nhận một bản mới hơn của hồ sơ này từ quầy khác hoặc từ một bản sao của chính quầy này, nên bản ở đây chưa được nhận. Hãy hỏi nơi đã gửi trước; nếu vẫn cần nộp, hãy sửa rồi nộp lại: bản mới sẽ nối tiếp bản kia.
   *[other] Hệ thống tỉnh đã nhận bản { $head } của hồ sơ này từ quầy khác hoặc từ một bản sao của chính quầy này, nên bản ở đây chưa được nhận. Những gì đã nhập vẫn nguyên trên máy này. Hãy hỏi nơi đã gửi, rồi xem cả hai bản và chọn.
}
window-reason-parent-unknown = Hệ thống tỉnh chưa có bản trước của hồ sơ này nên chưa nhận bản sau. Hãy xem bản trước ở mục Chờ gửi và gửi lại; nếu vẫn vậy, xin báo tỉnh.
window-reason-case-closed = Cơ quan đã kết thúc hồ sơ này nên không nhận thêm. Hãy xem diễn biến của hồ sơ; nếu cần, lập hồ sơ mới.
window-reason-unreadable = Hệ thống tỉnh không đọc được nội dung hồ sơ. Hãy cập nhật phần mềm rồi gửi lại; nếu vẫn vậy, xin báo tỉnh.
window-reason-part-mismatch = Tệp tới nơi không giống tệp đã khóa, dù đã gửi nhiều lần. Hãy kiểm tra máy, rồi gửi lại.
window-reason-unknown-kind = Hệ thống tỉnh chưa biết loại yêu cầu này. Hãy chờ tỉnh cập nhật rồi gửi lại.
window-state-delivered = hệ thống tỉnh đã nhận đủ tệp

## Danh mục thủ tục

catalogue-shipped = đi kèm phần mềm
catalogue-signed = đã ký, hệ thống tỉnh xác nhận
catalogue-unsigned = chưa ký
change-added = thủ tục mới
change-removed = không còn
change-name = tên
change-basis = quyết định, căn cứ pháp lý
change-effect = ngày áp dụng
change-papers = giấy tờ
change-form = tờ khai
change-time = thời hạn
change-fee = phí, lệ phí
change-listed = danh mục công bố
change-other = nội dung khác
change-units = danh sách đơn vị hành chính: { $before } → { $after }
change-nothing = không có
change-unit-added = đơn vị mới từ { $from }
change-unit-removed = không còn đơn vị này
change-unit-renamed = tên mới từ { $from }, trước đó là { $before }
change-units-before = nơi đến của { $after } đơn vị trước 01/07/2025
change-calendar = lịch làm việc: { $before } → { $after }
change-year-added = thêm năm
change-year-removed = không còn năm này
change-year-announced = lịch nghỉ của năm đã được công bố
change-day-added = thêm ngày
change-day-removed = bỏ ngày
change-day-changed = ngày được ghi khác trước
change-hours = giờ làm việc
unit-former = tên cũ: { $name } (đến hết ngày { $until })
unit-coming = từ ngày { $since } là { $name }
unit-before = trước 01/07/2025: { $was }
unit-before-most = trước 01/07/2025: { $was }; phần lớn đã về đây, hãy hỏi người dân
unit-before-part = trước 01/07/2025: { $was }; có thể chỉ một phần về đây, hãy hỏi người dân
listed-originals = { $count } bản chính
listed-copies = { $count } bản sao
listed-implausible = danh mục ghi “{ $listed }”, có thể là số bị nhầm
unread-not-a-code = mã thủ tục không đúng cách viết; bỏ dòng
unread-code-twice = mã thủ tục có hai lần; bỏ dòng sau
unread-paper-of-nobody = giấy tờ của thủ tục không có trong danh mục; bỏ dòng
unread-not-a-row = số thứ tự, số lượng hoặc loại dòng không đọc được; bỏ dòng
unread-unit-lost = thời hạn chỉ còn con số, mất đơn vị; coi như chưa biết
unread-no-time = không ghi thời hạn
unread-time-unclear = thời hạn ghi bằng lời, không tính được
unread-no-fee = không ghi phí, lệ phí
unread-no-channel = không ghi cách nộp
unread-unknown-channel = cách nộp có tên lạ
unread-count-implausible = số bản không thể đúng; giữ nguyên chữ
unread-no-papers = không có thành phần hồ sơ nào
unread-papers-differ = số thành phần hồ sơ khác với số ghi trong danh mục
unread-not-composed = chữ viết dạng tổ hợp; đã chuyển về dạng dựng sẵn
unread-unknown-column = cột không dùng đến
unread-unknown-field = mục không dùng đến
remark-unsigned = Danh mục chưa ký
remark-unsigned-said = Bản { $version } do người phụ trách quầy tự nhập, chưa ai ký xác nhận. Hãy đối chiếu với quy định trước khi nộp.
remark-other-version = Danh mục đã có bản mới
remark-other-version-said = Hồ sơ này lập theo bản { $version }; quầy đang dùng bản { $in_use }. Có thể chuyển hồ sơ sang bản mới; những gì đã nhập vẫn còn.
remark-version-stays = Hồ sơ theo bản danh mục lúc nhận
remark-version-stays-said = Hồ sơ này nhận theo bản { $version } và tiếp tục theo bản đó; quầy đang dùng bản { $in_use } cho hồ sơ mới.
remark-version-gone = Không còn bản danh mục lúc nhận
remark-version-gone-said = Hồ sơ này lập theo bản { $version }, nay máy không còn; phần mềm kiểm tra theo bản { $in_use }. Hãy xem lại giấy tờ trước khi nộp.
remark-superseded = Tỉnh công bố quyết định khác
remark-superseded-said = Danh mục giấy tờ đã kiểm tra theo quyết định cũ; tỉnh nay ghi { $decision }. Hãy đối chiếu lại từng giấy tờ.
remark-ended = Thủ tục hết hiệu lực
remark-ended-said = Theo danh mục này, thủ tục chỉ áp dụng đến hết ngày { $day }. Hãy hỏi cơ quan giải quyết trước khi nộp.
remark-amended-soon = Sắp có luật mới
remark-amended-soon-said = Từ ngày { $day }, { $law } có hiệu lực. { $then }
remark-amended-regarded = Đã có luật mới
remark-amended-regarded-said = { $law } có hiệu lực từ ngày { $day }. { $then }
remark-amended = Đã có luật mới
remark-amended-said = { $law } có hiệu lực từ ngày { $day }, danh mục này theo luật cũ. { $then } Hồ sơ nhận từ ngày đó cần danh mục mới: hãy bấm Gửi ngay để nhận, hoặc hỏi tỉnh.
both-yes = Có
both-no = Không
both-not-received = cơ quan chưa tiếp nhận hồ sơ
