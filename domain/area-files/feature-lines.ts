/**
 * The line on which each element of the top-level `features` array of a GeoJSON text begins, 1-based.
 * `JSON.parse` does not tell; the text must be well-formed.
 */
export function featureLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let key = '';
  let isInFeatures = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\n') line++;
    else if (char === '"') {
      const end = endOfString(text, i);
      if (depth === 1) key = text.slice(i + 1, end);
      i = end;
    } else if (char === '{' || char === '[') {
      if (depth === 1) isInFeatures = char === '[' && key === 'features';
      if (depth === 2 && isInFeatures) lines.push(line);
      depth++;
    } else if (char === '}' || char === ']') depth--;
  }
  return lines;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}

/** The line of a position in a text, 1-based. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
