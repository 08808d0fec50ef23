import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** A busy machine may take its time; a test fails by what it sees. */
const patient = { poll: { timeout: 90_000, interval: 200 } };

/** Tests in a browser take turns in two lanes of about the same length, each with a program of its own. */
const lanes = [
  { name: 'browser-pages', include: ['web/**/*.browser.test.ts', 'test/dispatch.browser.test.ts'], others: [] },
  { name: 'browser-walks', include: ['test/**/*.browser.test.ts'], others: ['test/dispatch.browser.test.ts'] },
];

const exclude = ['**/node_modules/**', '**/dist/**', '**/.data/**'];

const lane = ({ name, include, others }: (typeof lanes)[number]): TestProjectInlineConfiguration => ({
  test: {
    name,
    include,
    exclude: [...exclude, ...others],
    globalSetup: ['./test/program.ts'],
    expect: patient,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    fileParallelism: false,
  },
});

// Files of a project share what they load (`isolate: false`): loading it anew for each took a third of the time. They keep to
// databases, ports and folders of their own.
export default defineConfig({
  test: {
    // Two cores are the smallest machine this has to run on.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.{db,browser}.test.{ts,tsx}'],
          setupFiles: ['./test/property-seed.ts'],
          testTimeout: 90_000,
          isolate: false,
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup: ['./test/cluster.ts'],
          expect: patient,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          isolate: false,
        },
      },
      ...lanes.map(lane),
    ],
  },
});
