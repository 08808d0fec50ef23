import type { Config } from './config.ts';

/**
 * What planning has to do without on the road server of ROADS_URL, to be said at start; `null` when it does without
 * nothing. OSRM's table and route services take no measures of a vehicle (https://project-osrm.org/docs/v5.24.0/api/).
 */
export function roadServerNotice({ roadsUrl }: Pick<Config, 'roadsUrl'>): { en: string; vi: string } | null {
  if (!roadsUrl?.startsWith('osrm')) return null;
  return {
    en:
      'ROADS_URL is an OSRM: it drives the one vehicle its data was made for, whatever the width, height and weight of a ' +
      'truck, and knows no walking. Make its data with a profile of your largest truck, or use Valhalla.',
    vi:
      'ROADS_URL là OSRM: nó chỉ tính cho loại xe đã chọn khi tạo dữ liệu, không xét chiều rộng, chiều cao, tải trọng của ' +
      'từng xe và không biết đường đi bộ. Hãy tạo dữ liệu theo xe lớn nhất, hoặc dùng Valhalla.',
  };
}
