import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { optionTable } from '../platform/options.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('README lists every option as the program takes it', () => {
  const rows = optionTable.map(
    ({ variable, flag, fallback, en }) => `| \`${variable}\` | ${flag ? `\`${flag}\`` : ''} | ${fallback} | ${en} |`,
  );
  const table = ['| variable | flag | default | what it does |', '| --- | --- | --- | --- |', ...rows].join('\n');
  expect(readme.split('<!-- options -->\n')[1].split('\n<!-- /options -->')[0]).toBe(table);
});

test('README names every npm script a developer needs, and none that does not exist', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = [...readme.matchAll(/npm (?:run (?:--silent )?)?([a-z]+)/g)].map((match) => match[1]);
  expect(Object.keys(scripts).filter((script) => !named.includes(script))).toEqual([]);
  expect(named.filter((name) => name !== 'run' && !(name in scripts) && name !== 'packages')).toEqual([]);
});
