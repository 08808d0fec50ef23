import { Select, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SheetPreview } from '../../../domain/sheets/views.ts';
import classes from './ImportPage.module.css';

interface Props {
  preview: Pick<SheetPreview, 'headings' | 'columns'>;
  /** `null`: the column is not to be read. */
  onChoose: (heading: string, key: string | null) => void;
}

/** What each column of a file was taken for, to be put right. */
export function HeadingChoice({ preview, onChoose }: Props) {
  const { t } = useTranslation('sheets');
  return (
    <section aria-label={t('headings')}>
      <Title order={2} size="h5">
        {t('headings')}
      </Title>
      <Text size="sm" c="dimmed" mb={6}>
        {t('headingsHint')}
      </Text>
      <div className={classes.headings}>
        {preview.headings.map(({ heading, key }) => (
          <Select
            key={heading}
            size="xs"
            label={heading}
            data={[
              { value: '', label: t('unread') },
              ...preview.columns.map((column) => ({ value: column.key, label: column.title })),
            ]}
            value={key ?? ''}
            allowDeselect={false}
            searchable
            onChange={(value) => onChoose(heading, value === '' ? null : value)}
          />
        ))}
      </div>
    </section>
  );
}
