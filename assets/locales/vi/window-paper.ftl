# Giấy in ra cho người dân, và mã đưa tận tay khi không in. Tên giấy giữ nguyên như cơ quan gọi.

paper-print = In { $title }
paper-reprint = In lại { $title }
paper-fresh = Chưa in.
paper-printed = Đã in lúc { $when }.
paper-stale = Đã có mã chính thức { $code }: in lại { $title }. Bản in lúc { $when } chưa có mã này.
paper-opened = Đã mở { $title } bằng chương trình xem PDF của máy. Hãy in từ đó.
paper-kept = Đã lưu vào { $file }.

## Xem giấy ngay trong cửa sổ

paper-picture = Ảnh, tệp: { $name }
paper-not-shown = Chưa mở được tệp này. Tệp có thể đã hỏng; xin báo người phụ trách kỹ thuật.
paper-sheets = khổ { $size }, { $pages } trang
paper-save = Lưu
paper-do-print = In
paper-frame-mute = Cửa sổ này không tự gọi được máy in. Hãy bấm nút in ngay trong khung giấy, hoặc lưu thành tệp rồi in.

## Đầu giấy in

paper-no-agency = Đầu giấy in chưa có tên cơ quan
paper-no-agency-said = Giấy vẫn in được nhưng thiếu tên cơ quan. Chỉ cần ghi một lần.
paper-no-agency-do = Ghi trong Cài đặt

## Đưa mã khi không in

paper-code = Mã tạm của quầy
paper-code-official = Mã hồ sơ của cơ quan
paper-code-title = Mời chụp lại hoặc chép mã này
paper-code-taken = Nhận tại quầy ngày { $day }, số thứ tự { $number }
paper-code-said = Đọc mã này khi gọi hỏi về hồ sơ. Đây là mã tạm của quầy; cơ quan có thẩm quyền sẽ cấp mã hồ sơ khi tiếp nhận.
paper-code-said-both = Khi gọi hỏi về hồ sơ, đọc một trong hai mã này.
paper-code-given = Đã đưa mã cho người dân
paper-code-given-now = Đã ghi lại việc đưa mã cho người dân.
paper-code-given-at = Đã đưa mã cho người dân lúc { $when }.
