# Lời của lần đầu thiết lập, mở khóa và ghi danh.

setup-other-language = English
setup-version = Phiên bản { $version }
setup-go-on = Tiếp tục
setup-preparing = Đang chuẩn bị…
setup-anew = Lần thiết lập trước chưa xong nên chưa có gì được giữ lại. Xin làm lại từ đầu; thẻ khôi phục đã in hay ghi ra lần đó không mở được gì, xin hủy đi.

## Các bước

setup-steps = Các bước thiết lập
setup-step = Bước { $number } trên { $of }:
setup-step-behind = (đã xong)
setup-step-desk = Khai báo quầy
setup-step-key = Cách mở quầy
setup-step-card = Thẻ khôi phục
setup-step-done = Ghi danh

## Bước 1

setup-desk-title = Khai báo quầy này
setup-kind = Loại quầy
setup-kind-authority = Trung tâm Phục vụ hành chính công cấp xã
setup-kind-authority-said = Cán bộ, công chức nhận hồ sơ tại bộ phận một cửa.
setup-kind-volunteer = Tổ công nghệ số cộng đồng
setup-kind-volunteer-said = Thành viên của tổ nộp giúp bà con ở thôn, bản, tổ dân phố.
setup-kind-post = Bưu điện
setup-kind-post-said = Nhân viên bưu điện nhận và nộp hồ sơ thay người dân.
setup-empty-kind = Hãy chọn một loại quầy.
setup-prefix = Ký hiệu quầy
setup-prefix-first = LS07
setup-prefix-example = Mã hồ sơ sẽ có dạng { $prefix }-261121-K7M2QX-4
setup-prefix-help = Phần đầu của mọi mã hồ sơ do quầy lập, để không lẫn với quầy khác. Gồm 2 đến 6 chữ không dấu và chữ số, bắt đầu bằng chữ. Sau khi thiết lập thì không đổi được.
setup-empty-prefix = Cần ký hiệu quầy. Chưa rõ thì hỏi người phụ trách của xã hoặc của tỉnh.
setup-name = Tên quầy
setup-name-help = Tên mọi người vẫn gọi, ví dụ UBND xã Thống Nhất · Quầy số 2.
setup-operator = Họ và tên người phụ trách quầy
setup-operator-help = Tên này được ghi trên giấy tờ của quầy.
setup-empty-operator = Cần họ và tên của người phụ trách quầy.

## Bước 2

setup-key-title = Hằng ngày mở quầy bằng gì?
setup-opening = Cách mở quầy
setup-opening-passphrase = Mật khẩu mở quầy
setup-opening-passphrase-said = Mỗi lần mở phần mềm thì nhập mật khẩu. Nên chọn cách này khi nhiều người dùng chung máy.
setup-opening-keyring = Tài khoản máy tính này
setup-opening-keyring-said = Ai đăng nhập được vào tài khoản đang dùng trên máy thì mở được quầy, không phải nhập gì thêm.
setup-keyring-mind = Chìa khóa của quầy được cất trong tài khoản đang đăng nhập trên máy này. Đổi máy, cài lại máy hay tạo lại tài khoản thì chìa khóa đó không còn; khi ấy chỉ mở được bằng thẻ khôi phục ở bước sau.
setup-passphrase = Đặt mật khẩu mở quầy
setup-passphrase-help = Ít nhất { $least } ký tự. Vài từ ghép lại thì dễ nhớ, ví dụ bốn từ không liên quan đến nhau.
setup-passphrase-again = Nhập lại mật khẩu vừa đặt
setup-passphrase-empty = Hãy đặt mật khẩu mở quầy, ít nhất { $least } ký tự.
setup-passphrase-short = Mật khẩu cần ít nhất { $least } ký tự. Hãy chọn mật khẩu dài hơn.
setup-passphrase-differ = Hai lần nhập chưa giống nhau. Hãy bấm Hiện để xem và nhập lại.
setup-void = Thẻ khôi phục vừa rồi không còn dùng được
setup-void-said = Quầy chưa được thiết lập nên thẻ đó không mở được gì. Xin hủy bản đã in và tệp đã ghi. Bấm Tiếp tục để làm lại với thẻ mới.

## Bước 3

