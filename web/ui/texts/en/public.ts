import type { vi } from '../vi/public.ts';

export const en: typeof vi & { count_one: string } = {
  title: 'When does the collection truck come?',
  intro: 'Search for your street, gathering point or ward. It works without accents too.',
  search: 'Search by name',
  placeholder: 'For example: tran phu, cho trung tam…',
  unit: 'Ward or commune',
  allUnits: 'All',
  results: 'Times of arrival',
  count_one: '{{count, number}} arrival on {{day}}',
  count_other: '{{count, number}} arrivals on {{day}}',
  none: 'Nothing is called like that.',
  notPublished: 'Today’s times are not published yet',
  notPublishedHint: 'Come back later. They are usually published before the trucks leave.',
  late: 'Planned times; traffic may shift them.',
  state: {
    planned: 'to come',
    served: 'collected',
    skipped: 'could not be collected today',
    unloaded: 'passed',
    done: 'passed',
  },
};
