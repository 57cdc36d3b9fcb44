import type { I18nProviderProps } from '@cloudscape-design/components/i18n';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Route, Switch } from 'wouter';
import { Frame } from './frame/frame.tsx';
import { NotFound } from './frame/not-found.tsx';
import { NoticesProvider } from './frame/notices.tsx';
import { IncidentsPage } from './incidents/incidents-page.tsx';
import { PreferencesProvider, usePreferences } from './preferences/preferences.tsx';
import { PageLoading } from './shared/page-loading.tsx';

// Most of what only this page needs comes when somebody opens it.
const IncidentPage = lazy(() =>
  import('./incident/incident-page.tsx').then((loaded) => ({ default: loaded.IncidentPage })),
);

const client = new QueryClient({ defaultOptions: { queries: { staleTime: 5000, retry: 1 } } });

/** The whole console. */
export function Console() {
  return (
    <PreferencesProvider>
      <DesignTexts>
        <QueryClientProvider client={client}>
          <NoticesProvider>
            <Frame>
              <Suspense fallback={<PageLoading />}>
                <Switch>
                  <Route path="/" component={IncidentsPage} />
                  <Route path="/incidents" component={IncidentsPage} />
                  <Route path="/incidents/:id" component={IncidentPage} />
                  <Route component={NotFound} />
                </Switch>
              </Suspense>
            </Frame>
          </NoticesProvider>
        </QueryClientProvider>
      </DesignTexts>
    </PreferencesProvider>
  );
}

/** The design system's own texts, loaded for the language in use only. */
function DesignTexts({ children }: { readonly children: ReactNode }) {
  const { language } = usePreferences();
  const [messages, setMessages] = useState<readonly I18nProviderProps.Messages[]>();
  useEffect(() => {
    let isCurrent = true;
    const load =
      language === 'ja'
        ? import('@cloudscape-design/components/i18n/messages/all.ja')
        : import('@cloudscape-design/components/i18n/messages/all.en');
    void load.then((loaded) => {
      if (isCurrent) setMessages([loaded.default]);
    });
    return () => {
      isCurrent = false;
    };
  }, [language]);
  if (messages === undefined) return null;
  return (
    <I18nProvider locale={language} messages={messages}>
      {children}
    </I18nProvider>
  );
}
