import Tooltip from '@cloudscape-design/components/tooltip';
import { useMemo, useRef, useState } from 'react';
import { usePreferences } from '../../preferences/preferences.tsx';
import { useTexts } from '../../texts/texts.ts';
import { type MarkText, markText } from './mark-text.ts';
import { MOVE_KEYS, nextMark } from './next-mark.ts';
import { TimelineBackground } from './timeline-background.tsx';
import { type Mark, ROW_PX, type TimelineLayout } from './timeline-layout.ts';
import { MarkShape } from './timeline-mark.tsx';

/**
 * The drawing of a timeline. It is one stop of the tab key; within it the arrow keys move, and what is under the pointer
 * or has the focus is told beside it.
 */
export function TimelineChart({
  layout,
  open,
}: {
  readonly layout: TimelineLayout;
  readonly open: (mark: Mark) => void;
}) {
  const texts = useTexts();
  const preferences = usePreferences();
  const svg = useRef<SVGSVGElement>(null);
  const [current, setCurrent] = useState<string>();
  const [told, setTold] = useState<string>();
  const { lanes } = layout;
  const marks = useMemo(
    () =>
      lanes.flatMap((lane) => lane.marks).map((mark) => ({ mark, text: markText(mark, texts, preferences) })),
    [lanes, texts, preferences],
  );
  const stop = marks.find(({ mark }) => mark.key === current)?.mark ?? marks[0]?.mark;
  const shown = marks.find(({ mark }) => mark.key === told);
  const elementOf = (key: string) =>
    svg.current?.querySelector<SVGGElement>(`[data-mark="${CSS.escape(key)}"]`);
  const move = (event: React.KeyboardEvent) => {
    if (stop === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') open(stop);
    else {
      const key = MOVE_KEYS.find((each) => each === event.key);
      if (key === undefined) return;
      elementOf(nextMark(lanes, stop, key).key)?.focus();
    }
    event.preventDefault();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg
        ref={svg}
        role="group"
        aria-label={texts.incident.timeline.header}
        aria-description={texts.incident.timeline.hint}
        width={layout.widthPx}
        height={layout.heightPx}
        onMouseLeave={() => setTold(undefined)}
      >
        <TimelineBackground layout={layout} />
        {marks.map(({ mark, text }) => (
          <MarkButton
            key={mark.key}
            {...{ mark, text }}
            isStop={mark.key === stop?.key}
            onClick={() => open(mark)}
            onKeyDown={move}
            onFocus={() => {
              setCurrent(mark.key);
              setTold(mark.key);
            }}
            onBlur={() => setTold(undefined)}
            onMouseEnter={() => setTold(mark.key)}
          />
        ))}
      </svg>
      {shown && (
        <Tooltip
          key={shown.mark.key}
          getTrack={() => elementOf(shown.mark.key) ?? null}
          content={<Tip text={shown.text} />}
          onEscape={() => setTold(undefined)}
        />
      )}
    </>
  );
}

/** A mark with the room around it, as a button. */
function MarkButton({
  mark,
  text,
  isStop,
  ...handlers
}: React.DOMAttributes<SVGGElement> & {
  readonly mark: Mark;
  readonly text: MarkText;
  /** Whether the tab key comes to it. */
  readonly isStop: boolean;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing holds no buttons but those that are drawn
    <g
      data-mark={mark.key}
      role="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={`${text.name}: ${text.about}`}
      {...handlers}
    >
      <rect
        x={mark.x1}
        y={mark.y - ROW_PX / 2}
        width={mark.x2 - mark.x1}
        height={ROW_PX}
        fill="transparent"
      />
      <MarkShape mark={mark} />
    </g>
  );
}

function Tip({ text: { name, about } }: { readonly text: MarkText }) {
  return (
    <>
      <strong>{name}</strong>
      <br />
      {about}
    </>
  );
}
