import { createHash } from 'node:crypto';
import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { dayOf } from '../../domain/day-of.ts';
import {
  dueReportOn,
  reportDetailSchema,
  type ReportFormat,
  reportListSchema,
  reportRequestSchema,
  type ReportView,
  reportViewSchema,
} from '../../domain/reports/requests.ts';
import { addReportJob, reportKey } from '../../platform/report-files.ts';
import type { Platform } from '../../platform/platform.ts';
import { holdsForTown } from '../../domain/policy/may.ts';
import { readLateCounts } from '../../records/reports/gather-report.ts';
import { isDueReportMade } from '../../records/reports/remind.ts';
import { findScope, readReport, readReports, requestReport, scopesOf } from '../../records/reports/report-rows.ts';
import { requireActiveTown } from '../active-town.ts';
import { rawRoute, type Route, route } from '../http/route.ts';
import { reportProblem } from './problems.ts';

const byId = z.object({ id: idSchema });

const TYPES: Readonly<Record<ReportFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function reportRoutes(platform: Platform): Route[] {
  const { blobs, logger, database } = platform;
  const { prisma } = database;
  return [
    route({
      method: 'get',
      path: '/api/reports',
      permission: 'reports.make',
      tag: 'reports',
      summary: 'Reports that were made, the latest first; what one may be made of; the one that is due',
      answer: reportListSchema,
      handler: async ({ user }) => {
        const town = await requireActiveTown(prisma);
        const due = holdsForTown(user, 'reports.make') ? dueReportOn(dayOf(new Date(), town.timeZone)) : null;
        const [items, scopes] = await Promise.all([readReports(prisma, town.id, user), scopesOf(prisma, town, user)]);
        return { items, scopes, due: due && { ...due, isMade: await isDueReportMade(prisma, town.id, due) } };
      },
    }),
    route({
      method: 'post',
      path: '/api/reports',
      permission: 'reports.make',
      tag: 'reports',
      summary: 'Has a report made of what the ledger says of some days; its state tells when it is there',
      body: reportRequestSchema,
      status: 202,
      answer: reportViewSchema,
      handler: async ({ body, user, response }) => {
        const town = await requireActiveTown(prisma);
        const scope = await findScope(prisma, town.id, user, body);
        if (!scope) throw reportProblem('no-such-scope');
        const id = await requestReport(prisma, scope, body, user.id);
        try {
          await addReportJob(platform, id);
        } catch (error) {
          // The row is the truth and says `queued`; a worker's sweep adds the job when the queue is back.
          logger.warn({ err: error, reportId: id }, 'queue does not take the report yet');
        }
        response.setHeader('Location', `/api/reports/${id}`);
        const view = await readReport(prisma, town.id, user, id);
        if (!view) throw reportProblem('no-such-report');
        return view;
      },
    }),
    route({
      method: 'get',
      path: '/api/reports/:id',
      permission: 'reports.make',
      tag: 'reports',
      summary: 'How far a report is, what it was made from, and what came after its cut-off',
      params: byId,
      answer: reportDetailSchema,
      handler: async ({ params, user }) => {
        const town = await requireActiveTown(prisma);
        const view = await readReport(prisma, town.id, user, params.id);
        if (!view) throw reportProblem('no-such-report');
        return { ...view, late: await readLateCounts(prisma, view.id) };
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/reports/:id/file',
      permission: 'reports.make',
      tag: 'reports',
      summary: 'The file of a report that is made',
      params: byId,
      answerType: 'application/octet-stream',
      problems: { 409: 'The report is not made' },
      handler: async ({ params, user, response }) => {
        const town = await requireActiveTown(prisma);
        const view = await readReport(prisma, town.id, user, params.id);
        if (!view) throw reportProblem('no-such-report');
        const file = view.state === 'done' ? await blobs.get(reportKey(view.id, view.format)) : undefined;
        if (!file) throw reportProblem('report-not-made');
        const checksum = createHash('sha256').update(file).digest('hex');
        if (checksum !== view.checksum)
          logger.error({ reportId: view.id, checksum }, 'a report’s file is not what was made');
        response.setHeader('Content-Type', TYPES[view.format]);
        response.setHeader('Content-Disposition', `attachment; filename="${fileName(view)}"`);
        response.setHeader('ETag', `"${checksum}"`);
        response.send(file);
      },
    }),
  ];
}

/** `bao-cao-period-town-2026-11-01-2026-11-30.docx` */
function fileName({ kind, scope, from, to, format }: ReportView): string {
  return `bao-cao-${kind}-${scope.replaceAll(/[^A-Za-z0-9]+/g, '-')}-${from}-${to}.${format}`;
}
