import type { Request, Response } from 'express';
import { z } from 'zod';
import { crewPositionsAnswerSchema, crewPositionsSchema } from '../../domain/crew-positions.ts';
import { daySchema } from '../../domain/day.ts';
import { trackUploadSchema } from '../../domain/tracks/track-upload.ts';
import { dayStateSchema } from '../../domain/tracking.ts';
import type { Platform } from '../../platform/platform.ts';
import { requireActiveTown } from '../active-town.ts';
import type { KeptAnswers } from '../http/kept-answers.ts';
import { rawRoute, type Route, route } from '../http/route.ts';
import { readDayState } from './day-state.ts';
import { trackFormSchema, uploadTrack } from './upload-track.ts';
import { takeCrewPositions } from './crew-positions.ts';
import type { TrackerEndpoint, TrackerEndpoints } from './tracker-endpoints.ts';
import type { Tracking } from './tracking.ts';

/** A parameter, which some clients say twice. */
const said = z.union([z.string(), z.array(z.string())]).optional();
const osmandQuery = z.looseObject({
  id: said,
  deviceid: said,
  timestamp: said,
  lat: said,
  lon: said,
  location: said,
  speed: said,
  bearing: said,
  altitude: said,
  accuracy: said,
  batt: said,
});

export function trackingRoutes(
  platform: Platform,
  { trackers: endpoints, tracking }: { trackers: TrackerEndpoints; tracking: Tracking },
  kept: KeptAnswers,
): Route[] {
  const { prisma } = platform.database;
  const by =
    (endpoint: TrackerEndpoint) =>
    ({ request, response }: { request: Request; response: Response }): Promise<void> =>
      endpoint(request, response);
  return [
    rawRoute({
      method: 'get',
      path: '/osmand',
      permission: 'public',
      tag: 'tracking',
      cleansText: true,
      summary: 'A position by OsmAnd’s protocol; the device id is the credential. 200 = committed, or known already',
      query: osmandQuery,
      answerType: 'text/plain',
      handler: by(endpoints.osmand),
    }),
    rawRoute({
      method: 'post',
      path: '/osmand',
      permission: 'public',
      tag: 'tracking',
      cleansText: true,
      summary: 'The same as a form, or as the JSON of Traccar Client 9 (unknown device: 404)',
      upload: { contentType: 'application/x-www-form-urlencoded', schema: osmandQuery },
      answerType: 'text/plain',
      handler: by(endpoints.osmand),
    }),
    rawRoute({
      method: 'post',
      path: '/api/tracking/traccar',
      permission: 'public',
      tag: 'tracking',
      cleansText: true,
      summary: 'What a Traccar server passes on as JSON (`forward.type=json`), one position or an array of them',
      upload: { contentType: 'application/json', schema: z.unknown() },
      answerType: 'text/plain',
      handler: by(endpoints.traccar),
    }),
    rawRoute({
      method: 'post',
      path: '/api/tracking/owntracks',
      permission: 'public',
      tag: 'tracking',
      cleansText: true,
      summary:
        'OwnTracks over HTTP, one message or an array of them; the device is `d`, `X-Limit-D` or the topic’s last part',
      query: z.looseObject({ d: said, u: said }),
      upload: { contentType: 'application/json', schema: z.unknown() },
      answerType: 'application/json',
      handler: by(endpoints.ownTracks),
    }),
    route({
      method: 'post',
      path: '/api/positions',
      permission: 'field.report',
      tag: 'tracking',
      summary: 'Where a truck was, by its crew’s phone; 200 = committed, or known already, or dropped as impossible',
      body: crewPositionsSchema,
      answer: crewPositionsAnswerSchema,
      handler: async ({ body, user }) =>
        await takeCrewPositions({ prisma, tracking }, await requireActiveTown(prisma), user, body),
    }),
    route({
      method: 'post',
      path: '/api/tracks',
      permission: 'devices.edit',
      tag: 'tracking',
      summary:
        'The track of a truck’s past days as GPX or CSV (lat, lon, time, speed in km/h); it infers like live fixes',
      upload: {
        contentType: 'multipart/form-data',
        schema: z.object({ ...trackFormSchema.shape, file: z.string().meta({ format: 'binary' }) }),
      },
      answer: trackUploadSchema,
      problems: { 413: 'The file is too large', 422: 'The file is neither GPX nor such a CSV' },
      handler: async ({ request, language }) =>
        await uploadTrack(platform, await requireActiveTown(prisma), request, language),
    }),
    route({
      method: 'get',
      path: '/api/day/:date',
      permission: 'fleet.watch',
      tag: 'tracking',
      summary: 'The day in the field: latest position of each truck, and the last it reported of each stop and visit',
      params: z.object({ date: daySchema }),
      answer: dayStateSchema,
      handler: async ({ params: { date } }) => {
        const town = await requireActiveTown(prisma);
        return await kept.shared(`day ${town.id} ${date}`, async () => await readDayState(prisma, town, date));
      },
    }),
  ];
}
