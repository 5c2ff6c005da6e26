# Trang của một hồ sơ.

dossier-title = Hồ sơ
dossier-no-name = Hồ sơ chưa ghi tên
dossier-whole = Xem cả tên
dossier-less = Thu gọn

## Hồ sơ đang ở đâu, nghĩa là gì

dossier-means-draft = Hồ sơ chưa nộp. Nhập tiếp lúc nào cũng được; những gì đã nhập vẫn còn nguyên.
dossier-means-queued = Nội dung đã khóa, an toàn trên máy này và sẽ tự gửi khi có mạng. Không cần làm gì thêm.
dossier-means-queued-alone = Nội dung đã khóa, an toàn trên máy này. Quầy chưa ghi danh nên chưa gửi được; ghi danh ở mục Cài đặt.
dossier-means-sending = Đang chuyển từng tệp. Mất mạng giữa chừng thì lần sau gửi tiếp từ chỗ dở.
dossier-means-delivered = Hệ thống tỉnh giữ đủ các tệp và đã ký biên nhận. Bây giờ chờ cơ quan xem và trả lời.
dossier-means-received = Cơ quan đã nhận hồ sơ để giải quyết.
dossier-means-processing = Cơ quan đang giải quyết hồ sơ.
dossier-means-supplement-asked = Đọc lý do và thời hạn cho người dân, rồi bấm Bổ sung khi đã có giấy tờ.
dossier-means-fee-asked = Báo cho người dân để thực hiện theo thông báo của cơ quan.
dossier-means-finished = Cơ quan đã giải quyết xong. Mời người dân đến nhận kết quả.
dossier-means-returned = Kết quả đã được trả. Không cần làm gì thêm.
dossier-means-refused = Đọc lý do cho người dân. Muốn nộp lại thì lập hồ sơ mới.
dossier-means-stopped = Đọc lý do cho người dân. Muốn nộp lại thì lập hồ sơ mới.
dossier-means-withdrawn = Hồ sơ đã được rút nên không được giải quyết nữa.
dossier-means-set-aside = Hồ sơ vẫn an toàn trên máy này. Làm theo lời trên rồi bấm Gửi lại.
dossier-means-discarded = Hồ sơ này đã bỏ, chưa gửi cho ai. Bấm Lấy lại để nhập tiếp.
dossier-means-held-up = Một mục trước của hồ sơ đang cần xem lại. Xem lại mục đó xong thì mục này tự gửi.
dossier-asked = Cơ quan đang chờ bổ sung
dossier-reason = Cơ quan ghi: { $reason }
dossier-no-reason = Cơ quan không ghi lý do.
dossier-deadline = Thời hạn: { $day }

## Mã

dossier-codes = Mã của hồ sơ
dossier-copy = Chép
dossier-copy-code = Chép mã tạm
dossier-copy-official = Chép mã hồ sơ của cơ quan
dossier-copied = Đã chép { $code }.
dossier-not-copied = Chưa chép được. Hãy bôi đen mã { $code } rồi bấm Ctrl+C.
dossier-show = Hiện mã

## Việc có thể làm

dossier-edit-continue = Nhập tiếp
dossier-edit-supplement = Bổ sung
dossier-edit-continue-correction = Nhập tiếp bản sửa
dossier-edit-correct = Sửa
dossier-retry = Gửi lại
dossier-retried = Đã xếp lại vào hàng chờ gửi.
dossier-restore = Lấy lại
dossier-restored = Đã lấy lại. Bấm Nhập tiếp để làm tiếp.
dossier-discard-draft = Bỏ hồ sơ
dossier-discard-correction = Bỏ bản sửa
dossier-discarded-draft = Đã bỏ hồ sơ. Hồ sơ nằm trong mục Đã bỏ và còn lấy lại được.
dossier-discarded-correction = Đã bỏ bản sửa. Hồ sơ đã nộp không thay đổi.
dossier-withdraw = Rút hồ sơ
dossier-withdraw-title = Rút hồ sơ { $code }?
dossier-withdraw-cancel = Hồ sơ chưa rời máy này. Hồ sơ được rút ngay, không gửi đi nữa, và không lấy lại được. Muốn nộp thì lập hồ sơ mới.
dossier-withdraw-unsure = Nếu chưa có tệp nào rời máy này thì hồ sơ được rút ngay. Nếu đã gửi một phần thì phần mềm gửi yêu cầu rút, và cơ quan sẽ trả lời. Cả hai cách đều không lấy lại được.
dossier-withdraw-ask = Hồ sơ đã gửi đi nên phần mềm sẽ gửi yêu cầu rút đến cơ quan. Hồ sơ chỉ được rút khi cơ quan trả lời. Bản sửa chưa gửi, nếu có, không được gửi nữa.
dossier-taken-back-discarded = Đã bỏ hồ sơ. Hồ sơ nằm trong mục Đã bỏ và còn lấy lại được.
dossier-taken-back-cancelled = Đã rút hồ sơ. Chưa có gì được gửi đi.
dossier-taken-back-asked = Đã xếp yêu cầu rút vào hàng chờ gửi. Cơ quan sẽ trả lời.

## Giấy in

dossier-out = Giấy in
dossier-print = In
dossier-reprint = In lại
dossier-declaration-said = Người dân ký rồi chụp hoặc quét, đính kèm vào hồ sơ.

