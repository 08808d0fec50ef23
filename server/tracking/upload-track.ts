import type { Request } from 'express';
import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import type { Language } from '../../domain/languages.ts';
import { type FileFix, readTrackFile } from '../../domain/tracks/track-file.ts';
import type { TrackUpload } from '../../domain/tracks/track-upload.ts';
import type { Platform } from '../../platform/platform.ts';
import { plannedDaysOf } from '../../records/tracks/planned-days.ts';
import { type DrawnDay, openTrackDays } from '../../records/tracks/track-days.ts';
import { findTrackedTruck } from '../../records/devices/tracked-truck.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { aheadMillisecondsOf } from '../demo-area.ts';
import { receiveFile } from '../http/receive-file.ts';
import { parseInput } from '../http/validation.ts';
import { announceVisits } from './handlers/announce-visits.ts';
import { whyImplausible } from './handlers/plausible.ts';
import { openPositionWriter } from './handlers/write-positions.ts';
import { trackingProblem } from './problems.ts';

/** A week of a fix every five seconds is about ten. */
const MOST_MEGABYTES = 20;
/** By what positions of files are kept: no device reports as it. */
const REPORTS_AS = 'file';

/** The fields of the form beside its file. */
export const trackFormSchema = z.object({ truck: idSchema });

/**
 * Takes in the track of a truck's past days and draws from it what live fixes would have shown. The same file again changes nothing.
 *
 * @throws Problem `no-such-tracked-truck`, `track-unreadable`, `track-empty`, `track-too-large`
 */
export async function uploadTrack(
  platform: Platform,
  town: ActiveTown,
  request: Request,
  language: Language,
): Promise<TrackUpload> {
  const { database, bus, config } = platform;
  const { file, fields } = await receiveFile(request, MOST_MEGABYTES, {
    tooLarge: () => trackingProblem('track-too-large', { megabytes: MOST_MEGABYTES }),
    broken: () => trackingProblem('track-unreadable'),
  });
  const form = parseInput(trackFormSchema, fields, 'body', language);
  const truck = await findTrackedTruck(database.prisma, town.id, form.truck);
  if (!truck) throw trackingProblem('no-such-tracked-truck');
  const read = file && readTrackFile(file.bytes, town.timeZone);
  if (!read) throw trackingProblem('track-unreadable');
  if (read.fixes.length === 0) throw trackingProblem('track-empty', { unreadable: read.unreadable });
  const now = new Date();
  const ahead = aheadMillisecondsOf(config, town);
  const reports = read.fixes.map((fix) => reportOf(fix));
  const possible = reports.filter((report) => whyImplausible(report, truck.ground, now, ahead) === null);
  const trackDays = openTrackDays(database);
  const drawn: DrawnDay[] = [];
  const writer = openPositionWriter(trackDays, (written) => drawn.push(...written));
  const written = await Promise.all(
    possible.map((report) => writer.write({ ...report, townId: town.id, truckId: form.truck })),
  );
  await writer.close();
  const kept = written.filter((fix) => fix !== null).length;
  const days: TrackUpload['days'] = [];
  for (const planned of await plannedDaysOf(database.pool, spansOf(form.truck, possible))) {
    if (!possible.some(({ fixTime }) => fixTime >= planned.from && fixTime <= planned.until)) continue;
    // Also where nothing was new: what was not kept with the fixes is by now.
    const day = await trackDays.draw(planned);
    if (!day) continue;
    drawn.push(day);
    days.push({ day: planned.day, inferred: day.inferred });
  }
  await announceVisits(bus, drawn);
  return {
    ...{ kept, known: possible.length - kept, dropped: reports.length - possible.length + read.unreadable },
    days: days.sort((a, b) => a.day.localeCompare(b.day)),
  };
}

function reportOf({ at, position, speed }: FileFix) {
  return {
    ...{ deviceId: REPORTS_AS, fixTime: at, position, speed },
    ...{ course: null, accuracyMetres: null, altitudeMetres: null, batteryPercent: null, attributes: {} },
  };
}

/** When the truck was seen, first to last. */
function spansOf(truckId: string, fixes: readonly { readonly fixTime: Date }[]) {
  const times = fixes.map(({ fixTime }) => fixTime).sort((a, b) => a.getTime() - b.getTime());
  const [first, last] = [times[0], times.at(-1)];
  return first && last ? [{ truckId, first, last }] : [];
}
