import type { Request } from 'express';
import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import type { Language } from '../../domain/languages.ts';
import { type FileFix, readTrackFile } from '../../domain/tracks/track-file.ts';
import type { TrackUpload } from '../../domain/tracks/track-upload.ts';
import type { Platform } from '../../platform/platform.ts';
import { daysOfTracks, drawInferred } from '../../records/visits/draw-inferred.ts';
import { findTrackedTruck } from '../../records/devices/tracked-truck.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { aheadMillisecondsOf } from '../demo-area.ts';
import { fieldEventView } from '../../records/field/field-event-view.ts';
import { receiveFile } from '../http/receive-file.ts';
import { parseInput } from '../http/validation.ts';
import { publishInParts } from '../live/publish-in-parts.ts';
import { whyImplausible } from './handlers/plausible.ts';
import { openPositionWriter } from './handlers/write-positions.ts';
import { trackingProblem } from './problems.ts';

/** A week of a fix every five seconds is about ten. */
const MOST_MEGABYTES = 20;
/** By what positions of files are kept: no device reports as it. */
const REPORTS_AS = 'file';
/** Routes are hours long: fixes so far apart find every one of them. */
const SAMPLE_MILLISECONDS = 15 * 60_000;

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
  const writer = openPositionWriter(database.pool);
  const isNew = await Promise.all(
    possible.map((report) => writer.write({ ...report, townId: town.id, truckId: form.truck })),
  );
  await writer.close();
  const kept = isNew.filter(Boolean).length;
  const days: TrackUpload['days'] = [];
  for (const day of await daysOfTracks(database.prisma, sampled(town.id, form.truck, possible))) {
    const { written, inferred } = await drawInferred(database.prisma, day);
    await publishInParts(bus, 'fieldEvents', written.map(fieldEventView));
    days.push({ day: day.day, inferred });
  }
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

function sampled(townId: string, truckId: string, fixes: readonly { readonly fixTime: Date }[]) {
  const quarters = new Map(
    fixes.map(({ fixTime }) => [Math.floor(fixTime.getTime() / SAMPLE_MILLISECONDS), fixTime] as const),
  );
  return [...quarters.values()].map((at) => ({ townId, truckId, at }));
}
