import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { openRateLimits } from '../../platform/rate-limits.ts';
import { openTrackerEndpoints } from './tracker-endpoints.ts';
import type { Tracking } from './tracking.ts';

test('many phones behind one address that are met at once all get in, and guesses among them are still counted', async () => {
  const taken: string[] = [];
  const coords = { latitude: 20, longitude: 105 };
  const tracking: Pick<Tracking, 'receive' | 'noteUnreadable'> = {
    receive: async ({ deviceId }) => {
      await new Promise((resolve) => setImmediate(resolve));
      taken.push(deviceId);
      return deviceId.startsWith('truck-') ? 'stored' : 'unknown-device';
    },
    noteUnreadable: async () => undefined,
  };
  const { osmand } = openTrackerEndpoints(tracking as Tracking, openRateLimits({}));
  const response = { status: () => response, set: () => response, type: () => response, send: () => response };
  const send = async (id: string): Promise<string> => {
    const request = {
      method: 'GET',
      ip: '203.0.113.7',
      headers: {},
      body: undefined,
      query: { id, lat: '20', lon: '105' },
    };
    return await osmand(request as unknown as Request, response as unknown as Response).then(
      () => 'taken',
      (problem: { code?: string }) => String(problem.code),
    );
  };
  const phones = await Promise.all(Array.from({ length: 60 }, (_, at) => send(`truck-${at}`)));
  expect(new Set(phones)).toEqual(new Set(['taken']));
  const guesses = await Promise.all(Array.from({ length: 40 }, (_, at) => send(`guess-${at}`)));
  expect(guesses.filter((code) => code === 'unknown-device')).toHaveLength(30);
  expect(guesses.filter((code) => code === 'too-many-requests')).toHaveLength(10);
  expect(await send('truck-3')).toBe('taken');
  const stranger = (at: number) => ({ device_id: `other-${at}`, location: { timestamp: 1732490000, coords } });
  const batch = [...Array.from({ length: 5 }, (_, at) => stranger(at)), { ...stranger(0), device_id: 'truck-4' }];
  const request = {
    method: 'POST',
    ip: '203.0.113.7',
    headers: {},
    body: Buffer.from(JSON.stringify(batch)),
    query: {},
  };
  taken.length = 0;
  await expect(osmand(request as unknown as Request, response as unknown as Response)).rejects.toMatchObject({
    code: 'too-many-requests',
  });
  expect(taken).toEqual(['truck-4']);
});