setup-card-title = Cất thẻ khôi phục
setup-card-said = Quên mật khẩu hay máy mất khóa thì chỉ mã trên thẻ này mở lại được hồ sơ; không ai cấp lại được mã. Hãy in thẻ, ghi ra USB hoặc chép tay, rồi cất nơi khóa được. Mã chỉ hiện ở bước này.
setup-replaced = Đây là thẻ mới
setup-replaced-said = Vì nội dung đã đổi nên thẻ đã in hay ghi ra trước đó không dùng được nữa. Xin hủy thẻ cũ và cất thẻ này.
setup-card-print = In thẻ này
setup-card-write = Ghi ra tệp
setup-card-kept = Đã cất thẻ, tiếp tục
setup-card-written = Đã ghi thẻ vào { $file }. Hãy in ra hoặc chép sang nơi khác, rồi xóa tệp này khỏi máy.
setup-file-name = the-khoi-phuc-{ $prefix }.txt
setup-path = Ghi vào tệp nào
setup-path-help = Đường dẫn đầy đủ, nằm ngoài thư mục dữ liệu, ví dụ E:\the-khoi-phuc.txt (USB).
setup-path-unclear = Hãy ghi đường dẫn đầy đủ, bắt đầu từ ổ đĩa (E:\…) hoặc dấu /.
setup-path-do = Ghi tệp
setup-sheet-title = Thẻ khôi phục – Nộp Hộ
setup-sheet-made = Lập ngày
setup-sheet-code = Mã khôi phục
setup-sheet-group = Nhóm { $number }:
setup-sheet-said = Ai có mã này cùng thư mục dữ liệu thì đọc được mọi hồ sơ của quầy. Cất thẻ nơi khóa được, không để cạnh máy tính.
setup-sheet-use = Khi cần: ở màn hình mở khóa, chọn "Mở bằng thẻ khôi phục" rồi nhập mã (O đọc là số 0; I và L đọc là số 1).
setup-sheet-keeper = Người giữ thẻ:
setup-sheet-place = Nơi cất thẻ:
setup-ask-title = Kiểm tra thẻ đã cất
setup-ask-said = Để chắc chắn mã đã được in hoặc chép đúng, xin nhìn vào thẻ và nhập bốn ký tự sau.
setup-ask = Bốn ký tự trên thẻ
setup-ask-one = Nhóm { $group }, ký tự thứ { $symbol }
setup-ask-short = Hãy nhập đủ bốn ký tự.
setup-ask-look = Xem lại thẻ
setup-ask-do = Thiết lập quầy
setup-ask-busy = Đang thiết lập…

## Bước 4

setup-done-title = Quầy đã sẵn sàng
setup-done-said = Quầy đã được thiết lập trên máy này. Hồ sơ nhập được ngay, kể cả khi không có mạng. Còn một việc để gửi được hồ sơ: ghi danh với cổng tiếp nhận của tỉnh.
setup-later-said = Chưa có mã ghi danh thì vẫn nhận hồ sơ được; hồ sơ chờ trên máy này. Ghi danh sau ở mục Cài đặt.
setup-later = Để sau, vào làm việc
setup-enrolled-title = Đã ghi danh
setup-enrolled-said = Từ nay hồ sơ đã nộp tự gửi đi khi có mạng.
setup-begin = Bắt đầu làm việc

## Ghi danh

enrol-title = Ghi danh với cổng tiếp nhận
enrol-said = Tỉnh cấp cho mỗi quầy một địa chỉ và một mã ghi danh dùng một lần. Chưa có thì xin người phụ trách cổng tiếp nhận của tỉnh; nên nhận mã trực tiếp hoặc qua điện thoại.
enrol-url = Địa chỉ của cổng
enrol-url-help = Ví dụ nopho.langson.gov.vn
enrol-code = Mã ghi danh
enrol-code-help = Tám nhóm bốn ký tự và một nhóm kiểm tra. Chữ hoa hay chữ thường, có gạch hay không đều được.
enrol-empty-url = Cần địa chỉ của cổng tiếp nhận.
enrol-empty-code = Cần mã ghi danh do tỉnh cấp.
enrol-empty-ca = Cần chứng thư của tỉnh.
enrol-ca-own = Tỉnh có gửi kèm tệp chứng thư
enrol-ca = Chứng thư của tỉnh
enrol-ca-help = Dán nội dung tệp, từ dòng BEGIN CERTIFICATE, hoặc chọn tệp. Tỉnh không gửi kèm thì để trống.
enrol-ca-pick = Chọn tệp chứng thư…
enrol-ca-large = Tệp này quá lớn, không phải tệp chứng thư. Hãy chọn lại tệp mà tỉnh đã gửi.
enrol-do = Ghi danh
enrol-busy = Đang ghi danh…
enrol-name = Cổng tiếp nhận
enrol-fingerprint = Dấu nhận dạng
enrol-fingerprint-said = Đã được đối chiếu với mã ghi danh. Khi cần, đọc dấu này để tỉnh so lại.

## Mở khóa

unlock-title = Mở khóa quầy
unlock-passphrase = Mật khẩu mở quầy
unlock-recovery = Mã trên thẻ khôi phục
unlock-recovery-help = Chữ hoa hay chữ thường, có gạch hay không đều được.
unlock-keyring-said = Quầy này mở bằng tài khoản đang đăng nhập trên máy. Không phải nhập gì thêm.
unlock-operator = Họ và tên người đang làm
unlock-do = Mở khóa
unlock-busy = Đang mở khóa…
unlock-others = Cách mở khác
unlock-by-passphrase = Mở bằng mật khẩu
unlock-by-keyring = Mở bằng tài khoản máy tính
unlock-by-recovery = Mở bằng thẻ khôi phục
unlock-safe = Khi quầy khóa, mọi hồ sơ vẫn nằm trên máy này, đã mã hóa.

## Ô mật khẩu

secret-show = Hiện
secret-hide = Ẩn
secret-caps = Phím Caps Lock đang bật.
secret-has-marks = Có chữ mang dấu: có lẽ bộ gõ tiếng Việt đang bật. Vẫn dùng được, nhưng lần sau phải gõ đúng như vậy; nên tắt bộ gõ rồi nhập lại.
