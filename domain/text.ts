/**
 * Text in which every character is whole. What was cut in the middle of one (an emoji takes two units of a string's length)
 * comes back from a database as another text than was sent: the half becomes U+FFFD here, before anybody compares.
 */
export function wholeCharacters(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

/** The beginning of `text`, of at most `length` units, that ends with a whole character. */
export function beginningOf(text: string, length: number): string {
  const cut = text.slice(0, length);
  const isHalved = length < text.length && /[\ud800-\udbff]$/.test(cut);
  return wholeCharacters(isHalved ? cut.slice(0, -1) : cut);
}
