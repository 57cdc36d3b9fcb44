import './frame.css';
import type { AppLayoutProps } from '@cloudscape-design/components/app-layout';
import AppLayoutToolbar from '@cloudscape-design/components/app-layout-toolbar';
import Flashbar from '@cloudscape-design/components/flashbar';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import SplitPanel from '@cloudscape-design/components/split-panel';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useLive } from '../api/live.ts';
import { useShortcuts } from '../shared/use-shortcuts.ts';
import { useTexts } from '../texts/texts.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { useHeadingFocus } from './heading-focus.ts';
import { useNotices } from './notices.tsx';
import { PageSlotsProvider, type SidePanel } from './page-slots.tsx';
import { PAGES, placeOf } from './pages.ts';
import { SkipLink } from './skip-link.tsx';
import { TopBar } from './top-bar.tsx';

/** What stands around every page: the way to the others, the preferences, and whether the server can be heard. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { frame } = useTexts();
  const [location, navigate] = useLocation();
  const [isNavigationOpen, setNavigationOpen] = useState(() => window.innerWidth > WIDE_PX);
  const [title, setTitle] = useState<string>();
  const [panel, setPanel] = useState<SidePanel>();
  const slots = useMemo(() => ({ setTitle, setPanel }), []);
  const { page } = placeOf(location);
  useDocumentTitle(title, page && frame[page.name]);
  useHeadingFocus(location);
  useShortcuts(Object.fromEntries(PAGES.map(({ keys, href }) => [keys, () => navigate(href)])));
  return (
    <PageSlotsProvider value={slots}>
      <SkipLink />
      <div id="top">
        <TopBar />
      </div>
      <AppLayoutToolbar
        headerSelector="#top"
        toolsHide
        stickyNotifications
        navigationOpen={isNavigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        ariaLabels={{ navigation: frame.navigation, notifications: frame.notices }}
        breadcrumbs={<Breadcrumbs title={title} />}
        navigation={<Navigation />}
        notifications={<Notifications />}
        {...usePanelProps(panel)}
        content={children}
      />
    </PageSlotsProvider>
  );
}

/** Below this the navigation would cover the page. */
const WIDE_PX = 688;

function useDocumentTitle(title: string | undefined, page: string | undefined): void {
  const { frame } = useTexts();
  useEffect(() => {
    document.title = [title, page, frame.title].filter((part) => part !== undefined).join(' - ');
  }, [title, page, frame.title]);
}

function Navigation() {
  const { frame } = useTexts();
  const [location, navigate] = useLocation();
  return (
    <SideNavigation
      activeHref={placeOf(location).page?.href ?? ''}
      items={PAGES.map(({ href, name }) => ({ type: 'link', href, text: frame[name] }))}
      onFollow={(event) => {
        event.preventDefault();
        navigate(event.detail.href);
      }}
    />
  );
}

function Notifications() {
  const { frame } = useTexts();
  const isConnected = useLive();
  const { items } = useNotices();
  const disconnected = { id: 'live', type: 'warning', content: frame.disconnected } as const;
  return <Flashbar items={isConnected ? items : [disconnected, ...items]} />;
}

/** At first the panel leaves room for the page. */
const PANEL_PX = 340;

function usePanelProps(panel: SidePanel | undefined): Partial<AppLayoutProps> {
  const [position, setPosition] = useState<AppLayoutProps.SplitPanelPosition>('bottom');
  const [size, setSize] = useState(PANEL_PX);
  return {
    splitPanelSize: size,
    onSplitPanelResize: ({ detail }) => setSize(detail.size),
    splitPanelOpen: panel !== undefined,
    onSplitPanelToggle: ({ detail }) => {
      if (!detail.open) panel?.close();
    },
    splitPanelPreferences: { position },
    onSplitPanelPreferencesChange: ({ detail }) => setPosition(detail.position),
    ...(panel && {
      splitPanel: (
        <SplitPanel header={panel.header} closeBehavior="hide">
          {panel.content}
        </SplitPanel>
      ),
    }),
  };
}
