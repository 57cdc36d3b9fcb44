import { colorChartsPaletteCategorical1 } from '@cloudscape-design/design-tokens';

const WIDTH_PX = 84;
const HEIGHT_PX = 24;
const GAP_PX = 2;

/** Counts over time as small bars; `label` says the same in words. */
export function Sparkline({ counts, label }: { readonly counts: readonly number[]; readonly label: string }) {
  const most = Math.max(1, ...counts);
  const step = WIDTH_PX / Math.max(1, counts.length);
  return (
    <svg role="img" aria-label={label} width={WIDTH_PX} height={HEIGHT_PX}>
      <title>{label}</title>
      {counts.map((count, index) => {
        const height = count === 0 ? 1 : Math.max(3, (count / most) * HEIGHT_PX);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in time
            key={index}
            x={index * step}
            y={HEIGHT_PX - height}
            width={step - GAP_PX}
            height={height}
            fill={colorChartsPaletteCategorical1}
            opacity={count === 0 ? 0.4 : 1}
          />
        );
      })}
    </svg>
  );
}
