# Lời của màn hình Cài đặt.

settings-parts = Các mục cài đặt
settings-asking = (có việc cần làm)
settings-never = chưa có
settings-minutes = { $count } phút
settings-hours = khoảng { $count } giờ
settings-days = khoảng { $count } ngày

## Quầy

settings-desk = Quầy
settings-name = Tên quầy
settings-no-name = chưa đặt tên
settings-kind = Loại quầy
settings-kind-authority = Trung tâm Phục vụ hành chính công cấp xã
settings-kind-volunteer = Tổ công nghệ số cộng đồng
settings-kind-post = Bưu điện
settings-prefix = Ký hiệu quầy
settings-operators = Người làm việc ở quầy
settings-operator = Đang mở quầy
settings-version = Phiên bản phần mềm

## Cổng tiếp nhận

settings-gateway = Cổng tiếp nhận
settings-none = Quầy chưa ghi danh với cổng tiếp nhận nào nên hồ sơ chưa gửi đi được. Hồ sơ vẫn nhận và giữ an toàn trên máy này.
settings-enrolled = Ghi danh lúc
settings-heard = Liên lạc gần nhất
settings-road = Đường gửi hồ sơ
settings-takes-title = Cổng nhận tệp
settings-takes = { $media }; mỗi tệp tối đa { $size }; mỗi hồ sơ tối đa { $files } tệp, kể cả tờ khai
settings-clock-behind = Đồng hồ máy này chậm { $amount } so với giờ của hệ thống tỉnh. Hồ sơ vẫn nhận và gửi bình thường, giờ trên hồ sơ tính theo giờ của hệ thống tỉnh. Hãy chỉnh lại ngày, giờ của máy, hoặc nhờ người phụ trách kỹ thuật.
settings-clock-ahead = Đồng hồ máy này nhanh { $amount } so với giờ của hệ thống tỉnh. Hồ sơ vẫn nhận và gửi bình thường, giờ trên hồ sơ tính theo giờ của hệ thống tỉnh. Hãy chỉnh lại ngày, giờ của máy, hoặc nhờ người phụ trách kỹ thuật.
settings-probe = Thử kết nối
settings-probe-busy = Đang thử…
settings-probe-there = Đã liên lạc được với { $name }, trả lời sau { $took } mili giây.
settings-probe-certificate = Chứng thư của hệ thống tỉnh không hợp với giờ máy này: đồng hồ máy sai, hoặc chứng thư đã hết hạn. Việc gửi vẫn được thử với giờ của hệ thống ấy. Hãy kiểm tra đồng hồ; nếu đồng hồ đúng, xin báo tỉnh.
settings-probe-old = Phần mềm trên máy này là phiên bản { $version }, cổng cần từ phiên bản { $wanted }. Hãy cập nhật phần mềm; hồ sơ đang chờ vẫn còn nguyên.
settings-anew = Ghi danh lại hoặc đổi cổng
settings-anew-not = Thôi ghi danh lại
settings-anew-said = Ghi danh lại thì cổng mới thay cho cổng đang dùng. Còn hồ sơ chờ gửi tới cổng đang dùng thì gửi hết rồi mới đổi được.
settings-enrolled-now = Đã ghi danh với { $name }.

## Thẻ khôi phục

settings-card = Thẻ khôi phục
settings-card-confirmed = Thẻ khôi phục đã được xác nhận. Xin giữ thẻ ở nơi khóa được, không để cạnh máy tính: quên mật khẩu hay máy mất khóa thì chỉ thẻ này mở lại được hồ sơ.
settings-card-unconfirmed = Chưa ai xác nhận là thẻ khôi phục đã được cất. Mất cách mở hằng ngày mà không có thẻ thì không ai mở lại được hồ sơ.
settings-card-code = Mã trên thẻ khôi phục
settings-card-help = Nhập cả chín nhóm để xác nhận thẻ đúng là của quầy này. Chữ hoa hay chữ thường, có gạch hay không đều được.
settings-card-empty = Hãy nhập mã trên thẻ.
settings-card-do = Xác nhận thẻ
settings-card-now = Đã xác nhận: thẻ khôi phục đúng là của quầy này.

## Kiểm tra máy

