/** Open for more days than this, a complaint is told of on the overview. */
export const COMPLAINT_OVERDUE_DAYS = 5;
