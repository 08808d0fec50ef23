import { expect, test } from 'vitest';
import { failureText } from './simulation-failure.ts';

test('a failure is told in words of the page, never as the simulator put it', () => {
  expect(failureText('server-lost')).toBe('server-lost');
  expect(failureText('Error: connect ECONNREFUSED 127.0.0.1:3000')).toBe('other');
});
