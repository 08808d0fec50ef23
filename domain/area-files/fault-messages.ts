import type { ImportFault } from '../areas.ts';
import type { Language } from '../languages.ts';
import { bookName } from '../sheets/subjects.ts';
import { CELL_FAULT_MESSAGES } from './cell-fault-messages.ts';

interface FaultMessage {
  vi: string;
  en: string;
  /** The file as a whole is of no use: leaving out rows does not help. */
  isWholeFile?: boolean;
}

/** What each fault of an area's files means. `{value}` is what stood there, other names are the fault's parameters. */
export const FAULT_MESSAGES = {
  ...CELL_FAULT_MESSAGES,
  'not-text': {
    vi: 'Tệp không phải văn bản UTF-8 hoặc UTF-16. Hãy lưu lại dưới dạng CSV UTF-8.',
    en: 'The file is no UTF-8 or UTF-16 text. Save it again as CSV UTF-8.',
    isWholeFile: true,
  },
  'empty-file': { vi: 'Tệp rỗng.', en: 'The file is empty.', isWholeFile: true },
  'bad-quotes': {
    vi: 'Dấu ngoặc kép (") mở ra mà không đóng đúng chỗ. Trong ô có dấu ngoặc kép, hãy viết hai lần ("").',
    en: 'A quotation mark (") opens or closes in the wrong place. Inside a quoted cell write it twice ("").',
    isWholeFile: true,
  },
  'no-headings': {
    vi: 'Không nhận ra tiêu đề cột nào ở dòng đầu. Cần ít nhất: {expected}.',
    en: 'No column heading was recognised in the first line. At least these are needed: {expected}.',
    isWholeFile: true,
  },
  'bad-workbook': {
    vi: 'Không mở được bảng tính này. Hãy mở bằng Excel và lưu lại dưới dạng .xlsx, không đặt mật khẩu.',
    en: 'The workbook cannot be opened. Open it in a spreadsheet program and save it again as .xlsx, without a password.',
    isWholeFile: true,
  },
  'no-table': {
    vi: 'Tệp này không phải bảng tính (là GeoJSON hoặc PDF). Hãy nhập tệp XLSX hoặc CSV.',
    en: 'This file is no table (it is GeoJSON or PDF). Import an XLSX or a CSV file.',
    isWholeFile: true,
  },
  'old-workbook': {
    vi: 'Đây là bảng tính Excel 97–2003 (.xls) hoặc tệp có mật khẩu. Hãy lưu lại dưới dạng .xlsx, không đặt mật khẩu.',
    en: 'This is a workbook of Excel 97–2003 (.xls), or one with a password. Save it as .xlsx without a password.',
    isWholeFile: true,
  },
  'missing-column': {
    vi: 'Thiếu cột bắt buộc ({headings}).',
    en: 'A required column is missing ({headings}).',
    isWholeFile: true,
  },
  'missing-mass-column': {
    vi: 'Không có cột khối lượng nào (ví dụ kg_household-other hoặc Khối lượng (kg/ngày)).',
    en: 'There is no column of masses (such as kg_household-other).',
    isWholeFile: true,
  },
  'repeated-column': {
    vi: 'Cột “{value}” xuất hiện hơn một lần.',
    en: 'The column “{value}” stands there more than once.',
    isWholeFile: true,
  },
  'no-rows': {
    vi: 'Tệp chỉ có dòng tiêu đề, không có dữ liệu.',
    en: 'The file has headings but no rows.',
    isWholeFile: true,
  },
  'ragged-row': {
    vi: 'Dòng có {found} ô nhưng tiêu đề có {expected}. Ô có chứa dấu phân cách phải đặt trong ngoặc kép.',
    en: 'The row has {found} cells where the headings have {expected}. Put cells that hold the separator in quotes.',
  },
  'missing-value': { vi: 'Ô này không được để trống.', en: 'This must not be empty.' },
  duplicate: {
    vi: '“{value}” đã có ở dòng {firstLine}. Hãy đổi mã hoặc bỏ một dòng.',
    en: '“{value}” stands already on line {firstLine}. Change the code, or leave one of them out.',
  },
  'decimal-comma': {
    vi: 'Số “{value}” viết bằng dấu phẩy. Hãy viết {suggestion}.',
    en: 'The number “{value}” is written with a comma. Write {suggestion}.',
  },
  'decimal-point': {
    vi: 'Số “{value}” viết bằng dấu chấm, các số khác trong tệp viết bằng dấu phẩy. Hãy viết {suggestion}.',
    en: 'The number “{value}” is written with a point, the others of the file with a comma. Write {suggestion}.',
  },
  'thousands-separator': {
    vi: 'Số “{value}” có dấu phân cách hàng nghìn. Hãy viết {suggestion}.',
    en: 'The number “{value}” has a thousands separator. Write {suggestion}.',
  },
  'thousands-or-fraction': {
    vi: 'Số “{value}” có thể hiểu theo hai cách. Hãy viết {thousands} hoặc {fraction}.',
    en: 'The number “{value}” can be read in two ways. Write {thousands} or {fraction}.',
  },
  'text-double-utf8': {
    vi: '“{value}” là UTF-8 bị mã hóa hai lần, có lẽ là “{reading}”. Hãy xuất lại tệp gốc dưới dạng UTF-8.',
    en: '“{value}” is UTF-8 that was encoded twice, meant as “{reading}”. Save the original file anew as UTF-8.',
  },
  'text-tcvn3': {
    vi: '“{value}” viết bằng mã TCVN3 (phông .VnTime), có lẽ là “{reading}”. Hãy chuyển sang Unicode.',
    en: '“{value}” is written in TCVN3 (.VnTime fonts), meant as “{reading}”. Convert it to Unicode.',
  },
  'text-vni': {
    vi: '“{value}” viết bằng mã VNI, có lẽ là “{reading}”. Hãy chuyển sang Unicode.',
    en: '“{value}” is written in VNI, meant as “{reading}”. Convert it to Unicode.',
  },
  'not-a-number': {
    vi: '“{value}” không phải là số. Hãy chỉ ghi con số.',
    en: '“{value}” is not a number. Write the figure alone.',
  },
  'not-a-line': {
    vi: '“{value}” không phải là một đoạn đường. Hãy ghi như LINESTRING (105.86 20.08, 105.87 20.081), kinh độ trước, hoặc GeoJSON LineString.',
    en: '“{value}” is no line. Write it as LINESTRING (105.86 20.08, 105.87 20.081), longitude first, or as a GeoJSON LineString.',
  },
  'not-whole': { vi: '“{value}” phải là số nguyên.', en: '“{value}” must be a whole number.' },
  'not-a-count': { vi: '“{value}” phải là số nguyên không âm.', en: '“{value}” must be a whole number, zero or more.' },
  'out-of-range': {
    vi: '“{value}” nằm ngoài khoảng {min} đến {max}.',
    en: '“{value}” lies outside {min} to {max}.',
  },
  'too-small': { vi: '“{value}” nhỏ hơn {min}.', en: '“{value}” is less than {min}.' },
  'lon-lat-swapped': {
    vi: '“{value}” không thể là vĩ độ. Có lẽ kinh độ và vĩ độ bị đổi chỗ.',
    en: '“{value}” cannot be a latitude. Longitude and latitude seem to be swapped.',
  },
  'not-a-window': {
    vi: '“{part}” không phải khung giờ. Hãy viết như 03:00-07:30.',
    en: '“{part}” is no window of time. Write it like 03:00-07:30.',
  },
  'break-outside-shift': {
    vi: 'Giờ nghỉ “{value}” không nằm trong ca nào ({shifts}), hoặc ca không còn đủ {minutes} phút.',
    en: 'The break “{value}” lies in no shift ({shifts}), or leaves less than {minutes} minutes of it.',
  },
  'windows-overlap': { vi: 'Các khung giờ trong “{value}” chồng lên nhau.', en: 'The windows in “{value}” overlap.' },
  'not-collection-days': {
    vi: '{value} không phải ngày thu gom. Viết như T2 T5 từ 15/04 đến 15/10; T2 2 tuần một lần tính từ 05/01/2026; 02/09/2026; cả ngày nghỉ.',
    en: '{value} is no collection day. Write e.g. Mon Thu from 15/04 to 15/10; Mon every 2 weeks counted from 05/01/2026; 02/09/2026; also on days off.',
  },
  'not-weekdays': {
    vi: '“{part}” không phải ngày trong tuần. Hãy viết T2 T4 CN, T2-T7, hằng ngày, hoặc 1234567 (1 = thứ Hai).',
    en: '“{part}” is no weekday. Write names (Mon Wed, Mon-Sat, daily) or digits (1 = Monday, such as 135).',
  },
  'weekdays-two-ways': {
    vi: '“{part}” có thể hiểu theo hai cách. Hãy viết {names}, hoặc {digits} nếu 1 là thứ Hai.',
    en: '“{part}” can be read in two ways. Write {names} as Vietnam counts days, or {digits} where 1 is Monday.',
  },
  'unknown-stream': { vi: 'Không có loại rác “{part}”.', en: 'There is no stream “{part}”.' },
  'not-a-choice': {
    vi: '“{value}” không dùng được ở đây. Chọn: {choices}.',
    en: '“{value}” is not one of: {choices}.',
  },
  'no-mass': {
    vi: 'Điểm không có khối lượng của loại rác nào.',
    en: 'The point has no mass of any stream.',
  },
  'not-json': { vi: 'Tệp không phải JSON đúng cú pháp.', en: 'The file is not well-formed JSON.', isWholeFile: true },
  'not-a-feature-collection': {
    vi: 'Tệp không phải FeatureCollection của GeoJSON.',
    en: 'The file is no GeoJSON FeatureCollection.',
    isWholeFile: true,
  },
  'too-many-features': {
    vi: 'Tệp có hơn {most} đối tượng, nhiều hơn số đơn vị và khu phố, thôn của cả một tỉnh. Hãy chọn đúng tệp ranh giới.',
    en: 'The file holds more than {most} features, more than the units and residential groups of a whole province. Choose the file of boundaries.',
    isWholeFile: true,
  },
  'too-many-lines': {
    vi: 'Tệp có hơn {most} dòng. Hãy bỏ các dòng trống hoặc tách thành nhiều tệp.',
    en: 'The file holds more than {most} lines. Take out empty ones, or split it.',
    isWholeFile: true,
  },
  'no-units': { vi: 'Tệp không có đơn vị hành chính nào.', en: 'The file holds no unit.', isWholeFile: true },
  'not-a-surface': {
    vi: 'Hình của đơn vị phải là Polygon hoặc MultiPolygon, không phải {type}.',
    en: 'The geometry must be a Polygon or MultiPolygon, not {type}.',
  },
  'bad-coordinates': { vi: '{part} không phải tọa độ [kinh độ, vĩ độ].', en: '{part} is no [longitude, latitude].' },
  'unclosed-ring': {
    vi: 'Đường ranh giới bắt đầu ở [{lon}, {lat}] không khép kín.',
    en: 'The ring that begins at [{lon}, {lat}] does not close.',
  },
  'ring-too-short': {
    vi: 'Một đường ranh giới chỉ có {corners} điểm; cần ít nhất 4.',
    en: 'A ring has {corners} corners; it needs at least 4.',
  },
  'self-intersection': {
    vi: 'Đường ranh giới tự cắt tại [{lon}, {lat}].',
    en: 'The boundary crosses itself at [{lon}, {lat}].',
  },
  'ring-without-area': {
    vi: 'Đường ranh giới bắt đầu ở [{lon}, {lat}] không bao quanh diện tích nào.',
    en: 'The ring that begins at [{lon}, {lat}] encloses no area.',
  },
  'hole-outside-shell': {
    vi: 'Lỗ bắt đầu ở [{lon}, {lat}] nằm ngoài đường ranh giới ngoài.',
    en: 'The hole that begins at [{lon}, {lat}] lies outside the outer boundary.',
  },
  'hole-in-hole': {
    vi: 'Lỗ bắt đầu ở [{lon}, {lat}] nằm trong một lỗ khác.',
    en: 'The hole that begins at [{lon}, {lat}] lies within another hole.',
  },
  'interior-parted': {
    vi: 'Các lỗ chạm ranh giới chia phần đất bắt đầu ở [{lon}, {lat}] thành nhiều mảnh. Hãy vẽ mỗi mảnh thành một phần riêng.',
    en: 'Holes that touch the boundary part the surface that begins at [{lon}, {lat}]. Draw each piece as a part of its own.',
  },
  'parts-overlap': {
    vi: 'Hai phần của đơn vị chồng lên nhau ở [{lon}, {lat}].',
    en: 'Two parts of the unit lie on each other at [{lon}, {lat}].',
  },
  'foreign-crs': {
    vi: 'Tọa độ theo hệ {system}, không phải WGS 84. Hãy chuyển sang WGS 84 (EPSG:4326) rồi nhập lại.',
    en: 'The coordinates are in {system}, not in WGS 84. Convert them to WGS 84 (EPSG:4326) and import again.',
    isWholeFile: true,
  },
  'units-swapped': {
    vi: 'Kinh độ và vĩ độ của các đơn vị bị đổi chỗ ({units}). GeoJSON viết kinh độ trước, vĩ độ sau.',
    en: 'Longitude and latitude of the units are swapped ({units}). GeoJSON writes longitude first, latitude second.',
    isWholeFile: true,
  },
  'units-overlap': {
    vi: 'Đơn vị “{value}” chồng lên đơn vị “{other}” (dòng {otherLine}) {percent} % diện tích của đơn vị nhỏ hơn.',
    en: 'Unit “{value}” overlaps unit “{other}” (line {otherLine}) by {percent} % of the smaller.',
  },
  'unknown-unit': { vi: 'Không có đơn vị nào mang mã “{value}”.', en: 'There is no unit with the code “{value}”.' },
  'group-outside-unit': {
    vi: 'Tổ dân phố nằm ngoài đơn vị “{value}”.',
    en: 'The residential group lies outside the unit “{value}”.',
  },
  'not-a-place': {
    vi: '“{value}” không phải tọa độ. Hãy viết như 20.0783, 105.8669, dán liên kết Google Maps hoặc tọa độ VN-2000.',
    en: '“{value}” is no place. Write it like 20.0783, 105.8669, or paste a link of Google Maps or VN-2000 coordinates.',
  },
  'short-map-link': {
    vi: 'Liên kết rút gọn không chứa tọa độ. Hãy mở liên kết rồi chép địa chỉ đầy đủ trên thanh địa chỉ.',
    en: 'A short link holds no coordinates. Open it and copy the full address from the address bar.',
  },
  'vn2000-zone-missing': {
    vi: '“{value}” là tọa độ VN-2000 nhưng chưa rõ kinh tuyến trục. Hãy chọn kinh tuyến trục, hoặc viết thêm như 105.0.',
    en: '“{value}” is VN-2000, but its central meridian is not known. Choose it, or write it behind, such as 105.0.',
  },
  'unknown-reference': {
    vi: 'Không có mã hoặc tên “{value}” trong sổ {book}. Hãy sửa ô này, hoặc thêm vào sổ đó trước.',
    en: 'There is no code or name “{value}” in the book {book}. Mend the cell, or add it to that book first.',
  },
  'needed-for-new': {
    vi: '“{code}” là mục mới nên phải có {heading}.',
    en: '“{code}” is new, so it needs {heading}.',
  },
  'boundary-needed': {
    vi: 'Chưa có “{value}”. Mục mới cần ranh giới: hãy vẽ trên bản đồ hoặc nhập bằng GeoJSON.',
    en: '“{value}” is not there yet. A new one needs a boundary: draw it on the map, or import it as GeoJSON.',
  },
  'not-yours': {
    vi: 'Tài khoản này không được sửa “{value}”.',
    en: 'This account may not change “{value}”.',
  },
  'one-shift-a-row': { vi: '“{value}”: mỗi dòng một ca.', en: '“{value}”: one shift a row.' },
  'break-without-minutes': { vi: 'Giờ nghỉ cần số phút nghỉ.', en: 'A break window needs its minutes.' },
  'days-without-mass': { vi: 'Có ngày thu gom nhưng không có khối lượng.', en: 'There are days but no mass.' },
  'field-taken': {
    vi: '“{value}” đã được dùng cho mục khác, có thể là mục đã lưu trữ hoặc không thuộc phần bạn được sửa.',
    en: '“{value}” is taken by another record, perhaps an archived one or one that you may not change.',
  },
  'field-unknown': { vi: 'Không có “{value}” trong sổ.', en: 'The register has no “{value}”.' },
  'field-archived': {
    vi: '“{value}” đã lưu trữ. Hãy khôi phục hoặc chọn mục khác.',
    en: '“{value}” is archived. Restore it, or name another.',
  },
  'field-overlaps': { vi: 'Trùng thời gian với mục đã có: {value}.', en: 'It overlaps with what is there: {value}.' },
  'field-no-depot': { vi: '“{value}” không phải là bãi xe.', en: '“{value}” is no depot.' },
  'field-not-accepted': {
    vi: 'Cơ sở không nhận loại rác “{value}” nên không thể xử lý loại này.',
    en: 'The facility does not accept “{value}”, so it cannot treat it.',
  },
  'field-accepts-nothing': {
    vi: 'Nơi đổ rác phải nhận ít nhất một loại rác.',
    en: 'Where waste is unloaded at least one stream must be accepted.',
  },
  'still-in-use': {
    vi: 'Chưa thể lưu trữ “{value}” vì còn mục khác đang dùng nó.',
    en: '“{value}” cannot be archived while other records depend on it.',
  },
  'changed-meanwhile': {
    vi: '“{value}” vừa được người khác sửa. Hãy xem lại rồi nhập lại.',
    en: 'Somebody changed “{value}” meanwhile. Look at it and import again.',
  },
  'not-kept': { vi: 'Không lưu được: {reason}.', en: 'It cannot be kept: {reason}.' },
  'not-a-time': {
    vi: 'Cần giờ cân như 05:40; “{value}” không có giờ.',
    en: 'A time like 05:40 is needed; “{value}” has none.',
  },
  'not-yet': { vi: 'Thời điểm này chưa đến.', en: 'This time has not come yet.' },
  'long-ago': {
    vi: 'Thời điểm này đã hơn mười năm. Hãy xem lại năm.',
    en: 'This is more than ten years ago. Look at the year again.',
  },
  'not-a-plate': { vi: '“{value}” không phải biển số xe.', en: '“{value}” is no plate.' },
  'tare-above-gross': {
    vi: 'Bì “{value}” lớn hơn tổng {gross}.',
    en: 'The tare “{value}” is above the gross weight {gross}.',
  },
  'net-differs': {
    vi: 'Khối lượng hàng “{value}” khác tổng trừ bì ({net}).',
    en: 'The net weight “{value}” is not gross less tare ({net}).',
  },
  'facility-needed': {
    vi: 'Tệp không nói cân ở đâu. Hãy chọn cơ sở.',
    en: 'The file does not say where it was weighed. Choose the facility.',
  },
  'unknown-facility': {
    vi: 'Không có cơ sở “{value}” mà bạn được nhập phiếu cân.',
    en: 'There is no facility “{value}” at which you enter tickets.',
  },
  'ticket-number-taken': {
    vi: 'Cơ sở này đã có phiếu số “{value}” với nội dung khác.',
    en: 'The facility already has a ticket “{value}” that says something else.',
  },
  'ends-before-start': { vi: 'Thời hạn kết thúc trước khi bắt đầu.', en: 'The validity ends before it begins.' },
  'unknown-depot': {
    vi: 'Không có bãi xe nào mang mã “{value}”. Các bãi xe: {known}.',
    en: 'There is no depot with the code “{value}”. Depots: {known}.',
  },
  'unknown-cooperative': {
    vi: 'Không có hợp tác xã nào mang mã “{value}” trong danh sách xe. Đã biết: {known}.',
    en: 'No truck belongs to a cooperative with the code “{value}”. Known: {known}.',
  },
  'outside-units': {
    vi: 'Điểm “{value}” nằm ngoài mọi đơn vị.',
    en: 'The point “{value}” lies outside every unit.',
  },
  'place-outside-units': {
    vi: 'Tọa độ {value} (vĩ độ, kinh độ) nằm ngoài mọi phường, xã. Hãy sửa tọa độ, hoặc nhập ranh giới của nơi đó trước.',
    en: 'The place {value} (latitude, longitude) lies in no ward or commune. Mend it, or bring in the boundary of where it is first.',
  },
  'outside-units-swapped': {
    vi: 'Điểm “{value}” nằm ngoài mọi đơn vị; nếu đổi chỗ kinh độ và vĩ độ thì nằm trong “{unit}”.',
    en: 'The point “{value}” lies outside every unit; with longitude and latitude swapped it would lie in “{unit}”.',
  },
  'no-truck-can-reach': {
    vi: 'Không xe nào đến được điểm “{value}”: không có đường mà xe nhỏ nhất phù hợp đi được trong {metres} m.',
    en: 'No truck can reach the point “{value}”: no road that its smallest truck may use lies within {metres} m.',
  },
  'not-connected': {
    vi: 'Từ bãi xe không có đường đến “{value}” rồi quay về.',
    en: 'There is no way from the depot to “{value}” and back.',
  },
  'no-road-near': {
    vi: 'Không có đường cho xe trong {metres} m quanh “{value}”.',
    en: 'No road a truck may use lies within {metres} m of “{value}”.',
  },
  'osm-not-a-pbf': {
    vi: 'Tệp không phải bản trích OpenStreetMap dạng .osm.pbf.',
    en: 'The file is no OpenStreetMap extract of the kind .osm.pbf.',
    isWholeFile: true,
  },
  'osm-truncated': {
    vi: 'Tệp bị cắt cụt ở byte {byte}. Hãy tải lại.',
    en: 'The file is cut off at byte {byte}. Download it again.',
    isWholeFile: true,
  },
  'osm-damaged': {
    vi: 'Tệp bị hỏng từ byte {byte}. Hãy tải lại.',
    en: 'The file is damaged from byte {byte} on. Download it again.',
    isWholeFile: true,
  },
  'osm-unsupported': {
    vi: 'Tệp được nén theo cách không hỗ trợ (chỉ zlib). Hãy chuyển đổi, ví dụ bằng osmium.',
    en: 'The file is packed in a way that is not supported (only zlib is). Convert it, for example with osmium.',
    isWholeFile: true,
  },
  'osm-no-roads': {
    vi: 'Bản trích không có đường nào cho xe.',
    en: 'The extract holds no road for vehicles.',
    isWholeFile: true,
  },
  'osm-not-built': {
    vi: 'Không dựng được mạng đường từ bản trích: {message}',
    en: 'No road graph could be built from the extract: {message}',
    isWholeFile: true,
  },
  'no-units-of-level': {
    vi: 'Bản trích không có đơn vị hành chính cấp {level} nào nằm trọn bên trong. Hãy chọn cấp khác hoặc nộp tệp đơn vị.',
    en: 'The extract holds no whole administrative unit of level {level}. Choose another level, or hand in a units file.',
    isWholeFile: true,
  },
  'unit-not-in-extract': {
    vi: 'Không có đơn vị nào tên “{value}” ở cấp {level}. Bản trích có: {names}.',
    en: 'There is no unit named “{value}” at level {level}. The extract has: {names}.',
    isWholeFile: true,
  },
  'unit-cut': {
    vi: 'Đơn vị “{value}” bị cắt ở mép bản trích nên không được lấy. Nếu cần, hãy dùng bản trích rộng hơn.',
    en: 'The unit “{value}” is cut by the edge of the extract and was not taken. If you need it, use a larger extract.',
  },
  'more-faults': {
    vi: 'Và {count} lỗi nữa không được liệt kê.',
    en: 'And {count} more faults that are not listed.',
  },
  'osm-elsewhere': {
    vi: 'Đường trong bản trích không nằm ở các đơn vị này.',
    en: 'The roads of the extract do not lie where the units are.',
    isWholeFile: true,
  },
} as const satisfies Readonly<Record<string, FaultMessage>>;

/** Whether leaving out the faulty row would not help, because the file as a whole is of no use. */
export function isWholeFileFault(fault: ImportFault): boolean {
  return messageOf(fault)?.isWholeFile ?? false;
}

/** One sentence that says what is wrong and, where it can be known, what to write instead. */
export function faultSentence(fault: ImportFault, language: Language): string {
  const template = messageOf(fault)?.[language] ?? fault.code;
  const { params } = fault;
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    if (name === 'value') return fault.value ?? '';
    const inVietnamese = params[`${name}Vi`];
    if (language === 'vi' && inVietnamese !== undefined) return String(inVietnamese);
    return (name === 'book' && bookName(params[name], language)) || String(params[name] ?? whole);
  });
}

/** Where a fault is, as `file:line:column`; parts that are not known are left out. */
export function faultPlace(fault: ImportFault): string {
  return [fault.fileName, fault.line, fault.column].filter((part) => part !== null).join(':');
}

function messageOf(fault: ImportFault): FaultMessage | undefined {
  return (FAULT_MESSAGES as Readonly<Record<string, FaultMessage>>)[fault.code];
}
