import ProgressBar from '@cloudscape-design/components/progress-bar';

/** A share of a whole as a bar with its percentage; `label` says what of what. */
export function ShareBar({
  part,
  whole,
  label,
}: {
  readonly part: number;
  readonly whole: number;
  readonly label: string;
}) {
  return <ProgressBar value={whole === 0 ? 0 : (100 * part) / whole} ariaLabel={label} />;
}
