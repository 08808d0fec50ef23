import { expect, test } from 'vitest';
import { openMetrics } from './metrics.ts';

test('measurements are exposed under the program and process they come from', async () => {
  const metrics = openMetrics('worker');
  metrics.counter('jobs_total', 'Jobs done.', ['queue']).inc({ queue: 'plan-day' });
  metrics.histogram('plan_seconds', 'How long a plan took.').observe(2);
  const text = await metrics.expose();
  expect(text).toContain('tuyen_xanh_jobs_total{queue="plan-day",process="worker"} 1');
  expect(text).toContain('tuyen_xanh_plan_seconds_bucket{le="5",process="worker"} 1');
});

test('asking twice for a measurement gives the same one', async () => {
  const metrics = openMetrics('server');
  metrics.gauge('connections', 'Open connections.').set(2);
  metrics.gauge('connections', 'Open connections.').inc();
  expect(await metrics.expose()).toContain('tuyen_xanh_connections{process="server"} 3');
});
