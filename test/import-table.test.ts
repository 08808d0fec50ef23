import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = [
  'domain',
  'optimizer',
  'roads',
  'platform',
  'records',
  'planning',
  'server',
  'worker',
  'web',
  'demo',
  'prisma',
  'bench',
  'test',
];

/** The import table of docs/architecture.md: which room may import what, besides itself. */
const table: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...readFileSync(path.join(root, 'docs/architecture.md'), 'utf8').matchAll(/^\| `(\w+)\/` \| (.*) \|$/gm)].map(
    ([, room, allowed]) => [room, [...allowed.matchAll(/`([^`]+?)\/?`/g)].map(([, entry]) => entry)],
  ),
);

const isAllowed = (room: string, target: string): boolean =>
  target.startsWith(`${room}/`) ||
  (table[room] ?? []).some((entry) => target === entry || target.startsWith(`${entry}/`));

/** Every import the table has an opinion on: each room's of a file of each other room, and of the evaluation. */
const cases = Object.keys(table).flatMap((room) =>
  [...rooms.filter((other) => other !== room).map((other) => `${other}/thing.ts`), 'optimizer/evaluate.ts']
    .filter((target) => !target.startsWith(`${room}/`))
    .map((target) => ({ room, target, fileName: `${room}/feature/${target.replaceAll(/[/.]/g, '-')}.ts` })),
);

let house: string;
let complaints: { filename: string; code: string }[];

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-house-'));
  copyFileSync(path.join(root, '.oxlintrc.json'), path.join(house, '.oxlintrc.json'));
  const write = (file: string, content: string): void => {
    mkdirSync(path.join(house, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(house, file), content);
  };
  for (const target of [...rooms.map((room) => `${room}/thing.ts`), 'optimizer/evaluate.ts']) {
    write(target, 'export const thing = 1;\n');
  }
  for (const { fileName, target } of cases) {
    write(fileName, `import { thing } from '../../${target}';\nexport const own = thing;\n`);
  }
  for (const room of ['domain', 'web', 'server']) {
    write(`${room}/node-module.ts`, `import { sep } from 'node:path';\nexport const own = sep;\n`);
    write(`${room}/node-global.ts`, 'export const own = process.pid;\n');
  }
  write('domain/circle/a.ts', `import { b } from './b.ts';\nexport const a = (): number => b();\n`);
  write('domain/circle/b.ts', `import { a } from './a.ts';\nexport const b = (): number => a();\n`);

  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const result = spawnSync(process.execPath, [oxlint, '--format', 'json'], { cwd: house, encoding: 'utf8' });
  complaints = (JSON.parse(result.stdout) as { diagnostics: typeof complaints }).diagnostics;
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

const complaintsAbout = (fileName: string): string[] =>
  complaints.filter((complaint) => complaint.filename === fileName).map((complaint) => complaint.code);

test.each(cases.filter(({ room, target }) => !isAllowed(room, target)))(
  'the lint refuses an import of $target in $room/',
  ({ fileName }) => {
    expect(complaintsAbout(fileName)).toContain('eslint(no-restricted-imports)');
  },
);

test.each(cases.filter(({ room, target }) => isAllowed(room, target)))(
  'the lint lets $room/ import $target',
  ({ fileName }) => {
    expect(complaintsAbout(fileName)).toEqual([]);
  },
);

test('the lint refuses files that import each other', () => {
  expect(complaintsAbout('domain/circle/a.ts')).toContain('import(no-cycle)');
});

test('imports made while running keep to the table too', () => {
  // The lint only reads import statements.
  const files = Object.keys(table)
    .flatMap((room) =>
      readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
    )
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.test\.tsx?$/.test(file));
  const strays = files.flatMap((file) => {
    const [room = ''] = file.split('/');
    const text = readFileSync(path.join(root, file), 'utf8');
    return [...text.matchAll(/\bimport\(\s*['"](\.[^'"]+)['"]/g)]
      .map(([, specifier = '']) => path.posix.join(path.posix.dirname(file), specifier))
      .filter((target) => !isAllowed(room, target))
      .map((target) => `${file} → ${target}`);
  });
  expect(strays).toEqual([]);
});

test.each(['domain', 'web'])('the lint refuses what only Node has in %s/, and not where it is at home', (room) => {
  expect(complaintsAbout(`${room}/node-module.ts`)).toEqual(['import(no-nodejs-modules)']);
  expect(complaintsAbout(`${room}/node-global.ts`)).toEqual(['eslint(no-restricted-globals)']);
  expect(complaintsAbout('server/node-module.ts')).toEqual([]);
  expect(complaintsAbout('server/node-global.ts')).toEqual([]);
});
