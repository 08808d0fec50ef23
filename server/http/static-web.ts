import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import { generalProblem } from './general-problems.ts';

/** Below `assets/`, or beside the page with an extension. */
const MISSING_FILE = /^\/assets\/|^\/[^/]*\.[^/.]+$/;

/**
 * Serves the built web app. Files below `assets/` carry a hash in their name and may be kept for ever; everything else
 * is asked for again each time. An address without a file is the app's own, except below `/api`, and except where a file would lie:
 * a truck's address ends with its plate, which may look like one. A page that the build has made a document of its own for is answered with that.
 *
 * @param directory what Vite built; may be missing, then only the API answers
 */
export function serveWeb(app: Express, directory: string): void {
  const page = path.join(directory, 'index.html');
  app.use('/api', () => {
    throw generalProblem('not-found');
  });
  app.use('/assets', withoutPageHeaders, serveCompressed(path.join(directory, 'assets')));
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
    express.static(directory, {
      index: false,
      extensions: ['html'],
      setHeaders: (response) => response.set('Cache-Control', 'no-cache'),
    }),
  );
  app.get(['/', '/*splat'], (request, response) => {
    if (MISSING_FILE.test(request.path) || !existsSync(page)) throw generalProblem('not-found');
    response.set('Cache-Control', 'no-cache').sendFile(page, { cacheControl: false });
  });
  app.use(() => {
    throw generalProblem('not-found');
  });
}

/** What browsers heed on a page alone. A hundred files are loaded for one, each with a kilobyte of this. */
const PAGE_HEADERS = [
  ...['Content-Security-Policy', 'Cross-Origin-Opener-Policy', 'Origin-Agent-Cluster', 'Referrer-Policy'],
  ...['X-DNS-Prefetch-Control', 'X-Download-Options', 'X-Frame-Options', 'X-Permitted-Cross-Domain-Policies'],
  'X-XSS-Protection',
];

/** Script, style and letters are no pages. A worker is held to the policy of its own file, and a picture can be opened as a page. */
const withoutPageHeaders: RequestHandler = (request, response, next) => {
  if (/\.(js|css|woff2)$/.test(request.path) && !/worker/.test(request.path))
    for (const name of PAGE_HEADERS) response.removeHeader(name);
  next();
};

const COMPRESSED_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Has what the build has compressed already answered as it lies there, to browsers that read it. */
function serveCompressed(directory: string): RequestHandler {
  return (request, response, next) => {
    const type = COMPRESSED_TYPES[path.extname(request.path)];
    const name = path.basename(request.path);
    if (!type || request.path !== `/${name}` || !existsSync(path.join(directory, `${name}.br`))) {
      next();
      return;
    }
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('br') === 'br') {
      request.url = request.url.replace(name, `${name}.br`);
      response.set({ 'Content-Encoding': 'br', 'Content-Type': type });
    }
    next();
  };
}
