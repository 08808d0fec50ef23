import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.ts';
import { keptSecret } from '../kept-secret.ts';
import { runScript } from './child-process.ts';
import type { Terminal } from './terminal.ts';

/** Accounts of the demo, one a role. */
const demoAccounts = ['admin@demo.local', 'dispatcher@demo.local', 'manager@demo.local', 'driver@demo.local'] as const;

/** What a visitor needs to sign in. */
export interface DemoAccess {
  readonly accounts: readonly string[];
  readonly password: string;
}

/**
 * The demo's password: DEMO_PASSWORD, else one made at first start and kept. Easy to read aloud and to type: no
 * letter that looks like another.
 */
export function demoPassword(config: Config): string {
  if (config.demoPassword === undefined) return keptSecret(config.dataDir, 'demo-password', readablePassword);
  return config.demoPassword;
}

/**
 * Creates the demo's accounts and its town unless that was done before. Needs server and worker running: the town
 * takes the same way as any other place.
 */
export async function setUpDemo(
  config: Config,
  scripts: { readonly accounts: string; readonly demo: string },
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<DemoAccess> {
  const password = demoPassword(config);
  const access = { accounts: demoAccounts, password };
  const done = path.join(config.dataDir, 'demo-is-set-up');
  const madeWith = existsSync(done) ? readFileSync(done, 'utf8').trim() : undefined;
  // Seeding again with another password changes it, so the block that is printed stays true.
  if (madeWith === fingerprintOf(password)) return access;
  await terminal.during('Tạo tài khoản mẫu / Creating the demo accounts', () =>
    runScript(scripts.accounts, [], { ...environment, DEMO_PASSWORD: password }, terminal, signal),
  );
  if (madeWith === undefined && !signal.aborted) {
    await terminal.during('Tạo thị xã mẫu (dữ liệu tổng hợp) / Creating the demo town (synthetic data)', () =>
      runScript(scripts.demo, [], environment, terminal, signal),
    );
  }
  if (!signal.aborted) writeFileSync(done, `${fingerprintOf(password)}\n`, { mode: 0o600 });
  return access;
}

function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const picks = [...randomBytes(12)].map((byte) => letters[byte % letters.length] ?? 'a');
  return [picks.slice(0, 4), picks.slice(4, 8), picks.slice(8)].map((part) => part.join('')).join('-');
}

function fingerprintOf(password: string): string {
  return createHash('sha256').update(password).digest('hex').slice(0, 16);
}
