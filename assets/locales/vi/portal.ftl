# Lời của cổng tiếp nhận cấp tỉnh (nopho-portal).

## Đã làm

gateway-made = Đã lập cổng tiếp nhận tại { $data }. Số hiệu của cổng: { $gateway }.
gateway-made-key = Khóa mở dữ liệu: { $file }. Mất tệp này thì không ai đọc lại được dữ liệu của cổng. Hãy sao lưu tệp này, ở nơi khác với bản sao lưu dữ liệu.
gateway-made-root = Khóa gốc: { $file }. Hãy chép tệp này vào USB, cất trong két, rồi xóa khỏi máy. Chỉ lệnh "rotate-keys" mới cần đến khóa gốc.
gateway-made-next = Bước tiếp theo: "nopho-portal --data { $data } --keys { $keys } enroll-code" để lấy mã ghi danh cho từng quầy, và "nopho-portal --data { $data } --keys { $keys } serve" để nhận hồ sơ.
gateway-root-here = Khóa gốc vẫn nằm trên máy này: { $file }. Hãy chép ra USB, cất vào két, rồi xóa khỏi máy này.
gateway-listening = Cổng đang nhận hồ sơ tại { $url }. Nhấn Ctrl+C để dừng.
gateway-limits = Phần hồ sơ gửi dở được giữ { $days } ngày kể từ lần gửi gần nhất. Mỗi quầy được có tối đa { $size } MiB gửi dở và { $requests } yêu cầu mỗi phút; quầy vượt mức được hẹn gửi lại sau, các quầy khác không bị ảnh hưởng.
gateway-code-made = Hãy đọc mã ghi danh này cho quầy. Mã dùng được một lần, đến { $expires }. Người nào biết mã đều có thể ghi danh thay quầy, nên không gửi mã qua mạng xã hội.
gateway-no-desks = Chưa có quầy nào ghi danh. Hãy lấy mã bằng lệnh "enroll-code".
gateway-desk = { $may_send ->
    [yes] { $prefix } { $name } – ghi danh lúc { $since } – { $id }
   *[no] { $prefix } { $name } – ĐÃ THU HỒI – ghi danh lúc { $since } – { $id }
}
gateway-revoked = Đã thu hồi quyền gửi của quầy { $prefix } { $name }. Hồ sơ quầy đã gửi vẫn còn nguyên.
gateway-rotated = Từ nay biên nhận được ký bằng khóa { $key }. Biên nhận cũ vẫn kiểm tra được. Hãy cất khóa gốc vào két.

## Chưa làm được

