import type { vi } from '../vi/manage-links.ts';

export const en: typeof vi = {
  label: 'The manager’s pages',
  overview: 'Overview',
  facilities: 'Facilities',
  trucks: 'Trucks',
  quality: 'Quality of figures',
  resolution: 'Resolution',
  review: 'Yearly review',
};
