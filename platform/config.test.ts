import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadConfig, optionTable } from './config.ts';
import { ExplainedError } from './explained-error.ts';
import { optionSchemas } from './options.ts';

test('with nothing given the documented fallbacks hold', () => {
  expect(loadConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    demo: true,
    fresh: false,
    dailyPlanAt: undefined,
    defaultLanguage: 'vi',
    publicUrl: 'http://localhost:3000',
    databaseUrl: undefined,
    osmandPort: undefined,
  });
});

test('arguments win over environment variables', () => {
  const config = loadConfig({ PORT: '4000', DEMO: '1' }, ['--port', '5000', '--data-dir', '/tmp/dữ liệu', '--no-demo']);
  expect(config).toMatchObject({
    port: 5000,
    dataDir: '/tmp/dữ liệu',
    demo: false,
    publicUrl: 'http://localhost:5000',
  });
});

test('an empty variable counts as not given', () => {
  expect(loadConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: undefined });
});

test('an origin loses path and slash, a port can be switched off', () => {
  expect(loadConfig({ PUBLIC_URL: 'https://tuyenxanh.example/', OSMAND_PORT: 'off' })).toMatchObject({
    publicUrl: 'https://tuyenxanh.example',
    osmandPort: undefined,
  });
});

test.each([
  ['PORT', '0', 'PORT (--port N) got "0" but wants a whole number from 1 to 65535.'],
  ['DEMO', 'maybe', 'DEMO (--no-demo) got "maybe" but wants 1 or 0.'],
  ['DAILY_PLAN_AT', '24:00', 'DAILY_PLAN_AT got "24:00" but wants a time such as 04:00, or off.'],
  ['DEFAULT_LANGUAGE', 'fr', 'DEFAULT_LANGUAGE got "fr" but wants vi or en.'],
  [
    'ROADS_URL',
    'http://osrm:5000',
    'ROADS_URL got "http://osrm:5000" but wants osrm+http://host:5000 or valhalla+http://host:8002.',
  ],
  ['REDIS_URL', 'localhost:6379', 'REDIS_URL got a value but wants an address such as redis://host:6379.'],
])('a wrong %s is named with what it got and what it wants', (name, value, sentence) => {
  expect(() => loadConfig({ [name]: value })).toThrow(sentence);
});

test('a secret is never repeated in a message', () => {
  for (const name of ['AUTH_SECRET', 'DEMO_PASSWORD', 'METRICS_TOKEN', 'DATABASE_URL']) {
    expect(() => loadConfig({ [name]: 'hunter2' })).toThrow(/^((?!hunter2).)*$/);
  }
});

test('an unknown argument is refused with those there are', () => {
  expect(() => loadConfig({}, ['--prot', '1'])).toThrow(/--prot.*--port N, --host ADDRESS, --data-dir PATH, --fresh/);
});

test('every port text is either refused in one sentence or becomes that port', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: -10, max: 70_000 }).map(String), fc.string()), (text) => {
      const outcome = portOf(text);
      expect(outcome instanceof ExplainedError || outcome === Number(text === '' ? '3000' : text)).toBe(true);
    }),
  );
  expect([portOf('8080'), portOf('70000')]).toEqual([8080, expect.any(ExplainedError)]);
});

/** The port that a text becomes, or what is said of it. */
function portOf(text: string): unknown {
  try {
    return loadConfig({ PORT: text }).port;
  } catch (error) {
    return error;
  }
}

test('every option is in the table once, in both languages', () => {
  expect(optionTable.map((option) => option.variable).sort()).toEqual(Object.keys(optionSchemas).sort());
  for (const option of optionTable) {
    expect(option.vi).not.toBe(option.en);
    expect(option.wants.vi).not.toBe('');
  }
});
