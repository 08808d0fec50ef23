/**
 * `npm run area -- import|units|generate …`: imports an area, takes units out of an OpenStreetMap extract, or invents points
 * and a fleet for one. Says what it takes when it is asked wrongly.
 */
import { helpWasAsked } from '../../platform/command-help.ts';
import { explain } from '../../platform/explained-error.ts';
import { COMMAND_FORMS, usage } from './cli-usage.ts';

/** Loaded when it is asked for: taking out units needs no database. */
const COMMANDS: Readonly<Record<string, (argv: string[]) => Promise<boolean>>> = {
  import: async (argv) => (await import('./cli-import.ts')).importCommand(argv),
  units: async (argv) => (await import('./cli-units.ts')).unitsCommand(argv),
  generate: async (argv) => (await import('./cli-generate.ts')).generateCommand(argv),
};

async function main([name = '', ...argv]: string[]): Promise<void> {
  if (helpWasAsked(COMMAND_FORMS)) return;
  const command = COMMANDS[name];
  if (!command) throw usage(name === '' ? 'no command' : `"${name}"`, name === '' ? 'thiếu lệnh' : `"${name}"`);
  if (!(await command(argv))) process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
