import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../platform/database.ts';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { keepLedger } from './close-day.ts';

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await testDatabase();
  database = openDatabase(place.url);
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

const makeTown = async (slug: string): Promise<string> => {
  const data = { slug, name: slug, timeZone: 'Asia/Ho_Chi_Minh', isSynthetic: true };
  return (await database.prisma.town.create({ data })).id;
};
const serve = async (townId: string): Promise<void> => {
  await database.prisma.town.updateMany({ data: { isActive: false } });
  await database.prisma.town.update({ where: { id: townId }, data: { isActive: true } });
};
const touch = (townId: string, day: string) =>
  database.pool.query(`INSERT INTO "DirtyDay" ("townId", day, cause) VALUES ($1, $2, 'ticket')`, [townId, day]);

test('days are computed when they are touched, of whichever town is served, and of no other', async () => {
  const [one, other] = [await makeTown('one'), await makeTown('other')];
  const computed: string[] = [];
  const bus = { publish: async (_: string, { days }: { days: string[] }) => void computed.push(...days) };
  const logger = { warn: (fault: object) => void computed.push(JSON.stringify(fault)) };
  await touch(other, '2026-03-01');
  await serve(one);
  const keeping = keepLedger({ database, bus, logger } as unknown as Parameters<typeof keepLedger>[0]);
  try {
    await touch(one, '2026-03-02');
    await expect.poll(() => computed).toEqual(['2026-03-02']);
    await touch(one, '2026-03-03');
    await expect.poll(() => computed).toEqual(['2026-03-02', '2026-03-03']);
    await serve(other);
    await expect.poll(() => computed).toEqual(['2026-03-02', '2026-03-03', '2026-03-01']);
  } finally {
    await keeping.stop();
  }
});
