import { lateForm } from '../api/late-form.ts';
import { ApiProblem } from '../api/problem.ts';
import { upload } from '../api/upload.ts';
import type { Carrier } from './items.ts';
import { outcomeOfFailure } from './refusals.ts';

/** A photo takes its time on a weak network; longer, and it begins anew. */
const LONGEST_MS = 90_000;

/** Brings photos to the server, one at a time. */
export const photoCarrier: Carrier<'photo'> = {
  mostAtOnce: 1,
  isBulky: true,
  stamp: (photo, takenAt) => ({ ...photo, takenAt }),
  deviceMsOf: ({ takenAt }) => Date.parse(takenAt),
  deliver: async (photos, signal) => {
    const end = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]);
    try {
      for (const { id, takenAt, position, picture } of photos) {
        const form = new FormData();
        form.set('id', id);
        form.set('takenAt', takenAt);
        if (position) {
          form.set('lon', String(position[0]));
          form.set('lat', String(position[1]));
        }
        form.set('file', picture, `${id}.jpg`);
        await upload(lateForm('photo'), '/api/photos', form, { onProgress: () => undefined, signal: end });
      }
      return { outcome: 'sent', ids: photos.map(({ id }) => id) };
    } catch (error) {
      if (error instanceof ApiProblem) return { outcome: outcomeOfFailure(error) };
      if (!end.aborted) console.error(error);
      return { outcome: 'later' };
    }
  },
};
