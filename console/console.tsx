import ErrorBoundary from '@cloudscape-design/components/error-boundary';
import type { I18nProviderProps } from '@cloudscape-design/components/i18n';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { CallError } from './api/call.ts';
import { Frame } from './frame/frame.tsx';
import { NotFound } from './frame/not-found.tsx';
import { NoticesProvider } from './frame/notices.tsx';
import { PageFailure } from './frame/page-failure.tsx';
import { PreferencesProvider, usePreferences } from './preferences/preferences.tsx';
import { PageLoading } from './shared/page-loading.tsx';

const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 5000, retry: isWorthAnotherTry } },
});

/** What the server has refused it refuses again. */
function isWorthAnotherTry(failures: number, error: Error): boolean {
  const isRefused = error instanceof CallError && error.status >= 400 && error.status < 500;
  return failures < 1 && !isRefused;
}

// Pages are loaded when somebody goes there.
const IncidentsPage = lazy(async () => ({
  default: (await import('./incidents/incidents-page.tsx')).IncidentsPage,
}));
const IncidentPage = lazy(async () => ({
  default: (await import('./incident/incident-page.tsx')).IncidentPage,
}));
const OverviewPage = lazy(async () => ({
  default: (await import('./overview/overview-page.tsx')).OverviewPage,
}));
const RulesPage = lazy(async () => ({ default: (await import('./rules/rules-page.tsx')).RulesPage }));
const RulePage = lazy(async () => ({ default: (await import('./rules/rule-page.tsx')).RulePage }));
const HealthPage = lazy(async () => ({ default: (await import('./health/health-page.tsx')).HealthPage }));

/** The whole console. */
export function Console() {
  return (
    <PreferencesProvider>
      <DesignTexts>
        <QueryClientProvider client={client}>
          <NoticesProvider>
            <Frame>
              <Pages />
            </Frame>
          </NoticesProvider>
        </QueryClientProvider>
      </DesignTexts>
    </PreferencesProvider>
  );
}

function Pages() {
  const [location] = useLocation();
  // What went wrong is in the browser's log already; another page is another try.
  return (
    <ErrorBoundary key={location} onError={() => {}} renderFallback={() => <PageFailure />}>
      <Suspense fallback={<PageLoading />}>
        <Switch>
          <Route path="/">
            <Redirect to="/incidents" replace />
          </Route>
          <Route path="/incidents" component={IncidentsPage} />
          <Route path="/incidents/:id" component={IncidentPage} />
          <Route path="/overview" component={OverviewPage} />
          <Route path="/rules" component={RulesPage} />
          <Route path="/rules/:id" component={RulePage} />
          <Route path="/health" component={HealthPage} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
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
