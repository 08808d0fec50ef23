import { isAlive, npmAncestors } from '../process-identity.ts';

/** A second request this soon is the same one heard twice: npm passes on what the terminal sends to us as well. */
const echoMilliseconds = 1000;
const parentCheckMilliseconds = 1000;

/**
 * Everything that means "stop": Ctrl-C, SIGTERM, a closed terminal, and the death of the npm that started us.
 *
 * @returns `signal` is raised by the first request; `forced` resolves at a second one
 */
export function listenForStop(): { signal: AbortSignal; request: () => void; forced: Promise<void> } {
  const controller = new AbortController();
  let firstAt: number | undefined;
  let force: () => void = () => undefined;
  const forced = new Promise<void>((resolve) => {
    force = resolve;
  });

  const request = (): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      controller.abort();
    } else if (performance.now() - firstAt > echoMilliseconds) {
      force();
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, request);

  // A killed npm cannot tell us; but then nobody is left who could stop us from its terminal.
  if (process.env['npm_lifecycle_event']) {
    const ancestors = npmAncestors();
    const watch = setInterval(() => {
      if (ancestors.every(isAlive)) return;
      clearInterval(watch);
      request();
    }, parentCheckMilliseconds);
    watch.unref();
  }
  return { signal: controller.signal, request, forced };
}
