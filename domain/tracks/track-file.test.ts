import { expect, it } from 'vitest';
import { readTrackFile } from './track-file.ts';

const read = (text: string) => readTrackFile(new TextEncoder().encode(text), 'Asia/Ho_Chi_Minh');
const fix = (at: string, speed: number | null = null) => ({ at: new Date(at), position: [105.86, 20.08], speed });

it('reads a GPX track, whatever its prefix and the order of its attributes', () => {
  const gpx = `<?xml version="1.0"?><gpx:gpx><gpx:trk><gpx:trkseg>
    <gpx:trkpt lat="20.08" lon="105.86"><gpx:ele>4</gpx:ele><gpx:time>2026-11-23T01:00:00Z</gpx:time></gpx:trkpt>
    <gpx:trkpt lon='105.86' lat='20.08'><gpx:time>2026-11-23T08:00:10+07:00</gpx:time><gpx:speed>2.5</gpx:speed></gpx:trkpt>
    <gpx:trkpt lat="20.08" lon="105.86"></gpx:trkpt></gpx:trkseg></gpx:trk></gpx:gpx>`;
  expect(read(gpx)).toEqual({ fixes: [fix('2026-11-23T01:00:00Z'), fix('2026-11-23T01:00:10Z', 2.5)], unreadable: 1 });
});

it('reads a CSV by its headings; a time without a zone is one of the town’s clocks', () => {
  const csv =
    'Thời gian;Vĩ độ;Kinh độ;Tốc độ (km/h)\n23/11/2026 08:00:30;20,08;105,86;36\n1795395660;20.08;105.86;\nhôm qua;1;2;3\n';
  expect(read(csv)).toEqual({ fixes: [fix('2026-11-23T01:00:30Z', 10), fix('2026-11-23T01:01:00Z')], unreadable: 1 });
});

it('is told from what is no track', () => {
  expect(read('tên,tuổi\nA,3\n')).toBeNull();
  expect(readTrackFile(new Uint8Array([0xff, 0xd8, 0xff, 0x00]), 'UTC')).toBeNull();
});
