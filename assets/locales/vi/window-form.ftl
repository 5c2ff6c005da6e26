# Màn hình lập hồ sơ: chọn thủ tục, nhập tờ khai, đính kèm giấy tờ, kiểm tra, nộp.

## Chọn thủ tục

form-new = Hồ sơ mới
form-find = Tìm thủ tục
form-find-placeholder = Tên hoặc mã thủ tục, không cần gõ dấu
form-found = { $count } thủ tục phù hợp nhất
form-found-vague = Chưa chắc là thủ tục nào. Hãy xem tên rồi chọn, hoặc gõ thêm chữ.
form-found-none = Không có thủ tục nào khớp
form-found-none-said = Thử gõ ít chữ hơn, chẳng hạn "khai sinh", hoặc gõ mã thủ tục.
form-no-form = Khai theo phần chung
form-unchecked = Chưa có danh mục đã kiểm tra
form-begin-how = Khi lập hồ sơ
form-channel = Hình thức nộp
form-channel-direct = Trực tiếp
form-channel-online = Trực tuyến
form-channel-post = Qua bưu chính công ích
form-assistance = Người nhập
form-assistance-done_for = Quầy nhập thay người dân
form-assistance-guided = Người dân nhập, quầy hướng dẫn
form-assistance-own = Người dân tự nhập
form-begin-keys = Phím lên, xuống để chọn, Enter để lập hồ sơ.

## Đầu trang

form-title = Hồ sơ mới · { $name } ({ $code })
form-title-correction = Sửa, bổ sung · { $name } ({ $code })
form-window = Hồ sơ mới · { $code }
form-title-more = Xem đủ tên thủ tục
form-title-less = Thu gọn tên thủ tục
form-code = Mã tạm của hồ sơ
form-official-code = Mã hồ sơ: { $code }
form-saved = Đã lưu { $time }
form-saving = Đang lưu…
form-not-saved = Chưa lưu được
form-leave = Về Hôm nay
form-left = Hồ sơ { $code } đã lưu trên máy này.
form-more = Việc khác
form-discard = Bỏ hồ sơ này
form-discard-said = Hồ sơ vào mục "đã bỏ" của Tìm hồ sơ, lấy lại được.
form-discarded = Đã bỏ hồ sơ { $code }. Vẫn tìm thấy ở Tìm hồ sơ, mục đã bỏ.
form-merged = Hồ sơ này vừa được lưu ở một cửa sổ khác. Đã lấy bản mới nhất; những gì vừa nhập ở đây vẫn được giữ.

## Mở hồ sơ

form-sealed = Hồ sơ này đã khóa nội dung
form-sealed-said = Hồ sơ đã nộp nên không sửa trực tiếp được. Muốn sửa hoặc bổ sung thì mở một bản mới; bản đã nộp vẫn giữ nguyên.
form-sealed-open = Mở để sửa, bổ sung
form-dropped = Hồ sơ này đã bỏ
form-dropped-said = Mọi điều đã nhập vẫn còn. Lấy lại thì nhập tiếp được ngay.
form-restore = Lấy lại
form-show = Xem hồ sơ

## Các phần

form-steps = Các phần của hồ sơ
form-step-number = { $number }
form-rail-done = đủ
form-rail-missing = còn { $count }
form-rail-empty = chưa nhập
form-rail-papers = { $given }/{ $all }
form-rail-papers-read = có { $given } trên { $all } giấy tờ
form-rail-unchecked = { $files ->
    [0] chưa kiểm tra
   *[other] { $files } tệp
}
form-rail-later = sau cùng
form-rail-ready = nộp được
form-missing = Còn thiếu { $count }
form-missing-none = Không còn thiếu gì
form-missing-none-unchecked = Các ô bắt buộc đã nhập
form-unchecked-said = Thủ tục này chưa có danh mục giấy tờ đã kiểm tra. Hãy đối chiếu với quy định trước khi nộp.
form-missing-go = Chỗ thiếu kế tiếp
form-missing-show = Xem danh sách
form-missing-hide = Thu gọn
form-warnings = Nên xem lại
form-open-other = Mở hồ sơ { $code }
form-due = Hẹn trả
form-fee = Lệ phí
form-present = Có mặt
form-time = Thời hạn
form-fact-more = Xem đủ
form-fact-more-of = Xem đủ: { $name }
form-fact-less = Thu gọn
form-fact-less-of = Thu gọn: { $name }
form-turn = Mời người dân xem
form-side = Tình hình hồ sơ

