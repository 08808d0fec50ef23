import type { vi } from '../vi/overview.ts';

type Plurals = {
  quality: Record<'inferred_one', string>;
  toDo: Record<'doubts_one' | 'complaints_one' | 'months_one', string>;
};

export const en: typeof vi & Plurals = {
  title: 'Overview',
  span: 'This year until {{to}}',
  partOfSpan: 'This year until {{to}}; of {{days, number}} days that are in the books',
  none: 'The books have no figures yet. Once there is a published plan, a report or a ticket, they appear here.',
  all: '{{rate}} collected and treated to standard; the target is {{target}}.',
  allNoTarget: '{{rate}} collected and treated to standard.',
  changed: {
    title: 'The last four weeks against the four before',
    up: '{{unit}} rose by {{points}} points, from {{before}} to {{after}}: {{kg}} a day more.',
    down: '{{unit}} fell by {{points}} points, from {{before}} to {{after}}: {{kg}} a day less.',
    none: 'No unit has changed notably.',
    tooShort: 'The books do not have all of the four weeks before to compare with.',
  },
  targets: 'Targets by unit and stream',
  map: {
    title: 'How much is missing',
    label: 'Map of the units by what is missing to their targets a day',
    reached: 'target reached',
    missing: 'missing, kg/day',
    noTarget: 'no target',
  },
  trend: {
    title: 'Month by month',
    chart: 'Collected mass and rate by month',
    month: 'Month',
  },
  quality: {
    title: 'How the figures are known (last four weeks)',
    mass: '{{weighed}} of the mass was weighed, {{measured}} measured on the spot, {{estimated}} only estimated.',
    most: 'Most estimated: {{units}}.',
    unreported: '{{open}} of {{scheduled}} scheduled visits were not reported as served.',
    inferred_one: 'One visit is known from the track alone.',
    inferred_other: '{{count, number}} visits are known from the track alone.',
    unassigned: '{{kg}} of tickets belong to no known unit.',
    none: 'Nothing was collected in the last four weeks.',
  },
  toDo: {
    title: 'What to do',
    unreported: 'Look at the visits nobody reported',
    unassigned: 'Find the unit of tickets that belong to none',
    doubts_one: 'Look at one doubtful ticket',
    doubts_other: 'Look at {{count, number}} doubtful tickets',
    complaints_one: 'Answer one complaint that has waited for over {{days}} days',
    complaints_other: 'Answer {{count, number}} complaints that have waited for over {{days}} days',
    months_one: 'Close one month that is over',
    months_other: 'Close {{count, number}} months that are over',
    report: 'Make the report of {{year}}, due before {{before}}',
    none: 'Nothing is waiting.',
  },
};
