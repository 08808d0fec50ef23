import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const unpack = promisify(brotliDecompress);

/** An answer ready to be sent: JSON, packed once for everybody. */
export class ReadyAnswer {
  readonly etag: string;
  /** By brotli, which browsers take on a safe connection. */
  readonly packed: Buffer;
  private forOthers: Promise<Buffer> | undefined;

  constructor(etag: string, packed: Buffer) {
    this.etag = etag;
    this.packed = packed;
  }

  /** The answer as it is. */
  async text(): Promise<Buffer> {
    return await unpack(this.packed);
  }

  /** By gzip, which browsers take on any connection; packed when the first of them asks. */
  async gzipped(): Promise<Buffer> {
    this.forOthers ??= this.text().then(promisify(gzip));
    return await this.forOthers;
  }
}

/**
 * Answers that many ask for and that seldom change, kept with the JSON written and packed: what is costly about them is done
 * once a change, not once a reader.
 */
export interface KeptAnswers {
  /**
   * The answer of this version. Whoever asks while it is being made waits for that one.
   *
   * @param name what is answered, and to whom if not everybody gets the same
   * @param readVersion names the state of what it is made of; asked each time, and shared by those who ask at the same time
   * @param make makes it; only when it is not kept
   */
  answer(name: string, readVersion: () => Promise<string>, make: () => Promise<unknown>): Promise<ReadyAnswer>;
  /** An answer that changes too often to be kept: made once for all who ask at the same time, after the last of them asked. */
  shared(name: string, make: () => Promise<unknown>): Promise<ReadyAnswer>;
}

/** Together they may take so much memory; those asked for longest ago go first. */
const MOST_BYTES = 64_000_000;

export function openKeptAnswers(mostBytes = MOST_BYTES): KeptAnswers {
  const kept = new Map<string, { version: string; answer: Promise<ReadyAnswer>; bytes: number }>();
  const versions = new Map<string, () => Promise<string>>();
  const making = new Map<string, () => Promise<ReadyAnswer>>();
  let bytes = 0;

  const drop = (name: string): void => {
    bytes -= kept.get(name)?.bytes ?? 0;
    kept.delete(name);
  };
  const keep = (name: string, version: string, make: () => Promise<unknown>): Promise<ReadyAnswer> => {
    drop(name);
    const entry = { version, answer: ready(make), bytes: 0 };
    kept.set(name, entry);
    entry.answer.then(
      ({ packed }) => {
        if (kept.get(name) !== entry) return;
        entry.bytes = packed.byteLength;
        bytes += entry.bytes;
        for (const oldest of kept.keys()) {
          if (bytes <= mostBytes) break;
          drop(oldest);
        }
      },
      () => {
        // Who asked is told; the next one tries again.
        if (kept.get(name) === entry) drop(name);
      },
    );
    return entry.answer;
  };

  return {
    async answer(name, readVersion, make) {
      const shared = versions.get(name) ?? shareReading(readVersion, () => versions.delete(name));
      versions.set(name, shared);
      const version = await shared();
      const known = kept.get(name);
      if (known?.version !== version) return await keep(name, version, make);
      // Asked for last, so last to go.
      kept.delete(name);
      kept.set(name, known);
      return await known.answer;
    },
    async shared(name, make) {
      const shared =
        making.get(name) ??
        shareReading(
          () => ready(make),
          () => making.delete(name),
        );
      making.set(name, shared);
      return await shared();
    },
  };
}

/**
 * Lets those who ask at the same time share one reading. One that has begun before somebody asked is not good enough for them:
 * it may not have seen what they have just written. So they wait for it and share the next.
 *
 * @param onIdle told when nobody waits any more
 */
function shareReading<Read>(read: () => Promise<Read>, onIdle: () => void): () => Promise<Read> {
  let running: Promise<Read> | undefined;
  let next: Promise<Read> | undefined;
  const start = (): Promise<Read> => {
    const reading = read();
    running = reading;
    const done = (): void => {
      if (running === reading) running = undefined;
      if (!running && !next) onIdle();
    };
    reading.then(done, done);
    return reading;
  };
  return async () => {
    if (!running) return await start();
    const afterRunning = async (before: Promise<Read>): Promise<Read> => {
      await before.catch(() => undefined);
      next = undefined;
      return await start();
    };
    next ??= afterRunning(running);
    return await next;
  };
}

/** As quick as gzip, for two thirds of its bytes on a plan. */
const PACKING = {
  [constants.BROTLI_PARAM_QUALITY]: 5,
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
};

async function ready(make: () => Promise<unknown>): Promise<ReadyAnswer> {
  const text = JSON.stringify(await make());
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  return new ReadyAnswer(etag, await promisify(brotliCompress)(text, { params: PACKING }));
}

/** Sends a kept answer, or 304 to whoever has it already. */
export async function sendReady(request: Request, response: Response, answer: ReadyAnswer): Promise<void> {
  response.setHeader('ETag', answer.etag);
  response.vary('Accept-Encoding');
  // Express compares the asker's ETag; `no-cache` speaks to caches on the way.
  if (request.headers['if-none-match']) delete request.headers['cache-control'];
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.type('application/json');
  // Asked one by one: of two that are as welcome, the first a browser names is gzip.
  const encoding = request.acceptsEncodings('br') || request.acceptsEncodings('gzip');
  if (!encoding) {
    response.send(await answer.text());
    return;
  }
  const packed = encoding === 'br' ? answer.packed : await answer.gzipped();
  response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', String(packed.byteLength));
  response.end(packed);
}

/** What a kept answer says, for checks. */
export async function contentOf(answer: ReadyAnswer): Promise<unknown> {
  return JSON.parse((await answer.text()).toString('utf8'));
}
