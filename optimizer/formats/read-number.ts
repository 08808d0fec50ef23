/** A decimal number as files of the field write one, with an exponent if need be; not `0x10`, `1_000`, `Infinity` or nothing. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number a word of a file or of the command line says, `NaN` where it says none; more than a number can hold is `NaN` too. */
export function readNumber(word: string | undefined): number {
  const value = word !== undefined && DECIMAL.test(word) ? Number(word) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