gateway-unknown-problem = Có việc chưa làm được ({ $code }). Dữ liệu đã nhận vẫn còn nguyên. Xin báo người phụ trách kỹ thuật.
gateway-wrong-use = Lệnh chưa đúng cách dùng.
gateway-not-set-up = Thư mục này chưa có dữ liệu của cổng nào. Hãy kiểm tra lại đường dẫn, hoặc lập cổng mới bằng lệnh "nopho-portal init".
gateway-already-set-up = Thư mục này đã có dữ liệu của một cổng nên không lập lại. Dữ liệu đang có không bị thay đổi.
gateway-folder-not-empty = Thư mục đã chọn đang chứa tệp khác. Hãy chọn một thư mục trống cho dữ liệu của cổng.
gateway-sql = Chưa ghi hoặc đọc được cơ sở dữ liệu của cổng. Những gì đã nhận trước đó vẫn còn. Hãy thử lại; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
gateway-row = Cơ sở dữ liệu có một dòng mà phần mềm không hiểu. Không có gì bị thay đổi. Xin báo người phụ trách kỹ thuật.
gateway-newer = Dữ liệu này do phiên bản phần mềm mới hơn tạo ra (phiên bản { $found }, máy này chỉ hiểu đến { $known }). Tệp được giữ nguyên. Hãy mở bằng phiên bản phần mềm mới.
gateway-wrong-key = Khóa không mở được cơ sở dữ liệu: khóa của cổng khác, hoặc tệp cơ sở dữ liệu bị hỏng. Tệp được giữ nguyên, xin đừng xóa. Hãy kiểm tra lại đường dẫn sau --keys.
gateway-file-damaged = Một tệp đã mã hóa bị mất hoặc bị hỏng: { $file }. Xin đừng xóa gì trong thư mục dữ liệu. Nếu có bản sao lưu, hãy khôi phục.
gateway-json = Không tạo được dữ liệu để gửi đi. Xin báo người phụ trách kỹ thuật.
gateway-key-missing = Không thấy tệp khóa { $file }. Hãy kiểm tra lại đường dẫn, hoặc chép lại tệp từ bản sao lưu.
gateway-key-unreadable = Tệp { $file } không phải tệp khóa đúng loại, hoặc đã bị sửa. Hãy chép lại tệp từ bản sao lưu.
gateway-key-exists = Đã có tệp khóa { $file }. Tệp khóa không bao giờ bị ghi đè. Hãy chọn thư mục khác bằng --keys; nếu tệp này là của lần lập cổng dở dang, hãy chuyển tệp đi nơi khác rồi làm lại.
gateway-keys-inside = Thư mục khóa nằm trong thư mục dữ liệu, nên ai chép dữ liệu sẽ có luôn khóa. Hãy chọn thư mục khác bằng --keys.
gateway-wrong-root = Khóa gốc này là của cổng khác. Không có gì bị thay đổi.
gateway-bad-value = Giá trị sau { $what } không dùng được. Hãy xem lại.
gateway-no-such-desk = Không có quầy nào mang tên, ký hiệu hay số hiệu này. Hãy xem danh sách bằng lệnh "desks".
gateway-desk-ambiguous = Có nhiều quầy mang tên hoặc ký hiệu này. Hãy ghi số hiệu của quầy, xem bằng lệnh "desks".
gateway-plain-http = Không có chứng thư TLS thì cổng chỉ nhận kết nối từ chính máy này (127.0.0.1). Hãy thêm --tls-cert và --tls-key.
gateway-listen = Không mở được địa chỉ này để nhận kết nối: địa chỉ sai, hoặc chương trình khác đang dùng.
gateway-certificate = Chứng thư TLS hoặc khóa của chứng thư không đọc được. Hãy kiểm tra hai tệp sau --tls-cert và --tls-key.
gateway-server = Máy không chạy được dịch vụ nhận kết nối. Hãy thử lại; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
gateway-panic = Phần mềm gặp sự cố khi thực hiện việc này. Những gì đã nhận vẫn còn nguyên. Hãy thử lại; nếu vẫn vậy, xin báo người phụ trách kỹ thuật.
portal-folder-held = { $program ->
    [none] Một chương trình khác đang giữ thư mục này. Hãy chờ chương trình đó xong, hoặc dừng chương trình đó trước.
   *[other] Chương trình { $program } (tiến trình số { $pid }) đang giữ thư mục này. Hãy chờ chương trình đó xong, hoặc dừng chương trình đó trước.
}

## Trạng thái hồ sơ, theo mã của cơ quan

status-arriving = đang gửi đến
status-1 = mới đăng ký
status-2 = được tiếp nhận
status-3 = không được tiếp nhận
status-4 = đang xử lý
status-5 = yêu cầu bổ sung giấy tờ
status-6 = yêu cầu thực hiện nghĩa vụ tài chính
status-7 = công dân rút hồ sơ
status-8 = dừng xử lý
status-9 = đã xử lý xong
status-10 = đã trả kết quả

## Xem hồ sơ

gateway-list-nothing = Chưa có hồ sơ nào.
gateway-show-dossier = Hồ sơ: { $value }
gateway-show-provisional = Mã tạm trên giấy của người dân: { $value }
gateway-show-official = Mã hồ sơ: { $value }
gateway-show-procedure = Thủ tục: { $value }
gateway-show-status = Trạng thái: { $value }
gateway-show-received = Tiếp nhận lúc: { $value }
gateway-show-reason = Lý do: { $value }
gateway-show-deadline = Thời hạn: { $value }
gateway-show-withdrawal = Người dân yêu cầu rút hồ sơ lúc: { $value }
gateway-show-revision = Lần nộp { $number }, đến đủ lúc { $at }:
gateway-show-part = {"  "}{ $component }: { $name } ({ $size })
gateway-show-field = {"    "}{ $field }: { $value }
gateway-show-result = Kết quả: { $name } ({ $size })
gateway-show-event = Sự kiện { $number }, { $at }: { $status }

## Thay mặt cơ quan

