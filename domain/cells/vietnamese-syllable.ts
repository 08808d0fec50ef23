const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const SYLLABLE =
  /^((?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?)(iêu|yêu|oai|oay|oao|oeo|uây|uyê|uya|uyu|uôi|ươi|ươu|ia|iê|yê|ua|uô|ưa|ươ|oa|oă|oe|uâ|uê|uơ|uy|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])(ch|nh|ng|[cmnpt])?$/;
/** Diphthongs that bear their tone on the first letter: `xão`, never `xaõ`. */
const TONE_FIRST = new Set('ai ao au ay âu ây eo êu iu oi ôi ơi ui ưi ưu ia ua ưa'.split(' '));
/** Vowels that `ch` and `nh` may follow. */
const BEFORE_PALATAL = /(?:a|ê|i|y)$/;

/**
 * Whether a word is built as Vietnamese syllables are: onset, vowels, coda and one tone, which before a stop can only be
 * sharp or heavy. In any case; no dictionary is asked.
 */
export function isVietnameseSyllable(word: string): boolean {
  const spread = word.toLowerCase().normalize('NFD');
  const tones = spread.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const parts = SYLLABLE.exec(spread.replace(TONES, '').normalize('NFC'));
  if (!parts) return false;
  const [, onset = '', vowels = '', coda = ''] = parts;
  const lettersToTone = spread.slice(0, spread.search(TONES)).normalize('NFC').length;
  if (tones.length === 1 && TONE_FIRST.has(vowels) && lettersToTone !== onset.length + 1) return false;
  if ((coda === 'ch' || coda === 'nh') && !BEFORE_PALATAL.test(vowels)) return false;
  const isStop = ['c', 'ch', 'p', 't'].includes(coda);
  return !isStop || tones.length === 0 || tones[0] === '\u0301' || tones[0] === '\u0323';
}
