import { createRequire } from 'node:module';

const resolve = createRequire(import.meta.url).resolve;
const tinos = (name: string): string => resolve(`@expo-google-fonts/tinos/${name}`);

/** Files of Tinos, which is as wide as Times New Roman, letter by letter, and may be embedded. */
export const TINOS = {
  normal: tinos('400Regular/Tinos_400Regular.ttf'),
  bold: tinos('700Bold/Tinos_700Bold.ttf'),
  italics: tinos('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bolditalics: tinos('700Bold_Italic/Tinos_700Bold_Italic.ttf'),
};
