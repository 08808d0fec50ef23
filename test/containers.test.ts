import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { optionTable } from '../platform/options.ts';

const root = path.resolve(import.meta.dirname, '..');
const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
const compose = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
const copied = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\w+) \.\//gm)].map((match) => match[1]);

/** What the given images and Node itself take from the environment. */
const OF_THE_IMAGES = ['POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB', 'NODE_ENV'];

test('the image holds every room that the program in it imports', () => {
  const rooms = copied.filter((room) => room !== 'node_modules' && room !== 'dist');
  const files = rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(room, file))
      .filter((file) => file.endsWith('.ts') && !/\.(test|testing)\.ts$|\/(fixtures|generated)\//.test(file)),
  );
  expect(files.length).toBeGreaterThan(100);
  const missing = new Set<string>();
  for (const file of files) {
    for (const [, target] of readFileSync(path.join(root, file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g)) {
      const [room] = path.relative(root, path.resolve(root, path.dirname(file), target)).split(path.sep);
      if (!copied.includes(room)) missing.add(`${file} → ${room}`);
    }
  }
  expect([...missing]).toEqual([]);
});

test('the containers are given no option that the program does not know', () => {
  const names = [
    ...[...compose.matchAll(/^ {4,6}([A-Z][A-Z_]+):/gm)].map((match) => match[1]),
    ...[...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap((match) =>
      match[1].split(' ').map((pair) => pair.split('=')[0]),
    ),
  ];
  expect(names).toContain('PROXY_HOPS');
  const known = new Set<string>([...optionTable.map(({ variable }) => variable), ...OF_THE_IMAGES]);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});

test('the files that the containers mount and start are there', () => {
  const mounted = [...compose.matchAll(/^ +- \.\/(.+?):/gm)].map((match) => match[1]);
  const started = [...`${compose}\n${dockerfile}`.matchAll(/['"](\w+\/[\w/]+\.ts)['"]/g)].map((match) => match[1]);
  expect(mounted.length).toBeGreaterThan(0);
  expect(started.length).toBeGreaterThan(2);
  expect([...mounted, ...started].filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
