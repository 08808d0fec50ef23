import { Button, Checkbox, Menu, NativeSelect, Popover, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconColumns3, IconFilter, IconPlus, IconSearch, IconTable } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type Ref, useMemo } from 'react';
import type { Field } from '../fields/field.ts';
import { fieldName } from '../fields/names.ts';
import type { Wording } from '../fields/value-text.ts';
import type { RegisterRecord, RegisterSubject } from '../record.ts';
import classes from './ListTools.module.css';
import { filterOptions, type View } from './rows.ts';

interface Props {
  subject: RegisterSubject;
  fields: readonly Field[];
  records: readonly RegisterRecord[];
  view: View;
  onView: (view: View) => void;
  isArchived: boolean;
  onArchived: (isArchived: boolean) => void;
  columns: readonly string[];
  onColumns: (columns: readonly string[]) => void;
  wording: Wording;
  searchRef: Ref<HTMLInputElement>;
  /** How many rows are shown, in words. */
  count: string;
  /** Without it nothing can be added. */
  onAdd: (() => void) | null;
  /** Down or Enter in the search: to the rows. */
  onEnter: () => void;
}

/** Above the list: search, state, filters, columns, and a new row. */
export function ListTools(props: Props) {
  const {
    fields,
    view,
    onView,
    isArchived,
    onArchived,
    columns,
    onColumns,
    wording,
    searchRef,
    count,
    onAdd,
    onEnter,
  } = props;
  const { t, language } = wording;
  const filters = Object.keys(view.filters).length;
  return (
    <div className={classes.tools}>
      <TextInput
        ref={searchRef}
        className={classes.search}
        type="search"
        size="sm"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        leftSection={<IconSearch size={16} />}
        value={view.search}
        onChange={(event) => onView({ ...view, search: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault();
            onEnter();
          } else if (event.key === 'Escape') onView({ ...view, search: '' });
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('list.state')}
        value={isArchived ? 'archived' : 'active'}
        onChange={(value) => onArchived(value === 'archived')}
        data={[
          { value: 'active', label: t('list.active') },
          { value: 'archived', label: t('list.archived') },
        ]}
      />
      <Popover position="bottom-start" trapFocus>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFilter size={15} />}
            data-on={filters > 0 || undefined}
          >
            {filters > 0 ? t('list.filterOn', { count: filters }) : t('list.filter')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Filters {...props} />
        </Popover.Dropdown>
      </Popover>
      <Popover position="bottom-start" trapFocus>
        <Popover.Target>
          <Button
            className={classes.columns}
            size="compact-sm"
            variant="default"
            leftSection={<IconColumns3 size={15} />}
          >
            {t('list.columns')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap={8} mah={360} style={{ overflowY: 'auto' }}>
            {fields
              .filter(({ width }) => width !== undefined)
              .map((field) => (
                <Checkbox
                  key={field.name}
                  size="sm"
                  label={fieldName(field, language)}
                  checked={columns.includes(field.name)}
                  onChange={(event) => {
                    const isIn = event.currentTarget.checked;
                    const next = fields
                      .map(({ name }) => name)
                      .filter((name) => (name === field.name ? isIn : columns.includes(name)));
                    if (next.length > 0) onColumns(next);
                  }}
                />
              ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Sheets subject={props.subject} mayImport={onAdd !== null} wording={wording} />
      <span className={classes.count} role="status">
        {count}
      </span>
      {onAdd && (
        <Button size="compact-sm" leftSection={<IconPlus size={15} />} onClick={onAdd}>
          {t('list.add')}
        </Button>
      )}
    </div>
  );
}

/** The book as a file, and from one. */
function Sheets({ subject, mayImport, wording }: { subject: RegisterSubject; mayImport: boolean; wording: Wording }) {
  const { t, language } = wording;
  const navigate = useNavigate();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button className={classes.columns} size="compact-sm" variant="default" leftSection={<IconTable size={15} />}>
          {t('list.sheet')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['xlsx', 'csv', 'geojson'] as const).map((format) => (
          <Menu.Item
            key={format}
            component="a"
            download
            href={`/api/register/export?subject=${subject}&format=${format}&language=${language}`}
          >
            {t('list.exportAs', { format: FORMAT_NAMES[format] })}
          </Menu.Item>
        ))}
        {mayImport && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void navigate({ to: '/register/import', search: { book: subject } })}>
              {t('list.import')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const FORMAT_NAMES = { xlsx: 'Excel (XLSX)', csv: 'CSV', geojson: 'GeoJSON' } as const;

function Filters({ fields, records, view, onView, wording }: Props) {
  const { t, language } = wording;
  const filters = useMemo(
    () =>
      fields
        .filter(({ isFilter }) => isFilter === true)
        .map((field) => ({ field, options: filterOptions(records, field, wording) })),
    [fields, records, wording],
  );
  return (
    <Stack gap={8} w={260}>
      {filters.map(({ field, options }) => (
        <NativeSelect
          key={field.name}
          size="sm"
          label={fieldName(field, language)}
          value={view.filters[field.name] ?? ''}
          data={[{ value: '', label: t('list.any') }, ...options]}
          onChange={(event) => {
            const { [field.name]: _before, ...rest } = view.filters;
            const value = event.currentTarget.value;
            onView({ ...view, filters: value === '' ? rest : { ...rest, [field.name]: value } });
          }}
        />
      ))}
      <Button size="compact-sm" variant="default" onClick={() => onView({ ...view, filters: {} })}>
        {t('list.clear')}
      </Button>
    </Stack>
  );
}
