import { describe, expect, it } from 'vitest';
import { planFailureText } from './plan-failures.ts';

describe('what a person is told of a failed plan', () => {
  it('names what the failure is about, in both languages', () => {
    const failure = { code: 'no-way-from-depot', params: { depots: 'Bãi xe' } };
    expect(planFailureText(failure, 'en')).toContain('from Bãi xe to any disposal site');
    expect(planFailureText(failure, 'vi')).toContain('từ Bãi xe tới');
  });

  it('writes the day as the language does', () => {
    const failure = { code: 'nothing-due', params: { day: '2026-11-28' } };
    expect(planFailureText(failure, 'vi')).toContain('28/11/2026');
    expect(planFailureText(failure, 'en')).toContain('28/11/2026');
  });

  it('has a sentence for a code it does not know, with the code in it', () => {
    expect(planFailureText({ code: 'from-a-later-version', params: {} }, 'en')).toContain('from-a-later-version');
    expect(planFailureText({ code: 'toString', params: {} }, 'vi')).toContain('toString');
  });

  it('leaves no placeholder behind when a parameter is missing', () => {
    expect(planFailureText({ code: 'nothing-due', params: {} }, 'en')).not.toMatch(/[{}]/);
  });
});
