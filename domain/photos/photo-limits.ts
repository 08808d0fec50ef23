/** Most photos of one report. */
export const MOST_PHOTOS = 5;
/** What a phone shrinks a photo to before it is sent, in bytes: a crew pays for its data. */
export const PHOTO_BYTES = 200_000;
/** Largest photo that is taken as it is, in megabytes. */
export const MOST_PHOTO_MEGABYTES = 20;
/** More pixels than this nobody's camera has, and no memory should be given to. */
export const MOST_PHOTO_PIXELS = 100_000_000;
