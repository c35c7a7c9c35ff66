import { type MouseEvent, useState } from "react";
import type { MouseHandlerDataParam } from "recharts";

/** First and last bucket between which the pointer was drawn. */
export type Span = { from: number; to: number };

/** Drawing a span with the mouse zooms into it; a finger scrolls the page as ever, and the keyboard has the date fields. */
export function useZoom(zoom: ((span: Span) => void) | undefined) {
  const [span, setSpan] = useState<Span | null>(null);
  if (!zoom) return { span: null, handlers: {} };
  const at = ({ activeTooltipIndex }: MouseHandlerDataParam) => {
    const index = Number(activeTooltipIndex);
    return activeTooltipIndex === undefined || activeTooltipIndex === null || Number.isNaN(index) ? null : index;
  };
  const begin = (state: MouseHandlerDataParam, event: MouseEvent) => {
    const index = at(state);
    if (index === null || event.button !== 0) return;
    event.preventDefault(); // or the words of the page are selected
    setSpan({ from: index, to: index });
  };
  const draw = (state: MouseHandlerDataParam) => {
    const index = at(state);
    if (span && index !== null && index !== span.to) setSpan({ ...span, to: index });
  };
  const end = () => {
    setSpan(null);
    if (span && span.from !== span.to) zoom({ from: Math.min(span.from, span.to), to: Math.max(span.from, span.to) });
  };
  const leave = () => setSpan(null);
  return { span, handlers: { onMouseDown: begin, onMouseMove: draw, onMouseUp: end, onMouseLeave: leave } };
}
