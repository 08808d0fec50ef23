import './ui/fonts.css';
import './ui/mantine.css';
import './ui/colours.css';
import './ui/global.css';
import { QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { App } from './App.tsx';
import { router } from './router.tsx';
import { queryClient } from './ui/api/page-queries.ts';
import './ui/texts/i18n.ts';

// Compiled parsers need `new Function`, which the content policy forbids. It is said without loading zod, which is no matter of the first page.
const zod = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
(zod.__zod_globalConfig ??= {}).jitless = true;

// Texts are read before React is there, too.
initReactI18next.init(i18next);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const page = createRoot(root);
const draw = (): void =>
  page.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
// Until the page's own files are there, nothing of it could be drawn. What hinders them it tells itself.
router.load().then(draw, draw);