## Các ô

form-not-needed = Không cần trong trường hợp này
form-clear = Xóa
form-clear-name = Xóa: { $label }
form-unchoose = Bỏ chọn
form-unchoose-name = Bỏ chọn: { $label }
form-choose = Chọn…
form-date-shape = ngày/tháng/năm
form-time-shape = giờ:phút
form-yes = Có
form-no = Không
form-computed-empty = Chưa có, phần mềm tự ghi
form-options = { $count ->
    [0] Không có dòng nào khớp
   *[other] { $count } dòng
}
form-options-none = Không có dòng nào khớp. Những chữ đã gõ vẫn được giữ.
form-options-more = Còn { $count } dòng nữa, hãy gõ thêm
form-looking = Đang tìm…
form-row-remove = Bỏ mục này
form-row-remove-name = Bỏ mục này: { $name }
form-row-removed = Đã bỏ { $name }
form-rows-removed = Đã bỏ các mục trong: { $name }
form-rows-full = Đã đủ { $most } mục, không thêm được nữa.
form-rows-over = Bỏ { $count } mục vượt số dòng của tờ khai
form-rows-clear = Bỏ tất cả: { $name }

## Giấy tờ

form-paper-given = đã có { $count } tệp
form-paper-looked-up = không phải nộp
form-paper-show = xem tại quầy
form-paper-missing = còn thiếu
form-paper-optional = nếu có
form-paper-not_needed = không cần trong trường hợp này
form-instead = Nộp thay bằng…
form-instead-itself = Chính giấy này
form-instead-of = Nộp thay: { $name }
form-add = Thêm tệp
form-add-name = Thêm tệp: { $name }
form-print = In tờ khai để ký
form-print-said = In tờ khai, mời người yêu cầu đọc lại và ký, rồi quét và thêm tệp. Ô còn trống được in dòng chấm để ghi tay.
form-print-unsaved = Những gì vừa nhập chưa lưu được nên chưa in. Hãy thử lại sau giây lát.
form-add-said = hoặc thả tệp vào đây, dán ảnh bằng Ctrl+V. JPEG, PNG, PDF.
form-drop-here = Thả vào đây
form-drop-elsewhere = Hãy thả tệp vào đúng ô của giấy tờ đó.
form-pasted = Ảnh dán { $time }
form-file-signed = đã ký số, gửi nguyên vẹn
form-file-view = Xem
form-file-view-name = Xem { $name }
form-file-remove = Bỏ
form-file-remove-name = Bỏ { $name }
form-file-remove-sure = Bỏ tệp này khỏi hồ sơ?
form-file-remove-yes = Bỏ tệp
form-file-keep = Giữ lại
form-file-picture = Ảnh thu nhỏ của { $name }
form-file-large = Ảnh { $name }
form-file-unreadable = Máy không đọc được tệp này. Có thể thẻ nhớ đã rút ra hoặc tệp đã chuyển chỗ. Hãy chọn lại tệp.
form-file-refused = Chưa thêm được { $name }
form-file-going = { $left ->
    [1] Đang thêm { $name }
   *[other] Đang thêm { $name } và { $others } tệp nữa
}
form-files = Tệp của { $name }

## Kiểm tra, nộp

form-check = Đọc lại cho người nộp nghe
form-check-said = Đọc từng dòng, hoặc quay màn hình cho người nộp tự xem, rồi nộp.
form-check-empty = Chưa nhập gì.
form-check-papers = Giấy tờ kèm theo
form-check-no-papers = Không kèm giấy tờ nào.
form-check-files = { $name } ({ $count } tệp)
form-submit = Nộp hồ sơ
form-submit-missing = Còn thiếu { $count } mục. Bấm Nộp sẽ đến mục đầu tiên.
form-submit-gaps = Chưa nộp được: còn thiếu { $count } mục. Đây là mục đầu tiên.
form-submit-unplaced = Chưa nộp được: { $said }
form-submit-uploading = Tệp đang được thêm vào. Xong rồi hãy nộp.
form-submit-unsaved = Chưa lưu được nên chưa nộp. Những gì đã nhập vẫn còn ở đây.
form-submit-said = Nộp xong, nội dung được khóa và chờ gửi. Mất mạng cũng nộp được.

## Mời người dân xem

