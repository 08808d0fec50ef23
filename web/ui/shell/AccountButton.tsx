import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import type { MouseEventHandler, Ref } from 'react';
import { useTranslation } from 'react-i18next';

interface AccountButtonProps extends ActionIconProps {
  name: string;
  ref?: Ref<HTMLButtonElement>;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  onClick?: MouseEventHandler<HTMLButtonElement>;
}

/** The button with a head, named by whose account it is. */
export function AccountButton({ name, ...props }: AccountButtonProps) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      c="var(--mantine-color-text)"
      size={32}
      aria-label={t('account.menu', { name })}
      {...props}
    >
      <IconUserCircle size={21} stroke={1.6} />
    </ActionIcon>
  );
}
