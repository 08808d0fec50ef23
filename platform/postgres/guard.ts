import { spawn } from 'node:child_process';

/**
 * Sees to it that PostgreSQL does not outlive a supervisor that was killed: a small shell waits at a pipe whose other
 * end is ours. When we are gone it lets the children finish, then asks PostgreSQL to end once its sessions have, and
 * after half a minute breaks them off.
 *
 * @returns ends the guard; call it after PostgreSQL was stopped in order
 */
export function guardPostgres(pid: number): () => void {
  const script = [
    'cat >/dev/null',
    'sleep 2',
    'kill -TERM "$1" 2>/dev/null || exit 0',
    'i=0; while [ $i -lt 30 ] && kill -0 "$1" 2>/dev/null; do sleep 1; i=$((i+1)); done',
    'kill -INT "$1" 2>/dev/null',
  ].join('\n');
  const guard = spawn('/bin/sh', ['-c', script, 'tuyen-xanh-guard', String(pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a guard PostgreSQL is ended by the next start.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  return () => {
    guard.kill('SIGKILL');
    guard.stdin.destroy();
  };
}
