import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';

/**
 * A link to another page of the console; `label` is read out where the text alone says too little. `isInNotice` where it
 * stands on the color of a notice.
 */
export function PageLink({
  href,
  label,
  isInNotice = false,
  children,
}: {
  readonly href: string;
  readonly label?: string;
  readonly isInNotice?: boolean;
  readonly children: ReactNode;
}) {
  const [, navigate] = useLocation();
  return (
    <Link
      href={href}
      color={isInNotice ? 'inverted' : 'normal'}
      {...(label !== undefined && { ariaLabel: label })}
      onFollow={(event) => {
        event.preventDefault();
        navigate(href);
      }}
    >
      {children}
    </Link>
  );
}
