import { type Stats } from 'node:fs';
import { chown, copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Copies a directory with its files' rights and, for root, their owners. Links are followed, and what goes away meanwhile is
 * left out: both are usual in the directory of a program that runs.
 *
 * @param isWanted decides by the path within `from`; of a directory that is not wanted nothing is copied
 */
export async function copyDirectory(
  from: string,
  to: string,
  isWanted: (relative: string) => boolean = () => true,
): Promise<void> {
  const copy = async (relative: string): Promise<void> => {
    const source = path.join(from, relative);
    const target = path.join(to, relative);
    const about = await stat(source);
    if (about.isFile()) {
      await copyFile(source, target);
    } else if (about.isDirectory()) {
      await mkdir(target, { recursive: true, mode: about.mode });
      for (const name of await readdir(source)) {
        const within = path.join(relative, name);
        if (isWanted(within)) await copy(within).catch(unlessGone);
      }
    } else return;
    await giveTo(about, target);
  };
  await copy('');
}

/** Only root may give files away, and only what root copies has another owner. */
async function giveTo({ uid, gid }: Stats, target: string): Promise<void> {
  if (process.getuid?.() === 0) await chown(target, uid, gid);
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
