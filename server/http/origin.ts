import type { Request, RequestHandler } from 'express';
import { generalProblem } from './general-problems.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that another site makes a browser send: those that change something and carry an Origin that is
 * neither PUBLIC_URL nor the host they were sent to, or that the browser marks as coming from elsewhere. Programs that
 * are no browsers send neither header and carry no cookie they were not given. SameSite=Lax cookies are the other half.
 */
export function refuseForeignOrigins(publicUrl: string): RequestHandler {
  return (request, _response, next) => {
    if (!SAFE_METHODS.has(request.method) && isForeign(request, publicUrl)) throw generalProblem('origin-refused');
    next();
  };
}

function isForeign(request: Request, publicUrl: string): boolean {
  const { origin } = request.headers;
  if (origin === undefined) {
    const site = request.headers['sec-fetch-site'];
    return site === 'cross-site' || site === 'same-site';
  }
  return !isOwnOrigin(origin, request.headers.host, publicUrl);
}

/** Whether a page of `origin` is ours: PUBLIC_URL, or the very host that was asked. */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (origin === publicUrl) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}
