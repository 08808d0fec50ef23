import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type Express } from 'express';
import { generalProblem } from './general-problems.ts';

/**
 * Serves the built web app. Files below `assets/` carry a hash in their name and may be kept for ever; everything else
 * is asked for again each time. An address without a file is the app's own, except below `/api`, and except one that
 * looks like a file; below `/manage/` things are named by their codes, and a truck's plate has a dot.
 *
 * @param directory what Vite built; may be missing, then only the API answers
 */
export function serveWeb(app: Express, directory: string): void {
  const page = path.join(directory, 'index.html');
  app.use('/api', () => {
    throw generalProblem('not-found');
  });
  app.use(
    '/assets',
    express.static(path.join(directory, 'assets'), {
      immutable: true,
      maxAge: '365d',
      fallthrough: true,
      index: false,
    }),
  );
  app.use(
    express.static(directory, { index: false, setHeaders: (response) => response.set('Cache-Control', 'no-cache') }),
  );
  app.get(['/', '/*splat'], (request, response) => {
    const isFile = path.extname(request.path) !== '' && !request.path.startsWith('/manage/');
    if (isFile || !existsSync(page)) throw generalProblem('not-found');
    response.set('Cache-Control', 'no-cache').sendFile(page, { cacheControl: false });
  });
  app.use(() => {
    throw generalProblem('not-found');
  });
}
