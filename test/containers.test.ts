import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { optionTable } from '../platform/options.ts';

const root = path.resolve(import.meta.dirname, '..');
const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
const compose = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
const copied = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\w+) \.\//gm)].map((match) => match[1]);

/** The packages that the image is made without. */
const leftOut =
  /RUN for name in \\\n([^;]+);/
    .exec(dockerfile)?.[1]
    .split(/[\s\\]+/)
    .filter(Boolean) ?? [];
/** What brings up the whole on one machine, and what makes the database client: the containers run neither. */
const NOT_IN_CONTAINERS = /^platform\/(bootstrap|supervisor)\/|^prisma\/generate\.mjs$/;
/** Used by what is generated, by threads and processes that are started with it, and as files: the fonts of what is printed. */
const USED_UNSEEN = ['@prisma/client', 'tsx', '@expo-google-fonts/be-vietnam-pro', '@expo-google-fonts/tinos'];

/** What the given images and Node itself take from the environment. */
const OF_THE_IMAGES = ['POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB', 'NODE_ENV'];

/** The program's own files in the image. */
function filesOfTheImage(): string[] {
  const rooms = copied.filter((room) => room !== 'node_modules' && room !== 'dist');
  return rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(room, file))
      .filter((file) => /\.(ts|mjs)$/.test(file) && !/\.(test|testing)\.ts$|\/(fixtures|client)\//.test(file)),
  );
}

test('the image holds every room that the program in it imports', () => {
  const files = filesOfTheImage();
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

test('the image holds the packages that the program in it imports, and no others of ours', () => {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const imported = new Set(USED_UNSEEN);
  for (const file of filesOfTheImage().filter((name) => !NOT_IN_CONTAINERS.test(name))) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, target] of text.matchAll(/(?:from |import |import\(|resolve\()'((?:@[^/']+\/)?[^./'][^/']*)/g)) {
      imported.add(target);
    }
  }
  expect(leftOut.length).toBeGreaterThan(0);
  expect(leftOut.toSorted()).toEqual(
    Object.keys(dependencies)
      .filter((name) => !imported.has(name))
      .toSorted(),
  );
});

test('every option of the program can be given to the containers', () => {
  const given = [...compose.matchAll(/^ {4}([A-Z][A-Z_]+): \$\{([A-Z_]+):/gm)]
    .filter(([, name, variable]) => name === variable)
    .map(([, name]) => name);
  // Where the containers listen and what they share is settled, and starting over is for one machine.
  const settled = ['PORT', 'HOST', 'DATA_DIR', 'FRESH', 'DATABASE_URL', 'REDIS_URL', 'OSMAND_PORT'];
  expect([...given, ...settled].toSorted()).toEqual(optionTable.map(({ variable }) => variable).toSorted());
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
