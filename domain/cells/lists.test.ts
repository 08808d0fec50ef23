import { describe, expect, it } from 'vitest';
import { faultSentence } from '../area-files/fault-messages.ts';
import { faultOf } from '../area-files/source-file.ts';
import { choiceWords, readChoice, readWeekdays } from './lists.ts';

const ALL = [1, 2, 3, 4, 5, 6, 7];

describe('weekdays', () => {
  it.each<[string, number[]]>([
    ['hằng ngày', ALL],
    ['Hàng ngày', ALL],
    ['mỗi ngày', ALL],
    ['daily', ALL],
    ['1234567', ALL],
    ['135', [1, 3, 5]],
    ['1-6', [1, 2, 3, 4, 5, 6]],
    ['T2 T4 CN', [1, 3, 7]],
    ['T2-T7', [1, 2, 3, 4, 5, 6]],
    ['thứ Hai, thứ Tư và thứ Sáu', [1, 3, 5]],
    ['Thứ 2, thứ 5, Chủ nhật', [1, 4, 7]],
    ['thứ 2 đến thứ 7', [1, 2, 3, 4, 5, 6]],
    ['thu ba - thu bay', [2, 3, 4, 5, 6]],
    ['Mon Wed Fri', [1, 3, 5]],
    ['Tue to Thu', [2, 3, 4]],
  ])('%s', (text, days) => {
    expect(readWeekdays(text)).toEqual({ value: days });
  });

  it.each<[string, number[]]>([
    ['thứ 2, 4, 6', [1, 3, 5]],
    ['T2,4,6', [1, 3, 5]],
    ['T3 - 7', [2, 3, 4, 5, 6]],
    ['thứ 2, 4 và chủ nhật', [1, 3, 7]],
  ])('%s: digits behind a day that is counted from thứ Hai = 2 are counted so too', (text, days) => {
    expect(readWeekdays(text)).toEqual({ value: days });
  });

  it('is a question where digits alone may be counted either way', () => {
    expect(readWeekdays('2, 4, 6')).toEqual({
      code: 'weekdays-two-ways',
      params: { part: '2, 4, 6', names: 'T2 T4 T6', digits: '246' },
    });
    expect(readWeekdays('1, 3, 5')).toEqual({ value: [1, 3, 5] });
  });

  it.each(['tuần sau', 'T8', 'T6-T2', 'thứ 9', 'Montag'])('is told that “%s” is none', (text) => {
    expect(readWeekdays(text)).toMatchObject({ code: 'not-weekdays', params: { part: text } });
  });
});

describe('one of a closed list', () => {
  const kinds = choiceWords({ market: ['chợ', 'chợ dân sinh'], school: ['trường học'] });

  it.each([['market'], ['Chợ'], ['cho dan sinh']])('%s is read', (text) => {
    expect(readChoice(text, kinds)).toEqual({ value: 'market' });
  });

  it('names what there is in the language of whoever reads it', () => {
    const read = readChoice('khu dân cư', kinds);
    if ('value' in read) throw new Error('it is none of them');
    const file = { kind: 'points', name: 'a.csv' } as const;
    const fault = faultOf(file, 2, 'Loại', read.code, 'khu dân cư', read.params);
    expect(faultSentence(fault, 'vi')).toBe('“khu dân cư” không dùng được ở đây. Chọn: chợ, trường học.');
    expect(faultSentence(fault, 'en')).toBe('“khu dân cư” is not one of: market, school.');
  });
});
