import { defineConfig } from 'vitest/config';

/** A busy machine may take its time; a test fails by what it sees. */
const patient = { poll: { timeout: 90_000, interval: 200 } };

/** Which of the two lanes of browser tests that `npm test` runs side by side: those of pages, or the others; all unless told. */
const lane = process.env['BROWSER_LANE'];
const ofPages = 'web/**/*.browser.test.ts';

const exclude = ['**/node_modules/**', '**/dist/**', '**/.data/**'];

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
      {
        test: {
          name: 'browser',
          include: [lane === 'pages' ? ofPages : '**/*.browser.test.ts'],
          exclude: lane === 'walks' ? [...exclude, ofPages] : exclude,
          globalSetup: ['./test/program.ts'],
          expect: patient,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // One after the other in one program: a day, the simulation and the area in use are the town's.
          fileParallelism: false,
          isolate: false,
        },
      },
    ],
  },
});
