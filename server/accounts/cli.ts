/**
 * `npm run account -- --email ADDRESS --role ROLE [--name NAME] [--data-dir PATH]`: makes an account, or gives it a new
 * password and role. How an instance without the demo gets its first administrator. The password is ACCOUNT_PASSWORD or
 * made here, and printed.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { passwordFault } from '../../domain/passwords.ts';
import { ROLES, roleSchema, SCOPES_OF_ROLE } from '../../domain/policy/roles.ts';
import { helpWasAsked, Usage } from '../../platform/command-help.ts';
import { loadConfig } from '../../platform/config.ts';
import { openDatabase } from '../../platform/database.ts';
import { ExplainedError, explain } from '../../platform/explained-error.ts';
import { runningInstance } from '../../platform/runtime-file.ts';
import { giveAccount } from '../../records/people/give-account.ts';
import { givePassword } from '../../records/people/credential.ts';
import { passwordFaultWording } from './problems.ts';

/** Roles over a whole town; what is held over a part of it is given on the accounts' page, where the part can be chosen. */
const TOWN_ROLES = ROLES.filter((role) => SCOPES_OF_ROLE[role].includes('town'));
const optionsSchema = z.object({
  email: z.email(),
  role: roleSchema.refine((role) => TOWN_ROLES.includes(role)),
  name: z.string().min(1).optional(),
});

const USAGE = new Usage(
  `npm run account -- --email ADDRESS --role ${TOWN_ROLES.join('|')} [--name NAME] [--data-dir PATH]`,
);

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        email: { type: 'string' },
        role: { type: 'string' },
        name: { type: 'string' },
        'data-dir': { type: 'string' },
      },
    });
    return { ...optionsSchema.parse(values), dataDir: values['data-dir'] };
  } catch {
    // An option there is not, or one that is missing or wrong: the usage says what it takes.
    throw USAGE;
  }
}

async function main(): Promise<void> {
  if (helpWasAsked(USAGE.form)) return;
  const options = readArguments();
  const given = process.env['ACCOUNT_PASSWORD'];
  const fault = given === undefined ? null : passwordFault(given, { email: options.email, name: options.name ?? '' });
  if (fault) {
    const { en, vi } = passwordFaultWording(fault);
    throw new ExplainedError(`ACCOUNT_PASSWORD: ${en}`, `ACCOUNT_PASSWORD: ${vi}`);
  }
  const config = loadConfig(process.env, options.dataDir ? ['--data-dir', options.dataDir] : []);
  const databaseUrl = config.databaseUrl ?? runningInstance(config.dataDir)?.databaseUrl;
  if (!databaseUrl) {
    throw new ExplainedError(
      'There is no database to write to: set DATABASE_URL or start the program with npm start.',
      'Không có cơ sở dữ liệu: hãy đặt DATABASE_URL hoặc chạy npm start.',
    );
  }
  const { email, role, name = email } = options;
  const password = given ?? randomBytes(9).toString('base64url');
  const database = openDatabase(databaseUrl);
  try {
    const memberships = [{ role, scopeKind: 'town' as const, scopeId: null, townId: null }];
    const userId = await giveAccount(database, { email: email.toLowerCase(), name, memberships });
    await givePassword(database, userId, password, true);
  } finally {
    await database.close();
  }
  console.log(`${email.toLowerCase()} · ${role} · ${given ? 'ACCOUNT_PASSWORD' : password}`);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
