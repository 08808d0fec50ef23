import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A fingerprint of files and folders: changes when any of them does. Tests are left out, they are never built.
 *
 * @param {string} root folder the paths are relative to
 * @param {string[]} paths files and folders; missing ones count as empty
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((entry) => filesBelow(path.join(root, entry))).sort()) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Whether a stamp file holds this fingerprint: what it was made from has not changed since. */
export function isStamped(file, print) {
  return existsSync(file) && readFileSync(file, 'utf8').trim() === print;
}

export function writeStamp(file, print) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${print}\n`);
}

/**
 * @param {string} entry a file or folder
 * @returns {string[]}
 */
function filesBelow(entry) {
  if (!existsSync(entry)) return [];
  if (statSync(entry).isFile()) return /\.test\.tsx?$/.test(entry) ? [] : [entry];
  return readdirSync(entry)
    .filter((name) => name !== 'node_modules')
    .flatMap((name) => filesBelow(path.join(entry, name)));
}
