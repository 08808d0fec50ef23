import type { Response } from 'express';
import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { importFileSchema, importOptionsSchema } from '../../domain/area-files/import-request.ts';
import { activeAreaSchema, areaViewSchema, importViewSchema } from '../../domain/areas.ts';
import { dayOf } from '../../domain/day-of.ts';
import { activateArea, announceArea, announceImport } from '../../records/area-imports/area-import.ts';
import type { Platform } from '../../platform/platform.ts';
import { isDemoArea } from '../demo-area.ts';
import { generalProblem } from '../http/general-problems.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import { rawRoute, type Route, route } from '../http/route.ts';
import { listImportViews } from '../../records/area-imports/read-imports.ts';
import { findActiveArea, listAreas, readArea } from '../../records/towns/read-areas.ts';
import { sendBaseMap } from './base-map.ts';
import { cancelImport, readImport, readMarkedFile, requestImport } from './imports.ts';
import { areaProblem } from './problems.ts';
import { rejectsCsv } from './rejects.ts';

const byId = z.object({ id: idSchema });
const inLanguage = z.object({ language: z.enum(LANGUAGES).optional() });
const file = z.string().meta({ format: 'binary' });

/** Areas, their base maps, and their imports. */
export function areaRoutes(platform: Platform): Route[] {
  return [...areas(platform), ...imports(platform)];
}

function areas(platform: Platform): Route[] {
  const { database, blobs, config } = platform;
  return [
    route({
      method: 'get',
      path: '/api/area',
      permission: 'public',
      tag: 'areas',
      summary: 'The area that this installation serves, and where its base map is',
      answer: activeAreaSchema,
      problems: { 404: 'No area is active (`no-area`)' },
      handler: async () => {
        const active = await findActiveArea(database.prisma);
        if (!active) throw generalProblem('no-area');
        const { area, datasetId } = active;
        return {
          ...area,
          mapStyleUrl: config.mapStyleUrl ?? null,
          baseMapUrl: `/api/areas/${datasetId}/base-map.pmtiles`,
          today: dayOf(new Date(), area.timeZone),
          isDemo: isDemoArea(config, area),
          positionRetentionDays: config.positionRetentionDays,
          languages: [...LANGUAGES],
        };
      },
    }),
    route({
      method: 'get',
      path: '/api/areas',
      permission: 'area.import',
      tag: 'areas',
      summary: 'All complete areas, the newest first',
      answer: z.array(areaViewSchema),
      handler: () => listAreas(database.prisma),
    }),
    route({
      method: 'post',
      path: '/api/areas/:id/activate',
      permission: 'area.activate',
      tag: 'areas',
      summary: 'Makes an area the one that this installation serves',
      params: byId,
      answer: areaViewSchema,
      handler: async ({ params: { id } }) => {
        const isDone = await database.prisma.$transaction((transaction) => activateArea(transaction, id));
        if (!isDone) throw areaProblem('no-such-area', { id });
        // An area bears its import's id.
        await announceImport(platform, id);
        await announceArea(platform, id);
        return await readArea(database.prisma, id);
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/areas/:id/base-map.pmtiles',
      permission: 'public',
      tag: 'areas',
      summary: 'Vector tiles of an area (PMTiles), whole or by range',
      params: byId,
      answerType: 'application/vnd.pmtiles',
      handler: ({ params, request, response }) => sendBaseMap(request, response, blobs, params.id),
    }),
  ];
}

function imports(platform: Platform): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/imports',
      permission: 'area.import',
      tag: 'areas',
      summary:
        'Imports an area from an OpenStreetMap extract, its units and, if given, its points, trucks and facilities: a new one, or into `town` as a difference by code',
      upload: {
        contentType: 'multipart/form-data',
        schema: importOptionsSchema.extend({
          osm: file.optional(),
          units: file.optional(),
          points: file.optional(),
          trucks: file.optional(),
          facilities: file.optional(),
        }),
      },
      status: 202,
      answer: importViewSchema,
      problems: { 413: 'A file is too large', 415: 'The body is no multipart/form-data' },
      handler: async ({ request, response, user, language }) => {
        const view = await requestImport(platform, request, { id: user.id, language });
        response.setHeader('Location', `/api/imports/${view.id}`);
        return view;
      },
    }),
    route({
      method: 'get',
      path: '/api/imports',
      permission: 'area.import',
      tag: 'areas',
      summary: 'The last imports, the newest first',
      answer: z.array(importViewSchema),
      handler: () => listImportViews(platform.database.prisma),
    }),
    route({
      method: 'get',
      path: '/api/imports/:id',
      permission: 'area.import',
      tag: 'areas',
      summary: 'An import: how far it has come, and what is wrong with its files',
      params: byId,
      answer: importViewSchema,
      handler: ({ params }) => readImport(platform, params.id),
    }),
    rawRoute({
      method: 'get',
      path: '/api/imports/:id/rejects.csv',
      permission: 'area.import',
      tag: 'areas',
      summary: 'The faults of an import, one a row: file, line, column, value, fault',
      params: byId,
      query: inLanguage,
      answerType: 'text/csv',
      handler: async ({ params, query, language, response }) => {
        const { faults } = await readImport(platform, params.id);
        sendCsv(response, `rejects-${params.id}.csv`, rejectsCsv(faults, query.language ?? language));
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/imports/:id/marked/:file',
      permission: 'area.import',
      tag: 'areas',
      summary:
        'A faulty file of an import as it was handed in, the faults in a first column: to be fixed and sent again',
      params: byId.extend({ file: importFileSchema }),
      query: inLanguage,
      answerType: 'text/csv',
      problems: { 404: 'It has no faulty rows, or is no longer kept (`file-not-kept`)' },
      handler: async ({ params, query, language, response }) => {
        const { name, text } = await readMarkedFile(platform, params.id, params.file, query.language ?? language);
        sendCsv(response, name, text);
      },
    }),
    route({
      method: 'post',
      path: '/api/imports/:id/cancel',
      permission: 'area.import',
      tag: 'areas',
      summary: 'Cancels an import that waits or runs; nothing of it stays',
      params: byId,
      answer: importViewSchema,
      problems: { 409: 'It has ended already (`import-not-running`)' },
      handler: ({ params }) => cancelImport(platform, params.id),
    }),
  ];
}

function sendCsv(response: Response, name: string, text: string): void {
  response.attachment(name).type('text/csv; charset=utf-8').set('Cache-Control', 'no-store').send(text);
}
