import type { NewDuty } from './duties.ts';

const OFFICE = 'Phòng Tài nguyên và Môi trường';
const WARDS = 'UBND các phường, xã';

/**
 * The indicators and tasks of the town's resolution 2020–2025 as an office begins its table with. Who is in charge is a proposal: the office
 * corrects it.
 */
export const RESOLUTION_DUTIES: readonly NewDuty[] = [
  {
    ...{ number: '1.1', kind: 'indicator', figure: 'dangerous', aim: '95 % đến hết năm 2023; 100 % đến năm 2025' },
    ...{
      what: 'Chất thải rắn nguy hại, y tế được thu gom, xử lý đạt tiêu chuẩn',
      inCharge: OFFICE,
      dueOn: '2025-12-31',
    },
  },
  {
    ...{ number: '1.2', kind: 'indicator', figure: 'urban-solid', aim: '98 % đến hết năm 2023; 100 % đến năm 2025' },
    ...{ what: 'Chất thải rắn đô thị được thu gom, xử lý', inCharge: OFFICE, dueOn: '2025-12-31' },
  },
  {
    ...{ number: '1.3', kind: 'indicator', figure: 'rural-solid', aim: '98 % đến hết năm 2023; 100 % đến năm 2025' },
    ...{ what: 'Chất thải rắn nông thôn được thu gom, xử lý', inCharge: OFFICE, dueOn: '2025-12-31' },
  },
  task('2.1', 'Xử lý triệt để bãi rác Núi Voi (phường Đông Sơn)', OFFICE, '2025-12-31'),
  task('2.2', 'Thành lập, củng cố hợp tác xã và tổ dịch vụ thu gom rác thải', WARDS),
  task('2.3', 'Phân loại rác tại nguồn', WARDS),
  task('2.4', 'Người dân đổ rác đúng giờ, đúng nơi quy định', WARDS),
  task('2.5', 'Giải quyết các điểm đổ rác ra đường, ao hồ, ngõ hẻm', WARDS),
  task('2.6', 'Thu gom bao gói thuốc bảo vệ thực vật', WARDS),
  task('2.7', 'Quản lý, thu gom chất thải rắn xây dựng', OFFICE),
  task('2.8', 'Áp dụng nguyên tắc người gây ô nhiễm phải trả tiền', OFFICE),
  task('2.9', 'Ra quân vệ sinh môi trường các ngày thứ bảy, chủ nhật và chiều thứ sáu', WARDS),
  task('3.1', 'Các đơn vị báo cáo kết quả về Phòng Tài nguyên và Môi trường trước ngày 20/12 hằng năm', WARDS),
  task('3.2', 'Tổng hợp, đánh giá kết quả thực hiện hằng năm, ngày 30/12', OFFICE),
];

function task(number: string, what: string, inCharge: string, dueOn: string | null = null): NewDuty {
  return { number, kind: 'task', what, inCharge, dueOn };
}
