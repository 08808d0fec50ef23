import { installPackages } from './prepare.mjs';

/**
 * Prints every option and ends the process when the command line asks for that. It needs the packages, but neither
 * pages nor database, so they are not made for it.
 *
 * @param {string[]} parameters
 */
export async function helpWhenAsked(parameters) {
  if (!parameters.some((parameter) => parameter === '--help' || parameter === '-h')) return;
  await installPackages();
  const { register } = await import('tsx/esm/api');
  register();
  const { helpText } = await import('../help.ts');
  console.log(helpText());
  process.exit(0);
}
