import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { useLocation } from 'wouter';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';
import { placeOf } from './pages.ts';

/** The way from the first page to this one; `title` names the thing that it is about. */
export function Breadcrumbs({ title }: { readonly title: string | undefined }) {
  const { frame } = useTexts();
  const [location, navigate] = useLocation();
  const { page, rest } = placeOf(location);
  return (
    <BreadcrumbGroup
      ariaLabel={frame.breadcrumbs}
      items={[
        { text: frame.title, href: '/' },
        ...(page === undefined ? [] : [{ text: frame[page.name], href: page.href }]),
        ...(rest === '' ? [] : [{ text: title ?? visibleText(rest), href: location }]),
      ]}
      onFollow={(event) => {
        event.preventDefault();
        navigate(event.detail.href);
      }}
    />
  );
}