settings-examine = Kiểm tra máy
settings-examine-said = Đọc lại toàn bộ dữ liệu của quầy để xem có gì hỏng không. Có nhiều hồ sơ thì có thể mất vài phút.
settings-examine-do = Kiểm tra ngay
settings-examine-busy = Đang kiểm tra…
settings-examine-well = Không thấy hư hỏng nào.
settings-examine-unwell = Có việc cần xem:
settings-tone-well = Tốt:
settings-tone-note = Để biết:
settings-tone-ask = Cần xem:
settings-tone-bad = Hỏng:
settings-way-passphrase = mật khẩu
settings-way-keyring = tài khoản máy tính
settings-way-recovery = thẻ khôi phục
settings-found-ways = Mở quầy được bằng: { $ways }.
settings-found-card = Thẻ khôi phục chưa được xác nhận. Hãy xác nhận ở mục Thẻ khôi phục.
settings-found-keys-one = Chỉ còn một bản tệp khóa nguyên vẹn, bản kia chưa ghi lại được. Hãy kiểm tra chỗ trống trên ổ đĩa rồi khóa và mở lại quầy; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
settings-found-keys-mended = Một trong hai bản tệp khóa bị hỏng và đã được ghi lại.
settings-found-database = Cơ sở dữ liệu nguyên vẹn.
settings-found-database-bad = Cơ sở dữ liệu có chỗ hỏng ({ $what }). Xin đừng xóa gì trong thư mục dữ liệu, và báo người phụ trách kỹ thuật.
settings-found-journal = Nhật ký liên tục, { $rows } dòng.
settings-found-journal-unreadable = Không đọc được nhật ký. Xin đừng xóa gì trong thư mục dữ liệu, và báo người phụ trách kỹ thuật.
settings-found-journal-broken = Nhật ký bị ngắt quãng từ dòng { $row }. Xin đừng xóa gì trong thư mục dữ liệu, và báo người phụ trách kỹ thuật.
settings-found-files = { $count } tệp đã mã hóa còn nguyên vẹn.
settings-found-file-bad = Một tệp đã mã hóa của hồ sơ { $code } bị mất hoặc hỏng ({ $file }). Xin đừng xóa gì trong thư mục dữ liệu, và báo người phụ trách kỹ thuật.
settings-found-paper-bad = Một giấy tờ của hồ sơ { $code } bị mất hoặc hỏng ({ $file }). Hãy mở hồ sơ và đính kèm lại giấy tờ đó; nếu hồ sơ đã nộp, xin báo người phụ trách kỹ thuật.
settings-found-identities = Đã ghi lại { $count } bản khóa riêng của hồ sơ bị thiếu.
settings-found-papers-left = { $count } giấy in mở từ trước chưa xóa được vì chương trình khác đang giữ. Hãy đóng chương trình xem PDF rồi khóa và mở lại quầy.
settings-found-swept = Đã dọn { $count } tệp ghi dở.
settings-found-clock-checked = Đồng hồ máy ({ $now }) đã đối chiếu với giờ của hệ thống tỉnh.
settings-found-clock-unchecked = Đồng hồ máy ({ $now }) chưa đối chiếu với giờ của hệ thống tỉnh.
settings-found-clock-suspect = Đồng hồ máy ({ $now }) sớm hơn giờ máy từng ghi nhận ({ $latest }). Hãy so với giờ thật và chỉnh lại nếu cần; hồ sơ vẫn nhận bình thường.
settings-found-dossiers = Có { $count } hồ sơ trên máy này.

## Giấy in

