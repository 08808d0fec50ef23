/** The books of the fleet as the office hands them in: CSV as its spreadsheet saves it. */
export const FLEET_SHEETS = {
  cooperatives: ['Mã đơn vị;Tên đơn vị;Loại hình', 'HTX-1;Tổ dịch vụ môi trường;tổ dịch vụ'].join('\r\n'),
  trucks: [
    'Biển số;Tải trọng (kg);Dung tích (lít);Chiều cao (m);Chiều rộng (m);Tổng trọng lượng (tấn);Loại rác;Bãi xe;Hợp tác xã',
    '36C-100.01;8.000;16.000;3,2;2,45;14,5;Rác sinh hoạt còn lại;BX-1;HTX-1',
    '36C-100.02;8.000;16.000;3,2;2,45;14,5;Rác sinh hoạt còn lại;BX-1;HTX-1',
    '36C-100.03;5.000;10.000;2,9;2,2;9,5;Rác sinh hoạt còn lại;BX-1;HTX-1',
  ].join('\r\n'),
  crews: ['Mã tổ;Tên tổ;Hợp tác xã', 'T-1;Tổ 1;HTX-1', 'T-2;Tổ 2;HTX-1', 'T-3;Tổ 3;HTX-1'].join('\r\n'),
  shifts: [
    'Biển số;Ca làm việc;Tổ lái',
    '36C-100.01;04:00-12:00;T-1',
    '36C-100.02;04:00-12:00;T-2',
    '36C-100.03;04:00-12:00;T-3',
  ].join('\r\n'),
} as const;
