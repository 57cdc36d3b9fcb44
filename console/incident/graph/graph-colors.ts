import {
  colorBackgroundContainerContent,
  colorBorderDividerDefault,
  colorBorderItemFocused,
  colorChartsLineTick,
  colorTextBodyDefault,
  colorTextBodySecondary,
} from '@cloudscape-design/design-tokens';
import type { CSSProperties } from 'react';

/** The colors of the design system, under the names by which the drawing library and our style sheet ask for them. */
export const GRAPH_COLORS: CSSProperties = toStyle({
  '--incident-background': colorBackgroundContainerContent,
  '--incident-border': colorBorderDividerDefault,
  '--incident-focus': colorBorderItemFocused,
  '--incident-text': colorTextBodyDefault,
  '--incident-text-secondary': colorTextBodySecondary,
  '--xy-background-color': colorBackgroundContainerContent,
  '--xy-background-pattern-color': colorChartsLineTick,
  '--xy-edge-stroke': colorTextBodySecondary,
  '--xy-edge-stroke-selected': colorBorderItemFocused,
  '--xy-edge-label-background-color': colorBackgroundContainerContent,
  '--xy-edge-label-color': colorTextBodyDefault,
  '--xy-controls-button-background-color': colorBackgroundContainerContent,
  '--xy-controls-button-background-color-hover': colorBorderDividerDefault,
  '--xy-controls-button-color': colorTextBodyDefault,
  '--xy-controls-button-color-hover': colorTextBodyDefault,
  '--xy-controls-button-border-color': colorBorderDividerDefault,
  '--xy-attribution-background-color': colorBackgroundContainerContent,
});

/** The types of styles know no custom properties. */
function toStyle(properties: Readonly<Record<`--${string}`, string>>): CSSProperties {
  return properties as CSSProperties;
}
