import { useMutation, useQueryClient } from '@tanstack/react-query';
import { command } from '../../ui/api/request.ts';

/** Enters something beside a facility, or calls it off; its figures are asked for again then. */
export function useEntered(path: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => command(path, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['ledger', 'facilities'] }),
  });
}
