import { describe, expect, it } from 'vitest';
import { planFailureText } from './plan-failures.ts';

describe('what a person is told of a failed plan', () => {
  it('names what the failure is about, in both languages', () => {
    const failure = { code: 'no-way-from-depot', params: { depots: 'Bãi xe' } };
    expect(planFailureText(failure, 'en')).toContain('from Bãi xe to any disposal site');
    expect(planFailureText(failure, 'vi')).toContain('từ Bãi xe tới');
  });

  it('has a sentence for a code it does not know, with the code in it', () => {
    expect(planFailureText({ code: 'from-a-later-version', params: {} }, 'en')).toContain('from-a-later-version');
    expect(planFailureText({ code: 'toString', params: {} }, 'vi')).toContain('toString');
  });

  it('leaves no placeholder behind when a parameter is missing', () => {
    expect(planFailureText({ code: 'nothing-due', params: {} }, 'en')).not.toMatch(/[{}]/);
  });
});
