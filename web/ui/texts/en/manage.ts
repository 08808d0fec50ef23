import type { vi } from '../vi/manage.ts';

export const en: typeof vi = { title: '' };
