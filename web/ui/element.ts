/** An element of a page that is drawn without React; `className` may be of a style that is missing. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string | undefined,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

/** One shape as a picture that says nothing by itself. */
export function drawing(
  viewBox: string,
  width: number,
  shape: string,
  attributes: Readonly<Record<string, unknown>>,
): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const drawn = document.createElementNS(SVG, shape);
  for (const [name, value] of Object.entries(attributes)) drawn.setAttribute(name, String(value));
  for (const [name, value] of Object.entries({ viewBox, width })) svg.setAttribute(name, String(value));
  svg.append(drawn);
  svg.ariaHidden = 'true';
  return svg;
}
