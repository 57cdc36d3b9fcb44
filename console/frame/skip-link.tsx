import { useTexts } from '../texts/texts.ts';
import { focusHeading } from './heading-focus.ts';

/** The first thing that the keyboard reaches: a way past the navigation. */
export function SkipLink() {
  const { frame } = useTexts();
  return (
    <button type="button" className="skip-link" onClick={focusHeading}>
      {frame.skip}
    </button>
  );
}
