import { csv } from '../../domain/area-files/write-csv.ts';
import { addDays } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { Language } from '../../domain/languages.ts';
import { RULE_VERSION } from '../../domain/ledger/rule.ts';
import {
  OPEN_COLUMNS,
  OPEN_DATA_VERSION,
  OPEN_MEANINGS,
  openDataSchema,
  openLedgerSchema,
} from '../../domain/open-data/open-data.ts';
import type { Platform } from '../../platform/platform.ts';
import { changeOpenData, readOpenData, readOpenRows } from '../../records/open-data/open-data.ts';
import { requireActiveTown } from '../active-town.ts';
import { defineProblems } from '../http/problem.ts';
import { rawRoute, type Route, route } from '../http/route.ts';
import { spendTry } from '../http/spend-try.ts';

const problem = defineProblems({
  'figures-not-open': {
    status: 404,
    title: { vi: 'Số liệu chưa mở', en: 'The figures are not open' },
    detail: {
      vi: 'Địa phương chưa mở số liệu này cho mọi người.',
      en: 'This town has not opened these figures to everybody.',
    },
  },
});

/** From one address in a minute: the figures change once a day. */
const READS = 30;
const tag = 'open-data';

/** The ledger's figures for everybody, where the town switches that on. */
export function openDataRoutes({ database, rateLimits }: Platform): Route[] {
  const { prisma } = database;
  const reads = rateLimits.open('open-data', READS, 60);
  const openRows = async (address: string, language: Language) => {
    await spendTry(reads, address);
    const town = await requireActiveTown(prisma);
    const { isOpen, licence } = await readOpenData(prisma, town.id);
    if (!isOpen) throw problem('figures-not-open');
    const today = dayOf(new Date(), town.timeZone);
    const rows = await readOpenRows(database, town.id, today, language);
    return { town, licence, until: addDays(today, -1), rows };
  };
  return [
    route({
      method: 'get',
      path: '/api/open-data',
      permission: 'public',
      tag,
      summary: 'Whether the town’s figures are open to everybody, and under which licence',
      answer: openDataSchema,
      handler: async () => await readOpenData(prisma, (await requireActiveTown(prisma)).id),
    }),
    route({
      method: 'put',
      path: '/api/open-data',
      permission: 'open-data.edit',
      tag,
      summary: 'Opens the town’s figures to everybody, or closes them',
      body: openDataSchema,
      answer: openDataSchema,
      handler: async ({ body, user }) => {
        const { id: townId } = await requireActiveTown(prisma);
        await changeOpenData(prisma, { townId, viewer: user }, body);
        return await readOpenData(prisma, townId);
      },
    }),
    route({
      method: 'get',
      path: '/api/open-data/ledger.json',
      permission: 'public',
      tag,
      summary:
        'Generated, collected and treated kg by month, unit and stream, with what each column means; where the town opened it',
      answer: openLedgerSchema,
      problems: { 404: 'The figures are not open' },
      handler: async ({ request, response, language }) => {
        const { town, licence, until, rows } = await openRows(request.ip ?? '', language);
        response.setHeader('Cache-Control', 'public, max-age=3600');
        return {
          ...{ version: OPEN_DATA_VERSION, ruleVersion: RULE_VERSION, licence, until },
          ...{ town: town.name, isSynthetic: town.isSynthetic, rows },
          columns: OPEN_COLUMNS.map((name) => ({ name, ...OPEN_MEANINGS[name] })),
        };
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/open-data/ledger.csv',
      permission: 'public',
      tag,
      summary: 'The same as a file; the header `Link` names its description',
      answerType: 'text/csv',
      problems: { 404: 'The figures are not open' },
      handler: async ({ request, response, language }) => {
        const { rows } = await openRows(request.ip ?? '', language);
        response.setHeader('Cache-Control', 'public, max-age=3600');
        response.setHeader('Link', '</api/open-data/ledger.json>; rel="describedby"');
        response.setHeader('Content-Type', 'text/csv; charset=utf-8');
        response.setHeader('Content-Disposition', `attachment; filename="ledger-v${OPEN_DATA_VERSION}.csv"`);
        const lines = rows.map((row) =>
          OPEN_COLUMNS.map((column) => (column === 'isClosed' ? Number(row[column]) : row[column])),
        );
        response.send(csv(OPEN_COLUMNS, lines));
      },
    }),
  ];
}
