import { useEffect, useState } from 'react';
import type { Language } from '../../../domain/languages.ts';

const KEY = 'tuyen-xanh.spoken';

/** Whether directions are spoken on this phone, as its driver last wished. */
export function isSpoken(): boolean {
  return localStorage.getItem(KEY) === 'yes';
}

export function setSpoken(isWished: boolean): void {
  localStorage.setItem(KEY, isWished ? 'yes' : 'no');
}

/**
 * The phone's own voice of a language: `null` where it has none, `undefined` while it may still be looked for. Some browsers
 * name their voices only a while after they are asked.
 */
export function useVoice(language: Language): SpeechSynthesisVoice | null | undefined {
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null>();
  useEffect(() => {
    const speech = window.speechSynthesis as SpeechSynthesis | undefined;
    if (!speech) {
      setVoice(null);
      return;
    }
    const look = (isLast: boolean) => {
      const found = speech.getVoices().find(({ lang }) => lang.replace('_', '-').toLowerCase().startsWith(language));
      if (found) setVoice(found);
      else if (isLast) setVoice(null);
    };
    look(false);
    const named = () => look(true);
    speech.addEventListener('voiceschanged', named);
    const timer = setTimeout(named, 3_000);
    return () => {
      clearTimeout(timer);
      speech.removeEventListener('voiceschanged', named);
    };
  }, [language]);
  return voice;
}

/** Says it now: what was being said before is old. */
export function say(text: string, voice: SpeechSynthesisVoice): void {
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(said);
}
