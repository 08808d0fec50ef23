import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';

const crewsSchema = z.object({
  items: z.array(z.object({ code: z.string(), name: z.string(), phone: z.string().nullable() })),
});

/** Who drives, and the number to call them at, where the register has one. */
export function CrewPhone({ code }: { code: string }) {
  const mayRead = usePermission('crews.read');
  const crews = useQuery({
    queryKey: ['crews', 'named', code],
    queryFn: ({ signal }) => request(crewsSchema, `/api/crews?q=${encodeURIComponent(code)}`, { signal }),
    enabled: mayRead,
    staleTime: 300_000,
  });
  const crew = crews.data?.items.find((one) => one.code === code);
  if (!crew) return null;
  return (
    <>
      {' · '}
      {crew.name}
      {crew.phone && (
        <>
          {' · '}
          <Anchor size="xs" href={`tel:${crew.phone.replaceAll(/[^+\d]/g, '')}`}>
            {crew.phone}
          </Anchor>
        </>
      )}
    </>
  );
}
