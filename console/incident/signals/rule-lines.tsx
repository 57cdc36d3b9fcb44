import { CodeView } from '@cloudscape-design/code-view';
import highlightYaml from '@cloudscape-design/code-view/highlight/yaml';
import Box from '@cloudscape-design/components/box';
import { Children, isValidElement, type ReactNode } from 'react';
import type { SourceLines } from '../../../src/api/contract/incident.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { useTexts } from '../../texts/texts.ts';

/** Lines of a rule file with the numbers that they have there. */
export function RuleLines({
  signal,
  lines: { first, text },
}: {
  readonly signal: string;
  readonly lines: SourceLines;
}) {
  const { signals } = useTexts().incident;
  return (
    <div>
      <Box variant="awsui-key-label">{signals.lines}</Box>
      <CodeView
        content={visibleText(text.replace(/\n$/, ''))}
        highlight={(code) => numbered(highlightYaml(code), first)}
        ariaLabel={`${signals.lines}: ${signal}`}
      />
    </div>
  );
}

/** The code view counts from 1; here the number is what the line begins with, and cannot be selected. */
function numbered(highlighted: ReactNode, first: number): ReactNode {
  if (!isValidElement<{ readonly children: ReactNode }>(highlighted)) return highlighted;
  return (
    <span>
      {Children.map(highlighted.props.children, (line, index) => (
        <span>
          <span className="incident-line-number">{String(first + index).padStart(4)} </span>
          {line}
        </span>
      ))}
    </span>
  );
}
