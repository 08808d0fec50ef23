import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { router } from './router.tsx';
import { OnPaperContext, useOnPaper } from './ui/on-paper.ts';
import { theme } from './ui/theme.ts';

/** Every page, in the theme of the device or the one that was chosen; on paper in the light one. */
export function App() {
  const isOnPaper = useOnPaper();
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" forceColorScheme={isOnPaper ? 'light' : undefined}>
      <OnPaperContext value={isOnPaper}>
        <RouterProvider router={router} />
      </OnPaperContext>
    </MantineProvider>
  );
}
