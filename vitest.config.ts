import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** A busy machine may take its time; a test fails by what it sees. */
const patient = { poll: { timeout: 90_000, interval: 200 } };

const exclude = ['**/node_modules/**', '**/dist/**', '**/.data/**'];

/** Tests in a browser, one after the other in a program of their own: a day, the simulation and the area in use are the town's. */
function browserProject(name: string, include: string[]): TestProjectConfiguration {
  return {
    test: {
      name,
      include,
      exclude,
      globalSetup: ['./test/program.ts'],
      expect: patient,
      testTimeout: 240_000,
      hookTimeout: 240_000,
      fileParallelism: false,
    },
  };
}

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
      browserProject('browser', ['test/**/*.browser.test.ts']),
      browserProject('pages', ['web/**/*.browser.test.ts']),
    ],
  },
});
