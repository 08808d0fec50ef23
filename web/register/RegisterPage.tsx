import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { IconBookOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { LiveProvider } from '../ui/live/LiveProvider.tsx';
import { RequirePermission } from '../ui/RequirePermission.tsx';
import { usePermission } from '../ui/session.ts';
import { DiskBanner } from '../ui/shell/DiskBanner.tsx';
import { OfflineBanner } from '../ui/shell/OfflineBanner.tsx';
import { TopBar } from '../ui/shell/TopBar.tsx';
import { Failure, Message } from '../ui/states.tsx';
import { en } from '../ui/texts/en/register.ts';
import { registerTexts } from '../ui/texts/i18n.ts';
import { vi } from '../ui/texts/vi/register.ts';
import { NewRecord } from './detail/NewRecord.tsx';
import { RecordDetail } from './detail/RecordDetail.tsx';
import { useNamedRecords, useWording } from './fields/use-wording.ts';
import { HolidayBook } from './holidays/HolidayBook.tsx';
import { StreetCalendars } from './streets/StreetCalendars.tsx';
import { BulkEdit } from './list/BulkEdit.tsx';
import { rememberColumns, rememberedColumns } from './list/columns.ts';
import { ListTools } from './list/ListTools.tsx';
import { RecordList } from './list/RecordList.tsx';
import { ReformUnits } from './list/ReformUnits.tsx';
import { makeSearch, rowsOf, type View, WHOLE_LIST } from './list/rows.ts';
import { editPermission, READ_PERMISSIONS, readPermission, REGISTER_SUBJECTS, type RegisterSubject } from './record.ts';
import { useRecords } from './register-queries.ts';
import classes from './RegisterPage.module.css';
import { SUBJECTS } from './subjects/subjects.ts';
import { useRegisterNews } from './use-register-news.ts';

registerTexts('register', { vi, en });

const ClosureBook = lazy(() =>
  import('./closures/ClosureBook.tsx').then((module) => ({ default: module.ClosureBook })),
);

/** `/register?book=points&id=…`: the town's books, each a list with a detail that is edited in place. */
export function RegisterPage() {
  const { t } = useTranslation('register');
  const product = useTranslation('ui').t('product');
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  return (
    <RequirePermission permission={READ_PERMISSIONS}>
      <LiveProvider>
        <div className={classes.page}>
          <TopBar />
          <OfflineBanner />
          <DiskBanner />
          <Books />
        </div>
      </LiveProvider>
    </RequirePermission>
  );
}

/** The books this person may read, and the one that is open. */
function Books() {
  const { t } = useTranslation('register');
  const me = useQuery(meQuery()).data;
  const search = useSearch({ from: '/register' });
  const navigate = useNavigate({ from: '/register' });
  useRegisterNews();
  const books = REGISTER_SUBJECTS.filter((subject) => me?.permissions.includes(readPermission(subject)));
  const mayReadHolidays = usePermission('holidays.read');
  const mayImport = usePermission('area.import');
  const mayReadClosures = usePermission('closures.read');
  const mayReadPoints = usePermission('points.read');
  const isStreets = search.book === STREETS && mayReadPoints;
  const isHolidays = search.book === HOLIDAYS && mayReadHolidays;
  const isClosures = search.book === CLOSURES && mayReadClosures;
  const mayRead = { [STREETS]: mayReadPoints, [CLOSURES]: mayReadClosures, [HOLIDAYS]: mayReadHolidays };
  const further = ([STREETS, CLOSURES, HOLIDAYS] as const).filter((one) => mayRead[one]);
  const shown = isHolidays ? HOLIDAYS : isClosures ? CLOSURES : isStreets ? STREETS : undefined;
  const book = books.find((subject) => subject === search.book) ?? books[0];
  if (book === undefined) return null;
  return (
    <main id="main" className={classes.sides} data-open={search.id !== undefined || undefined}>
      <nav className={classes.books} aria-label={t('books')}>
        {books.map((subject) => (
          <Link
            key={subject}
            to="/register"
            search={{ book: subject }}
            aria-current={subject === book && shown === undefined ? 'page' : undefined}
            activeProps={{}}
          >
            {t(`subject.${subject}`)}
          </Link>
        ))}
        {further.map((one) => (
          <Link
            key={one}
            to="/register"
            search={{ book: one }}
            aria-current={one === shown ? 'page' : undefined}
            activeProps={{}}
          >
            {t(`${one}.title`)}
          </Link>
        ))}
        {mayImport && (
          <Link to="/manage/first-steps" className={classes.firstSteps}>
            {t('firstSteps')}
          </Link>
        )}
      </nav>
      <NativeSelect
        className={classes.bookChoice}
        aria-label={t('books')}
        value={shown ?? book}
        data={[
          ...books.map((subject) => ({ value: subject as string, label: t(`subject.${subject}`) })),
          ...further.map((one) => ({ value: one as string, label: t(`${one}.title`) })),
        ]}
        onChange={(event) => void navigate({ search: { book: event.currentTarget.value } })}
      />
      {isClosures ? (
        <Suspense fallback={null}>
          <ClosureBook />
        </Suspense>
      ) : isHolidays ? (
        <Holidays />
      ) : isStreets ? (
        <Streets />
      ) : (
        <Book key={book} subject={book} />
      )}
    </main>
  );
}

/** The words for the days off, closed streets and the calendars of streets among the books. */
const HOLIDAYS = 'holidays';
const STREETS = 'streets';
const CLOSURES = 'closures';

function Holidays() {
  const wording = useWording(useNamedRecords());
  return <HolidayBook wording={wording} />;
}

function Streets() {
  const wording = useWording(useNamedRecords());
  return <StreetCalendars wording={wording} />;
}

/** The id that stands for a row not yet made. */
const NEW = 'new';

function Book({ subject }: { subject: RegisterSubject }) {
  const { t } = useTranslation('register');
  const definition = SUBJECTS[subject];
  const { fields } = definition;
  const search = useSearch({ from: '/register' });
  const navigate = useNavigate({ from: '/register' });
  const isArchived = search.archived === true;
  const records = useRecords(subject, isArchived);
  const named = useNamedRecords();
  const wording = useWording(named);
  const mayEdit = usePermission(editPermission(subject));
  const today = useQuery(areaQuery()).data?.today;
  const [view, setView] = useState<View>(WHOLE_LIST);
  const [columnNames, setColumnNames] = useState(() => rememberedColumns(definition));
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  // Opened from the keyboard the detail takes the focus; from the pointer the list keeps it, for the next arrow.
  const [takesFocus, setTakesFocus] = useState(false);
  const searchLine = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);

  // Typing stays quick however many rows there are.
  const deferredView = useDeferredValue(view);
  const isFound = useMemo(() => makeSearch(fields, wording), [fields, wording]);
  const rows = useMemo(
    () => rowsOf(records.records, fields, deferredView, wording, isFound),
    [records.records, fields, deferredView, wording, isFound],
  );
  const columns = useMemo(() => fields.filter(({ name }) => columnNames.includes(name)), [fields, columnNames]);
  const markedRows = useMemo(() => records.records.filter(({ id }) => marked.has(id)), [records.records, marked]);

  const open = (id: string | undefined): void => {
    void navigate({ search: (before) => ({ ...before, id }) });
  };
  const close = (): void => {
    open(undefined);
    list.current?.querySelector<HTMLElement>('[role=option][tabindex="0"]')?.focus();
  };
  useEffect(() => {
    const toSearch = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      searchLine.current?.focus();
    };
    window.addEventListener('keydown', toSearch);
    return () => window.removeEventListener('keydown', toSearch);
  }, []);

  const isWhole = view.search === '' && Object.keys(view.filters).length === 0;
  const count = [
    isWhole
      ? t('list.countAll', { count: records.records.length })
      : t('list.count', {
          shown: wording.format.count(rows.length),
          all: wording.format.count(records.records.length),
        }),
    records.isPartial && t('list.loadingMore'),
  ]
    .filter((part) => part !== false)
    .join(' · ');

  return (
    <>
      <section className={classes.list} ref={list} aria-label={t(`subject.${subject}`)}>
        <ListTools
          subject={subject}
          fields={fields}
          records={records.records}
          view={view}
          onView={setView}
          isArchived={isArchived}
          onArchived={(archived) => {
            setMarked(new Set());
            void navigate({ search: { book: subject, ...(archived && { archived: true }) } });
          }}
          columns={columnNames}
          onColumns={(names) => {
            setColumnNames(names);
            rememberColumns(subject, names);
          }}
          wording={wording}
          searchRef={searchLine}
          count={records.isPending ? '' : count}
          onAdd={mayEdit ? () => open(NEW) : null}
          onEnter={() => list.current?.querySelector<HTMLElement>('[role=option]')?.focus()}
        />
        {markedRows.length > 0 && (
          <BulkEdit
            definition={definition}
            marked={markedRows}
            wording={wording}
            named={named}
            onClear={() => setMarked(new Set())}
          >
            {subject === 'units' && <ReformUnits former={markedRows} onDone={() => setMarked(new Set())} />}
          </BulkEdit>
        )}
        {records.error ? (
          <Failure error={records.error} onRetry={records.refetch} />
        ) : records.isPending ? (
          <div className={classes.skeleton}>
            {Array.from({ length: 12 }, (_, index) => (
              <Skeleton key={index} h={26} />
            ))}
          </div>
        ) : rows.length === 0 && !records.isPartial ? (
          <Message
            icon={<IconBookOff size={32} stroke={1.4} />}
            title={t(isWhole ? (isArchived ? 'list.emptyArchive' : 'list.empty') : 'list.noMatch')}
            action={
              isWhole ? (
                mayEdit &&
                !isArchived &&
                !definition.hasGround && (
                  <Button
                    variant="light"
                    renderRoot={(props) => <Link to="/register/import" search={{ book: subject }} {...props} />}
                  >
                    {t('list.import')}
                  </Button>
                )
              ) : (
                <Button variant="default" onClick={() => setView({ ...view, search: '', filters: {} })}>
                  {t('list.clear')}
                </Button>
              )
            }
          />
        ) : (
          <RecordList
            definition={definition}
            rows={rows}
            columns={columns}
            view={view}
            wording={wording}
            today={today}
            chosen={search.id ?? null}
            marked={marked}
            onSort={(field) =>
              setView({
                ...view,
                sort:
                  view.sort?.field !== field
                    ? { field, isDown: false }
                    : view.sort.isDown
                      ? null
                      : { field, isDown: true },
              })
            }
            onChoose={(record, isKeyboard) => {
              setTakesFocus(isKeyboard);
              open(record.id);
            }}
            onMark={
              mayEdit && !isArchived && (subject === 'units' || fields.some(({ inBulk }) => inBulk))
                ? (record) =>
                    setMarked((before) => {
                      const after = new Set(before);
                      if (!after.delete(record.id)) after.add(record.id);
                      return after;
                    })
                : null
            }
            onMarkAll={() =>
              setMarked((before) =>
                rows.every(({ id }) => before.has(id)) ? new Set() : new Set(rows.map(({ id }) => id)),
              )
            }
          />
        )}
        <p className={classes.keys}>{t('list.keys')}</p>
      </section>
      {search.id !== undefined && (
        <aside className={classes.detail}>
          {search.id === NEW ? (
            <NewRecord definition={definition} wording={wording} named={named} onDone={open} onCancel={close} />
          ) : (
            <RecordDetail
              key={search.id}
              definition={definition}
              id={search.id}
              wording={wording}
              named={named}
              takesFocus={takesFocus}
              onClose={close}
            />
          )}
        </aside>
      )}
    </>
  );
}