advance-done = Hồ sơ { $code } chuyển sang "{ $status }". Quầy sẽ thấy thay đổi ở lần kết nối tới.
case-no-such-dossier = Không có hồ sơ nào mang mã này. Hãy xem danh sách bằng lệnh "list".
case-several-dossiers = Có nhiều hồ sơ mang mã này. Hãy ghi số hiệu của hồ sơ: { $dossiers }.
case-not-delivered = Hồ sơ chưa gửi đến đủ nên cơ quan chưa có gì để xem. Hãy chờ quầy gửi xong.
case-code-taken = Mã hồ sơ này đã cấp cho hồ sơ khác ({ $dossier }). Hãy kiểm tra lại mã.
case-closed = Hồ sơ đã kết thúc (không được tiếp nhận, đã rút hoặc đã trả kết quả) nên không chuyển trạng thái được nữa.
case-no-such-move = Từ trạng thái hiện nay không chuyển thẳng sang trạng thái này được. Hãy xem trạng thái bằng lệnh "show".
case-not-received = Hồ sơ chưa được tiếp nhận. Hãy tiếp nhận trước: "--to 2 --code MÃ-HỒ-SƠ".
case-received-already = Hồ sơ đã được tiếp nhận nên không chuyển sang "không được tiếp nhận" được nữa. Nếu không giải quyết tiếp, hãy dừng xử lý bằng "--to 8".
case-code-missing = Tiếp nhận cần mã hồ sơ do cơ quan cấp: thêm --code. Cổng không tự đặt mã hồ sơ.
case-code-not-asked = Mã hồ sơ chỉ ghi khi tiếp nhận (--to 2). Hãy bỏ --code.
case-code-differs = Hồ sơ đã có mã khác. Mã hồ sơ không đổi được; hãy kiểm tra lại mã.
case-reason-missing = Phải nói rõ lý do cho người dân: thêm --reason.
case-deadline-missing = Phải nói rõ hạn bổ sung cho người dân: thêm --deadline, ví dụ --deadline 01/12/2026.
case-deadline-not-asked = Trạng thái này không có thời hạn. Hãy bỏ --deadline.
case-deadline-passed = Thời hạn đã qua. Hãy ghi ngày hôm nay hoặc một ngày sau.
case-result-not-asked = Tệp kết quả chỉ gửi kèm khi đang xử lý, đã xử lý xong hoặc đã trả kết quả (4, 9, 10). Hãy bỏ --result.
case-nothing-new = Hồ sơ đang ở trạng thái này và không có gì mới để báo.
result-unreadable = Không đọc được tệp kết quả. Hãy kiểm tra lại đường dẫn.
result-empty = Tệp kết quả trống. Hãy chọn lại tệp.
result-too-large = Tệp kết quả lớn hơn { $mib } MiB. Hãy quét lại với độ phân giải thấp hơn hoặc tách thành nhiều tệp.
result-unknown = Tệp kết quả không phải PDF, JPEG hay PNG. Hãy chuyển sang một trong ba loại này.
result-cut-short = Tệp kết quả bị thiếu phần cuối. Hãy chép lại tệp.

## Xuất và nhập

