import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isOwner, noteOwner, placeFor, requireOwner } from './ownership.ts';

let root: string;
let original: string;
let cluster: string;
const at = (name: string): string => path.join(root, name);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'chủ '));
  original = at('gốc');
  mkdirSync(original);
  mkdirSync(at('shared'));
  cluster = placeFor(original, at('shared'));
  mkdirSync(cluster);
  symlinkSync(cluster, path.join(original, 'postgres'));
  noteOwner(cluster, original);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const copyTo = (name: string): string => {
  cpSync(original, at(name), { recursive: true, verbatimSymlinks: true });
  return at(name);
};

test('a copy of a data directory is refused the database of the original, by name', () => {
  const copy = copyTo('bản sao');
  expect(isOwner(cluster, copy)).toBe(false);
  expect(() => requireOwner(cluster, copy)).toThrow(`belongs to the data directory ${original}`);
  requireOwner(cluster, original);
});

test('a data directory that was moved keeps its database, and what is then copied from it does not get it', () => {
  renameSync(original, at('mới'));
  requireOwner(cluster, at('mới'));
  original = at('mới');
  expect(isOwner(cluster, copyTo('bản sao'))).toBe(false);
});

test('a new directory where one was moved away gets a place of its own', () => {
  renameSync(original, at('mới'));
  mkdirSync(original);
  expect(placeFor(original, at('shared'))).not.toBe(cluster);
});

test('of earlier versions the original is known by the name of its cluster, and a copy is refused', () => {
  const copy = copyTo('bản sao');
  rmSync(`${cluster}.owner`);
  expect(() => requireOwner(cluster, copy)).toThrow('write its path into');
  requireOwner(cluster, original);
  expect(readFileSync(`${cluster}.owner`, 'utf8').trim()).toBe(original);
  rmSync(`${cluster}.owner`);
  writeFileSync(`${cluster}.owner`, copy);
  requireOwner(cluster, copy);
  expect(existsSync(cluster)).toBe(true);
});
