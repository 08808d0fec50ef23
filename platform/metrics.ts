import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process's own measurements, in Prometheus form. Names begin with `tuyen_xanh_`. */
export interface Metrics {
  /** Text for a `/metrics` page. */
  expose(): Promise<string>;
  readonly contentType: string;
  /** A number that only grows, such as jobs done. Asking again for a name gives the same one. */
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  /** A number that goes up and down, such as connections now. */
  gauge(name: string, help: string, labels?: readonly string[]): Gauge;
  /** A distribution of seconds, such as how long a plan took. */
  histogram(name: string, help: string, labels?: readonly string[], bucketsSeconds?: readonly number[]): Histogram;
}

/** Opens a registry of its own, so that two platforms in one process (in a test) do not collide. */
export function openMetrics(processName: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process: processName });
  collectDefaultMetrics({ register: registry });

  const once = <T>(name: string, make: (settings: { name: string; registers: Registry[] }) => T): T => {
    const fullName = `tuyen_xanh_${name}`;
    const known = registry.getSingleMetric(fullName);
    return known ? (known as T) : make({ name: fullName, registers: [registry] });
  };
  return {
    expose: () => registry.metrics(),
    contentType: registry.contentType,
    counter: (name, help, labels = []) =>
      once(name, (settings) => new Counter({ ...settings, help, labelNames: [...labels] })),
    gauge: (name, help, labels = []) =>
      once(name, (settings) => new Gauge({ ...settings, help, labelNames: [...labels] })),
    histogram: (name, help, labels = [], bucketsSeconds = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300]) =>
      once(
        name,
        (settings) => new Histogram({ ...settings, help, labelNames: [...labels], buckets: [...bucketsSeconds] }),
      ),
  };
}