export-done = Đã xuất { $records } hồ sơ và { $files } tệp vào { $folder }.
export-next = Lần sau xuất tiếp từ: --since { $next }
export-in-clear = Thư mục { $folder } không mã hóa và có dữ liệu cá nhân. Hãy chuyển cho hệ thống của tỉnh rồi xóa.
export-other-era = Cổng đã được khôi phục từ bản sao lưu (đời dữ liệu số { $era }) nên vị trí này không dùng được nữa. Hãy xuất lại từ đầu bằng --since 0 và đối chiếu theo ThongTinKhac.
export-far-cursor = Vị trí sau --since nằm sau mọi hồ sơ của cổng này. Hãy kiểm tra lại: vị trí có thể là của cổng khác.
export-inside = Thư mục xuất và thư mục dữ liệu nằm trong nhau. Bản xuất không mã hóa nên phải nằm riêng; hãy chọn thư mục khác.
export-folder-not-empty = Thư mục đã chọn đang chứa tệp khác. Hãy chọn một thư mục mới hoặc trống.
export-folder-used = Thư mục đã chọn có sẵn một bản xuất hoàn chỉnh. Hãy chọn thư mục mới.
import-done = Đã nhập: { $changed } hồ sơ có thay đổi, { $unchanged } hồ sơ không có gì mới.
import-unread = Bản ghi số { $record }: đã bỏ qua { $field }, vì với trạng thái này đó không phải ngày hẹn trả kết quả.
import-record = {"  "}Bản ghi số { $record }: { $why }
import-unreadable = Không đọc được tệp, hoặc một tệp kết quả đã thay đổi trong lúc nhập. Không có gì được nhập. Hãy kiểm tra lại đường dẫn rồi làm lại.
import-not-records = Tệp không phải danh sách bản ghi JSON. Không có gì được nhập. Hãy dùng tệp theo mẫu của lệnh "export".
import-bad-lines = Không có gì được nhập, vì { $count } bản ghi chưa đúng. Hãy sửa các bản ghi sau rồi nhập lại cả tệp:
import-not-an-object = không phải một hồ sơ. Hãy sửa thành một đối tượng JSON.
import-shape = trường { $field } có dạng không đúng. Hãy ghi theo mẫu của lệnh "export".
import-date = trường { $field } không phải ngày giờ. Hãy ghi dạng yyyyMMddHHmmss, ví dụ 20261201170000.
import-nameless = không nói là hồ sơ nào. Hãy giữ nguyên ThongTinKhac như trong bản xuất.
import-no-such-dossier = cổng không có hồ sơ này. Hãy kiểm tra ThongTinKhac và MaHoSo, hoặc bỏ bản ghi.
import-several-dossiers = có nhiều hồ sơ mang mã này. Hãy ghi "nopho:" và số hiệu của hồ sơ vào ThongTinKhac.
import-twice = trùng hồ sơ với bản ghi số { $first }. Hãy giữ lại một bản ghi.
import-not-delivered = hồ sơ chưa gửi đến đủ. Hãy chờ quầy gửi xong, hoặc bỏ bản ghi.
import-closed = hồ sơ đã kết thúc ở cổng nên không thay đổi được nữa. Hãy bỏ bản ghi.
import-not-a-code = MaHoSo không phải mã hồ sơ. Mã hồ sơ có dấu chấm, ví dụ 000.00.06.H37-261123-0001.
import-code-missing = trạng thái này chỉ có ở hồ sơ đã tiếp nhận. Hãy ghi MaHoSo.
import-code-differs = hồ sơ đã có mã { $code }. Mã hồ sơ không đổi được; hãy kiểm tra lại MaHoSo.
import-code-taken = MaHoSo này đã cấp cho hồ sơ khác. Hãy kiểm tra lại mã.
import-path = đường dẫn { $path } không nằm cạnh tệp này. Hãy đặt tệp kết quả trong cùng thư mục và ghi đường dẫn tương đối, dùng dấu /.
import-result-unreadable = không đọc được tệp kết quả { $path }. Hãy đặt tệp vào đúng chỗ.
import-result-empty = tệp kết quả { $path } trống. Hãy chép lại tệp.
import-result-too-large = tệp kết quả { $path } lớn hơn { $mib } MiB. Hãy quét lại với độ phân giải thấp hơn hoặc tách thành nhiều tệp.
import-result-unknown = tệp kết quả { $path } không phải PDF, JPEG hay PNG. Hãy chuyển sang một trong ba loại này.
import-result-cut-short = tệp kết quả { $path } bị thiếu phần cuối. Hãy chép lại tệp.

## Sao lưu và khôi phục

backup-done = Đã sao lưu { $files } tệp vào { $file }, đã mã hóa và đã đọc lại để kiểm tra.
backup-key = Bản sao lưu chỉ mở được bằng khóa trong { $keys }. Hãy giữ một bản của khóa ở nơi khác với bản sao lưu.
backup-inside = Bản sao lưu nằm trong thư mục dữ liệu thì sẽ mất cùng dữ liệu. Hãy chọn nơi khác, tốt nhất là ổ đĩa khác.
backup-file-exists = Đã có tệp này. Bản sao lưu không ghi đè lên tệp nào; hãy chọn tên khác.
backup-missing = Không đọc được tệp sao lưu. Hãy kiểm tra lại đường dẫn.
backup-not-whole = Tệp này không phải bản sao lưu hoàn chỉnh của cổng. Không có gì được khôi phục. Hãy chép lại tệp hoặc dùng bản sao lưu khác.
backup-damaged = Bản sao lưu bị hỏng ở { $file }. Không có gì được khôi phục. Hãy chép lại tệp hoặc dùng bản sao lưu khác.
restore-done = Đã khôi phục cổng vào { $data } từ bản sao lưu lúc { $made } (đời dữ liệu số { $era }).
restore-next = Hãy chạy "serve". Các quầy sẽ tự đối chiếu và gửi lại những gì đến sau lúc sao lưu. Những gì cơ quan đã ghi sau lúc đó cần ghi lại, bằng "import" hoặc "advance".
restore-again = Cổng không biết những gì đã làm sau lúc sao lưu. Hãy làm lại: thu hồi quầy ("revoke"), cấp mã ghi danh ("enroll-code"), và nếu đã đổi khóa ký sau lúc đó thì đổi lại bằng khóa gốc ("rotate-keys"), nếu không khóa cũ lại ký và các quầy không tin. Nếu sau lúc đó đã lập khóa ký danh mục hoặc công bố danh mục thì cũng làm lại ("catalogue-key", "catalogue publish").
restore-codes = Đã hủy { $count } mã ghi danh chưa dùng, vì có thể đã được dùng sau lúc sao lưu.
restore-desks = { $count ->
    [0] Bản sao lưu không có quầy nào.
   *[other] Các quầy trong bản sao lưu ({ $count }). Hãy đối chiếu với danh sách của mình:
}

