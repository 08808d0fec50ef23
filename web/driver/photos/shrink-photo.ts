import type { LonLat } from '../../../domain/geo.ts';
import { MOST_PHOTO_MEGABYTES, PHOTO_BYTES } from '../../../domain/photos/photo-limits.ts';
import { placeOfExif } from './exif-place.ts';
import { exifOf } from './exif-segment.ts';

/** A photo as it is kept on the phone until it is sent. */
export interface TakenPhoto {
  readonly picture: Blob;
  /** Where it was taken, as far as the camera wrote that into it. */
  readonly position: LonLat | null;
}

/** The longer side in pixels and the quality, tried one after the other until the picture is small enough. */
const TRIES = [
  [1600, 0.75],
  [1280, 0.7],
  [1024, 0.6],
  [800, 0.5],
  [640, 0.4],
] as const;

/**
 * Makes a picture of at most {@link PHOTO_BYTES} of a photo. What the camera wrote into it is not in it any more; its place is told
 * apart.
 *
 * @throws where the browser cannot read it and it is too large to be sent as it is
 */
export async function shrinkPhoto(file: Blob): Promise<TakenPhoto> {
  const position = await placeOf(file);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (error) {
    // A format that this phone's camera writes and its browser does not read: the server may.
    if (file.size > MOST_PHOTO_MEGABYTES * 1_000_000) throw error;
    return { picture: file, position };
  }
  try {
    let smallest: Blob | null = null;
    for (const [side, quality] of TRIES) {
      smallest = await drawn(bitmap, side, quality);
      if (smallest.size <= PHOTO_BYTES) break;
    }
    return { picture: smallest ?? file, position };
  } finally {
    bitmap.close();
  }
}

async function drawn(bitmap: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const share = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * share));
  canvas.height = Math.max(1, Math.round(bitmap.height * share));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality);
  });
}

async function placeOf(file: Blob): Promise<LonLat | null> {
  try {
    const exif = exifOf(new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer()));
    return exif && placeOfExif(exif);
  } catch {
    // A photo without a place is a photo.
    return null;
  }
}
