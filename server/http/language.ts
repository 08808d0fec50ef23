import type { Request } from 'express';
import { LANGUAGES, type Language } from '../../domain/languages.ts';

/** A text in each language of the program. */
export interface Wording {
  readonly vi: string;
  readonly en: string;
}

/** The language a request asks for by Accept-Language; `fallback` when it names none of ours. */
export function languageOf(request: Request, fallback: Language = 'vi'): Language {
  // Without the header Express would answer with the first of the list, whatever the fallback.
  if (request.headers['accept-language'] === undefined) return fallback;
  const accepted = request.acceptsLanguages([fallback, ...LANGUAGES]);
  return accepted === 'vi' || accepted === 'en' ? accepted : fallback;
}