settings-paper = Giấy in
settings-paper-said = Áp dụng cho mọi giấy in từ máy này. Giấy in luôn bằng tiếng Việt.
settings-size = Khổ giấy
settings-size-a4 = A4
settings-size-a4-said = Khổ của máy in văn phòng.
settings-size-a5 = A5
settings-size-a5-said = Nửa tờ A4, hợp với máy in nhỏ mang đi lưu động.
settings-letterhead = Đầu giấy
settings-letterhead-said = Ghi đúng như trên văn bản của cơ quan. Chưa biết thì để trống, giấy vẫn in được.
settings-head-superior = Cơ quan chủ quản
settings-head-superior-help = Dòng trên cùng bên trái. Ví dụ: ỦY BAN NHÂN DÂN XÃ THỐNG NHẤT
settings-head-agency = Tên cơ quan
settings-head-agency-help = Dòng thứ hai bên trái. Ví dụ: TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG
settings-head-place = Địa danh
settings-head-place-help = Đứng trước ngày tháng. Ví dụ: Thống Nhất
settings-head-phone = Điện thoại
settings-head-phone-help = Số để người dân gọi hỏi. Ví dụ: 0205 3812 345
settings-head-address = Địa chỉ
settings-head-address-help = Nơi người dân đến nộp và nhận kết quả. Ví dụ: Thôn Pò Cại, xã Thống Nhất, tỉnh Lạng Sơn
settings-head-lookup = Nơi tra cứu
settings-head-lookup-help = Người dân hỏi hoặc xem hồ sơ ở đâu. Ví dụ: dichvucong.gov.vn
settings-head-addressed = Kính gửi
settings-head-addressed-help = Nơi nhận ghi trên tờ khai. Để trống thì in dòng chấm để viết tay. Ví dụ: Ủy ban nhân dân xã Thống Nhất
settings-head-kept = Gõ xong là tự lưu.
settings-head-waiting = Chưa lưu, phần mềm tự lưu khi ngừng gõ.
settings-head-saving = Đang lưu…
settings-head-saved = Đã lưu { $time }.
settings-head-unsaved = Chưa lưu được. Những gì đã gõ vẫn còn ở đây.

## Hiển thị

settings-look = Hiển thị
settings-look-said = Đổi là thấy ngay, và được giữ cho lần sau.
settings-language = Ngôn ngữ
settings-language-vi = Tiếng Việt
settings-language-en = English
settings-theme = Màu
settings-theme-light = Sáng
settings-theme-contrast = Tương phản cao
settings-scale = Cỡ chữ
settings-scale-of = { $percent } %

## Phím tắt

settings-keys-said = Bấm Đổi phím rồi bấm phím muốn dùng. Phím F hoặc phím đi cùng Ctrl, Alt; bấm Esc để thôi.
settings-key-change = Đổi phím
settings-key-change-of = Đổi phím: { $name }
settings-key-awaited = Bấm phím mới…
settings-key-awaited-of = Bấm phím mới cho việc { $name }, bấm Esc để thôi
settings-key-first = Về ban đầu
settings-key-first-of = Về phím ban đầu: { $name }
settings-keys-first = Đưa mọi phím về ban đầu
settings-keys-kept = Đã đổi phím.

## Khóa

settings-lock = Khóa màn hình
settings-lock-said = Rời quầy thì nên khóa. Hồ sơ đang nhập vẫn còn nguyên, nhưng khi khóa thì không gửi hồ sơ.

## Danh mục thủ tục

settings-catalogue = Danh mục thủ tục
settings-catalogue-name = Tên gói
settings-catalogue-version = Bản đang dùng
settings-catalogue-trust = Chữ ký
settings-catalogue-procedures = Thủ tục
settings-catalogue-counts = { $procedures } thủ tục, { $checked } thủ tục có danh mục giấy tờ đã kiểm tra
settings-catalogue-bring = Nhập gói danh mục từ tệp…
settings-catalogue-now = Quầy dùng danh mục bản { $version } cho hồ sơ mới.
settings-catalogue-unsigned = Danh mục đang dùng chưa ký
settings-catalogue-unsigned-said = Người phụ trách quầy đã tự nhập bản này; chưa có ai ký xác nhận. Hãy xin tỉnh gói đã ký khi có thể.
settings-catalogue-unreadable = Không đọc được danh mục đã nhập
settings-catalogue-unreadable-said = Bản { $version } bị hỏng nên quầy đang dùng bản đi kèm phần mềm. Hãy nhập lại gói đó. Hồ sơ đã nhập vẫn còn nguyên.
settings-catalogue-others = Các bản khác trên máy này
settings-catalogue-others-said = Chọn một bản để dùng cho hồ sơ mới. Hồ sơ đang lập vẫn theo bản lúc nhận.
settings-catalogue-others-lead = Chỉ người phụ trách quầy đổi được bản đang dùng.
settings-catalogue-own = Bản đi kèm phần mềm
settings-catalogue-use = Dùng bản này
settings-catalogue-use-one = Dùng danh mục bản { $version }
settings-catalogue-use-own = Dùng danh mục đi kèm phần mềm
settings-catalogue-dossiers = { $count } hồ sơ
