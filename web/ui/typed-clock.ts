const DAY_SECONDS = 86_400;

/** Seconds after midnight of a time as it is typed: `4:30`, `4h30`, `4g`, `0430`; with `+` on the next day. `null`: it is none. */
export function readClock(text: string): number | null {
  const match = /^(\d{1,2})[:hg.]?(\d{2})?\s*(\+?)$/i.exec(text.trim());
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2] ?? 0);
  if (Number(match[2] ?? 0) > 59 || minutes > 1440) return null;
  return minutes * 60 + (match[3] === '+' ? DAY_SECONDS : 0);
}
