import { describe, expect, it } from 'vitest';
import { draftOf, scheduleOf } from './collection-days-draft.ts';

const TODAY = '2026-11-23';

describe('collection days as they are typed in', () => {
  it('are the same after they were shown', () => {
    const days = {
      rules: [
        { weekdays: [2], everyWeeks: { weeks: 2, from: '2026-01-06' } },
        { weekdays: [1, 4], season: { from: '04-15', to: '10-15' } },
      ],
      dates: ['2026-09-02'],
      alsoOnDaysOff: true,
    };
    expect(scheduleOf(draftOf({ weekdays: [1, 2, 4], days }, TODAY))).toEqual({ value: { weekdays: [1, 2, 4], days } });
    expect(scheduleOf(draftOf({ weekdays: [1, 3], days: null }, TODAY))).toEqual({
      value: { weekdays: [1, 3], days: null },
    });
  });

  it('are read as people write them', () => {
    const draft = draftOf({ weekdays: [1], days: null }, TODAY);
    const [rule] = draft.rules;
    expect(
      scheduleOf({
        ...draft,
        rules: [{ ...rule, seasonFrom: '15/4', seasonTo: '1/10' }],
        dates: '2/9/2026; 03/09/2026',
      }),
    ).toMatchObject({
      value: { days: { rules: [{ season: { from: '04-15', to: '10-01' } }], dates: ['2026-09-02', '2026-09-03'] } },
    });
  });

  it('that cannot be say what is wrong', () => {
    const draft = draftOf({ weekdays: [1], days: null }, TODAY);
    const [rule] = draft.rules;
    const faultOf = (part: Partial<typeof rule>) => scheduleOf({ ...draft, rules: [{ ...rule, ...part }] });
    expect(faultOf({ weekdays: [] })).toEqual({ fault: 'noWeekday' });
    expect(faultOf({ weeks: '0' })).toEqual({ fault: 'weeks' });
    expect(faultOf({ weeks: '2', from: '' })).toEqual({ fault: 'weeks' });
    expect(faultOf({ seasonFrom: '15/04' })).toEqual({ fault: 'season' });
    expect(scheduleOf({ ...draft, dates: 'Tết' })).toEqual({ fault: 'dates' });
    expect(scheduleOf({ rules: [], dates: '', alsoOnDaysOff: false })).toEqual({ fault: 'noWeekday' });
  });
});
