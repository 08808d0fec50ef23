import type { vi } from '../vi/driver.ts';

export const en: typeof vi = { title: '' };
