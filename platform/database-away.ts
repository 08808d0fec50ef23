/** What PostgreSQL, its driver and Prisma say when there is no server to talk to, or it is just starting or ending. */
const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  // Connection failures, and a server that shuts down, crashed, or cannot be connected to yet.
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '57P01',
  '57P02',
  '57P03',
  // No connection left, here or there; the disk of the server is full.
  '53100',
  '53300',
  // Prisma: not reachable, timed out, closed, no free connection, no transaction begun in time.
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
]);
/** Kinds of Prisma's driver adapters. */
const AWAY_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
const AWAY_TEXTS =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Can't reach database server|Server has closed the connection/;

/**
 * Whether a fault means that the database is away and the same question may be answered later: then it is nobody's mistake.
 * Looks into what the fault was caused by.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let fault = error, depth = 0; typeof fault === 'object' && fault !== null && depth < 8; depth++) {
    const { code, kind, originalCode, message, cause, meta, errors } = fault as Record<string, unknown>;
    if ([code, originalCode].some((each) => typeof each === 'string' && AWAY_CODES.has(each))) return true;
    if (typeof kind === 'string' && AWAY_KINDS.has(kind)) return true;
    if (typeof message === 'string' && AWAY_TEXTS.test(message)) return true;
    // A name with several addresses fails with the faults of all of them.
    if (Array.isArray(errors) && errors.some(isDatabaseAway)) return true;
    fault = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return false;
}
