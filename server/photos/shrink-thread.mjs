// Decodes pictures that anybody may have made, away from the thread that answers requests.
import { parentPort } from 'node:worker_threads';
import readExif from 'exif-reader';
import sharp from 'sharp';

// Of all that the library reads only what cameras write: no document that can ask for other files.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif'].map((format) => `VipsForeignLoad${format}`),
});
sharp.cache(false);
sharp.concurrency(1);

// A thread's port has no origin; the rule means windows.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const answer = (message) => parentPort.postMessage(message);

parentPort.on('message', (asked) => void shrink(asked));

async function shrink({ id, bytes, mostPixels, mostSide, quality }) {
  try {
    const options = { limitInputPixels: mostPixels, failOn: 'error' };
    const { width, height, exif } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
    if (width * height > mostPixels) {
      answer({ id, outcome: 'too-many-pixels', width, height });
      return;
    }
    const { data, info } = await sharp(bytes, options)
      .rotate()
      .resize({ width: mostSide, height: mostSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    answer({
      ...{ id, outcome: 'shrunk', bytes: data, width: info.width, height: info.height, place: placeOf(exif) },
    });
  } catch (error) {
    answer({ id, outcome: 'unreadable', message: String(error) });
  }
}

/** [lon, lat] of a picture's EXIF, `null` where it tells none. */
function placeOf(exif) {
  if (!exif) return null;
  try {
    const gps = readExif(exif).GPSInfo ?? {};
    const lat = degrees(gps.GPSLatitude, gps.GPSLatitudeRef === 'S');
    const lon = degrees(gps.GPSLongitude, gps.GPSLongitudeRef === 'W');
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : null;
  } catch {
    // A picture is a picture without it.
    return null;
  }
}

function degrees(parts, isNegative) {
  const [whole, minutes, seconds] = parts ?? [];
  const value = whole + minutes / 60 + seconds / 3600;
  return isNegative ? -value : value;
}
