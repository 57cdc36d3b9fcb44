import AppLayout from '@cloudscape-design/components/app-layout';
import Flashbar from '@cloudscape-design/components/flashbar';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import TopNavigation from '@cloudscape-design/components/top-navigation';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { useLive } from '../api/live.ts';
import { useTexts } from '../texts/texts.ts';
import { useNotices } from './notices.tsx';
import { PreferencesDialog } from './preferences-dialog.tsx';

/** What stands around every page: the way to the others, the preferences, and whether the server can be heard. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { frame } = useTexts();
  const [location, navigate] = useLocation();
  const [isNavigationOpen, setNavigationOpen] = useState(true);
  const [hasDialog, setDialog] = useState(false);
  const isConnected = useLive();
  const { items } = useNotices();
  const pages = [
    { href: '/incidents', text: frame.incidents },
    { href: '/overview', text: frame.overview },
    { href: '/rules', text: frame.rules },
    { href: '/health', text: frame.health },
  ];
  const active = pages.find(({ href }) => location.startsWith(href))?.href ?? '/incidents';
  return (
    <>
      <div id="top">
        <TopNavigation
          identity={{
            href: '/',
            title: frame.title,
            onFollow: (event) => {
              event.preventDefault();
              navigate('/');
            },
          }}
          utilities={[
            {
              type: 'button',
              iconName: 'settings',
              text: frame.preferences,
              onClick: () => setDialog(true),
            },
          ]}
        />
      </div>
      {hasDialog && <PreferencesDialog close={() => setDialog(false)} />}
      <AppLayout
        headerSelector="#top"
        toolsHide
        navigationOpen={isNavigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        ariaLabels={{ navigation: frame.navigation }}
        navigation={
          <SideNavigation
            activeHref={active}
            items={pages.map((page) => ({ type: 'link', ...page }))}
            onFollow={(event) => {
              event.preventDefault();
              navigate(event.detail.href);
            }}
          />
        }
        notifications={
          <Flashbar
            items={[
              ...(isConnected ? [] : [{ id: 'live', type: 'warning' as const, content: frame.disconnected }]),
              ...items,
            ]}
          />
        }
        content={children}
      />
    </>
  );
}
