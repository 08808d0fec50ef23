/** Where worked-out matrices outlive the process. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface MatrixStore {
  /** The bytes last saved under the key, `null` if there are none. */
  load(key: string): Promise<Uint8Array | null>;
  /** Replaces what is saved under the key. Keys are made of letters, digits and hyphens. */
  save(key: string, bytes: Uint8Array): Promise<void>;
}

export interface FileMatrixStoreOptions {
  /** The oldest files are deleted when all together exceed this; 512 MiB unless told. */
  maxBytes?: number;
}

const USUAL_MAX_BYTES = 512 * 1024 * 1024;
const ENDING = '.matrix';

/** A store of one file a key in a directory of its own, which is made when it is needed. */
export function fileMatrixStore(
  directory: string,
  { maxBytes = USUAL_MAX_BYTES }: FileMatrixStoreOptions = {},
): MatrixStore {
  const pathOf = (key: string): string => join(directory, `${key}${ENDING}`);
  return {
    async load(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async save(key, bytes) {
      await mkdir(directory, { recursive: true });
      const unfinished = `${pathOf(key)}.${randomUUID()}`;
      await writeFile(unfinished, bytes);
      await rename(unfinished, pathOf(key));
      await deleteOldest(directory, maxBytes);
    },
  };
}

async function deleteOldest(directory: string, maxBytes: number): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(ENDING));
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name);
      const { size, mtimeMs } = await stat(path);
      return { path, size, mtimeMs };
    }),
  );
  files.sort((a, b) => b.mtimeMs - a.mtimeMs);
  let bytes = 0;
  for (const file of files) {
    bytes += file.size;
    if (bytes > maxBytes) await rm(file.path, { force: true });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
