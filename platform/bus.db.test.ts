import { Redis } from 'ioredis';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { describeInBothShapes, type Shape } from '../test/shapes.ts';
import { type Bus, maxPayloadBytes, openBus } from './bus.ts';

const deadline = { timeout: 60_000, interval: 25 };

/** Nobody new may listen until the returned function is called. */
async function refuseListeners({ databaseUrl, redisUrl }: Shape): Promise<() => Promise<void>> {
  if (redisUrl) {
    const say = async (channels: 'resetchannels' | 'allchannels'): Promise<void> => {
      const client = new Redis(redisUrl);
      await client.call('ACL', 'SETUSER', 'default', channels);
      client.disconnect();
    };
    await say('resetchannels');
    return () => say('allchannels');
  }
  const elsewhere = new URL(databaseUrl);
  const name = elsewhere.pathname.slice(1);
  elsewhere.pathname = '/postgres';
  const say = async (allow: boolean): Promise<void> => {
    const client = new pg.Client({ connectionString: elsewhere.href });
    await client.connect();
    await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} ALLOW_CONNECTIONS ${allow}`);
    await client.end();
  };
  await say(false);
  return () => say(true);
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

    await vi.waitFor(() => expect([heardHere.length, heardThere.length]).toEqual([2, 2]), deadline);
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
    await vi.waitFor(() => expect(heard).not.toEqual([]), deadline);
    expect(heard).toEqual([2]);
  });

  test('a listener that throws does not keep others from hearing', async () => {
    const heard: unknown[] = [];
    await there.subscribe('plan', () => {
      throw new Error('broken listener');
    });
    await there.subscribe('plan', (payload) => heard.push(payload));
    await here.publish('plan', 'x');
    await vi.waitFor(() => expect(heard).toHaveLength(1), deadline);
  });

  test('an announcement too large for a NOTIFY is refused, the largest is heard', async () => {
    const heard: unknown[] = [];
    await there.subscribe('plan', (payload) => heard.push(payload));
    await expect(here.publish('plan', 'x'.repeat(maxPayloadBytes - 1))).rejects.toThrow('announce an id instead');
    const largest = 'x'.repeat(maxPayloadBytes - 2);
    await here.publish('plan', largest);
    await vi.waitFor(() => expect(heard).toHaveLength(1), deadline);
    expect(heard[0]).toBe(largest);
  });

  test('a listener whose connection broke hears again, after it was told of the gap', async () => {
    const heard: unknown[] = [];
    await there.subscribe('plan', (payload) => heard.push(payload));
    const gaps: unknown[] = [];
    there.onGap(() => gaps.push('gap'));
    await shape.breakBus();
    await vi.waitFor(() => expect(gaps).toEqual(['gap']), deadline);
    await here.publish('plan', 'again');
    await vi.waitFor(() => expect(heard).toEqual(['again']), deadline);
  });

  test('a listener that was refused does not hear when it is tried again, only the new one', async () => {
    const heard: string[] = [];
    const allow = await refuseListeners(shape);
    const refused = await Promise.allSettled([1, 2].map((n) => there.subscribe('plan', () => heard.push(`lost ${n}`))));
    await allow();
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await there.subscribe('plan', () => heard.push('again'));
    await here.publish('plan', 'x');
    await vi.waitFor(() => expect(heard).not.toEqual([]), deadline);
    expect(heard).toEqual(['again']);
  });
});
