/** Figures in tags, which anybody may have written anyhow: what is none is not guessed. */
const METRES_PER_FOOT = 0.3048;

/**
 * A measure in metres or tonnes (https://wiki.openstreetmap.org/wiki/Map_features/Units): `2.5`, `2.5 m`, `3.5 t`, `3500 kg`, `8'6"`,
 * and `2,5`, which can be nothing else; `null` for words such as `default` and `none`, which say no number.
 */
export function readMeasure(text: string | undefined): number | null {
  if (text === undefined) return null;
  const [, metric, unit] = /^(\d+(?:[.,]\d+)?) ?(m|t|kg)?$/.exec(text.trim()) ?? [];
  if (metric !== undefined) return Number.parseFloat(metric.replace(',', '.')) / (unit === 'kg' ? 1000 : 1);
  const [, feet, inches = '0'] = /^(\d+)' ?(?:(\d+)")?$/.exec(text.trim()) ?? [];
  if (feet === undefined) return null;
  return (Number.parseInt(feet, 10) + Number.parseInt(inches, 10) / 12) * METRES_PER_FOOT;
}

/** What a boundary bounds (`admin_level`), 1 … 12; `null` for what is no level. */
export function readAdminLevel(text: string | undefined): number | null {
  return text !== undefined && /^(?:[1-9]|1[0-2])$/.test(text) ? Number.parseInt(text, 10) : null;
}
