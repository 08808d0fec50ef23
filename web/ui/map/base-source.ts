/** The map source of the area's own tiles, as every base layer names it. */
export const BASE_SOURCE = 'base';
