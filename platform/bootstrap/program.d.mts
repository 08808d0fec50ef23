export const PROGRAM_ROOMS: readonly string[];
export function builtFile(root: string, script: string): string;
export function buildProgram(root: string): Promise<void>;
