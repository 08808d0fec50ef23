import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StepError } from './step.mjs';

/**
 * Whether node_modules holds what package-lock.json asks for. npm notes what it installed in
 * `node_modules/.package-lock.json`, as the last thing it does, so an interrupted install counts as none.
 *
 * @param {string} root the project's folder
 */
export function packagesAreInstalled(root) {
  const notes = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(notes)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(notes, 'utf8')).packages;
  // Optional packages are those of other systems; npm leaves them out.
  return Object.entries(wanted).every(
    ([place, { version, optional, devOptional, peer }]) =>
      place === '' || optional || devOptional || peer || found[place]?.version === version,
  );
}

/**
 * How to install: `npm ci` through the npm that runs us. Install scripts stay off: the ones there are would download
 * native programs from elsewhere, which closed networks refuse and nothing here needs.
 *
 * @returns {[string, string[]]} program and parameters
 */
export function installCommand() {
  const parameters = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  return npm && /npm-cli\.[cm]?js$/.test(npm) ? [process.execPath, [npm, ...parameters]] : ['npm', parameters];
}

/**
 * Whether the road engine, the one native program among the packages, finds the system libraries it stands on. Slim
 * systems lack libbsd.
 *
 * @param {string} root the project's folder
 * @throws {StepError} naming what is missing
 */
export function requireRoadEngine(root) {
  const load = 'import("@valhallajs/valhallajs").catch((error) => { console.error(error.message); process.exit(1); })';
  const { status, stderr } = spawnSync(process.execPath, ['-e', load], { cwd: root, encoding: 'utf8' });
  if (status === 0) return;
  const reason = stderr.trim();
  throw new StepError(
    `The road engine cannot be loaded (${reason}); on Debian or Ubuntu: apt-get install libbsd0.\n` +
      `Không nạp được bộ máy tìm đường (${reason}); trên Debian hoặc Ubuntu: apt-get install libbsd0.`,
  );
}
