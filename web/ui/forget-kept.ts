/** Where a clerk's desk lies on this device, see `kept-desk.ts`; apart from it, because every page signs out and few read it. */
export const DESK_KEY = 'tuyen-xanh.desk';
/** Where a team lies on this phone, see `kept-team.ts`. */
export const TEAM_KEY = 'tuyen-xanh.team';

/** To be called whenever the one at this device may be another. */
export function forgetDesk(): void {
  localStorage.removeItem(DESK_KEY);
}

/** To be called whenever it may be somebody else. */
export function forgetTeam(): void {
  localStorage.removeItem(TEAM_KEY);
}
