import { ExplainedError } from './explained-error.ts';

/** How a command is used, thrown where it was used wrongly. */
export class Usage extends ExplainedError {
  /** The command line itself, the same in both languages. */
  readonly form: string;

  constructor(form: string) {
    super(`Usage: ${form}`, `Cách dùng: ${form}`);
    this.form = form;
  }
}

/** Whether somebody asked by `--help` or `-h` how a command is used; prints `form`, and then there is nothing else to do. */
export function helpWasAsked(form: string, argv: readonly string[] = process.argv.slice(2)): boolean {
  if (!argv.some((parameter) => parameter === '--help' || parameter === '-h')) return false;
  console.log(form);
  return true;
}
