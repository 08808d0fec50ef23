import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeInBothShapes } from '../test/shapes.ts';
import { type Bus, maxPayloadBytes, openBus } from './bus.ts';

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not happen within 20 s');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describeInBothShapes('bus', (shape) => {
  let here: Bus;
  let there: Bus;

  beforeEach(() => {
    here = openBus(shape);
    there = openBus(shape);
  });

  afterEach(async () => {
    await here.close();
    await there.close();
  });

  test('an announcement is heard in every process, the own one too, in order', async () => {
    const heardHere: unknown[] = [];
    const heardThere: unknown[] = [];
    await here.subscribe('plan', (payload) => heardHere.push(payload));
    await there.subscribe('plan', (payload) => heardThere.push(payload));
    await here.publish('plan', { id: 'một', percent: 10 });
    await here.publish('plan', { id: 'một', percent: 20 });

    await until(() => heardHere.length === 2 && heardThere.length === 2);
    expect(heardThere).toEqual([
      { id: 'một', percent: 10 },
      { id: 'một', percent: 20 },
    ]);
    expect(heardHere).toEqual(heardThere);
  });

  test('other channels and ended subscriptions are not heard', async () => {
    const heard: unknown[] = [];
    const end = await there.subscribe('plan', () => heard.push('ended'));
    await there.subscribe('truck', (payload) => heard.push(payload));
    await end();
    await here.publish('plan', 1);
    await here.publish('truck', 2);
    await until(() => heard.length > 0);
    expect(heard).toEqual([2]);
  });

  test('a listener that throws does not keep others from hearing', async () => {
    const heard: unknown[] = [];
    await there.subscribe('plan', () => {
      throw new Error('broken listener');
    });
    await there.subscribe('plan', (payload) => heard.push(payload));
    await here.publish('plan', 'x');
    await until(() => heard.length === 1);
  });

  test('an announcement too large for a NOTIFY is refused, the largest is heard', async () => {
    const heard: unknown[] = [];
    await there.subscribe('plan', (payload) => heard.push(payload));
    await expect(here.publish('plan', 'x'.repeat(maxPayloadBytes - 1))).rejects.toThrow('announce an id instead');
    const largest = 'x'.repeat(maxPayloadBytes - 2);
    await here.publish('plan', largest);
    await until(() => heard.length === 1);
    expect(heard[0]).toBe(largest);
  });

  test.runIf(shape.name === 'embedded')('a listener whose connection broke hears again', async () => {
    const heard: unknown[] = [];
    await there.subscribe('plan', (payload) => heard.push(payload));
    const client = new pg.Client({ connectionString: shape.databaseUrl });
    await client.connect();
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
    await client.end();
    // What is announced while the connection is away is lost, by contract; so announce until it is heard.
    await until(async () => {
      await here.publish('plan', 'again');
      return heard.length > 0;
    });
    expect(heard[0]).toBe('again');
  });
});