## Danh mục thủ tục

catalogue-key-made = Đã lập khóa ký danh mục { $key }. Khóa nằm trong tệp { $file }: hãy giao tệp này cho người soạn danh mục, giữ kín, rồi xóa khỏi máy này và cất khóa gốc vào két.
catalogue-sign-again = Gói danh mục { $version } do khóa cũ ký nên các quầy không được mời nhận nữa. Hãy ký lại gói bằng khóa mới rồi công bố lại bằng "catalogue publish".
catalogue-published = Đã công bố gói danh mục { $version }. Quầy nào kết nối thì tự lấy về; hồ sơ đang lập vẫn theo danh mục cũ.
catalogue-offered = Gói danh mục { $version } ({ $size }), lập lúc { $made }, công bố lúc { $published }, khóa ký { $key }. Mã kiểm tra của tệp: { $hash }
catalogue-nothing = Cổng chưa công bố gói danh mục nào. Các quầy dùng danh mục đi kèm phần mềm hoặc danh mục nhận từ tệp.
publish-unreadable = Không đọc được tệp. Không có gì được công bố. Hãy kiểm tra lại đường dẫn.
publish-too-large = Tệp lớn hơn { $mib } MiB nên quầy có đường truyền yếu không lấy về được. Không có gì được công bố. Hãy chia bớt nội dung của gói.
publish-retired-key = Gói do một khóa đã được thay thế ký nên các quầy không tin. Không có gì được công bố. Hãy ký lại gói bằng khóa hiện nay.
publish-older = Gói { $version } cũ hơn gói đang công bố ({ $offered }). Không có gì thay đổi. Nếu đúng là muốn quay lại gói cũ, hãy thêm --back; quầy đã nhận gói mới hơn vẫn giữ gói đó.
publish-same-version = Đã có một gói khác mang phiên bản { $version } nên các quầy không phân biệt được hai gói. Không có gì được công bố. Hãy lập lại gói với phiên bản mới hơn.
portal-package-not-one = Tệp này không phải gói danh mục. Không có gì được công bố. Hãy kiểm tra lại tệp.
portal-package-newer = Gói do phiên bản phần mềm mới hơn lập nên cổng này không đọc được. Không có gì được công bố. Hãy cập nhật phần mềm của cổng.
portal-package-cut-off = Gói bị thiếu một phần, hoặc có thêm nội dung ở cuối. Không có gì được công bố. Hãy chép lại tệp.
portal-package-unsigned = Gói chưa được ký. Không có gì được công bố. Hãy ký gói bằng khóa ký danh mục của cổng.
portal-package-unknown-key = Gói do một khóa không thuộc cổng này ký. Không có gì được công bố. Hãy ký gói bằng khóa lập từ lệnh "catalogue-key" của cổng.
portal-package-altered = Gói đã bị sửa sau khi ký. Không có gì được công bố. Hãy lấy lại tệp từ người soạn danh mục.
portal-package-path = Gói có một tên tệp không dùng được. Không có gì được công bố. Xin lập lại gói.
portal-package-too-big = Gói có quá nhiều tệp hoặc quá lớn khi mở ra. Không có gì được công bố. Hãy chia bớt nội dung của gói.
portal-package-version = Phiên bản của gói không đúng dạng, ví dụ 2026.11.22-2. Không có gì được công bố. Xin lập lại gói.
portal-package-unreadable = Nội dung của gói không phải danh mục đọc được ({ $what }). Không có gì được công bố. Xin sửa và lập lại gói.
gateway-key-inside = Khóa ký danh mục không được nằm trong thư mục dữ liệu của cổng, vì ai chép dữ liệu sẽ có luôn khóa. Hãy chọn nơi khác sau -o.
