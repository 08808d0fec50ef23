import { Tooltip } from '@mantine/core';
import { ThemeButton, useThemeLabel } from './ThemeButton.tsx';

/** The button with what it does told under the pointer; a finger has no need of that. */
export function ThemeSwitch() {
  return (
    <Tooltip label={useThemeLabel()}>
      <ThemeButton />
    </Tooltip>
  );
}
