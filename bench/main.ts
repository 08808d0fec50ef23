import { readdirSync } from 'node:fs';

/** `npm run bench -- NAME [ARGS]` runs `bench/NAME.ts`; without a name it says which there are. */
const here = new URL('.', import.meta.url);
const names = readdirSync(here)
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts' && !file.includes('.test.') && !file.includes('-'))
  .map((file) => file.slice(0, -3));
const [name, ...args] = process.argv.slice(2);
const help = `Which benchmark? One of: ${names.join(', ')}. For example: npm run bench -- ${names[0] ?? 'matrix'}\n`;
if (name === '--help' || name === '-h') {
  process.stdout.write(help);
  process.exit(0);
}
if (!name || !names.includes(name)) {
  process.stderr.write(help);
  process.exit(2);
}
const bench = (await import(new URL(`${name}.ts`, here).href)) as { run(args: string[]): Promise<void> };
await bench.run(args);
