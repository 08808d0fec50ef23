/** A truck may come home so much later than planned; after that its route is no longer what there is to do. */
export const LATE_HOURS = 6;
