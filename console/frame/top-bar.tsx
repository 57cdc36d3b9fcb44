import TopNavigation from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { usePreferences } from '../preferences/preferences.tsx';
import { useShortcuts } from '../shared/use-shortcuts.ts';
import { useTexts } from '../texts/texts.ts';
import { PreferencesDialog } from './preferences-dialog.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

/** Which dialog of the bar is open. */
type BarDialog = 'preferences' | 'shortcuts';

/** The bar above every page. */
export function TopBar() {
  const { frame } = useTexts();
  const { language, isDark, change } = usePreferences();
  const [, navigate] = useLocation();
  const [dialog, setDialog] = useState<BarDialog>();
  const close = () => setDialog(undefined);
  useShortcuts({ '?': () => setDialog('shortcuts') });
  return (
    <>
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
            iconName: 'light-dark',
            ariaLabel: isDark ? frame.toLight : frame.toDark,
            onClick: () => change({ mode: isDark ? 'light' : 'dark' }),
          },
          {
            type: 'button',
            iconName: 'globe',
            text: language === 'ja' ? 'English' : '日本語',
            onClick: () => change({ language: language === 'ja' ? 'en' : 'ja' }),
          },
          {
            type: 'button',
            iconName: 'keyboard',
            ariaLabel: frame.shortcuts,
            onClick: () => setDialog('shortcuts'),
          },
          {
            type: 'button',
            iconName: 'settings',
            text: frame.preferences,
            onClick: () => setDialog('preferences'),
          },
        ]}
      />
      {dialog === 'preferences' && <PreferencesDialog close={close} />}
      {dialog === 'shortcuts' && <ShortcutsDialog close={close} />}
    </>
  );
}
