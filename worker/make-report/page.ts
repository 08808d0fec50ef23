/** Margins of an A4 page by Decree 30/2020/NĐ-CP annex I: 20–25 mm above and below, 30–35 at the left, 15–20 at the right. */
export const MARGINS_MM = { top: 20, bottom: 20, left: 30, right: 15 } as const;
/** Width between them. */
export const TEXT_MM = 210 - MARGINS_MM.left - MARGINS_MM.right;