## Giấy tờ, kết quả

dossier-papers = Thành phần hồ sơ
dossier-no-papers = Chưa có giấy tờ nào được đính kèm.
dossier-paper-received = hệ thống tỉnh đã nhận, { $when }
dossier-paper-here = trên máy này, chưa có biên nhận
dossier-paper-taken-out = đã bỏ khỏi hồ sơ sau lần nộp gần nhất
dossier-look = Xem
dossier-look-at = Xem { $name }: { $file }
dossier-look-result = Xem { $name }
dossier-results = Kết quả
dossier-result = Kết quả
dossier-result-later = { $size } · phần mềm sẽ tự tải về khi có mạng
dossier-save-result = Lưu { $name }
dossier-saved = Đã lưu vào { $file }.

## Thông tin

dossier-facts = Thông tin
dossier-fact-procedure = Mã thủ tục
dossier-fact-number = Số trong ngày
dossier-number-of = { $number }, ngày { $day }
dossier-fact-channel = Cách nộp
dossier-fact-taken = Nhận tại quầy
dossier-fact-announced = Báo tới hệ thống tỉnh
dossier-fact-received = Cơ quan tiếp nhận
dossier-channel-direct = Trực tiếp
dossier-channel-online = Trực tuyến
dossier-channel-post = Bưu chính
dossier-assistance-done_for = làm thay
dossier-assistance-guided = hướng dẫn
dossier-assistance-own = tự làm

## Diễn biến

dossier-moments = Diễn biến
dossier-all-moments = Xem cả { $count } mốc
dossier-clock-desk = giờ máy này
dossier-clock-gateway = giờ hệ thống tỉnh

## Hai quầy cùng gửi một hồ sơ

both-title = Hai bản của hồ sơ này
both-here = Bản { $revision } của quầy này
both-there = Bản { $revision } của quầy kia
both-there-own = Bản { $revision } gửi từ máy khác
both-submitted = Nộp lúc
both-by = Người nhập
both-desk = Quầy gửi
both-own-copy = Chính quầy này, từ một máy có bản chép dữ liệu của quầy
both-arrival = Đường gửi
both-arrived = Hệ thống tỉnh đã nhận đủ tệp lúc { $at }
both-arriving-since = Đang gửi từ { $at }, hệ thống tỉnh chưa nhận đủ tệp
both-standing = Tình trạng
both-told = Tính đến
both-papers = Giấy tờ ({ $count })
both-new = mới
both-left-out = Không còn so với bản trước: { $papers }
both-sealed = Nội dung tờ khai của bản này được niêm kín, chỉ cơ quan đọc được. Muốn biết, hãy hỏi quầy đã gửi.
both-not-told = Hệ thống tỉnh không cho biết gì thêm về bản này. Hãy hỏi quầy đã gửi.
both-ask-again = Hỏi lại hệ thống tỉnh
both-asking = Đang hỏi lại hệ thống tỉnh về bản đã có.
both-differs-fields = Tờ khai khác bản { $base } (bản cuối cả hai quầy cùng có)
both-differs-somewhere = Tờ khai khác bản { $base } (bản cuối cả hai quầy cùng có), ở chỗ không chỉ ra được tại đây; mở hồ sơ để xem
both-differs-papers = Tờ khai giống bản { $base } (bản cuối cả hai quầy cùng có), chỉ khác giấy tờ
both-differs-nothing = Tờ khai và giấy tờ giống bản { $base } (bản cuối cả hai quầy cùng có)
both-differs-unknown = Máy này không có bản trước đó nên không so sánh được
both-empty = (để trống)
both-becomes = đổi thành
both-choose = Chọn một cách
both-send = Gửi bản của quầy này sau bản của quầy kia
both-send-means = Gửi thành bản { $ours }. Cơ quan sẽ xem bản { $ours } là bản mới nhất; bản { $theirs } vẫn được lưu.
both-send-title = Gửi bản của quầy này thành bản { $ours }?
both-send-said = Cơ quan sẽ xem bản này thay cho bản { $theirs } đã gửi trước. Nếu bản { $theirs } có giấy tờ mà bản này không có, hãy thêm vào trước khi gửi. Đã gửi thì không thu lại được, chỉ có thể gửi thêm bản sau.
both-send-yes = Gửi bản của quầy này
both-sent = Đã xếp vào hàng chờ gửi thành bản { $revision }.
both-draft = Mở bản đang sửa để nộp
both-draft-means = Quầy này đang sửa một bản mới hơn. Nộp xong, bản đó thành bản { $ours }, sau bản { $theirs } đã gửi trước.
both-keep = Giữ bản của quầy kia
both-keep-means = Bản { $theirs } vẫn là bản mới nhất. Bản của quầy này không gửi nữa và thành bản nháp trên máy này, lúc nào cũng mở ra sửa và nộp được.
both-kept = Đã giữ bản { $revision }. Bản của quầy này nằm trong bản nháp trên máy này.
both-later = Để sau
both-later-means = Chưa gửi gì. Hồ sơ vẫn nguyên trên máy này, ở mục Cần xem lại.
both-later-said = Hồ sơ vẫn nguyên trên máy này, ở mục Cần xem lại.
