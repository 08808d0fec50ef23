import { hearStandardStreams } from '../log-file.ts';

/** What the supervisor says: one line an event, Vietnamese first. Lines of children carry their name. */
export interface Terminal {
  say(line: string): void;
  warn(line: string): void;
  /** Runs a step, shown once it takes more than two seconds and again every ten. */
  during<T>(label: string, work: () => Promise<T>): Promise<T>;
}

export function openTerminal(): Terminal {
  hearStandardStreams();
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  return {
    say,
    warn: (line) => {
      process.stderr.write(`${line}\n`);
    },
    async during(label, work) {
      const started = performance.now();
      const seconds = (): number => Math.round((performance.now() - started) / 1000);
      let shown = false;
      const first = setTimeout(() => {
        shown = true;
        say(`› ${label} …`);
      }, 1500);
      const reminder = setInterval(() => say(`  ${label} … ${seconds()} s`), 10_000);
      try {
        const result = await work();
        if (shown) say(`✓ ${label} (${seconds()} s)`);
        return result;
      } finally {
        clearTimeout(first);
        clearInterval(reminder);
      }
    },
  };
}
