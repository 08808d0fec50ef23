import type { vi } from '../vi/dispatch.ts';

export const en: typeof vi = { title: '' };
