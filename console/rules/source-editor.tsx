import FormField from '@cloudscape-design/components/form-field';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Textarea from '@cloudscape-design/components/textarea';
import { type Ref, useImperativeHandle, useRef } from 'react';
import { useTexts } from '../texts/texts.ts';
import './source-editor.css';
import { offsetOf } from './text-place.ts';
import type { Draft } from './use-draft.ts';

/** A place in a text; both count from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column?: number | undefined;
}

/** Puts the caret somewhere. */
export interface SourceEditorRef {
  goTo(place: TextPlace): void;
}

const ROWS = 24;

/**
 * A text area for a rule. The design system's code editor needs Ace, which is larger than a page of ours and carries its
 * pictures in `data:` addresses, which the page's policy forbids.
 */
export function SourceEditor({
  draft: { text, isEdited, change },
  ref,
}: {
  readonly draft: Draft;
  readonly ref: Ref<SourceEditorRef>;
}) {
  const { trial } = useTexts();
  const root = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => ({
    goTo: (place) => {
      const area = root.current?.querySelector('textarea');
      if (area) putCaret(area, text, place);
    },
  }));
  return (
    <div ref={root} className="source-editor">
      <FormField
        stretch
        label={trial.source}
        description={trial.sourceHint}
        secondaryControl={
          isEdited ? (
            <StatusIndicator type="warning">{trial.edited}</StatusIndicator>
          ) : (
            <StatusIndicator type="success">{trial.unchanged}</StatusIndicator>
          )
        }
      >
        <Textarea
          value={text}
          rows={ROWS}
          spellcheck={false}
          autoComplete={false}
          nativeTextareaAttributes={{ wrap: 'off' }}
          onChange={({ detail }) => change(detail.value)}
        />
      </FormField>
    </div>
  );
}

/** Lines do not wrap, so that each is as high as every other. */
function putCaret(area: HTMLTextAreaElement, text: string, { line, column = 1 }: TextPlace): void {
  const offset = offsetOf(text, line, column);
  area.focus();
  area.setSelectionRange(offset, offset);
  const lineHeight = area.scrollHeight / Math.max(text.split('\n').length, ROWS);
  area.scrollTop = Math.max(0, (line - ROWS / 2) * lineHeight);
}