form-turned = Xin ông, bà xem lại
form-turned-said = Đây là những gì sẽ được gửi đi. Có chỗ nào chưa đúng, xin nói ngay với người ở quầy.
form-turned-on = Còn tiếp ở dưới
form-turned-seen = Đã xem xong

## Đã nộp

form-submitted = Đã nộp
form-submitted-waits = Hồ sơ đã được khóa nội dung và chờ gửi. Cơ quan chưa tiếp nhận hồ sơ này.
form-submitted-alone = Cơ quan chưa tiếp nhận hồ sơ này.
form-submitted-alone-later = { dossier-means-queued-alone }
form-submitted-code = Mã tạm, xin ghi lại hoặc chụp ảnh
form-no-printer = Không có máy in: cho xem mã
form-submitted-waits-later = Có mạng, phần mềm tự gửi. Không cần làm gì thêm.
form-submitted-delivered = Hệ thống tỉnh đã nhận đủ tệp. Cơ quan chưa tiếp nhận hồ sơ này.
form-submitted-delivered-later = Bây giờ chờ cơ quan xem và trả lời. Không cần làm gì thêm.
form-submitted-received = Cơ quan đã tiếp nhận hồ sơ này và cấp mã hồ sơ.
form-submitted-received-later = Giấy in từ bây giờ có mã của cơ quan.

## Danh mục

form-move-on = Chuyển sang danh mục đang dùng
form-remarks = Những điều cần biết về danh mục
form-facts = Hẹn trả, lệ phí và thời hạn
form-listed = Danh mục do cơ quan công bố, để đọc ({ $count } giấy tờ)
form-listed-said = Ghi đúng như danh mục công bố; phần mềm chưa kiểm tra nên không dùng để báo đủ hay thiếu.
form-listed-source = Nguồn: { $source }

## Người đã biết và thẻ căn cước

form-person-known = Người đã từng làm hồ sơ tại quầy này
form-person-offers = { $count } người phù hợp, bấm phím xuống để chọn
form-person-from = lấy từ hồ sơ { $code } ngày { $day }
form-person-own = đã nhập ở phần { $title } của hồ sơ này
form-person-source = Lấy từ hồ sơ { $code } ngày { $day }.
form-person-copied = Lấy từ phần { $title } của hồ sơ này.
form-person-card = Đã điền theo mã QR trên thẻ.
form-person-ask = Hỏi lại người dân xem còn đúng không.
form-person-right = Đúng rồi
form-person-undo = Bỏ những gì vừa điền
form-person-unconfirmed = { $title }: chưa hỏi lại người dân
form-person-extras = Trên thẻ còn ghi: { $said }
form-person-moved = Địa chỉ trên thẻ là { $was }. Xã này nay được chia về nhiều xã, phường. Người dân đang ở nơi nào?
form-person-likely = { $name } (phần lớn về đây)
form-person-differs-card = { $label }: đang ghi "{ $old }", trên thẻ ghi "{ $value }".
form-person-differs-dossier = { $label }: đang ghi "{ $old }", hồ sơ vừa lấy ghi "{ $value }".
form-person-differs-form = { $label }: đang ghi "{ $old }", phần vừa lấy ghi "{ $value }".
form-person-another = Số giấy tờ khác với số đang ghi: có thể là hai người khác nhau. Hãy hỏi lại.
form-person-also = Cũng điền người này vào phần:
form-person-write = Ghi "{ $value }"
form-person-doubtful-name = Họ tên đọc được là "{ $raw }". { $why }
form-person-doubtful-commune = Địa chỉ đọc được là "{ $raw }". { $why }
form-person-doubtful-detail = Địa chỉ đọc được là "{ $raw }". { $why }
form-organisation-known = Tổ chức đã từng có hồ sơ tại quầy này
form-organisation-offers = { $count } tổ chức phù hợp, bấm phím xuống để chọn
form-organisation-ask = Hỏi lại người nộp xem còn đúng không.
form-organisation-another = Mã số khác với mã số đang ghi: có thể là hai tổ chức khác nhau. Hãy hỏi lại.
form-scan = Quét thẻ
form-scan-title = Quét thẻ căn cước: { $title }
form-scan-said = Đưa mã QR trên thẻ vào đầu đọc, hoặc dán nội dung mã vào ô dưới đây. Không cần chụp ảnh thẻ.
form-scan-box = Nội dung mã QR
form-scan-read = Điền vào hồ sơ
form-scan-raw = Đọc được: { $raw }
