import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { documentsOf, warningOf } from '../../register/detail/out.ts';
import { choiceName } from '../../register/fields/names.ts';
import { dayText } from '../../register/fields/value-text.ts';
import { useRecords } from '../../register/register-queries.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { z } from 'zod';
import { usePermission } from '../../ui/session.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';

/** Papers of trucks and crews that have expired or do within 30 days, the first to expire first. */
export function ExpiringDocuments() {
  const { t } = useTranslation('dispatch');
  const trucks = useRecords('trucks', false, usePermission('trucks.read')).records;
  const crews = useRecords('crews', false, usePermission('crews.read')).records;
  const today = useQuery(areaQuery()).data?.today;
  if (today === undefined) return null;
  const of = (book: 'trucks' | 'crews', records: typeof trucks) =>
    records.flatMap((record) =>
      documentsOf(record)
        .filter((document) => warningOf(document, today) !== null)
        .map((document) => ({ book, id: record.id, code: z.string().catch('').parse(record['code']), document })),
    );
  const expiring = [...of('trucks', trucks), ...of('crews', crews)].sort((a, b) =>
    a.document.expiresOn < b.document.expiresOn ? -1 : 1,
  );
  if (expiring.length === 0) return null;
  return (
    <details>
      <Text component="summary" size="xs" px="md" py={4}>
        ▲ {t('documents.expiring', { count: expiring.length })}
      </Text>
      <Text component="ul" size="xs" m={0} pl={32} pb={6}>
        {expiring.map(({ book, id, code, document }) => (
          <li key={document.id}>
            <Link to="/register" search={{ book, id }}>
              {code}
            </Link>
            {': '}
            {t(warningOf(document, today) === 'expired' ? 'documents.expired' : 'documents.expires', {
              kind: choiceName('documentKind', document.kind, currentLanguage()),
              day: dayText(document.expiresOn),
            })}
          </li>
        ))}
      </Text>
    </details>
  );
}
