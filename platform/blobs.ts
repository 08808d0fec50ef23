import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface BlobInfo {
  readonly key: string;
  readonly sizeBytes: number;
}

/**
 * Files by key, such as `areas/7/tiles.pmtiles`. In the grown shape the directory is a volume that all servers and
 * workers share. A blob appears whole or not at all, also when the process dies while writing.
 */
export interface Blobs {
  /** Writes a blob, replacing one of the same key. */
  put(key: string, content: Uint8Array | string | Readable | ReadableStream<Uint8Array>): Promise<BlobInfo>;
  /** The whole content, or undefined when there is no such blob. */
  get(key: string): Promise<Buffer | undefined>;
  /** The content as a stream, of the byte range if given (`end` inclusive); undefined when there is no such blob. */
  stream(key: string, range?: { start: number; end?: number }): Promise<Readable | undefined>;
  /** Size of a blob, or undefined. */
  info(key: string): Promise<BlobInfo | undefined>;
  /** Absolute path of a blob, existing or not, for programs that want a file. */
  path(key: string): string;
  /** Removes a blob, or everything below a prefix that ends in `/`. Nothing there is no error. */
  delete(keyOrPrefix: string): Promise<void>;
  /** Every blob whose key begins with the prefix (a folder, ending in `/`, or empty for all), sorted by key. */
  list(prefix?: string): Promise<BlobInfo[]>;
}

const temporaryFolder = '.writing';
const segment = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Opens the store in a directory, which is made when missing. Leftovers of writes that died are removed. */
export async function openBlobs(directory: string): Promise<Blobs> {
  const root = path.resolve(directory);
  const temporary = path.join(root, temporaryFolder);
  await mkdir(temporary, { recursive: true });
  await removeAbandoned(temporary);

  const locate = (key: string): string => {
    const segments = key.split('/');
    if (!segments.every((part) => segment.test(part))) {
      throw new Error(`"${key}" is no blob key: letters, digits, ".", "_", "-" in parts separated by "/".`);
    }
    return path.join(root, ...segments);
  };
  const info = async (key: string): Promise<BlobInfo | undefined> => {
    const found = await unlessMissing(stat(locate(key)));
    return found?.isFile() ? { key, sizeBytes: found.size } : undefined;
  };

  return {
    async put(key, content) {
      const target = locate(key);
      const draft = path.join(temporary, randomUUID());
      try {
        const source =
          typeof content === 'string' || content instanceof Uint8Array
            ? Readable.from([Buffer.from(content)])
            : content;
        await pipeline(source, createWriteStream(draft));
        await flush(draft);
        await mkdir(path.dirname(target), { recursive: true });
        await rename(draft, target);
      } finally {
        await rm(draft, { force: true });
      }
      return { key, sizeBytes: (await stat(target)).size };
    },
    get: (key) => unlessMissing(readFile(locate(key))),
    async stream(key, range) {
      return (await info(key)) ? createReadStream(locate(key), range) : undefined;
    },
    info,
    path: locate,
    async delete(keyOrPrefix) {
      const target = locate(keyOrPrefix.endsWith('/') ? keyOrPrefix.slice(0, -1) : keyOrPrefix);
      await rm(target, { recursive: keyOrPrefix.endsWith('/'), force: true });
    },
    async list(prefix = '') {
      const start = prefix === '' ? root : locate(prefix.replace(/\/$/, ''));
      const entries = (await unlessMissing(readdir(start, { recursive: true, withFileTypes: true }))) ?? [];
      const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.startsWith(temporary));
      const infos = await Promise.all(
        files.map(async (entry) => {
          const file = path.join(entry.parentPath, entry.name);
          return { key: path.relative(root, file).split(path.sep).join('/'), sizeBytes: (await stat(file)).size };
        }),
      );
      return infos.sort((a, b) => (a.key < b.key ? -1 : 1));
    },
  };
}

async function unlessMissing<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}

async function removeAbandoned(temporary: string): Promise<void> {
  // Another process may be writing at this moment, so only drafts that are surely dead go.
  const dayMilliseconds = 24 * 3600 * 1000;
  for (const name of await readdir(temporary)) {
    const draft = path.join(temporary, name);
    const found = await unlessMissing(stat(draft));
    if (found && Date.now() - found.mtimeMs > dayMilliseconds) await rm(draft, { force: true });
  }
}
