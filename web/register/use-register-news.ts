import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../ui/live/LiveProvider.tsx';

/** Reads again what others changed, as it is announced. */
export function useRegisterNews(): void {
  const queryClient = useQueryClient();
  useLive('register', ({ subject }) => {
    void queryClient.invalidateQueries({ queryKey: ['register', subject] });
  });
}
