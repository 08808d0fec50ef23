/** osrm-text-instructions 0.15 brings no types; this is the part of it that is used. */
declare module 'osrm-text-instructions' {
  interface Compiler {
    /** Puts names and directions into a sentence; `compile` calls it on the object it is called on. */
    tokenize(language: string, sentence: string, tokens: { modifier?: string }, options?: object): string;
    compile(
      language: string,
      step: object,
      options?: { legIndex?: number; legCount?: number; waypointName?: string },
    ): string;
  }
  export default function textInstructions(version: 'v5'): Compiler;
}
