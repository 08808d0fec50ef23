import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDeviceTv, IconLayout, IconMap, IconRestore, IconSwitchHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { PLAIN_LAYOUT, useLayout, useLayoutStore } from './layout.ts';

/** How the page is arranged, and what of it goes onto other screens. */
export function LayoutMenu({ day }: { day: Day | undefined }) {
  const { t } = useTranslation('board');
  const [isOpen, setOpen] = useState(false);
  const layout = useLayoutStore();
  const isSwapped = useLayout((l) => l.isSwapped);
  const open = (view: 'map' | 'wall') => {
    const search = new URLSearchParams({ ...(day && { day }), view });
    window.open(`/dispatch?${search}`, `tuyen-xanh-${view}`, 'popup,width=1280,height=800');
  };
  return (
    <Menu position="bottom-end" opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Tooltip label={t('layout.menu')} disabled={isOpen}>
          <ActionIcon variant="default" size={30} mr={4} aria-label={t('layout.menu')}>
            <IconLayout size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconSwitchHorizontal size={15} />}
          onClick={() => layout.set({ isSwapped: !isSwapped })}
        >
          {t('layout.swap')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconRestore size={15} />}
          onClick={() => layout.set({ ...PLAIN_LAYOUT, publishesSteps: layout.get().publishesSteps })}
        >
          {t('layout.reset')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconMap size={15} />} onClick={() => open('map')}>
          {t('layout.map')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDeviceTv size={15} />} onClick={() => open('wall')}>
          {t('layout.wall')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
