import { ActionIcon, type ActionIconProps, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';

/** What the button leads to, in words. */
export function useThemeLabel(): string {
  const { t } = useTranslation();
  return useComputedColorScheme('light') === 'dark' ? t('theme.toLight') : t('theme.toDark');
}

/** Turns the page light or dark. */
export function ThemeButton({ ref, ...props }: ActionIconProps & { ref?: Ref<HTMLButtonElement> }) {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      c="var(--mantine-color-text)"
      size={32}
      aria-label={useThemeLabel()}
      {...props}
      ref={ref}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <IconSun size={19} stroke={1.7} /> : <IconMoon size={19} stroke={1.7} />}
    </ActionIcon>
  );
}
