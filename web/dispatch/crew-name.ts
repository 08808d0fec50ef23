/** A crew's code as it is spoken after the word for crew: “TO-01” is crew “01”, because “tổ” says so already. */
export function crewName(code: string): string {
  return code.replace(/^t[oổ][\s.\-_]*(?=\p{N})/iu, '');
}
