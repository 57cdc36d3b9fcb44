import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';

/** A link to elsewhere, where the address is http or https; else only what it says. */
export function SafeLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const isSafe = URL.canParse(href) && ['http:', 'https:'].includes(new URL(href).protocol);
  if (!isSafe) return <>{children}</>;
  return (
    <Link href={href} external rel="noopener noreferrer">
      {children}
    </Link>
  );
}
