import { Button, Checkbox, CloseButton, TextInput } from '@mantine/core';
import { DayField } from '../../ui/DayField.tsx';
import classes from './CollectionDaysEditor.module.css';
import { type DaysDraft, EVERY_WEEK, type RuleDraft } from './collection-days-draft.ts';
import type { Wording } from './value-text.ts';
import { Weekdays } from './WeekdaysEditor.tsx';

interface Props {
  /** What it is about, for those who do not see it. */
  label: string;
  draft: DaysDraft;
  /** Only weekdays, until more is asked for. */
  isPlain: boolean;
  today: string;
  wording: Pick<Wording, 't' | 'language'>;
  onChange: (draft: DaysDraft) => void;
  onMore: () => void;
}

/** On which days something is collected: weekdays of every week, or rules, seasons and dates. */
export function CollectionDaysEditor({ label, draft, isPlain, today, wording, onChange, onMore }: Props) {
  const { t, language } = wording;
  const [first] = draft.rules;
  const setRule = (index: number, part: Partial<RuleDraft>) =>
    onChange({ ...draft, rules: draft.rules.map((rule, k) => (k === index ? { ...rule, ...part } : rule)) });
  if (isPlain && first) {
    return (
      <div className={classes.plain}>
        <Weekdays
          label={label}
          language={language}
          chosen={first.weekdays}
          onChange={(weekdays) => setRule(0, { weekdays })}
        />
        <Button size="compact-xs" variant="subtle" onClick={onMore}>
          {t('days.more')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.rules}>
      {draft.rules.map((rule, index) => (
        // Rules have no name of their own; their order is theirs.
        <div
          key={index}
          className={classes.rule}
          role="group"
          aria-label={t('days.rule', { label, number: index + 1 })}
        >
          <div className={classes.head}>
            <Weekdays
              label={label}
              language={language}
              chosen={rule.weekdays}
              onChange={(weekdays) => setRule(index, { weekdays })}
            />
            <CloseButton
              size="sm"
              aria-label={t('days.removeRule', { number: index + 1 })}
              onClick={() => onChange({ ...draft, rules: draft.rules.filter((_, k) => k !== index) })}
            />
          </div>
          <div className={classes.fields}>
            <TextInput
              size="xs"
              type="number"
              min={1}
              max={52}
              label={t('days.everyWeeks')}
              value={rule.weeks}
              onChange={(event) => setRule(index, { weeks: event.currentTarget.value })}
            />
            <DayField
              size="xs"
              label={t('days.countedFrom')}
              disabled={rule.weeks === '1'}
              value={rule.from}
              onChange={(value) => setRule(index, { from: value })}
            />
            <TextInput
              size="xs"
              label={t('days.seasonFrom')}
              placeholder="15/04"
              value={rule.seasonFrom}
              onChange={(event) => setRule(index, { seasonFrom: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              label={t('days.seasonTo')}
              placeholder="15/10"
              value={rule.seasonTo}
              onChange={(event) => setRule(index, { seasonTo: event.currentTarget.value })}
            />
          </div>
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="default"
        className={classes.add}
        onClick={() => onChange({ ...draft, rules: [...draft.rules, { ...EVERY_WEEK, from: today }] })}
      >
        {t('days.addRule')}
      </Button>
      <TextInput
        size="xs"
        label={t('days.dates')}
        placeholder="02/09/2026, 03/09/2026"
        value={draft.dates}
        onChange={(event) => onChange({ ...draft, dates: event.currentTarget.value })}
      />
      <Checkbox
        size="xs"
        label={t('days.alsoOnDaysOff')}
        checked={draft.alsoOnDaysOff}
        onChange={(event) => onChange({ ...draft, alsoOnDaysOff: event.currentTarget.checked })}
      />
    </div>
  );
}
