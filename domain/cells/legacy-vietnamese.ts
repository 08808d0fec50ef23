import { isVietnameseSyllable } from './vietnamese-syllable.ts';

/** A text whose letters came through a wrong encoding, and what was meant. */
export interface LegacyText {
  encoding: 'double-utf8' | 'tcvn3' | 'vni';
  reading: string;
}

/** What is written in none of the ways known here gives `null`. */
export function readingOfLegacyText(text: string): LegacyText | null {
  if (/^\p{ASCII}*$/u.test(text)) return null;
  const composed = text.normalize('NFC');
  const once = decodedOnce(composed);
  if (once !== null) return { encoding: 'double-utf8', reading: once };
  // Letters that only Unicode has: whoever wrote them wrote Unicode.
  if (/[\u0100-\u01B0\u1E00-\u1EFF]/.test(composed)) return null;
  for (const [encoding, decode] of [
    ['tcvn3', decodeTcvn3],
    ['vni', decodeVni],
  ] as const) {
    if (isWrittenIn(composed, decode)) return { encoding, reading: composed.split(BETWEEN_WORDS).map(decode).join('') };
  }
  return null;
}

/** Windows-1252 where it differs from Latin-1. */
const WINDOWS_1252: Readonly<Record<string, number>> = Object.fromEntries(
  [...'€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'].flatMap((letter, i) => (letter === ' ' ? [] : [[letter, 0x80 + i]])),
);

/** Vietnamese letters of three bytes as they come out, also where a byte between was lost. */
const DOUBLE_ENCODED = /á[º»][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Æ[°¡]|Ä‘/;

/** The text whose UTF-8 was taken for Latin-1 or Windows-1252, or `null`. */
function decodedOnce(text: string): string | null {
  const bytes = [...text].map((letter) => WINDOWS_1252[letter] ?? letter.codePointAt(0) ?? 0);
  if (bytes.every((byte) => byte <= 0xff)) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    } catch {
      // No UTF-8 as a whole; parts of it may be.
    }
  }
  if (!DOUBLE_ENCODED.test(text)) return null;
  const kept = Uint8Array.from(bytes.map((byte) => (byte <= 0xff ? byte : 0x3f)));
  return new TextDecoder().decode(kept);
}

const BETWEEN_WORDS = /([\s\d,.;:()"'/\\_–-]+)/;
/** Signs that stand within a word in TCVN3 and in no language's words. */
const SIGNS = /[¡¢£¤¥¦§¨©ª«¬\u00AD®µ¶·¸¹»¼½¾×÷]/;

/**
 * Whether the words that are no Vietnamese as they stand become so by `decode`. One accented letter alone proves nothing, as
 * other languages have it: it takes a sign within a word, two letters of one word, or other words that are Vietnamese.
 */
function isWrittenIn(text: string, decode: (word: string) => string): boolean {
  const words = text.split(BETWEEN_WORDS).filter((_, i) => i % 2 === 0);
  const doubtful = words.filter((word) => /[\u0080-\u00FF]/.test(word) && !isVietnameseSyllable(word));
  const becoming = doubtful.filter((word) => word.length > 1 && isVietnameseSyllable(decode(word)));
  if (becoming.length === 0 || becoming.length < doubtful.length * 0.6) return false;
  const isSure = (word: string) => SIGNS.test(word) || word.replace(/\p{ASCII}/gu, '').length > 1;
  const others = words.filter((word) => word.length > 1 && !becoming.includes(word));
  return becoming.length > 1 || becoming.some(isSure) || (others.length > 0 && others.every(isVietnameseSyllable));
}

const TCVN3: Readonly<Record<string, string>> = pairs(
  '¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u00ADư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßò' +
    'áỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ',
);

function decodeTcvn3(word: string): string {
  return [...word].map((letter) => TCVN3[letter] ?? letter).join('');
}

const [GRAVE, ACUTE, HOOK, TILDE, DOT] = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const [BREVE, CIRCUMFLEX] = ['\u0306', '\u0302'];
/** Of VNI, what the letter behind a vowel adds to it. */
const VNI_MARKS: Readonly<Record<string, string>> = {
  ...{ ù: ACUTE, ø: GRAVE, û: HOOK, õ: TILDE, ï: DOT },
  ...{ ê: BREVE, é: BREVE + ACUTE, è: BREVE + GRAVE, ú: BREVE + HOOK, ü: BREVE + TILDE, ë: BREVE + DOT },
  ...{ â: CIRCUMFLEX, á: CIRCUMFLEX + ACUTE, à: CIRCUMFLEX + GRAVE, å: CIRCUMFLEX + HOOK },
  ...{ ã: CIRCUMFLEX + TILDE, ä: CIRCUMFLEX + DOT },
};
const VNI_LETTERS: Readonly<Record<string, string>> = pairs('ôơöưñđæỉóĩòịîỵ');

function decodeVni(word: string): string {
  let text = '';
  const letters = [...word];
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] ?? '';
    const lower = letter.toLowerCase();
    const mark = VNI_MARKS[(letters[i + 1] ?? '').toLowerCase()];
    const base = VNI_LETTERS[lower] ?? lower;
    const takes = mark?.startsWith(BREVE) ? 'a' : mark?.startsWith(CIRCUMFLEX) ? 'aeo' : 'aeouyơư';
    const isMarked = mark !== undefined && takes.includes(base);
    const decoded = (isMarked ? base + mark : base).normalize('NFC');
    text += letter === lower ? decoded : decoded.toUpperCase();
    if (isMarked) i++;
  }
  return text;
}

/** Letters in pairs, each as written and as meant. */
function pairs(letters: string): Record<string, string> {
  const all = [...letters];
  return Object.fromEntries(all.flatMap((letter, i) => (i % 2 === 0 ? [[letter, all[i + 1] ?? '']] : [])));
}
