import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', '**/.data/**'];

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
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup: ['./test/cluster.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['**/*.browser.test.ts'],
          exclude,
          globalSetup: ['./test/cluster.ts', './test/program.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // One browser at a time: each brings a server, a worker and a renderer of its own.
          fileParallelism: false,
        },
      },
    ],
  },
});
