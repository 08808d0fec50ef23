import { expect, test } from 'vitest';
import { placeOfExif } from './exif-place.ts';
import { exifOf } from './exif-segment.ts';

type Rationals = readonly (readonly [number, number])[];

/** A JPEG as a camera begins it, with where it was taken. */
function jpeg(
  isLittle: boolean,
  latitude: Rationals,
  north: 'N' | 'S',
  longitude: Rationals,
  east: 'E' | 'W',
): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(160));
  const entry = (at: number, tag: number, type: number, count: number) => {
    tiff.setUint16(at, tag, isLittle);
    tiff.setUint16(at + 2, type, isLittle);
    tiff.setUint32(at + 4, count, isLittle);
  };
  const pointer = (at: number, tag: number, type: number, count: number, to: number) => {
    entry(at, tag, type, count);
    tiff.setUint32(at + 8, to, isLittle);
  };
  const letter = (at: number, tag: number, text: string) => {
    entry(at, tag, 2, 2);
    tiff.setUint8(at + 8, text.charCodeAt(0));
  };
  tiff.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, isLittle);
  tiff.setUint32(4, 8, isLittle);
  tiff.setUint16(8, 1, isLittle);
  pointer(10, 0x8825, 4, 1, 26);
  tiff.setUint16(26, 4, isLittle);
  letter(28, 1, north);
  pointer(40, 2, 5, 3, 80);
  letter(52, 3, east);
  pointer(64, 4, 5, 3, 104);
  for (const [at, values] of [
    [80, latitude],
    [104, longitude],
  ] as const) {
    for (const [k, [above, below]] of values.entries()) {
      tiff.setUint32(at + k * 8, above, isLittle);
      tiff.setUint32(at + k * 8 + 4, below, isLittle);
    }
  }
  const exif = [...'Exif'].map((one) => one.charCodeAt(0)).concat(0, 0, ...new Uint8Array(tiff.buffer));
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xe1, 0, exif.length + 2, ...exif, 0xff, 0xda]);
}

const placeOf = (picture: Uint8Array) => placeOfExif(exifOf(picture) ?? new Uint8Array());

test.each([true, false])('the place is read in either order of bytes: little %s', (isLittle) => {
  const place = placeOf(
    jpeg(
      isLittle,
      [
        [20, 1],
        [5, 1],
        [3000, 100],
      ],
      'N',
      [
        [105, 1],
        [50, 1],
        [0, 1],
      ],
      'E',
    ),
  );
  expect(place?.map((value) => value.toFixed(5))).toEqual(['105.83333', '20.09167']);
});

test('south and west are negative; minutes may have the fraction, and no seconds follow', () => {
  const place = placeOf(
    jpeg(
      true,
      [
        [33, 1],
        [515, 10],
        [0, 0],
      ],
      'S',
      [
        [70, 1],
        [395, 10],
        [0, 0],
      ],
      'W',
    ),
  );
  expect(place?.map((value) => value.toFixed(5))).toEqual(['-70.65833', '-33.85833']);
});

test('a camera that does not know where it is says nothing', () => {
  expect(
    placeOf(
      jpeg(
        true,
        [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
        'N',
        [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
        'E',
      ),
    ),
  ).toBeNull();
  expect(exifOf(Uint8Array.from([0xff, 0xd8, 0xff, 0xda]))).toBeNull();
});
