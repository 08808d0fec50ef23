/** Texts of what dispatchers note of a day, and of a truck or a point on it. */
export const vi = {
  notes: 'Ghi chú',
  none: 'Chưa có ghi chú nào.',
  text: 'Ghi chú cho người trực sau',
  write: 'Viết ghi chú',
  writeHint: 'Người trực sau thấy trong bàn giao, đến khi có người đánh dấu đã xong.',
  add: 'Ghi lại',
  cancel: 'Thôi',
  done: 'Xong',
  doneBy: 'xong: {{name}}, {{time}}',
  from: '{{name}}, {{time}}',
  since: 'từ ngày {{day}}',
  open_other: '{{count}} ghi chú chưa xong',
};
