import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { importOptionsSchema } from '../../domain/area-files/import-request.ts';
import { daySchema } from '../../domain/day.ts';
import { fieldEventBatchSchema } from '../../domain/field-events.ts';
import { planRequestSchema } from '../../domain/plans.ts';
import { dayWindowSchema, dayWindowsSchema } from '../../domain/windows.ts';
import type { Language } from '../../domain/languages.ts';
import { Problem } from './problem.ts';
import { parseInput } from './validation.ts';

function faults(schema: z.ZodType, input: unknown, language: Language): { path: string; message: string }[] {
  try {
    parseInput(schema, input, 'body', language);
  } catch (error) {
    if (error instanceof Problem) return error.members.errors as { path: string; message: string }[];
    throw error;
  }
  return [];
}

const OF_VERSION_4 = '1b4e28ba-2fa1-4d2b-883f-0016d3cca427';
const event = {
  id: '019a0000-0000-7000-8000-000000000001',
  kind: 'unloaded',
  truckId: '019a0000-0000-7000-8000-000000000001',
  doneAt: '2024-11-24T21:20:00.000Z',
  ticket: { number: 'x', grossKg: 1, tareKg: 2 },
};

describe('what is wrong with an input', () => {
  it.each([
    ['a date in another form', daySchema, '24.11.2024'],
    ['a day that is in no calendar', daySchema, '2024-02-30'],
    ['a member nobody asked for', planRequestSchema, { date: '2024-11-25', colour: 'red' }],
    ['too long a search', planRequestSchema, { date: '2024-11-25', seconds: 1e6 }],
    ['a ticket lighter when full', fieldEventBatchSchema, { events: [event] }],
    ['an id that no device made', fieldEventBatchSchema, { events: [{ ...event, ticket: null, id: OF_VERSION_4 }] }],
    ['no events', fieldEventBatchSchema, { events: [] }],
    ['an unknown time zone', importOptionsSchema, { name: 'x', timeZone: 'Mars/Olympus' }],
    ['a window that ends before it starts', dayWindowSchema, [7, 3]],
    [
      'windows that overlap',
      dayWindowsSchema,
      [
        [0, 9],
        [3, 12],
      ],
    ],
  ])('is said in both languages: %s', (_, schema, input) => {
    const vietnamese = faults(schema, input, 'vi');
    const english = faults(schema, input, 'en');
    expect(vietnamese.length).toBeGreaterThan(0);
    expect(vietnamese.map(({ path }) => path)).toEqual(english.map(({ path }) => path));
    for (const [index, { message }] of vietnamese.entries()) {
      expect(message).not.toBe(english[index].message);
      expect(message).toMatch(/[^\x20-\x7e]/);
    }
  });

  it.each([
    [-5, 'phải từ 1 trở lên, không phải -5', 'must be 1 or more, not -5'],
    [500, 'nhiều nhất là 400, không phải 500', 'must be 400 or less, not 500'],
    ['năm', 'cần một con số, không phải “năm”', 'must be a number, not “năm”'],
    [1.5, 'cần một số nguyên, không phải 1.5', 'must be a whole number, not 1.5'],
    [undefined, 'thiếu mục này', 'is missing'],
  ])('tells a figure and what it must be: %s', (input, vietnamese, english) => {
    const schema = z.object({ kg: z.int().min(1).max(400) });
    expect(faults(schema, { kg: input }, 'vi')).toMatchObject([{ path: 'body.kg', message: vietnamese }]);
    expect(faults(schema, { kg: input }, 'en')).toMatchObject([{ path: 'body.kg', message: english }]);
  });

  it('tells a choice that there is not, and those there are', () => {
    expect(faults(z.enum(['urban', 'rural']), 'city', 'en')).toMatchObject([
      { message: 'there is no choice “city”. Choose: urban, rural' },
    ]);
  });

  it('is named by where it stands', () => {
    expect(
      faults(fieldEventBatchSchema, { events: [event, { ...event, ticket: null, kind: 'sang' }] }, 'en'),
    ).toMatchObject([{ path: 'body.events.0.ticket.grossKg' }, { path: 'body.events.1.kind' }]);
  });
});
