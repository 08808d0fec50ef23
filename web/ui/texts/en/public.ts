import type { vi } from '../vi/public.ts';

export const en: typeof vi = { title: '' };
