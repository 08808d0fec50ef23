import type { Platform } from '../../platform/platform.ts';
import { daysOfTracks, drawInferred } from '../../records/visits/draw-inferred.ts';
import { fieldEventView } from '../../records/field/field-event-view.ts';
import { publishInParts } from '../live/publish-in-parts.ts';

/** A truck stands for minutes: nobody has to know within seconds that it left. */
const EVERY_MILLISECONDS = 15_000;

type Seen = Parameters<typeof daysOfTracks>[1][number];

/** Handler beside the others: what the tracks of trucks that were seen show of their visits. */
export interface Inference {
  note(fix: { readonly townId: string; readonly truckId: string; readonly fixTime: Date }): void;
  /** Draws what follows from all that was noted; no more after it. */
  close(): Promise<void>;
}

/**
 * Looks at the tracks of the trucks that were seen since the last time, one after the other, whatever order their fixes came in. What is
 * not drawn because the process ends is drawn with the next fix of the truck.
 */
export function openInference(platform: Platform): Inference {
  const { database, bus, logger } = platform;
  /** By truck: the earliest and the latest fix since, for a phone sends what it kept for hours. */
  let seen = new Map<string, [Seen, Seen]>();
  let drawing: Promise<void> = Promise.resolve();

  const draw = async (): Promise<void> => {
    if (seen.size === 0) return;
    const fixes = [...seen.values()].flat();
    seen = new Map();
    try {
      for (const day of await daysOfTracks(database.prisma, fixes)) {
        const { written } = await drawInferred(database.prisma, day);
        if (written.length > 0) await publishInParts(bus, 'fieldEvents', written.map(fieldEventView));
      }
    } catch (error) {
      logger.warn({ err: error }, 'visits not inferred');
    }
  };
  const next = (): Promise<void> => {
    drawing = drawing.then(draw);
    return drawing;
  };
  const timer = setInterval(() => void next(), EVERY_MILLISECONDS);
  timer.unref();

  return {
    note({ townId, truckId, fixTime }) {
      const fix = { townId, truckId, at: fixTime };
      const [first, last] = seen.get(truckId) ?? [fix, fix];
      seen.set(truckId, [fixTime < first.at ? fix : first, fixTime > last.at ? fix : last]);
    },
    async close() {
      clearInterval(timer);
      await next();
    },
  };
}
