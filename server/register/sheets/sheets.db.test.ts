import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHEET_SUBJECTS } from '../../../domain/sheets/subjects.ts';
import { isWorkbook, readWorkbook } from '../../../platform/read-workbook.ts';
import type { Role } from '../../../domain/policy/roles.ts';
import { writeWorkbook } from '../../../platform/write-workbook.ts';
import { startTestServer, type TestServer } from '../../fixtures/server.ts';
import { makeTown, type TestTown } from '../../fixtures/town.ts';
import { subjectCases } from '../fixtures/subject-cases.ts';

let server: TestServer;
let town: TestTown;
beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
  const cases = await subjectCases(server.platform.database.prisma, town);
  for (const subject of SHEET_SUBJECTS) await server.ask('admin', 'POST', `/api/${subject}`, cases[subject]?.made);
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly body: {
    readonly id: string | null;
    readonly code?: string;
    readonly counts: Record<string, number>;
    readonly added: readonly { readonly name: string }[];
    readonly changed: readonly { readonly name: string; readonly cells: readonly object[] }[];
    readonly archived: readonly object[];
    readonly faults: readonly {
      readonly line: number;
      readonly column: string;
      readonly value: string;
      readonly code: string;
    }[];
    readonly headings: readonly object[];
  };
}

async function send(
  subject: string,
  content: string | Uint8Array,
  fields: Record<string, string> = {},
  role: Role = 'admin',
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ subject, ...fields })) form.set(name, value);
  form.set('file', new Blob([content as BlobPart]), 'so.xlsx');
  const headers = { cookie: await server.cookieOf(role), origin: server.url };
  const answer = await fetch(`${server.url}/api/register/imports`, { method: 'POST', body: form, headers });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

