/** A cell's value, or the code of what is wrong with it and that message's parameters. */
export type CellValue<T> = { value: T } | { code: string; params?: Record<string, string | number> };
