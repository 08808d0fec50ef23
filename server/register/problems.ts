import type { FieldFaultCode } from '../../domain/register/faults.ts';
import type { Wording } from '../http/language.ts';
import { defineProblems } from '../http/problem.ts';

/** Problems of the register beside those that any route may answer with. */
export const registerProblem = defineProblems({
  'no-such-record': {
    status: 404,
    title: { vi: 'Không tìm thấy', en: 'Not found' },
    detail: {
      vi: 'Không có mục này trong sổ của thị xã, hoặc bạn không được xem hay sửa nó.',
      en: 'The town’s register has no such record, or none that you may see or change.',
    },
  },
  'still-in-use': {
    status: 409,
    title: { vi: 'Vẫn đang được dùng', en: 'Still in use' },
    detail: {
      vi: 'Chưa thể lưu trữ mục này vì còn {by} đang dùng nó. Hãy chuyển hoặc lưu trữ các mục đó trước.',
      en: 'This cannot be archived while {by} depend on it. Move or archive those first.',
    },
  },
});

/** Things that depend on a record, counted. */
export const DEPENDENTS: Readonly<Record<string, Wording>> = {
  points: { vi: '{count} điểm thu gom', en: 'collection points ({count})' },
  trucks: { vi: '{count} xe', en: 'trucks ({count})' },
  crews: { vi: '{count} tổ xe', en: 'crews ({count})' },
  shifts: { vi: '{count} ca làm việc', en: 'shifts ({count})' },
  groups: { vi: '{count} tổ dân phố', en: 'residential groups ({count})' },
  generators: { vi: '{count} cơ sở phát sinh', en: 'generators ({count})' },
};

/** What is wrong with a field, and how it is mended. */
export const FIELD_FAULT_WORDS: Readonly<Record<FieldFaultCode, Wording>> = {
  taken: {
    vi: '“{value}” đã được dùng cho mục khác, có thể là mục đã lưu trữ. Hãy chọn giá trị khác.',
    en: '“{value}” is taken by another record, perhaps an archived one. Choose another.',
  },
  unknown: {
    vi: 'Không có mục này trong sổ của thị xã. Hãy chọn lại trong danh sách.',
    en: 'The town’s register has no such record. Choose one of the list.',
  },
  archived: {
    vi: 'Mục được chọn đã lưu trữ. Hãy khôi phục nó hoặc chọn mục khác.',
    en: 'The record chosen is archived. Restore it, or choose another.',
  },
  'not-yours': {
    vi: 'Như vậy mục này không còn thuộc phần bạn được sửa. Hãy chọn đơn vị của bạn.',
    en: 'The record would not be yours to change any more. Choose one of your own.',
  },
  'outside-units': {
    vi: 'Vị trí {value} không nằm trong phường, xã nào. Hãy kiểm tra tọa độ hoặc chọn phường, xã.',
    en: 'No ward or commune holds the place {value}. Check the coordinates, or choose the unit.',
  },
  'far-from-place': {
    vi: 'Đoạn đường này cách điểm thu gom {value} m. Hãy vẽ lại, hoặc kiểm tra tọa độ (kinh độ trước, vĩ độ sau).',
    en: 'This stretch of road is {value} m from the point. Draw it again, or check its coordinates (longitude first).',
  },
  'before-first-day': {
    vi: 'Ngày này sớm hơn ngày bắt đầu {value}. Hãy chọn ngày sau đó.',
    en: 'This is before the first day, {value}. Choose a later one.',
  },
  'after-today': {
    vi: 'Ngày {value} chưa đến. Hãy chọn hôm nay hoặc một ngày trước đó.',
    en: 'The day {value} has not come yet. Choose today or a day before.',
  },
  'ends-before-it-begins': {
    vi: 'Thời điểm kết thúc sớm hơn thời điểm bắt đầu. Hãy sửa một trong hai.',
    en: 'It ends before it begins. Change one of the two.',
  },
  overlaps: {
    vi: 'Trùng thời gian với mục đã có: {value}. Hãy đổi thời gian.',
    en: 'It overlaps with what is there already: {value}. Change the time.',
  },
  twice: {
    vi: '“{value}” có hai lần. Hãy bỏ một lần.',
    en: '“{value}” is there twice. Remove one of them.',
  },
  'not-a-depot': {
    vi: '“{value}” không phải là bãi xe. Hãy chọn một bãi xe.',
    en: '“{value}” is no depot. Choose a depot.',
  },
  'not-accepted': {
    vi: 'Cơ sở không nhận loại rác “{value}” nên không thể xử lý loại này. Hãy thêm vào loại rác được nhận.',
    en: 'The facility does not accept “{value}”, so it cannot treat it. Add it to what is accepted.',
  },
  'accepts-nothing': {
    vi: 'Nơi đổ rác phải nhận ít nhất một loại rác. Hãy chọn loại rác được nhận.',
    en: 'Where waste is unloaded at least one stream must be accepted. Choose what is.',
  },
  'ended-before': {
    vi: 'Đơn vị này đã hết hiệu lực từ {value}. Hãy chọn ngày sớm hơn hoặc bỏ đơn vị này ra.',
    en: 'This unit ended on {value} already. Choose an earlier day, or leave the unit out.',
  },
  'missing-ground': {
    vi: 'Khi chia thành nhiều đơn vị, mỗi đơn vị mới phải có ranh giới.',
    en: 'Where several units take the place, each needs its boundary.',
  },
  'missing-people': {
    vi: 'Chưa có dân số của {value}. Khi chia thành nhiều đơn vị, hãy ghi dân số từng đơn vị.',
    en: 'The population of {value} is missing. Where several units take the place, give each its own.',
  },
  'leaves-ground': {
    vi: 'Các đơn vị mới để sót {value} km² của các đơn vị cũ. Hãy vẽ lại ranh giới cho kín.',
    en: 'The new units leave out {value} km² of the former ones. Draw boundaries that cover them.',
  },
  'beside-ground': {
    vi: 'Các đơn vị mới lấn {value} km² ra ngoài các đơn vị cũ. Hãy chọn thêm đơn vị cũ hoặc vẽ lại ranh giới.',
    en: 'The new units take {value} km² from beside the former ones. Choose more former units, or draw them smaller.',
  },
  'on-each-other': {
    vi: 'Các đơn vị mới chồng lên nhau {value} km². Hãy vẽ lại ranh giới.',
    en: 'The new units lie on each other by {value} km². Draw the boundaries anew.',
  },
  'above-one': {
    vi: 'Tỷ lệ {value} lớn hơn 1. Hãy nhập số từ 0 đến 1.',
    en: 'The share {value} is above 1. Give one from 0 to 1.',
  },
  'day-off': {
    vi: 'Ngày {value} cũng là ngày nghỉ nên không lấy rác bù được. Hãy chọn ngày khác.',
    en: '{value} is a day off itself and cannot stand in for another. Choose another day.',
  },
  'stands-in': {
    vi: 'Ngày này là ngày lấy rác bù cho {value}. Hãy đổi ngày bù đó trước.',
    en: 'This day stands in for {value}. Give that one another replacement first.',
  },
};