async function download(path: string, role: Role = 'admin'): Promise<Uint8Array> {
  const answer = await fetch(`${server.url}${path}`, { headers: { cookie: await server.cookieOf(role) } });
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

const NOTHING = { added: 0, changed: 0, archived: 0, refused: 0 };

describe.each(SHEET_SUBJECTS)('the book of %s', (subject) => {
  it.each([
    ['xlsx', 'vi'],
    ['xlsx', 'en'],
    ['csv', 'vi'],
    ['csv', 'en'],
  ])('changes nothing when its export as %s in %s is imported again', async (format, language) => {
    const content = await download(`/api/register/export?subject=${subject}&format=${format}&language=${language}`);
    const { status, body } = await send(subject, content, { dryRun: '1', archiveMissing: '1' });
    expect({ status, faults: body.faults, changed: body.changed }).toEqual({ status: 200, faults: [], changed: [] });
    expect(body.counts).toMatchObject(NOTHING);
    expect(body.counts.unchanged).toBeGreaterThan(0);
  });

  it('goes out as GeoJSON, and has a template of headings alone', async () => {
    const content = await download(`/api/register/export?subject=${subject}&format=geojson`);
    expect(JSON.parse(new TextDecoder().decode(content))).toMatchObject({ type: 'FeatureCollection' });
    const template = await download(`/api/register/template?subject=${subject}`);
    expect(isWorkbook(template)).toBe(true);
    expect((await readWorkbook(template)).rows).toHaveLength(1);
  });
});

describe('a spreadsheet of points', () => {
  const HEAD = 'Mã điểm;Tên điểm;Tọa độ;Khối lượng;Số thùng';
  const sheet = [
    'DANH SÁCH ĐIỂM THU GOM',
    HEAD,
    'P1;Điểm một;;120;3',
    'MOI;Điểm mới;20.01, 105.81;80;2',
    'XA;Điểm xa;10.0, 100.0;80;2',
    'SAI;Điểm sai;ở chợ;x;2',
  ].join('\n');

  it('is shown before it is kept: what is new, what changes cell by cell, and every fault with its line and column', async () => {
    const before = await server.platform.database.prisma.collectionPoint.count();
    const { status, body } = await send('points', sheet, { dryRun: '1' });
    expect(status).toBe(200);
    expect(body.counts).toMatchObject({ added: 1, changed: 1, archived: 0, refused: 2 });
    expect(body.changed[0]?.cells).toContainEqual({ column: 'Số thùng', before: expect.anything(), after: 3 });
    expect(body.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      [5, 'Tọa độ', 'place-outside-units'],
      [6, 'Khối lượng', 'not-a-number'],
      [6, 'Tọa độ', 'not-a-place'],
    ]);
    expect(await server.platform.database.prisma.collectionPoint.count()).toBe(before);
  });

  it('names other records by their codes or as they are called, whatever the accents, where that is one alone', async () => {
    const { prisma } = server.platform.database;
    const [unit] = await prisma.unit.findMany({ where: { townId: town.townId }, orderBy: { code: 'asc' } });
    const named = unit.name.replace(/^Phường /, '').toUpperCase();
    const rows = [
      'code,name,unit',
      `P1,Điểm A,${unit.name}`,
      `P2,Điểm B,${unit.code}`,
      `P3,Điểm C,${named}`,
      'P4,Điểm D,Đâu đó',
    ];
    const { body } = await send('points', rows.join('\n'), { dryRun: '1' });
    expect(body.faults).toMatchObject([{ line: 5, code: 'unknown-reference' }]);
    expect(body.counts.refused).toBe(1);
  });

  it('is told in its own words of a cell that is too long, or is an error of the spreadsheet, with what stood there', async () => {
    const rows = ['Mã,Tên,Điện thoại,Ghi chú', `H1,${'x'.repeat(5000)},1,`, 'H2,b,gọi sau,', 'H3,c,1,#REF!'];
    const { body } = await send('cooperatives', rows.join('\n'), { dryRun: '1' });
    expect(body.faults).toMatchObject([
      { line: 2, column: 'Tên hợp tác xã', code: 'too-long', value: 'x'.repeat(200), params: { most: 200 } },
      { line: 3, column: 'Điện thoại', code: 'not-a-phone', value: 'gọi sau' },
      { line: 4, column: 'Ghi chú', code: 'cell-error', value: '#REF!' },
    ]);
  });

  it('is asked about a place that lies in no unit although it names one, and told of an unreadable mass once', async () => {
    const rows = ['Mã điểm;Tên điểm;Tọa độ;Phường, xã;Khối lượng;Ngày', 'N1;Điểm N;21.03, 105.85;Phường 1;80;T2'];
    rows.push('N2;Điểm N;20.01, 105.81;Phường 1;khoảng 80;T2');
    const { body } = await send('points', rows.join('\n'), { dryRun: '1' });
    expect(body.faults.map(({ line, code }) => [line, code])).toEqual([
      [2, 'place-outside-units'],
      [3, 'not-a-number'],
    ]);
  });

  it('is refused whole for one fault, or taken without the faulty rows, and undone as one', async () => {
    const { prisma } = server.platform.database;
    const refused = await send('points', sheet);
    expect(refused).toMatchObject({ status: 422, body: { code: 'rows-refused' } });
    const point = () => prisma.collectionPoint.findFirstOrThrow({ where: { townId: town.townId, code: 'P1' } });
    const before = await point();
    const { status, body } = await send('points', sheet, { onFault: 'skip' });
    expect({ status, counts: body.counts }).toMatchObject({ status: 200, counts: { added: 1, changed: 1 } });
    expect(await point()).toMatchObject({ id: before.id, name: 'Điểm một', containers: 3 });
    expect((await send('points', sheet, { onFault: 'skip' })).body.counts).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
    });

    const undone = await server.ask('admin', 'POST', `/api/register/imports/${body.id}/undo`, {});
    expect(undone).toMatchObject({ status: 200, body: { undone: 2 } });
    const after = await point();
    expect(after).toMatchObject({ name: before.name, containers: before.containers, lon: before.lon });
    expect(await prisma.collectionPoint.findFirst({ where: { code: 'MOI' } })).toMatchObject({ isActive: false });
    expect((await server.ask('admin', 'POST', `/api/register/imports/${body.id}/undo`, {})).status).toBe(404);
  });

  it('is refused whole where a column stands there twice, as leaving out rows mends nothing', async () => {
    const { status, body } = await send('crews', 'Mã,Tên,Tên\nZ1,a,b\n', { onFault: 'skip' });
    expect({ status, faults: body.faults.map(({ code }) => code) }).toMatchObject({
      ...{ status: 422, faults: expect.arrayContaining(['repeated-column']) },
    });
  });

  it('is not undone once somebody changed what it wrote', async () => {
    const { body } = await send('points', 'code,name\nP2,Tên khác\n');
    await send('points', 'code,name\nP2,Tên khác nữa\n');
    expect((await server.ask('admin', 'POST', `/api/register/imports/${body.id}/undo`, {})).body.code).toBe(
      'import-built-upon',
    );
  });

  it('may be a workbook with a title, numbers as text, and headings of its own', async () => {
    const content = await writeWorkbook({
      name: 'Điểm',
      headings: [{ text: 'Sổ điểm năm 2026' }],
      rows: [
        ['Mã điểm', 'Nhãn', 'Số thùng'],
        ['P3', 'Tên theo nhãn', '4'],
      ],
    });
    const { body } = await send('points', content, { dryRun: '1', mapping: JSON.stringify({ Nhãn: 'name' }) });
    expect(body.faults).toEqual([]);
    expect(body.changed[0]).toMatchObject({ name: 'P3' });
    expect(body.changed[0]?.cells).toContainEqual({
      column: 'Tên điểm',
      before: expect.any(String),
      after: 'Tên theo nhãn',
    });
  });

  it('belongs to whom the book does', async () => {
    expect((await send('targets', 'setting,streams\n', {}, 'dispatcher')).status).toBe(403);
  });

  it('asks where less than one per cent can be a share of all, unless its sign is there', async () => {
    const sheet = (share: string) => `setting,streams,effective_on,share_percent\nurban,food,2025-01-01,${share}\n`;
    const { body } = await send('targets', sheet('0.98'), { dryRun: '1' });
    expect(body.faults).toMatchObject([{ code: 'share-or-percent' }]);
    for (const share of ['98', '98%', '0.98%', '0']) {
      expect((await send('targets', sheet(share), { dryRun: '1' })).body.faults).toEqual([]);
    }
  });

  it('takes one file at a time', async () => {
    const form = new FormData();
    form.set('subject', 'trucks');
    for (const name of ['a.csv', 'b.csv']) form.append('file', new Blob(['code\n']), name);
    const headers = { cookie: await server.cookieOf('admin'), origin: server.url };
    const answer = await fetch(`${server.url}/api/register/imports`, { method: 'POST', body: form, headers });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'one-file-only' }]);
    expect((await send('points', 'code,name\nP1,x\n', { dryRun: '1' }, 'driver')).status).toBe(403);
  });
});
